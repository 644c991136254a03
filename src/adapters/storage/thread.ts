import { Worker } from 'node:worker_threads';
import { threadEnvironment } from '../../lib/thread-environment.ts';

/** What a thread that works on the database file says when it is done: nothing, or what is wrong. */
export interface Finding {
  problem?: string | undefined;
}

/** Has a thread of its own work on a database file; says what it found. */
export async function inThread(module: URL, file: string, signal?: AbortSignal): Promise<Finding> {
  const { promise, resolve, reject } = Promise.withResolvers<Finding>();
  const worker = new Worker(module, { workerData: file, env: threadEnvironment() });
  const stop = () => void worker.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('The thread that works on the database ended.')));
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
