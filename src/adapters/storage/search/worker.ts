import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Found } from '../../../core/ports/recall.ts';
import {
  createRoom,
  type Meaning,
  rank,
  type Shelf,
  textsOf,
  understand,
  type Weights,
  weights,
} from '../../../lib/retrieval/index.ts';
import { createLibrary, type Library, type Loaded } from './library.ts';
import type { AskedVectors, Reply, Wish } from './wish.ts';

/** What the worker is started with. */
export interface WorkerStart {
  file: string;
  mostBytes: number;
  /** Parts of the ranking that are left out, to measure what they do. */
  without: readonly (keyof Weights)[];
}

const { file, mostBytes, without } = workerData as WorkerStart;
const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
db.exec('PRAGMA cache_size = -8192');
const library = createLibrary(db, mostBytes);
const room = createRoom();
const used: Weights = { ...weights, ...Object.fromEntries(without.map((name) => [name, 0])) };

parentPort?.on('message', (wish: Wish) => {
  if (wish.kind === 'ahead') return readAhead(wish);
  parentPort?.postMessage(answered(wish, () => (wish.kind === 'texts' ? textsFor(wish) : search(wish))));
  if (wish.kind === 'texts') prepare(wish);
});

function answered(wish: Wish, answer: () => Reply): Reply {
  try {
    return inOneMoment(answer);
  } catch (error) {
    return { id: wish.id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Everything that one answer is made of is read as of one moment. */
function inOneMoment<T>(read: () => T): T {
  db.exec('begin');
  try {
    return read();
  } finally {
    db.exec('commit');
  }
}

/** In steps, so that questions pass. */
function readAhead(wish: Wish & { kind: 'ahead' }): void {
  const reply = answered(wish, () => ({ id: wish.id, hasMore: library.readAhead(wish.embedder) }));
  if ('hasMore' in reply && reply.hasMore) setImmediate(readAhead, wish);
  else parentPort?.postMessage(reply);
}

function textsFor({ id, question }: Wish & { kind: 'texts' }): Reply {
  return { id, texts: textsOf(understand(question, library.namesOn(question.shelves))) };
}

/** Reads the shelves of a question while its texts are being embedded. */
function prepare({ question, embedder }: Wish & { kind: 'texts' }): void {
  try {
    inOneMoment(() => library.open(question.shelves, embedder));
  } catch {
    // The search that follows meets the same, and says so.
  }
}

function search({ id, question, vectors }: Wish & { kind: 'search' }): Reply {
  const opened = library.open(question.shelves, vectors?.embedder);
  const excepted = new Set(library.seqsOf(question.except ?? []));
  const ranked = rank(
    opened.map(({ shelf }) => shelf),
    understand(question, library.namesOn(question.shelves)),
    {
      limit: question.limit,
      now: question.now,
      weights: used,
      meaning: vectors && meaningIn(library, opened, vectors),
      isExcepted: (shelf, line) => excepted.has(shelf.seqOf(line)),
      room,
    },
  );
  const names = new Map(opened.map(({ shelf }, place) => [shelf, question.shelves[place] ?? '']));
  const found = ranked.map(
    ({ shelf, line, score, coverage, timely, similarity }): Found => ({
      id: library.idOf(shelf.seqOf(line)),
      shelf: names.get(shelf) ?? '',
      at: shelf.rows().at[line] ?? 0,
      score,
      coverage,
      timely,
      similarity,
    }),
  );
  return { id, found };
}

function meaningIn(library: Library, opened: readonly Loaded[], vectors: AskedVectors): Meaning {
  const { statement, asked } = vectors;
  const signs = new Map(opened.map(({ shelf, signs }) => [shelf, signs?.table]));
  const read = new Map<number, Int8Array | undefined>();
  return {
    statement,
    asked,
    vectorsOf(shelf: Shelf, line: number) {
      const row = signs.get(shelf)?.rowOf(line);
      if (row === undefined) return undefined;
      if (!read.has(row)) read.set(row, library.vectorsIn(row));
      return read.get(row);
    },
    agreement: (shelf, vector) => signs.get(shelf)?.agreement(vector),
  };
}
