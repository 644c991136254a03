/** Lets a bounded number of pieces of work run at once; the rest wait in order of arrival. */
export interface Limit {
  /** Rejects with the signal's reason when it aborts while waiting. */
  run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /** For work that is not one function: resolves when it may begin; `leave` must follow. */
  enter(signal?: AbortSignal): Promise<void>;
  leave(): void;
  waiting(): number;
}

export function createLimit(most: number): Limit {
  const queue = new Set<() => void>();
  let running = 0;

  function leave(): void {
    const next = queue.values().next();
    if (next.done) {
      running -= 1;
      return;
    }
    queue.delete(next.value);
    next.value();
  }

  async function enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (running < most) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const admit = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        queue.delete(admit);
        reject(signal?.reason);
      };
      queue.add(admit);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  return {
    async run(signal, work) {
      await enter(signal);
      try {
        return await work();
      } finally {
        leave();
      }
    },
    enter,
    leave,
    waiting: () => queue.size,
  };
}
