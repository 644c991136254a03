import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Found } from '../../../core/ports/recall.ts';
import {
  createRoom,
  type FirstPass,
  firstPass,
  isOf,
  rank,
  textsOf,
  understand,
  type Weights,
  weights,
} from '../../../lib/retrieval/index.ts';
import { createLibrary, type Loaded } from './library.ts';
import { createLineVectors, type LineVectors } from './line-vectors.ts';
import type { Asking, Reply, Wish } from './wish.ts';

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

/** A question that is answered in part. */
interface Begun {
  key: string;
  pass: FirstPass;
  vectors: LineVectors;
}

/** The last one, until it is asked in full. */
let begun: Begun | undefined;

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

/** What of an answer needs no vectors of the question is done while these are made. */
function prepare({ question, embedder }: Wish & { kind: 'texts' }): void {
  begun = undefined;
  try {
    inOneMoment(() => {
      const one = begin(question, library.open(question.shelves, embedder));
      for (const [{ shelf }, lines] of one.pass.best) one.vectors.read(shelf, lines);
      begun = one;
    });
  } catch {
    // The search that follows meets the same, and says so.
  }
}

function search({ id, question, vectors }: Wish & { kind: 'search' }): Reply {
  const opened = library.open(question.shelves, vectors?.embedder);
  const { pass, vectors: read } = begunFor(question, opened);
  const excepted = new Set(library.seqsOf(question.except ?? []));
  const ranked = rank(pass, {
    limit: question.limit,
    weights: used,
    meaning: vectors && { ...read, ...vectors },
    isExcepted: (shelf, line) => excepted.has(shelf.seqOf(line)),
  });
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

function begin(question: Asking, opened: readonly Loaded[]): Begun {
  const understood = understand(question, library.namesOn(question.shelves));
  const shelves = opened.map(({ shelf }) => shelf);
  return {
    key: JSON.stringify(question),
    pass: firstPass(shelves, understood, { limit: question.limit, now: question.now, weights: used, room }),
    vectors: createLineVectors(library, opened),
  };
}

/** What was begun for a question, where nothing else was asked and nothing changed since; else it is begun anew. */
function begunFor(question: Asking, opened: readonly Loaded[]): Begun {
  const kept = begun;
  begun = undefined;
  const shelves = opened.map(({ shelf }) => shelf);
  const isGood =
    kept !== undefined &&
    kept.key === JSON.stringify(question) &&
    isOf(kept.pass, shelves) &&
    kept.vectors.areOf(opened);
  return isGood ? kept : begin(question, opened);
}
