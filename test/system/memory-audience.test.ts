import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { seededRandom } from '../../src/lib/random.ts';
import type { Account, Post } from '../fakes/index.ts';
import { promptText } from '../fakes/model-script.ts';
import { type AudienceWorld, type Lot, lotOf, makeAudienceWorld, type Spot } from './audience-world.ts';
import { startTalk, type Talk } from './discord-talk.ts';

/** `ACORE_AUDIENCE_TURNS=2000 npm test -- memory-audience` tries more, and `ACORE_AUDIENCE_SEED=x` another server. */
const turns = Number(process.env['ACORE_AUDIENCE_TURNS'] ?? 90);

const seed = process.env['ACORE_AUDIENCE_SEED'] ?? '';

/** Something that somebody told a character, and how it is asked for: by themselves, and by others. */
interface Topic {
  tells(word: string): string;
  own: string;
  others(name: string): string;
}

const topics: readonly Topic[] = [
  {
    tells: (word) => `I have a dog called ${word}`,
    own: 'do you remember the name of my dog?',
    others: (name) => `what is the dog of ${name} called?`,
  },
  {
    tells: (word) => `I live in ${word}`,
    own: 'which town do I live in?',
    others: (name) => `so where does ${name} live these days?`,
  },
  {
    tells: (word) => `I am allergic to ${word}`,
    own: 'what was it that I am allergic to?',
    others: (name) => `is there something ${name} is allergic to?`,
  },
  {
    tells: (word) => `my sister is called ${word}`,
    own: 'can you tell me how my sister is called?',
    others: (name) => `who is the sister of ${name}?`,
  },
  {
    tells: (word) => `I collect ${word} stamps`,
    own: 'which stamps is it that I collect?',
    others: (name) => `what stamps does ${name} collect?`,
  },
  {
    tells: (word) => `my favourite drink is ${word}`,
    own: 'what drink is my favourite, again?',
    others: (name) => `what is the favourite drink of ${name}?`,
  },
];

interface Told {
  word: string;
  by: Account;
  where: Spot;
  topic: Topic;
}

interface Run {
  talk: Talk;
  world: AudienceWorld;
  lot: Lot;
  told: Told[];
  /** Words that came up before somebody who may not read where they were said. */
  leaks: string[];
  /** Of what everybody present may read: how much was asked for, and how much the model was told. */
  asked: number;
  /** How often something was asked for that was said in the server, where not all may know of it. */
  withheld: number;
  found: number;
  missed: string[];
}

/** A word of letters alone, that nobody else ever says. */
function canary(number: number): string {
  const letters = Array.from(String(number), (digit) => 'bcdfghjklm'[Number(digit)]).join('a');
  return `Zq${letters}ovar`;
}

function wordsIn({ told }: Run, text: string): Told[] {
  return told.filter(({ word }) => text.toLowerCase().includes(word.toLowerCase()));
}

/** Somebody who is there and can say something. */
function speakerIn({ world, lot }: Run): { who: Account; where: Spot } | undefined {
  const where = lot.pick(world.spots);
  const there = new Set(world.hearers(where));
  const able = world.people.filter(({ id }) => there.has(id));
  return able.length === 0 ? undefined : { who: lot.pick(able), where };
}

/** Says it, waits for the answer and what is learned from it, and looks at what the model was told. */
async function say(run: Run, who: Account, where: Spot, text: string): Promise<string> {
  const { talk, world, leaks } = run;
  const from = talk.openai.requests.length;
  await talk.say(who, where.id, text);
  await talk.app.app.conversation.idle();
  const prompts = talk.openai.requests
    .slice(from)
    .map(({ body }) => promptText(body))
    .join('\n');
  for (const one of wordsIn(run, prompts))
    if (!world.allMayRead(where, one.where))
      leaks.push(`${one.word} of ${one.where.kind} ${one.where.id} in ${where.kind} ${where.id}`);
  return prompts;
}

async function tell(run: Run): Promise<void> {
  const speaker = speakerIn(run);
  if (speaker === undefined) return;
  const { who, where } = speaker;
  const topic = topics.find(
    (one) => !run.told.some(({ by, topic: said }) => by.id === who.id && said === one),
  );
  if (topic === undefined) return;
  const one = { word: canary(run.told.length), by: who, where, topic };
  run.told.push(one);
  if (where.kind === 'direct' || run.lot.happens(0.7))
    await say(run, who, where, `Ilde, ${topic.tells(one.word)}.`);
  else {
    await bringIn(run, one);
    await say(run, who, where, 'Ilde, good evening.');
  }
}

/** It comes in from a file, as said long before. */
async function bringIn({ talk }: Run, { word, by, where, topic }: Told): Promise<void> {
  const line = {
    author: { id: by.id, name: by.username, kind: 'person' },
    text: `${topic.tells(word)}.`,
    at: new Date(Date.now() - 100 * 86_400_000).toISOString(),
  };
  const content = JSON.stringify({ acore: 'history', version: 1, lines: [line] });
  const file = { name: 'talk.json', contentType: 'application/json', content };
  const { alice } = talk.discord;
  const post = await alice.command('history import', { file }, { channelId: where.id }).reply();
  assert.match(post.text, /1 line can be recalled from now on/);
}

async function ask(run: Run): Promise<void> {
  const { lot, world } = run;
  const speaker = speakerIn(run);
  if (speaker === undefined || run.told.length === 0) return;
  const { who, where } = speaker;
  const here = run.told.filter(({ where: source }) => world.allMayRead(where, source));
  const wanted = lot.pick(here.length > 0 && lot.happens(0.6) ? here : run.told);
  const { topic, by } = wanted;
  const question = by.id === who.id ? topic.own : topic.others(by.username);
  const prompts = await say(run, who, where, `Ilde, ${question}`);
  if (!world.allMayRead(where, wanted.where)) {
    if (wanted.where.kind !== 'direct') run.withheld += 1;
    return;
  }
  run.asked += 1;
  if (wordsIn(run, prompts).includes(wanted)) run.found += 1;
  else run.missed.push(`${question} (${wanted.word}, ${wanted.where.kind} → ${where.kind})`);
}

function everythingIn({ text, components, embeds, files }: Post): string {
  const bytes = files.map((file) => file.bytes.toString('utf8'));
  return [text, JSON.stringify(components), JSON.stringify(embeds), ...bytes].join('\n');
}

/** Somebody looks the memory through with a command. */
async function lookUp(run: Run): Promise<void> {
  const { lot, talk, world, told, leaks } = run;
  const speaker = speakerIn(run);
  if (speaker === undefined || told.length === 0) return;
  const { who, where } = speaker;
  const { topic, by, where: source } = lot.pick(told);
  const question = topic.others(by.username);
  const lastThere = talk.discord.posts(source.id).findLast(({ isBot }) => !isBot)?.id ?? '';
  const [name, input] = lot.pick<[string, Record<string, string | boolean>]>([
    ['recall', { query: question }],
    ['memory search', { query: question }],
    ['memory list', {}],
    ['memory list', { person: by.username }],
    ['memory changes', {}],
    ['memory changes', { as_of: '0s' }],
    ['memory export', {}],
    ['memory export', { all: true }],
    ['memory undo', {}],
    ['profile', {}],
    ['profile', { person: by.id }],
    ['context', {}],
    ['context', { message: lastThere }],
    ['context', { message: lastThere, full: true }],
    ['why', { message: lastThere }],
    ['why', { full: true }],
  ]);
  const post = await who.command(name, input, { channelId: where.id }).reply(30_000);
  for (const one of wordsIn(run, everythingIn(post)))
    if (one.by.id !== who.id && !world.allMayRead(where, one.where))
      leaks.push(`${one.word} of ${one.where.kind}, shown by /${name} to ${who.username} in ${where.kind}`);
}

async function runThrough(name: string, memberList: boolean): Promise<Run> {
  const lot = lotOf(seededRandom(`${name}${seed}`));
  await using talk = await startTalk({
    settings: { conversation: { historyMessages: 2 }, discord: { memberList, requestsPerSecond: 5_000 } },
  });
  talk.openai.respondWith(() => 'As you say.');
  const { discord } = talk;
  await discord.alice.command('memory learning', { state: 'on' }, { channelId: talk.room() }).reply();
  // Without a list of members it takes seconds until it is known who has lost a role and has a direct talk.
  const world = makeAudienceWorld(discord, lot, memberList ? 3 : 0);
  for (const { id, partner } of world.spots)
    if (partner !== undefined)
      await world.people
        .find((person) => person.id === partner)
        ?.command('memory learning', { state: 'on' }, { channelId: id })
        .reply();
  const run: Run = { talk, world, lot, told: [], leaks: [], asked: 0, withheld: 0, found: 0, missed: [] };
  for (let turn = 0; turn < turns; turn += 1) {
    if (lot.happens(0.35)) world.shake();
    await lot.pick([tell, tell, ask, ask, ask, lookUp])(run);
  }
  return run;
}

async function prove(context: TestContext, name: string, memberList: boolean): Promise<Run> {
  const run = await runThrough(name, memberList);
  const share = run.asked === 0 ? 1 : run.found / run.asked;
  context.diagnostic(
    `${run.told.length} told, ${run.asked} asked for, ${run.withheld} withheld, ${Math.round(share * 100)} % found`,
  );
  for (const missed of run.missed) context.diagnostic(`missed: ${missed}`);
  assert.deepEqual(run.leaks, []);
  assert.ok(run.withheld >= turns / 30, `${run.withheld} were withheld`);
  return run;
}

test('nothing comes up before anybody who may not read it, and what all may read is found', async (context) => {
  const { asked, found, missed } = await prove(context, 'members', true);
  assert.ok(asked >= turns / 10, `${asked} were asked for`);
  assert.ok(found / asked >= 0.95, missed.join('; '));
});

test('nor does it by roles alone', async (context) => {
  await prove(context, 'roles', false);
});
