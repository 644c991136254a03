import { Worker } from 'node:worker_threads';

/** About a thousand pages of log: where SQLite itself would move them. */
const everyTransactions = 200;

/** Sees to it that the write-ahead log does not grow for ever. */
export interface Checkpoints extends AsyncDisposable {
  /** Counts one transaction. */
  committed(): void;
}

/**
 * Moves the write-ahead log into the database file in a thread of its own, which begins with the first move: SQLite
 * would do it within a commit, and hold up the process until the disk has written a thousand pages.
 */
export function createCheckpoints(file: string): Checkpoints {
  let transactions = 0;
  let worker: Worker | undefined;
  let moving: PromiseWithResolvers<void> | undefined;

  function start(): Worker {
    const started = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: { file } });
    started.unref();
    started.on('message', moved);
    // What this thread cannot move, SQLite moves by itself later: `wal_autocheckpoint` in index.ts.
    started.on('error', () => {
      worker = undefined;
      moved();
    });
    return started;
  }

  function moved(): void {
    moving?.resolve();
    moving = undefined;
  }

  return {
    committed() {
      transactions += 1;
      if (transactions < everyTransactions || moving !== undefined) return;
      transactions = 0;
      moving = Promise.withResolvers();
      worker ??= start();
      worker.postMessage('move');
    },
    async [Symbol.asyncDispose]() {
      worker?.ref();
      await moving?.promise;
      await worker?.terminate();
    },
  };
}
