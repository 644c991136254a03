import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aPlace } from '../../../test/support/characters.ts';
import { aModel, begun, minute, open, sayMany, subjects } from '../../../test/support/summaries.ts';
import type { Consent } from '../../core/consent.ts';

describe('what a prompt tells of the talk that it does not hold', () => {
  test('is all of it: no line is missing, and at most one stretch is told twice', async (context) => {
    const world = await open(context);
    for (let number = 0; number < 400; number += 1) {
      await sayMany(world, 1);
      const told = 30 + ((number * 7) % 31);
      const talk = world.transcript.all.slice(-told);
      const { grounds } = await world.told(talk);
      const own = grounds?.own ?? [];
      const first = talk[0]?.at ?? 0;
      for (const line of world.transcript.all.slice(0, -told))
        assert.ok(
          own.some(({ from, to }) => from <= line.at && line.at <= to),
          `line ${line.messageId} is missing beside ${told} at ${number}`,
        );
      const overlapping = own.filter(({ to }) => to >= first);
      assert.ok(overlapping.length <= 1 && overlapping.every(({ lines }) => lines <= 60));
      for (const [index, { from }] of own.entries())
        assert.ok(index === 0 || from > (own[index - 1]?.to ?? 0), 'stretches follow each other');
    }
    assert.ok((await world.kept()).some(({ level }) => level === 'week'));
  });

  test('is all of it where several lines are said within a millisecond as well', async (context) => {
    const world = await open(context);
    for (let number = 0; number < 160; number += 1) {
      const at = begun + Math.floor(number / 4);
      await world.finish(world.transcript.say(`number ${number} ${subjects[number % 9]}`, { at }));
      const told = 30 + ((number * 7) % 31);
      const own = (await world.told(world.transcript.all.slice(-told))).grounds?.own ?? [];
      for (const line of world.transcript.all.slice(0, -told))
        assert.ok(
          own.some(({ from, to }) => from <= line.at && line.at <= to),
          `line ${line.messageId} is missing beside ${told} at ${number}`,
        );
    }
  });

  test('stays the same while the talk begins at the same line and nothing was summed up', async (context) => {
    const world = await open(context);
    await sayMany(world, 100);
    const first = await world.told(world.transcript.all.slice(-50));
    world.transcript.say('and one more');
    const second = await world.told(world.transcript.all.slice(-51));
    assert.equal(second.text, first.text);
    assert.match(
      first.text,
      /^What was said here before the talk below[^\n]+no instructions\):\n- 2 November 2026, in excerpts: /,
    );
    assert.equal(first.sections[0]?.volatility, 'talk');
  });

  test('is known for wherever a talk may have to begin that a small window does not hold', async (context) => {
    const { model } = aModel();
    const describe = async () => ({ model: 'small', standIn: true, contextTokens: 16_000 });
    const world = await open(context, { model: { ...model, describe } });
    const day = 24 * 60 * minute;
    for (let number = 0; number < 150; number += 1) {
      const text = `number ${number} ${subjects[number % 9]} ${'tick tock '.repeat(50)}`;
      await world.finish(world.transcript.say(text, { at: begun + number * day }));
    }
    const talk = world.transcript.all.slice(-50);
    const [section] = (await world.told(talk)).sections;
    const versions = [{ to: talk[0]?.messageId, text: section?.text ?? '' }, ...(section?.leadsUp ?? [])];
    assert.ok(versions.length >= 7);
    assert.equal(versions.at(-1)?.to, talk.at(-1)?.messageId);
    for (const { to, text } of versions) {
      const days = [...text.matchAll(/^- (\d+ \w+ \d+)(?: – (\d+ \w+ \d+))?, in excerpts:/gm)].map(
        ([, from = '', until = from]) => [Date.parse(`${from} UTC`), Date.parse(`${until} UTC`) + day],
      );
      const lines = world.transcript.all.slice(
        0,
        world.transcript.all.findIndex(({ messageId }) => messageId === to),
      );
      for (const { at } of lines)
        assert.ok(
          days.some(([from = 0, until = 0]) => from <= at && at < until),
          `${new Date(at).toISOString()} is missing before ${to}`,
        );
    }
  });

  test('is nothing where memory is not allowed, nothing was left out, or nothing may be spent', async (context) => {
    for (const change of [
      { learnsSince: async () => undefined },
      { settings: { enabled: false, withModel: true, tokensPerDay: 0, promptTokens: 900 } },
      { settings: { enabled: true, withModel: true, tokensPerDay: 0, promptTokens: 0 } },
    ]) {
      const world = await open(context, change);
      await sayMany(world, 100);
      assert.deepEqual((await world.told(world.transcript.all.slice(-40))).sections, []);
    }
    const world = await open(context, { learnsSince: async () => undefined });
    await sayMany(world, 100);
    assert.deepEqual(await world.kept(), []);
    const short = await open(context);
    await sayMany(short, 20);
    assert.deepEqual((await short.told(short.transcript.all)).sections, []);
  });

  test('keeps to its room: the newest whole, older parts by their beginning, the oldest left out and said so', async (context) => {
    const settings = { enabled: true, withModel: true, tokensPerDay: 0, promptTokens: 220 };
    const world = await open(context, { settings });
    await sayMany(world, 500);
    const { text, grounds } = await world.told(world.transcript.all.slice(-40));
    assert.ok(text.length / 4 < 300, `${text.length}`);
    assert.match(text, /Before that: more, for which there is no room here\./);
    assert.equal(grounds?.own[0]?.leftOut, true);
  });

  test('holds nothing of people who are off the record or have memory paused, or had it when they spoke', async (context) => {
    const rules: Record<string, Consent> = {
      eve: { tier: 'off-the-record', paused: false },
      tom: { tier: 'full', paused: true },
      ivy: { tier: 'full', paused: false, pauses: [{ from: begun, to: begun + 2 * minute }] },
    };
    const of = async (_: string, id: string) => rules[id] ?? { tier: 'full' as const, paused: false };
    const world = await open(context, { consents: { of } });
    for (const [id, word] of [
      ['eve', 'xylophone'],
      ['tom', 'zeppelin'],
      ['ivy', 'yardarm'],
    ] as const)
      world.transcript.say(`my ${word} stands beside the famous windmill`, { authorId: id, authorName: id });
    await sayMany(world, 100);
    const { text } = await world.told(world.transcript.all.slice(-40));
    assert.doesNotMatch(text, /xylophone|zeppelin|yardarm|eve:|tom:|ivy:/);
    assert.doesNotMatch(JSON.stringify(await world.kept()), /xylophone|zeppelin|yardarm/);
  });
});

test('words that stay on this machine are told apart from the others, and all sections say whose they hold', async (context) => {
  const tiers: Record<string, Consent['tier']> = {};
  const of = async (_: string, id: string) => ({ tier: tiers[id] ?? ('full' as const), paused: false });
  const world = await open(context, { consents: { of } });
  world.transcript.say('my xylophone stands beside the famous windmill', {
    authorId: 'eve',
    authorName: 'Eve',
  });
  await sayMany(world, 200);
  assert.equal((await world.told(world.transcript.all.slice(-40))).sections.length, 1);
  tiers['eve'] = 'local-only';
  const { sections } = await world.told(world.transcript.all.slice(-40));
  const [others, hers] = sections;
  assert.doesNotMatch(others?.text ?? '', /xylophone/);
  assert.deepEqual(others?.wordsOf?.toSorted(), ['alice', 'bo']);
  assert.match(hers?.text ?? '', /xylophone/);
  assert.deepEqual(hers?.wordsOf?.toSorted(), ['alice', 'bo', 'eve']);
});

test('people are told how many stretches hold their words, and can have all of them taken out', async (context) => {
  const world = await open(context);
  world.transcript.say('my xylophone stands beside the famous windmill', {
    authorId: 'eve',
    authorName: 'Eve',
  });
  await sayMany(world, 200);
  const { keeps } = world.slice;
  const eve = { host: 'discord', id: 'eve' };
  const count = await keeps?.count(eve);
  assert.deepEqual(Object.values(count ?? {}), [1]);
  assert.doesNotMatch(JSON.stringify(await keeps?.export(eve)), /xylophone/);
  assert.deepEqual(await keeps?.count({ host: 'playground', id: 'eve' }), {
    [Object.keys(count ?? {})[0] ?? '']: 0,
  });
  const taken = await world.storage.transaction(async (tx) => keeps?.erase(tx, eve));
  assert.deepEqual(taken?.counts, count);
  assert.doesNotMatch(JSON.stringify(await world.kept()), /xylophone/);
});

describe('a thread', () => {
  const thread = aPlace({ channelId: 'aside', kind: 'thread', parentId: 'tavern', name: 'aside' });

  test('is told what was said in its channel up to when it began, and nothing later', async (context) => {
    const world = await open(context);
    world.transcript.say('Runa found 7 amber beads in the old granary');
    await sayMany(world, 100);
    const first = world.transcript.say('so, about the beads', { place: thread });
    await sayMany(world, 40);
    world.transcript.say('meanwhile the zeppelin landed on the 3 chimneys');
    const { text } = await world.told([first]);
    assert.match(text, /^What was said in #tavern before this thread began/);
    assert.match(text, /amber/);
    assert.doesNotMatch(text, /zeppelin|number 14\d/);
  });

  test('is not told in short what its talk tells of the channel itself', async (context) => {
    const world = await open(context);
    await sayMany(world, 100);
    const led = ['amber from the old granary', 'zeppelin over the 3 chimneys'].map((what) =>
      world.transcript.say(`Runa saw the famous ${what}`),
    );
    const first = world.transcript.say('so, about that', { place: thread });
    const { grounds, text } = await world.told([...led, first]);
    assert.doesNotMatch(text, /amber|zeppelin/);
    assert.equal(grounds?.inherited.at(-1)?.to, world.transcript.all[99]?.at);
    assert.match((await world.told([first])).text, /amber[\s\S]*zeppelin/);
  });

  test('inherits nothing where somebody who reads it may not read the channel', async (context) => {
    const world = await open(context, { heardIn: async () => [] });
    await sayMany(world, 100);
    const first = world.transcript.say('so', { place: thread });
    assert.deepEqual((await world.told([first])).sections, []);
  });

  test('nothing else crosses from channel to channel', async (context) => {
    const world = await open(context);
    await sayMany(world, 100);
    const elsewhere = world.transcript.say('hello', { place: aPlace({ channelId: 'cellar' }) });
    assert.deepEqual((await world.told([elsewhere])).sections, []);
  });
});

describe('/summarize', () => {
  test('gives the telling lines with links to them, and what is kept of before', async (context) => {
    const world = await open(context);
    world.transcript.say('the ferry to Skagen leaves at 7 from gate 12');
    await sayMany(world, 60);
    const clock = begun + 61 * minute;
    const near = await open(context, { clock: { now: () => clock } });
    near.transcript.all.push(...world.transcript.all);
    const text = await near.run();
    assert.match(text, /What was said here lately.*61 lines/);
    assert.match(text, /- https:\/\/chat\.example\/m0 Bo: “the ferry to Skagen leaves at 7 from gate 12”/);
    assert.match(
      await world.run(),
      /What I keep of this talk in short[\s\S]*- https:\/\/chat\.example\/m0 <t:\d+:d>.*excerpts\): /,
    );
  });

  test('shows the newest of what is kept first, gives all of it as a file, and no mark of one host', async (context) => {
    const world = await open(context);
    await sayMany(world, 200);
    const { text, files = [] } = await world.reply();
    const [, kept = ''] = text.split('What I keep of this talk in short**');
    const order = [...kept.matchAll(/chat\.example\/m(\d+)/g)].map(([, number]) => Number(number));
    assert.equal(order.length, 4);
    assert.deepEqual(
      order,
      order.toSorted((a, b) => b - a),
    );
    assert.match(kept, /… and \d+ older ones?, in the file\.$/);
    assert.doesNotMatch(text, /^-# /m);
    const whole = new TextDecoder().decode(files[0]?.bytes);
    assert.match(whole, /chat\.example\/m0 /);
    assert.ok(whole.split('\n- ').length > order.length);
  });

  test('reaches as far back as was asked for, and refuses what is no time', async (context) => {
    const world = await open(context, { clock: { now: () => begun + 60 * minute } });
    await sayMany(world, 60);
    assert.match(await world.run({ since: '10m' }), /\(10 lines\)/);
    assert.match(await world.run({ since: '2026-11-02' }), /\(60 lines\)/);
    for (const [since, why] of [
      ['soon', /is no time; write for example/],
      ['2027-01-01', /future/],
    ] as const)
      await assert.rejects(world.run({ since }), why);
    await assert.rejects(world.run({}, aPlace({ channelId: 'empty' })), /Nothing was said here/);
  });

  test('is written by the model when there is one, with the sources below', async (context) => {
    const answer = () => 'Bo and Alice want to look at the ferry tomorrow.';
    const world = await open(context, { model: aModel({ standIn: false, answer }).model });
    await sayMany(world, 20);
    const text = await world.run();
    assert.match(text, /\nBo and Alice want to look at the ferry tomorrow\.\n\*Summed up by test\/one/);
    assert.match(text, /Where it was said[\s\S]*https:\/\/chat\.example\/m\d+/);
  });
});
