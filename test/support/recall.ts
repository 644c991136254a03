import type { TestContext } from 'node:test';
import { createRecall, recallMigrations } from '../../src/adapters/storage/index.ts';
import type { Storage } from '../../src/core/ports.ts';
import type { Recall, RecallQuestion } from '../../src/core/recall.ts';
import type { Database } from '../../src/lib/sql.ts';
import { recordingLog } from './storage.ts';

export { recallMigrations };

/** The search of a test, which tells what it was asked and how much is on its shelves. */
export interface TestRecall extends Recall {
  questions: RecallQuestion[];
  count(): Promise<number>;
}

interface RecallTable {
  recall_passages: { id: string };
}

/** The real search over a test's database, by words alone; it ends with the test. */
export function openTestRecall<Tables>(
  test: TestContext,
  { file, storage, database }: { file: string; storage: Storage; database: Database<Tables> },
): TestRecall {
  const own = database as unknown as Database<RecallTable> & Parameters<typeof createRecall>[0]['database'];
  const clock = { now: Date.now };
  const recall = createRecall({
    file,
    storage,
    database: own,
    embedder: undefined,
    log: recordingLog(),
    clock,
  });
  test.after(() => recall[Symbol.asyncDispose]());
  const questions: RecallQuestion[] = [];
  return {
    questions,
    shelve: recall.shelve,
    remove: recall.remove,
    search(question, signal) {
      questions.push(question);
      return recall.search(question, signal);
    },
    async count() {
      const rows = await (own as Database<RecallTable>).selectFrom('recall_passages').select('id').execute();
      return rows.length;
    },
  };
}
