/** Work that is done one piece after another within a lane, and side by side across lanes. */
export interface Lanes {
  /** Something waits in this lane. Starts its work, or makes the running work look once more. */
  wake(lane: string): void;
  /** Resolves when no lane is at work. */
  idle(): Promise<void>;
  /** No lane is started any more. */
  close(): void;
  active(): number;
}

/**
 * `work` empties a lane and returns; it is never run twice at once for one lane. A lane holds no queue of its own:
 * what waits is kept by whoever woke it, so memory stays bounded however much waits.
 */
export function createLanes(
  work: (lane: string) => Promise<void>,
  onFailure: (lane: string, error: unknown) => void,
): Lanes {
  const running = new Map<string, { again: boolean }>();
  const waiters = new Set<() => void>();
  let closed = false;

  async function run(lane: string, state: { again: boolean }): Promise<void> {
    do {
      state.again = false;
      try {
        await work(lane);
      } catch (error) {
        onFailure(lane, error);
      }
    } while (state.again && !closed);
    running.delete(lane);
    if (running.size > 0) return;
    for (const resolve of waiters) resolve();
    waiters.clear();
  }

  return {
    wake(lane) {
      if (closed) return;
      const state = running.get(lane);
      if (state !== undefined) {
        state.again = true;
        return;
      }
      const fresh = { again: false };
      running.set(lane, fresh);
      void run(lane, fresh);
    },
    idle() {
      if (running.size === 0) return Promise.resolve();
      return new Promise((resolve) => waiters.add(resolve));
    },
    close() {
      closed = true;
    },
    active: () => running.size,
  };
}
