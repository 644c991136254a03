import { Worker } from 'node:worker_threads';

/** What the thread says when it is done: nothing, or why it could not. */
export interface Scrubbed {
  problem?: string | undefined;
}

/**
 * Rewrites a database so that no trace of what was deleted is left in its file, in a thread of its own: it takes about
 * a second for 80 MB. Nobody else may be inside a transaction meanwhile.
 */
export async function scrub(file: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const worker = new Worker(new URL('./scrub-worker.ts', import.meta.url), { workerData: file });
  worker.once('message', ({ problem }: Scrubbed) =>
    problem === undefined ? resolve() : reject(new Error(problem)),
  );
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('The thread that rewrites the database ended.')));
  await promise;
}
