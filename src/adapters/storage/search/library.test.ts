import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { conceptEmbedder } from '../../../../test/support/concept-embedder.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { Passage } from '../../../core/ports/recall.ts';
import { createRecall, openStorage, recallMigrations } from '../index.ts';
import { createLibrary, type Library } from './library.ts';

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };
const mostBytes = 64 * 1_048_576;

async function openBoth(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'acore-library-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'acore.db');
  const clock = { now: Date.now };
  const opened = await openStorage({ file, migrations: [recallMigrations], log: quiet, clock });
  t.after(() => opened[Symbol.asyncDispose]());
  const { storage } = opened;
  const embedder = conceptEmbedder();
  const recall = createRecall({ file, database: opened.database(), storage, embedder, log: quiet, clock });
  t.after(() => recall[Symbol.asyncDispose]());
  const db = new DatabaseSync(file, { readOnly: true });
  t.after(() => db.close());
  return {
    db,
    embedder,
    settled: () => recall.settled(),
    shelve: (passages: readonly Passage[]) =>
      storage.transaction((transaction) => recall.shelve(transaction, passages)),
    remove: (ids: readonly string[]) => storage.transaction((transaction) => recall.remove(transaction, ids)),
  };
}

function lines(shelf: string, count: number): Passage[] {
  return Array.from({ length: count }, (_, at) => ({ id: `${shelf}-${at}`, shelf, text: `Word ${at}.`, at }));
}

/** What a library holds of a shelf, as far as a search can tell. */
function held(library: Library, name: string, embedder: string) {
  return library.open([name], embedder).map(({ shelf, signs }) => {
    const live = Array.from({ length: shelf.size }, (_, line) => line).filter(
      (line) => shelf.lineOf(shelf.seqOf(line)) === line,
    );
    return live.map((line) => ({
      id: library.idOf(shelf.seqOf(line)),
      at: shelf.rows().at[line],
      row: signs?.table.rowOf(line),
    }));
  });
}

test('what is read ahead in steps, while passages come and go, is what is there', async (t) => {
  const memory = await openBoth(t);
  await memory.shelve([...lines('hall', 1_500), ...lines('attic', 20)]);
  await memory.settled();
  const library = createLibrary(memory.db, mostBytes);
  assert.equal(library.readAhead(memory.embedder.id), true);
  await memory.remove(['attic-3', 'hall-700', 'hall-1400']);
  await memory.shelve([
    { id: 'hall-5', shelf: 'hall', text: 'Changed.', at: 5 },
    { id: 'late', shelf: 'hall', text: 'Late.', at: 9_000 },
    { id: 'attic-late', shelf: 'attic', text: 'Late here too.', at: 9_000 },
  ]);
  await memory.settled();
  let steps = 1;
  while (library.readAhead(memory.embedder.id)) steps += 1;
  assert.ok(steps > 3, `${steps} steps`);
  for (const name of ['hall', 'attic']) {
    const found = held(library, name, memory.embedder.id);
    assert.deepEqual(found, held(createLibrary(memory.db, mostBytes), name, memory.embedder.id));
    assert.equal(found[0]?.length, name === 'hall' ? 1_499 : 20);
    assert.ok(found[0]?.every(({ row }) => row !== undefined));
  }
});

test('those who speak on a shelf are known before it is read, and are the same afterwards', async (t) => {
  const memory = await openBoth(t);
  const said = (id: string, name: string, shelf = 'hall') => ({
    id,
    shelf,
    text: 'Hello.',
    at: 0,
    speaker: { id: name, name },
  });
  await memory.shelve([
    said('1', 'Zoë Brandt'),
    said('2', 'Ada'),
    said('3', 'Zoë Brandt'),
    said('4', 'Bo', 'attic'),
  ]);
  await memory.shelve([{ id: '5', shelf: 'hall', text: 'Nobody says this.', at: 0 }]);
  const library = createLibrary(memory.db, mostBytes);
  assert.deepEqual(library.namesOn(['hall']), ['zoe brandt', 'ada']);
  library.open(['hall'], undefined);
  assert.deepEqual(library.namesOn(['hall']), ['zoe brandt', 'ada']);
  assert.deepEqual(library.namesOn(['attic', 'hall']), ['bo', 'zoe brandt', 'ada']);
  await memory.remove(['2']);
  assert.deepEqual(library.namesOn(['hall']), ['zoe brandt']);
});
