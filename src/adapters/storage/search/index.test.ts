import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { line, type MemoryUnderTest, recallContract } from '../../../../test/contracts/recall.ts';
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
  const found = await recall.search({
    text: 'lighthouse',
    shelves: ['hall'],
    now: 0,
    timeZone: 'UTC',
    limit: 5,
  });
  assert.deepEqual(
    found.map(({ id }) => id),
    ['a'],
  );
});

async function open(
  t: TestContext,
  file: string,
  embedder: Embedder | undefined,
  former?: Embedder,
): Promise<MemoryUnderTest> {
  const clock = { now: Date.now };
  await using undo = new AsyncDisposableStack();
  const opened = undo.use(await openStorage({ file, migrations: [recallMigrations], log: quiet, clock }));
  const { storage } = opened;
  const embedderOf = (id: string) => (id === former?.id ? former : undefined);
  const needs = { file, database: opened.database(), storage, embedder, embedderOf, log: quiet, clock };
  const recall = undo.use(createRecall(needs));
  const owned = undo.move();
  t.after(() => owned.disposeAsync());
  return {
    recall,
    storage,
    settled: () => recall.settled(),
    async restart(next, former) {
      await owned.disposeAsync();
      return open(t, file, next, former);
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
