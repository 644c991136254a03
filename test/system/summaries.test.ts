import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Feature } from '../../src/core/feature.ts';
import type { Account } from '../fakes/index.ts';
import { type ModelRequest, promptText } from '../fakes/model-script.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  // What finds memories is not what is looked at here.
  talk = await startTalk({ settings: { embeddings: { use: 'none' }, memory: { learnWithModel: false } } });
  await command('memory learning', { state: 'on' }, talk.room());
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith((request) => (isMinutes(request) ? minutesOf(request) : 'As you say.'));
});
after(() => talk[Symbol.asyncDispose]());

function isMinutes({ body }: ModelRequest): boolean {
  return promptText(body).includes('You keep the minutes of a chat');
}

/** A summary that names every gem of the lines. */
function minutesOf({ body }: ModelRequest): string {
  const gems = [...new Set(promptText(body).match(/\bgem\d+\b/g))];
  return `cy and dee talked about stones and laid them out: ${gems.join(', ')}.`;
}

function minutesAsked(): number {
  return talk.openai.requests.filter(isMinutes).length;
}

/** What a command shows, in whatever parts of it, and the files that it gives. */
async function command(
  name: string,
  input: Record<string, string | boolean>,
  channelId: string,
  who: Account = talk.discord.alice,
) {
  const post = await who.command(name, input, { channelId }).reply();
  return `${post.text} ${JSON.stringify(post.components)}`;
}

/** Everything the model was told when it was last asked about this. */
function promptFor(text: string): string {
  const request = talk.asked(text).findLast((one) => !isMinutes(one));
  assert.ok(request, `The model was never asked about “${text}”.`);
  return promptText(request.body);
}

/** The part of a prompt before the talk. */
function earlierIn(prompt: string): string {
  return /What was said (?:here )?before[\s\S]*?(?=\nuser: |\nassistant: |$)/.exec(prompt)?.[0] ?? '';
}

function gemsIn(text: string): number[] {
  return [...new Set(text.match(/\bgem\d+\b/g))].map((gem) => Number(gem.slice(3))).sort((a, b) => a - b);
}

/** The gems of the lines that a prompt tells word for word. */
function gemsTold(prompt: string): number[] {
  const line = /^(?:user: )?(?:cy|dee|eve)(?: \(to \w+\))?: (?:Ilde, )?look here, this must be gem(\d+)/gm;
  return [...prompt.matchAll(line)].map(([, number]) => Number(number));
}

/** The prompt tells the newest lines word for word and all others in short, but for what was taken back. */
function assertWhole(prompt: string, takenBack: readonly number[]): void {
  const told = gemsTold(prompt);
  const [oldest = 0] = told;
  const all = Array.from({ length: 200 }, (_, number) => number).filter((gem) => !takenBack.includes(gem));
  assert.ok(oldest > 130, `the talk begins at ${oldest}`);
  assert.deepEqual(
    told,
    all.filter((gem) => gem >= oldest),
  );
  assert.deepEqual(
    gemsIn(earlierIn(prompt)).filter((gem) => gem < oldest),
    all.filter((gem) => gem < oldest),
  );
  for (const gem of takenBack) assert.doesNotMatch(prompt, new RegExp(`gem${gem}\\b`));
}

/** Says so many lines, each about a gem of its own; now and then the last of these people asks a character. */
async function chat(
  people: readonly [Account, Account, Account],
  channelId: string,
  from: number,
  to: number,
) {
  const [one, other, asking] = people;
  const posts = [];
  for (let number = from; number < to; number += 1) {
    const text = `look here, this must be gem${number} from the old quarry`;
    if (number % 10 === 9) {
      posts.push((await talk.say(asking, channelId, `Ilde, ${text}`)).post);
      await talk.app.app.conversation.idle();
    } else posts.push((number % 2 === 0 ? one : other).say(channelId, text));
  }
  return posts;
}

async function ask(who: Account, channelId: string, text: string): Promise<string> {
  await talk.say(who, channelId, text);
  await talk.app.app.conversation.idle();
  return promptFor(text);
}

describe('a long talk', () => {
  test('is told in short before its newest lines; what is taken back is gone from there; a restart keeps it', async () => {
    const room = talk.room();
    const [cy, dee, eve] = [talk.person('cy'), talk.person('dee'), talk.person('eve')];
    const posts = await chat([cy, dee, eve], room, 0, 200);
    assertWhole(await ask(cy, room, 'Ilde, which stone was first?'), []);
    assert.ok(minutesAsked() >= 5);

    cy.delete(posts[40]?.id ?? '');
    await until('it is gone', async () => !/gem40\b/.test(await ask(dee, room, 'Ilde, and now?')));
    assertWhole(await ask(dee, room, 'Ilde, what is left?'), [40]);

    await talk.stop();
    const before = minutesAsked();
    await talk.start();
    assertWhole(await ask(dee, room, 'Ilde, still there?'), [40]);
    const anew = talk.openai.requests.filter(isMinutes).slice(before);
    assert.ok(
      anew.every(({ body }) => !/must be gem\d{1,2}\b/.test(promptText(body))),
      'old lines were summed up again',
    );
  });

  test('is known in a thread up to when that began, and in no other channel', async () => {
    const room = talk.room();
    const [cy, dee, eve] = [talk.person('cy'), talk.person('dee'), talk.person('eve')];
    await chat([cy, dee, eve], room, 300, 380);
    const thread = cy.startThread(room, 'Stones');
    const inThread = await ask(cy, thread, 'Ilde, what was this about?');
    assert.match(inThread, /What was said in #room-\d+ before this thread began/);
    assert.match(inThread, /gem300\b/);
    await chat([cy, dee, eve], room, 400, 460);
    assert.doesNotMatch(earlierIn(await ask(cy, thread, 'Ilde, and since then?')), /gem4\d\d\b/);
    assert.equal(earlierIn(await ask(cy, talk.room(), 'Ilde, what was this about here?')), '');
  });

  test('is summed up for who asks, with links, taken along as a file, and forgotten as a whole', async () => {
    const room = talk.room();
    const [cy, dee, eve] = [talk.person('cy'), talk.person('dee'), talk.person('eve')];
    const posts = await chat([cy, dee, eve], room, 500, 580);
    const short = await command('summarize', { since: '1h' }, room, cy);
    assert.match(short, /cy and dee talked about stones/);
    const links = short.match(/https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+/g) ?? [];
    assert.ok(links.length > 0);
    for (const link of links)
      assert.ok(
        posts.some(({ id }) => link.endsWith(`/${room}/${id}`)),
        link,
      );
    assert.match(await command('history export', { all: true }, room), /\d+ lines of this channel/);
    assert.match(await command('history clear', {}, room), /This takes 88 lines .*Forget 88 lines/);
    assert.match(await command('history clear', { confirm: true }, room), /88 lines .*are forgotten/);
    assert.doesNotMatch(await ask(cy, room, 'Ilde, what was it about?'), /gem5\d\d/);
  });
});

describe('what was summed up', () => {
  /** What `/recall` shows of talks in short, of these gems. */
  async function inShort(query: string, gems: RegExp, channelId: string, who: Account): Promise<string> {
    const found = await command('recall', { query }, channelId, who);
    return found
      .split('\n')
      .filter((line) => line.includes('lines in short: cy and dee talked about stones') && gems.test(line))
      .join('\n');
  }

  test('is found again where all may hear it, told once, and gone with its lines', async () => {
    const [room, other] = [talk.room(), talk.room()];
    const [cy, dee, eve] = [talk.person('cy'), talk.person('dee'), talk.person('eve')];
    const posts = await chat([cy, dee, eve], room, 600, 700);
    const question = 'who laid out stones, gem605 among them?';
    assert.match(
      await ask(cy, other, `Ilde, ${question}`),
      /- \d+ \w+ \d+ in #room-\d+, in short: cy and dee talked about stones.*gem605\b/,
    );
    const found = await inShort(question, /gem605\b/, other, cy);
    const links = found.match(/https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+/g) ?? [];
    assert.equal(links.length, 2);
    // An episode may end with what a character said.
    const there = talk.discord.posts(room);
    for (const link of links)
      assert.ok(
        there.some(({ id }) => link.endsWith(`/${room}/${id}`)),
        link,
      );

    const here = await ask(dee, room, `Ilde, ${question}`);
    assert.match(earlierIn(here), /gem605\b/);
    assert.doesNotMatch(here, /in short: [^\n]*gem605\b/, 'what stands above the talk is not told again');

    dee.delete(posts[5]?.id ?? '');
    await until('it is gone', async () => (await inShort(question, /gem605\b/, other, cy)) === '');
    assert.doesNotMatch(
      await ask(cy, other, 'Ilde, which stones were laid out?'),
      /in short: [^\n]*gem605\b/,
    );
  });

  test('in a closed room is told in no open one', async () => {
    const [cy, dee, eve] = [talk.person('cy'), talk.person('dee'), talk.person('eve')];
    const closed = talk.closedRoom(cy, dee, eve);
    await chat([cy, dee, eve], closed, 700, 760);
    const open = talk.room();
    const question = 'who laid out stones, gem705 among them?';
    assert.doesNotMatch(await ask(cy, open, `Ilde, ${question}`), /gem70[^5]/);
    assert.equal(await inShort(question, /gem7\d\d\b/, open, cy), '');
    assert.notEqual(await inShort(question, /gem705\b/, closed, cy), '');
  });
});

test('what leads up to a talk that a small window cuts is told, and known to those who learn from the turn', async () => {
  const told: string[] = [];
  const guest: Feature = {
    name: 'guest',
    async context({ talk: lines }) {
      const leadsUp = lines.map(({ messageId }, index) => ({
        to: messageId,
        text: `It leads up to ${index}.`,
      }));
      return [
        { title: 'Before', text: '', volatility: 'talk', priority: 1, place: 'after-examples', leadsUp },
      ];
    },
    async observe(turn) {
      told.push(...turn.told.map(({ text }) => text));
    },
  };
  await using small = await startTalk({
    settings: { embeddings: { use: 'none' }, model: { contextTokens: 2_500 } },
    guests: [guest],
  });
  small.openai.respondWith(() => 'As you say.');
  const [room, cy] = [small.room(), small.person('cy')];
  for (let number = 0; number < 20; number += 1) cy.say(room, `pebble${number} ${'tick tock '.repeat(30)}`);
  await small.say(small.person('dee'), room, 'Ilde, how many?');
  await small.app.app.conversation.idle();
  const [request] = small.asked('how many?');
  assert.ok(request);
  const prompt = promptText(request.body);
  const first = Number(/pebble(\d+)/.exec(prompt)?.[1]);
  assert.ok(first > 0, 'the talk is cut');
  assert.match(prompt, new RegExp(`It leads up to ${first}\\.`));
  assert.ok(told.includes(`It leads up to ${first}.`));
});
