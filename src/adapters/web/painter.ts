import { Worker } from 'node:worker_threads';

const idleMs = 5_000;

/** Makes small pictures of large ones. */
export interface Painter {
  shrink(png: Uint8Array): Promise<Uint8Array>;
}

/** Works in a thread of its own, which ends when there has been nothing to do for a while. */
export function createPainter(): Painter {
  const waiting = new Map<number, (small: Uint8Array) => void>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  function start(): Worker {
    const started = new Worker(new URL('./thumbnail-worker.ts', import.meta.url));
    started.unref();
    started.on('message', ({ id, small }: { id: number; small: Uint8Array }) => {
      waiting.get(id)?.(small);
      waiting.delete(id);
      if (waiting.size === 0) idle = setTimeout(stop, idleMs).unref();
    });
    started.on('error', stop);
    return started;
  }

  function stop(): void {
    void worker?.terminate();
    worker = undefined;
  }

  return {
    shrink(png) {
      clearTimeout(idle);
      worker ??= start();
      lastId += 1;
      const { promise, resolve } = Promise.withResolvers<Uint8Array>();
      waiting.set(lastId, resolve);
      worker.postMessage({ id: lastId, png });
      return promise;
    },
  };
}
