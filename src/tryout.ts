import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createRecall,
  type OpenRecall,
  type OpenStorage,
  openStorage,
  recallMigrations,
} from './adapters/storage/index.ts';
import type { Clock } from './core/ports/clock.ts';
import type { Embedder } from './core/ports/embedder.ts';
import type { Log } from './core/ports/log.ts';
import type { Tryout } from './core/ports/tryout.ts';

interface TryoutNeeds {
  embedder: Embedder | undefined;
  log: Log;
  clock: Clock;
}

/** How long what is loaded for it waits for the next question. */
const idleMs = 120_000;
/** Nobody's answer waits for a trial. */
const longestEmbeddingMs = 60_000;

/** A search for trials, in a folder of its own that goes with it: what was tried before is not embedded again meanwhile. */
export function createTryout({ embedder, log, clock }: TryoutNeeds): Tryout & AsyncDisposable {
  const here = embedder?.local === true ? embedder : undefined;
  let begun: Promise<Bench> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = work.then(task);
    work = result.catch(() => {});
    return result;
  }

  async function clear(): Promise<void> {
    clearTimeout(timer);
    const bench = await begun?.catch(() => undefined);
    begun = undefined;
    await bench?.[Symbol.asyncDispose]();
  }

  return {
    embedder: here !== undefined ? 'here' : embedder === undefined ? 'none' : 'elsewhere',
    search: (passages, question) =>
      inTurn(async () => {
        clearTimeout(timer);
        begun ??= openBench({ embedder: here, log, clock });
        const { storage, recall } = await begun;
        await storage.transaction((transaction) => recall.shelve(transaction, passages));
        await recall.settled();
        timer = setTimeout(() => void inTurn(clear), idleMs).unref();
        const shelves = [...new Set(passages.map(({ shelf }) => shelf))];
        return await recall.search({ ...question, shelves, mayLeave: async () => false });
      }),
    [Symbol.asyncDispose]: () => inTurn(clear),
  };
}

interface Bench extends AsyncDisposable {
  storage: OpenStorage['storage'];
  recall: OpenRecall;
}

async function openBench({ embedder, log, clock }: TryoutNeeds): Promise<Bench> {
  await using undo = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'acore-try-'));
  undo.defer(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'try.db');
  const needs = { file, migrations: [recallMigrations], log, clock };
  const opened = undo.use(await openStorage({ ...needs, synchronous: 'normal' }));
  const { storage } = opened;
  const recall = undo.use(
    createRecall({ ...needs, database: opened.database(), storage, embedder, longestEmbeddingMs }),
  );
  const owned = undo.move();
  return { storage, recall, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
