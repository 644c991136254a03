import { Worker } from 'node:worker_threads';
import type { Found } from '../../../core/ports/recall.ts';
import { threadEnvironment } from '../../../lib/thread-environment.ts';
import type { AskedVectors, Asking, Reply, Wish } from './wish.ts';
import type { WorkerStart } from './worker.ts';

/** The thread that searches, so that nothing else waits for it. */
export interface Searcher extends AsyncDisposable {
  /** The texts of a question that `embedder` is to embed; what it asks for is read meanwhile. */
  texts(
    question: Asking,
    embedder: string,
    signal?: AbortSignal,
  ): Promise<readonly [statement: string, asked: string]>;
  /** Reads the shelves that were written to lately, with the signs of an embedder; questions pass meanwhile. */
  readAhead(embedder: string | undefined): Promise<void>;
  search(question: Asking, vectors?: AskedVectors, signal?: AbortSignal): Promise<Found[]>;
}

/** A search leaves little behind; room for more would only be held. */
const youngMb = 8;

type Without<Kind> = Kind extends unknown ? Omit<Kind, 'id'> : never;

/** Starts the thread with the first question. */
export function createSearcher(start: WorkerStart): Searcher {
  const waiting = new Map<number, PromiseWithResolvers<Reply>>();
  let worker: Worker | undefined;
  let lastId = 0;
  let isClosed = false;

  function begin(): Worker {
    const begun = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: start,
      env: threadEnvironment(),
      resourceLimits: { maxYoungGenerationSizeMb: youngMb },
    });
    begun.on('message', (reply: Reply) => {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      // Its end is waited for.
      if (waiting.size === 0 && !isClosed) begun.unref();
      if ('error' in reply) asked?.reject(reply.error);
      else asked?.resolve(reply);
    });
    begun.on('error', (error) => lose(begun, error));
    begun.on('exit', () => lose(begun, new Error('The search has ended.')));
    return begun;
  }

  /** The next question starts a new thread. */
  function lose(lost: Worker, error: unknown): void {
    if (worker !== lost) return;
    worker = undefined;
    for (const asked of waiting.values()) asked.reject(error);
    waiting.clear();
  }

  async function ask(wish: Without<Wish>, signal: AbortSignal | undefined): Promise<Reply> {
    signal?.throwIfAborted();
    if (isClosed) throw new Error('The search is closed.');
    worker ??= begin();
    lastId += 1;
    const asked = Promise.withResolvers<Reply>();
    waiting.set(lastId, asked);
    worker.ref();
    worker.postMessage({ ...wish, id: lastId } satisfies Wish);
    const giveUp = () => asked.reject(signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    return asked.promise.finally(() => signal?.removeEventListener('abort', giveUp));
  }

  return {
    async texts(question, embedder, signal) {
      const reply = await ask({ kind: 'texts', question, embedder }, signal);
      return 'texts' in reply ? reply.texts : ['', ''];
    },
    async search(question, vectors, signal) {
      const reply = await ask({ kind: 'search', question, vectors }, signal);
      return 'found' in reply ? reply.found : [];
    },
    async readAhead(embedder) {
      await ask({ kind: 'ahead', embedder }, undefined);
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}
