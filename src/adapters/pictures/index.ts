import { Worker } from 'node:worker_threads';
import type { Painter } from '../../core/ports/painter.ts';
import { barePicture } from '../../lib/picture.ts';
import type { Wish } from './worker.ts';

const idleMs = 5_000;

type Made = Uint8Array | undefined;

/** Works in a thread of its own, which ends when there has been nothing to do for a while. */
export function createPainter(): Painter {
  const waiting = new Map<number, (made: Made) => void>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  function start(): Worker {
    const started = new Worker(new URL('./worker.ts', import.meta.url));
    started.on('message', ({ id, made }: { id: number; made: Made }) => {
      waiting.get(id)?.(made);
      waiting.delete(id);
      if (waiting.size > 0) return;
      started.unref();
      idle = setTimeout(stop, idleMs).unref();
    });
    started.on('error', () => {
      stop();
      for (const give of waiting.values()) give(undefined);
      waiting.clear();
    });
    return started;
  }

  function stop(): void {
    void worker?.terminate();
    worker = undefined;
  }

  function ask(wish: Omit<Wish, 'id'>): Promise<Made> {
    clearTimeout(idle);
    worker ??= start();
    lastId += 1;
    const { promise, resolve } = Promise.withResolvers<Made>();
    waiting.set(lastId, resolve);
    // While something is made the process stays; a worker that waits holds nothing up.
    worker.ref();
    worker.postMessage({ id: lastId, ...wish } satisfies Wish);
    return promise;
  }

  return {
    thumbnail: async (picture) => (await ask({ picture })) ?? picture,
    async fit(picture, mostBytes) {
      // Most portraits fit as they are, and need no thread for that.
      const bare = barePicture(picture);
      if (bare === undefined || bare.length <= mostBytes) return bare;
      return await ask({ picture: bare, mostBytes });
    },
  };
}
