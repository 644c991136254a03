/** A signal that also aborts when time is up, as long as the work it is for has not been disposed of. */
export interface Deadline extends Disposable {
  signal: AbortSignal;
}

/**
 * Sets a deadline beside another signal; it aborts with a TimeoutError. `AbortSignal.timeout` would do, but it holds
 * on to everything that listens to it until the time is up, however soon the work was done.
 */
export function createDeadline(ms: number, other: AbortSignal): Deadline {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DOMException('Time is up.', 'TimeoutError')), ms);
  return {
    signal: AbortSignal.any([other, late.signal]),
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}

/** Work that was waited for took too long. */
export class TooLate extends Error {
  override readonly name = 'TooLate' as const;
}

/** Waits for work, but not longer than this, and throws TooLate then; the work itself goes on. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TooLate('It took too long.')), ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for work until the signal aborts, then throws its reason; the work itself goes on. */
export function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** Waits; rejects with the signal's reason when it aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const done = () => {
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(done, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
