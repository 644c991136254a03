import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { line, type MemoryUnderTest, recallContract } from '../../../../test/contracts/recall.ts';
import { conceptEmbedder } from '../../../../test/support/concept-embedder.ts';
import { type Consent, type Consents, MustStay } from '../../../core/consent.ts';
import type { Embedder } from '../../../core/ports/embedder.ts';
import type { Log } from '../../../core/ports/log.ts';
import { createRecall, openStorage, recallMigrations } from '../index.ts';

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

recallContract('SQLite', (t, embedder) => {
  const folder = mkdtempSync(join(tmpdir(), 'acore-recall-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return open(t, join(folder, 'acore.db'), embedder);
});

test('a question whose vectors do not come is answered by its words', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'acore-recall-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const stuck: Embedder = {
    id: 'stuck/1',
    local: true,
    embed: (_texts, signal) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    health: async () => ({ ok: true, says: 'Thinking.' }),
  };
  const { recall, storage } = await open(t, join(folder, 'acore.db'), stuck);
  await storage.transaction((transaction) =>
    recall.shelve(transaction, [line('a', 'The lighthouse has a red door')]),
  );
  const why: string[] = [];
  const found = await recall.search({
    text: 'lighthouse',
    shelves: ['hall'],
    now: 0,
    timeZone: 'UTC',
    limit: 5,
    byWordsAlone: (because) => why.push(because),
  });
  assert.deepEqual(
    found.map(({ id }) => id),
    ['a'],
  );
  assert.deepEqual(why, ['stuck/1 is only just being started and tested.']);
});

test('why a question was searched by words alone is told, and nothing where it was by meaning', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'acore-recall-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const english = { ...conceptEmbedder('far/1', { local: false }), isEnglishOnly: true };
  const { recall, storage, settled } = await open(t, join(folder, 'acore.db'), english);
  await storage.transaction((transaction) => recall.shelve(transaction, [line('a', 'She owns a puppy')]));
  await settled();
  const reasonFor = async (text: string, may: boolean) => {
    const why: string[] = [];
    const how = { mayLeave: async () => may, byWordsAlone: (because: string) => why.push(because) };
    await recall.search({ text, shelves: ['hall'], now: 0, timeZone: 'UTC', limit: 5, ...how });
    return why.join(' ');
  };
  assert.equal(await reasonFor('Does she own a pet?', true), '');
  assert.match(await reasonFor('Does she own a pet?', false), /^Words of somebody that must stay/);
  assert.match(
    await reasonFor('Hat sie ein Haustier, und wie heißt es?', true),
    /not in English, and far\/1/,
  );
});

async function open(
  t: TestContext,
  file: string,
  embedder: Embedder | undefined,
  former?: Embedder,
  consents?: Consents,
): Promise<MemoryUnderTest> {
  const clock = { now: Date.now };
  await using undo = new AsyncDisposableStack();
  const opened = undo.use(await openStorage({ file, migrations: [recallMigrations], log: quiet, clock }));
  const { storage } = opened;
  const embedderOf = (id: string) => (id === former?.id ? former : undefined);
  const needs = {
    file,
    database: opened.database(),
    storage,
    embedder,
    embedderOf,
    consents,
    log: quiet,
    clock,
  };
  const recall = undo.use(createRecall(needs));
  const owned = undo.move();
  t.after(() => owned.disposeAsync());
  return {
    recall,
    storage,
    settled: () => recall.settled(),
    async restart(next, former) {
      await owned.disposeAsync();
      return open(t, file, next, former, consents);
    },
    async bytes() {
      await sql`vacuum`.execute(opened.database());
      await sql`pragma wal_checkpoint(truncate)`.execute(opened.database());
      return readFileSync(file);
    },
  };
}

test('a search that is closed as soon as it was opened ends, wherever its embedder was', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'acore-recall-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const embedder: Embedder = {
    id: 'unused/1',
    local: true,
    embed: async () => Promise.reject(new Error('There is nothing to embed.')),
    health: async () => ({ ok: true, says: 'Idle.' }),
  };
  const clock = { now: Date.now };
  const file = join(folder, 'acore.db');
  await using opened = await openStorage({ file, migrations: [recallMigrations], log: quiet, clock });
  for (let turns = 0; turns < 8; turns += 1) {
    const { storage } = opened;
    const recall = createRecall({ file, database: opened.database(), storage, embedder, log: quiet, clock });
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    await recall[Symbol.asyncDispose]();
  }
});

/** Two people say something, and one of them changes their mind before an embedder elsewhere reads it. */
async function changedMind(t: TestContext, when: 'before' | 'while') {
  const folder = mkdtempSync(join(tmpdir(), 'acore-recall-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const tiers = new Map<string, Consent['tier']>();
  const of = async (_: string, id: string) => ({ tier: tiers.get(id) ?? ('full' as const), paused: false });
  const plain = conceptEmbedder('far/1', { local: false });
  const far: Embedder = {
    ...plain,
    async embed(texts, signal, mayLeave) {
      // The test of the embedder comes first, and is nobody's words.
      if (when === 'while' && texts.some((text) => text.includes('walrus'))) tiers.set('ada', 'local-only');
      if (mayLeave !== undefined && !(await mayLeave())) throw new MustStay('No.');
      return await plain.embed(texts, signal);
    },
  };
  const wordsOf = (id: string) => ({ wordsOf: [{ host: 'discord', id }] });
  const memory = await open(t, join(folder, 'acore.db'), undefined, undefined, { of });
  const said = [line('1', 'My walrus.', wordsOf('ada')), line('2', 'My open car.', wordsOf('bo'))];
  await memory.storage.transaction((transaction) => memory.recall.shelve(transaction, said));
  if (when === 'before') tiers.set('ada', 'local-only');
  const next = await memory.restart(far);
  await next.settled();
  return { texts: plain.texts, next, tiers };
}

for (const when of ['before', 'while'] as const)
  test(`what somebody wants counts when words are sent, also when it changed ${when} the embedder began`, async (t) => {
    const { texts, next, tiers } = await changedMind(t, when);
    assert.ok(texts.includes('My open car.'));
    assert.ok(!texts.some((text) => text.includes('walrus')));
    tiers.clear();
    const later = conceptEmbedder('far/1', { local: false });
    await (await next.restart(later)).settled();
    assert.deepEqual(later.texts, ['My walrus.']);
  });

test('words of people leave for no embedder where nobody can be asked', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'acore-recall-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const far = conceptEmbedder('far/1', { local: false });
  const { recall, storage, settled } = await open(t, join(folder, 'acore.db'), far);
  const said = [line('1', 'My walrus.', { wordsOf: [{ host: 'discord', id: 'ada' }] }), line('2', 'A car.')];
  await storage.transaction((transaction) => recall.shelve(transaction, said));
  await settled();
  assert.ok(far.texts.includes('A car.'));
  assert.ok(!far.texts.includes('My walrus.'));
});
