import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { seededRandom } from '../../src/lib/random.ts';
import type { Account, FakeDiscord } from '../fakes/index.ts';
import { startFakes } from '../fakes/index.ts';
import { ended, startCrashChild } from './crash-program.ts';
import { startTalk, until } from './discord-talk.ts';
import { environmentOf, startTestApp, temporaryFolder } from './harness.ts';

/** `ACORE_LOAD=30x20 npm test -- memory-load`: so many people, who say so much each. */
const [crowd = 10, each = 6] = (process.env['ACORE_LOAD'] ?? '10x6').split('x').map(Number);
/** `ACORE_KILLS=20 npm test -- memory-load` kills it at so many moments. */
const kills = Number(process.env['ACORE_KILLS'] ?? 2);
const rooms = 10;

interface Fact {
  statement: string;
  characterId: string;
  lane: string;
  about: { id: string; name: string }[];
}

/** What somebody says of themselves, with a word that nobody else says. */
const sayings: readonly ((word: string) => string)[] = [
  (word) => `I collect ${word} stamps`,
  (word) => `I have a dog called ${word}`,
  (word) => `I am allergic to ${word}`,
];

interface Told {
  word: string;
  by: Account;
  text: string;
}

/** A word of letters, from two numbers. */
function wordOf(person: number, line: number): string {
  const letters = (count: number) =>
    Array.from(String(count), (digit) => 'bcdfghjklm'[Number(digit)]).join('o');
  return `Zq${letters(person)}a${letters(line)}ev`;
}

function tellings(people: readonly Account[], count = each): Told[] {
  return people.flatMap((by, person) =>
    Array.from({ length: count }, (_, line) => {
      const word = wordOf(person, line);
      return { word, by, text: `Ilde, ${sayings[line % sayings.length]?.(word)}.` };
    }),
  );
}

/** What is remembered, as it lies in the database. */
function factsIn(dataFolder: string): Fact[] {
  const database = new DatabaseSync(join(dataFolder, 'acore.db'), { readOnly: true });
  try {
    const rows = database.prepare('select body from memory_facts').all() as { body: string }[];
    return rows.map(({ body }) => JSON.parse(body));
  } finally {
    database.close();
  }
}

/** Each word in one fact alone, of whoever said it. */
function assertKnownOnce(facts: readonly Fact[], told: readonly Told[]): void {
  const problems = told.flatMap(({ word, by }) => {
    const found = facts.filter(({ statement }) => statement.toLowerCase().includes(word.toLowerCase()));
    const names = found.map(({ statement, about }) => `${statement} (${about[0]?.name})`);
    const isRight = found.length === 1 && found[0]?.about[0]?.id === by.id;
    return isRight ? [] : `${word} of ${by.username}: ${names.join(', ') || 'nothing'}`;
  });
  assert.deepEqual(problems, []);
}

function peopleOf(discord: FakeDiscord): Account[] {
  return Array.from({ length: crowd }, (_, index) =>
    discord.addMember(`walker${wordOf(index, 0).slice(2, 6)}${index}`),
  );
}

test('many people at once: one receipt each, everything is learned once, of whoever said it, over a restart', async (context) => {
  const settings = {
    embeddings: { use: 'none' },
    conversation: { burst: '0s' },
    memory: { learnWithModel: false },
  };
  await using talk = await startTalk({ settings });
  talk.openai.respondWith(() => 'As you say.');
  const { discord } = talk;
  const channels = Array.from({ length: rooms }, () => talk.room());
  await discord.alice.command('memory learning', { state: 'on' }, { channelId: channels[0] ?? '' }).reply();
  const told = tellings(peopleOf(discord));
  const receipts: string[] = [];
  const listen = () =>
    talk.app.app.events.listen((event) => {
      if (event.kind === 'receipt') receipts.push(event.receipt.messageId);
    });
  listen();
  const random = seededRandom('load');
  const ids = told
    .map((one) => ({ one, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one: { by, text } }, index) => by.say(channels[index % rooms] ?? '', text).id);
  const some = Math.min(60, ids.length / 2);
  await until(`${some} are answered`, () => receipts.length > some);
  await talk.stop();
  await talk.start(settings);
  listen();
  for (const id of ids) await talk.receiptOf(id);
  // What the first process had no time to learn from is learned with the next answer.
  for (const channel of channels) await talk.say(discord.alice, channel, 'Ilde, what a crowd!');
  await talk.app.app.conversation.idle();
  const counts = Map.groupBy(receipts, (id) => id);
  assert.deepEqual(
    [...counts].filter(([, times]) => times.length > 1).map(([id]) => id),
    [],
  );
  context.diagnostic(`${told.length} told by ${crowd} people in ${rooms} channels`);
  assertKnownOnce(factsIn(talk.app.dataFolder), told);
});

async function killedInTheMidst(name: string): Promise<void> {
  const random = seededRandom(name);
  await using fakes = { ...(await startFakes()), [Symbol.asyncDispose]: () => fakes.close() };
  using folder = temporaryFolder();
  fakes.openai.respondWith(() => 'As you say.');
  const { discord } = fakes;
  const env = { ...environmentOf(fakes), ACORE_DATA: folder.path };
  const config = JSON.stringify({
    ...{ embeddings: { use: 'none' }, memory: { learnWithModel: false } },
    discord: { requestsPerSecond: 5_000 },
    conversation: { burst: '0s', perPersonPerMinute: 10_000 },
  });
  // Both processes go by the same settings.
  writeFileSync(join(folder.path, 'config.yaml'), config);
  const channels = Array.from({ length: 3 }, (_, index) => discord.addChannel(`lane-${index}`));
  {
    await using first = await startTestApp({ env, config, dataFolder: folder.path });
    await until('the commands are registered', () => (discord.app.commands.get('global')?.size ?? 0) > 0);
    await discord.alice.command('memory learning', { state: 'on' }, { channelId: channels[0] ?? '' }).reply();
    await first.app.conversation.idle();
  }
  const child = await startCrashChild(env);
  const told = tellings(peopleOf(discord).slice(0, 6), 2);
  const ids = told.map(({ by, text }, index) => by.say(channels[index % 3] ?? '', text).id);
  const answers = () => channels.flatMap((id) => discord.posts(id)).filter(({ author }) => author === 'Ilde');
  const enough = Math.floor(random() * told.length);
  await until(`${enough} are answered`, () => answers().length >= enough);
  child.process.kill('SIGKILL');
  await ended(child);
  await using next = await startTestApp({ env, config, dataFolder: folder.path });
  for (const id of ids) await next.receiptOf(id);
  for (const channel of channels) await next.receiptOf(discord.alice.say(channel, 'Ilde, are you back?').id);
  await next.app.conversation.idle();
  assertKnownOnce(factsIn(folder.path), told);
}

test('killed while it learns and started again, nothing is lost and nothing known twice', async () => {
  for (let kill = 0; kill < kills; kill += 1) await killedInTheMidst(`kill ${kill}`);
});
