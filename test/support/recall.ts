import type { TestContext } from 'node:test';
import { createRecall, recallMigrations } from '../../src/adapters/storage/index.ts';
import type { Found, Passage, Recall, RecallQuestion } from '../../src/core/ports/recall.ts';
import type { Storage } from '../../src/core/ports/storage.ts';
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

const filler = new Set(
  'a an and are as at be by can did do does for from has have he her his how i in is it of on or our she that the their they this to was we what when where which who why will with you your'.split(
    ' ',
  ),
);

function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !filler.has(word)).map((word) => word.replace(/(?:ing|ed|es|s)$/, ''));
}

/** A plain search by words, in memory: rare words weigh more, and what stands beside a passage counts as well. */
export function plainRecall(): Recall & {
  passages: ReadonlyMap<string, Passage>;
  questions: RecallQuestion[];
} {
  const passages = new Map<string, Passage>();
  const questions: RecallQuestion[] = [];

  function found(
    wanted: readonly string[],
    shelf: readonly Passage[],
    weightOf: (word: string) => number,
  ): Found[] {
    const all = wanted.reduce((sum, word) => sum + weightOf(word), 0);
    return shelf.map((passage, index) => {
      const own = new Set(wordsOf(passage.text));
      const beside = passage.alone === true ? [] : [shelf[index - 1], shelf[index + 1]];
      const near = new Set(beside.flatMap((one) => (one === undefined ? [] : wordsOf(one.text))));
      const sum = (words: ReadonlySet<string>) =>
        wanted.filter((word) => words.has(word)).reduce((total, word) => total + weightOf(word), 0);
      const coverage = all === 0 ? 0 : sum(own.union(near)) / all;
      return {
        id: passage.id,
        shelf: passage.shelf,
        at: passage.at,
        score: sum(own) + coverage / 2,
        coverage,
      };
    });
  }

  return {
    passages,
    questions,
    async shelve(_, given) {
      for (const passage of given) passages.set(passage.id, passage);
    },
    async remove(_, ids) {
      for (const id of ids) passages.delete(id);
    },
    async search(question) {
      questions.push(question);
      const there = [...passages.values()].filter(({ shelf }) => question.shelves.includes(shelf));
      const weightOf = (word: string) =>
        Math.log(
          1 + (there.length + 1) / (1 + there.filter(({ text }) => wordsOf(text).includes(word)).length),
        );
      const shelves = Map.groupBy(there, ({ shelf }) => shelf);
      const wanted = [...new Set(wordsOf(question.text))];
      return [...shelves.values()]
        .flatMap((shelf) =>
          found(
            wanted,
            shelf.toSorted((a, b) => a.at - b.at),
            weightOf,
          ),
        )
        .filter(({ id, score }) => score > 0 && question.except?.includes(id) !== true)
        .sort((a, b) => b.score - a.score)
        .slice(0, question.limit);
    },
  };
}
