import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { aCast, aCharacter, aMessage, aPlace } from '../../../../test/support/characters.ts';
import { aLorebook, runLine } from '../../../../test/support/lorebook.ts';
import { openTestRecall, recallMigrations } from '../../../../test/support/recall.ts';
import { openTestStorage, recordingLog } from '../../../../test/support/storage.ts';
import type { Character } from '../../../core/character.ts';
import type { ConsentTier } from '../../../core/consent.ts';
import type { Conversation } from '../../../core/ports/conversation.ts';
import type { Recall } from '../../../core/ports/recall.ts';
import { type LoreSettings, loreConfig } from '../config.ts';
import { migrations } from '../index.ts';
import type { LorebookTables } from '../store.ts';

type Entry = Record<string, unknown>;

const orchard = {
  uid: 0,
  key: ['zzz'],
  comment: 'Orchard',
  content: 'Apples are picked in October, after the first cold night.',
  vectorized: true,
};
const gate = {
  uid: 1,
  key: ['yyy'],
  content: 'The north gate is locked an hour after sunset.',
  vectorized: true,
};
const asked = 'When are the apples picked in October?';
const applesTold = 'Apples are picked in October, after the first cold night.';

function worldOf(...entries: Entry[]) {
  return { entries: Object.fromEntries(entries.map((entry) => [String(entry['uid']), entry])) };
}

/** Waits for a condition; complains after half a minute, for machines that have much to do. */
async function until(look: () => Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; !(await look()); await sleep(5))
    assert.ok(Date.now() < deadline, `It did not happen: ${what}.`);
}

interface Given {
  meaning?: Partial<LoreSettings['meaning']>;
  card?: Partial<Character>;
  /** In place of the real search. */
  search?: Recall['search'];
  folder?: string;
  patienceMs?: number;
}

/** The slice over a real database and the real search, by words. */
async function library(
  context: TestContext,
  { meaning = {}, card = {}, search, folder, patienceMs = 60_000 }: Given = {},
) {
  const opened = await openTestStorage<LorebookTables>(context, [migrations, recallMigrations]);
  const recall = openTestRecall(context, opened);
  const log = recordingLog();
  const cast = [aCharacter(card)];
  let tier: ConsentTier = 'full';
  const slice = aLorebook({
    ...{ database: opened.database, storage: opened.storage, log, patienceMs, cast: aCast(cast) },
    recall: { ...recall, ...(search && { search }) },
    consents: { of: async () => ({ tier, paused: false }) },
    settings: { placement: 'as-written', meaning: { ...loreConfig.parse({}).meaning, ...meaning } },
    ...(folder !== undefined && { folder }),
  });
  const stop = await slice.start?.({} as Conversation);
  context.after(async () => stop?.());
  return {
    ...{ recall, log, cast },
    run: (line: string, book: unknown = {}, place = aPlace()) =>
      runLine(slice.commands ?? [], line, { book, place }),
    allow(value: ConsentTier) {
      tier = value;
    },
    shelved: (count: number) =>
      until(async () => (await recall.count()) === count, `${count} passages are shelved`),
    /** The texts that a message brings up. */
    async told(text: string, place = aPlace()): Promise<string[]> {
      const message = aMessage(text, { place });
      const line = { messageId: message.id, place, authorId: 'alice', authorName: 'Alice', at: message.at };
      const talk = [{ ...line, kind: 'person' as const, text, attachments: [] }];
      const character = cast[0] ?? aCharacter();
      const turn = { message, character, talk, signal: new AbortController().signal };
      const sections = (await slice.context?.(turn)) ?? [];
      return sections.map((section) => section.text).filter((one) => one !== '');
    },
  };
}

test('a vectorised entry is told when it is to the point, without any of its keys; others need a key', async (context) => {
  const { run, told } = await library(context);
  const plain = {
    ...orchard,
    uid: 2,
    key: ['xxx'],
    content: 'Apples picked in October keep till May.',
    vectorized: false,
  };
  const taken = await run('/lore import World.json', worldOf(orchard, gate, plain));
  assert.doesNotMatch(taken.text, /vectors/);
  await run('/lore bind World server');
  assert.deepEqual(await told(asked), [applesTold]);
  assert.deepEqual(await told('My sister is getting married next month.'), []);
  assert.deepEqual(await told('Say zzz.'), [applesTold]);
});

test('an entry is shelved when it comes in, follows its changes, and goes with its book', async (context) => {
  const { run, told, shelved } = await library(context);
  await run('/lore import World.json', worldOf(orchard, gate));
  await shelved(2);
  await run('/lore bind World server');
  await run('/lore edit "World #0" content:"Plums are stewed in rum."');
  assert.deepEqual(await told(asked), []);
  assert.deepEqual(await told('Are plums stewed in rum?'), ['Plums are stewed in rum.']);
  await run('/lore toggle "World #1"');
  await shelved(1);
  await run('/lore remove book:World');
  await shelved(0);
});

test('what one server has is never found for another, nor what is bound to another channel', async (context) => {
  const { run, told, recall } = await library(context);
  await run('/lore import World.json', worldOf(orchard));
  await run('/lore bind World server');
  const elsewhere = aPlace({ guildId: 'other' });
  await run('/lore import Other.json', worldOf(gate), elsewhere);
  await run('/lore bind Other server', {}, elsewhere);
  assert.deepEqual(await told(asked, elsewhere), []);
  assert.equal(recall.questions.at(-1)?.shelves.length, 1);
  assert.deepEqual(await told(asked), [applesTold]);
});

test("a card's own book and the owner's folder are found by meaning too", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'acore-books-'));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'House.json'), JSON.stringify(worldOf(orchard)));
  const own = { keys: ['x'], content: 'Bees swarm in May.', enabled: true, extensions: { vectorized: true } };
  const { told, shelved } = await library(context, { folder, card: { book: { entries: [own] } } });
  await shelved(1);
  assert.deepEqual(await told(asked), [applesTold]);
  assert.deepEqual(await told('Do bees swarm in May?'), ['Bees swarm in May.']);
});

test('as many entries are told as the settings allow, and none where they allow none', async (context) => {
  const again = { ...orchard, uid: 5, content: 'Apples picked in October are sweet.' };
  const one = await library(context, { meaning: { entries: 1 } });
  await one.run('/lore import World.json', worldOf(orchard, again));
  await one.run('/lore bind World server');
  assert.equal((await one.told(asked)).join('\n').split('\n').length, 1);
  const none = await library(context, { meaning: { entries: 0 } });
  await none.run('/lore import World.json', worldOf(orchard));
  await none.run('/lore bind World server');
  assert.deepEqual(await none.told(asked), []);
  assert.equal(none.recall.questions.length, 0);
  assert.equal(await none.recall.count(), 0);
});

test('a search that fails or does not end costs the meaning alone', async (context) => {
  const searches: Recall['search'][] = [
    () => Promise.reject(new Error('The search is broken.')),
    () => new Promise(() => {}),
  ];
  for (const search of searches) {
    const { run, told, log } = await library(context, { search, patienceMs: 50 });
    await run('/lore import World.json', worldOf(orchard, gate));
    await run('/lore bind World server');
    assert.deepEqual(await told(`${asked} yyy`), ['The north gate is locked an hour after sunset.']);
    assert.match(log.lines.join('\n'), /told by its keys alone/);
  }
});

test('what somebody wants to stay on this machine is asked so', async (context) => {
  const { run, told, recall, allow } = await library(context);
  await run('/lore import World.json', worldOf(orchard));
  await run('/lore bind World server');
  await told(asked);
  const [question] = recall.questions;
  assert.equal(await question?.mayLeave?.(), true);
  // What they want when it is sent counts, not what they wanted when it was asked.
  allow('local-only');
  assert.equal(await question?.mayLeave?.(), false);
});
