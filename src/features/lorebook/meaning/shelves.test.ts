import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { aBook } from '../../../../test/support/lore.ts';
import { plainRecall } from '../../../../test/support/recall.ts';
import { openTestStorage, recordingLog } from '../../../../test/support/storage.ts';
import type { Passage } from '../../../core/ports/recall.ts';
import type { Transaction } from '../../../lib/sql.ts';
import type { BookEntry } from '../book.ts';
import { migrations } from '../index.ts';
import type { LorebookTables } from '../store.ts';
import { createLoreShelves, type KnownBook } from './shelves.ts';

function known(version: string, ...contents: string[]): KnownBook {
  const entries = contents.map((content): Partial<BookEntry> => ({ content, vectorized: true }));
  return { id: 'B', version, open: async () => aBook(entries) };
}

/** Waits for a condition; complains after half a minute, for machines that have much to do. */
async function until(look: () => boolean, what: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; !look(); await sleep(5))
    assert.ok(Date.now() < deadline, `It did not happen: ${what}.`);
}

/** Shelves over a real database and a search that tells what it was given; `again` is another start of Acore. */
async function shelvesOf(context: TestContext) {
  const { database, storage } = await openTestStorage<LorebookTables>(context, [migrations]);
  const recall = plainRecall();
  const given: string[] = [];
  let books: KnownBook[] = [];
  let failing = false;
  const again = () =>
    createLoreShelves({
      ...{ database, storage, log: recordingLog() },
      recall: {
        remove: recall.remove,
        async shelve(transaction: Transaction, passages: readonly Passage[]) {
          if (failing) throw new Error('The disk is full.');
          given.push(...passages.map(({ text }) => text));
          await recall.shelve(transaction, passages);
        },
      },
      books: async () => books,
    });
  return {
    again,
    given,
    there: () => [...recall.passages.values()].map(({ text }) => text),
    have(...now: KnownBook[]) {
      books = now;
    },
    fail(whether: boolean) {
      failing = whether;
    },
  };
}

test('only what changed is shelved anew, also after a restart', async (context) => {
  const { again, given, there } = await shelvesOf(context);
  await again().settle([known('1', 'a', 'b')]);
  await again().settle([known('1', 'a', 'b')]);
  assert.deepEqual(given, ['a', 'b']);
  await again().settle([known('2', 'a', 'c')]);
  assert.deepEqual(given, ['a', 'b', 'c']);
  assert.deepEqual(there(), ['a', 'c']);
});

test('what was not shelved to its end is shelved again', async (context) => {
  const { again, there, fail } = await shelvesOf(context);
  fail(true);
  await assert.rejects(again().settle([known('1', 'a', 'b')]), /disk is full/);
  fail(false);
  await again().settle([known('1', 'a', 'b')]);
  assert.deepEqual(there(), ['a', 'b']);
});

test('what belongs to a book that is gone is taken off', async (context) => {
  const { again, there, have } = await shelvesOf(context);
  const shelves = again();
  const stop = shelves.begin();
  context.after(stop);
  have(known('1', 'a'));
  shelves.wake();
  await until(() => there().length === 1, 'it is shelved');
  have();
  shelves.wake();
  await until(() => there().length === 0, 'it is taken off');
});
