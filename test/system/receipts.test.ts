import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Settings } from '../../src/config/index.ts';
import { laneOf, type Message } from '../../src/core/message.ts';
import { channelModes } from '../../src/core/ports/rooms.ts';
import type { Receipt, Remedy } from '../../src/core/receipt.ts';
import { parseDuration } from '../../src/lib/duration.ts';
import type { Slices } from '../../src/slices.ts';
import { messageFrom, quietHost, startTestApp, type TestApp } from './harness.ts';

const combinations = 10_000;
const hourMs = 3_600_000;

let app: TestApp;
let slices: Slices;
let settings: Settings['conversation'];
const host = quietHost();
const counted = new Map<string, number>();

before(async () => {
  app = await startTestApp({
    env: { ACORE_MODEL: 'understudy' },
    // Short prompts and no waiting for the disk: thousands of turns are to be had in a minute.
    config: 'storage:\n  synchronous: normal\nconversation:\n  historyMessages: 4\n',
    entrances(parts) {
      slices = parts.slices;
      settings = parts.loaded.settings.conversation;
      return [{ platform: host.platform, start: async () => async () => {} }];
    },
  });
  app.app.events.listen((event) => {
    if (event.kind === 'receipt')
      counted.set(event.receipt.messageId, (counted.get(event.receipt.messageId) ?? 0) + 1);
  });
});

after(() => app[Symbol.asyncDispose]());

const place = fc.record({
  host: fc.constant('quiet'),
  guildId: fc.constant('g'),
  channelId: fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'),
  kind: fc.constantFrom('text' as const, 'text' as const, 'thread' as const, 'direct' as const),
});

const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'hello there',
    'Ilde, what do you bake?',
    'rufus and Thandeka, hi',
    'the robots shall play',
    '@Temur!',
  ),
  fc.string({ maxLength: 60 }),
  fc.constant('a'.repeat(5_000)),
);

const message = fc.record({
  place,
  author: fc.record({
    id: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'ignored'),
    name: fc.constantFrom('Bo', 'Cy', 'Dee', 'Ilde', '@everyone'),
    kind: fc.constantFrom(
      'person' as const,
      'person' as const,
      'person' as const,
      'bot' as const,
      'webhook' as const,
    ),
  }),
  text,
  mentionsSelf: fc.boolean(),
  textWithheld: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  ageMs: fc.constantFrom(0, 0, 0, 2 * hourMs),
});

const circumstances = fc.record({
  mode: fc.constantFrom(...channelModes),
  muted: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  perPersonPerMinute: fc.constantFrom(1, 5, 100_000),
  answerBots: fc.boolean(),
  maxMessageCharacters: fc.constantFrom(100, 4_000),
  continuation: fc.constantFrom(0, 300_000),
});

type Given = typeof message extends fc.Arbitrary<infer T> ? T : never;
type Around = typeof circumstances extends fc.Arbitrary<infer T> ? T : never;

function built({ ageMs, ...given }: Given): Message {
  const { textWithheld, ...rest } = given;
  return messageFrom({ ...rest, at: Date.now() - ageMs, ...(textWithheld && { textWithheld }) });
}

/** How each channel stands, so that only what differs is commanded. */
const standing = new Map<string, string>();

async function arrange({ mode, muted, ...own }: Around, where: Message['place']): Promise<void> {
  Object.assign(settings, own, { ignoredPeople: ['ignored'] });
  await changeTo(`mode ${laneOf(where)}`, mode, () => command('channel mode', { mode }, where));
  const mute = muted ? 'mute' : 'unmute';
  await changeTo(`mute ${laneOf(where)}`, mute, () => command(mute, {}, where));
}

async function changeTo(what: string, wanted: string, change: () => Promise<void>): Promise<void> {
  if (standing.get(what) === wanted) return;
  standing.set(what, wanted);
  await change();
}

async function command(name: string, input: Record<string, unknown>, where: Message['place']): Promise<void> {
  const found = slices.commands.find((one) => one.name === name);
  assert.ok(found, `there is no command ${name}`);
  await found.run({
    id: 'x',
    caller: { id: 'owner', name: 'Owner', mayManage: true },
    place: where,
    input: found.input.parse(input),
    signal: new AbortController().signal,
  });
}

async function hear(heard: Message): Promise<Receipt> {
  await app.app.conversation.receive(heard);
  return app.receiptOf(heard.id);
}

/** Does what a receipt says would change the outcome. Returns what undoes it. */
async function apply({ setting, instead }: Remedy, heard: Message): Promise<Message> {
  const again = { ...heard, id: `${heard.id}-again` };
  const lane = laneOf(heard.place);
  if (setting === 'channel.mode')
    await changeTo(`mode ${lane}`, String(instead), () =>
      command('channel mode', { mode: instead }, heard.place),
    );
  else if (setting === 'channel.muted')
    await changeTo(`mute ${lane}`, 'unmute', () => command('unmute', {}, heard.place));
  else if (setting === 'discord.messageContentIntent')
    return { ...again, textWithheld: false, text: 'hello' };
  else {
    const [section, key = ''] = setting.split('.');
    assert.equal(section, 'conversation', setting);
    assert.ok(key in settings, `${setting} is no setting`);
    const value = key === 'catchUp' ? parseDuration(String(instead)) : instead;
    Object.assign(settings, { [key]: value });
  }
  return again;
}

describe('receipts', () => {
  test(`${combinations} random messages and settings: one receipt each, and its remedy changes the outcome`, async () => {
    const seen = new Map<string, number>();
    const drawn = fc.sample(fc.tuple(message, circumstances), { numRuns: combinations, seed: 20_261_122 });
    for (const [given, around] of drawn) {
      const heard = built(given);
      await arrange({ ...around }, heard.place);
      Object.assign(settings, { catchUp: 600_000 });
      const receipt = await hear(heard);
      seen.set(receipt.outcome, (seen.get(receipt.outcome) ?? 0) + 1);
      assert.equal(receipt.messageId, heard.id);
      if (receipt.remedy === undefined) continue;
      const again = await apply(receipt.remedy, heard);
      const after = await hear(again);
      assert.notEqual(
        after.outcome,
        receipt.outcome,
        `${receipt.outcome} stays after ${JSON.stringify(receipt.remedy)}`,
      );
    }
    await app.app.conversation.idle();
    for (const [id, times] of counted) assert.equal(times, 1, `${id} has ${times} receipts`);
    for (const outcome of [
      'answered',
      'not-addressed',
      'channel-off',
      'muted',
      'ignored-author',
      'bot-author',
      'missed',
      'intent-missing',
      'over-length',
      'rate-limited',
      'empty',
    ]) {
      assert.ok((seen.get(outcome) ?? 0) > 0, `${outcome} never came up: ${JSON.stringify([...seen])}`);
    }
  });

  test('messages that come all at once also have one receipt each', async () => {
    await arrange(
      {
        mode: 'conversational',
        muted: false,
        perPersonPerMinute: 100_000,
        answerBots: false,
        maxMessageCharacters: 4_000,
        continuation: 300_000,
      },
      messageFrom().place,
    );
    const heard = fc.sample(message, { numRuns: 1_000, seed: 7 }).map(built);
    await Promise.all(heard.map((one) => app.app.conversation.receive(one)));
    await app.app.conversation.idle();
    for (const { id } of heard) assert.equal(counted.get(id), 1, `${id} has ${counted.get(id)} receipts`);
    const lanes = new Set(heard.map(({ place: where }) => laneOf(where)));
    assert.ok(lanes.size > 3);
  });
});
