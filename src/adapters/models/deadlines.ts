/** How long a stream may take to begin, and to go on. */
export interface Deadlines {
  firstMs: number;
  stallMs: number;
}

/** The model said nothing for too long. */
export class TimedOut extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * Passes a stream on and ends it at once when the signal aborts (throwing its reason) or nothing comes in time
 * (throwing TimedOut). `open` gets a signal that also aborts then, so that the connection is closed.
 */
export async function* withDeadlines<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  deadlines: Deadlines,
  signal: AbortSignal,
): AsyncGenerator<T> {
  signal.throwIfAborted();
  const inner = new AbortController();
  const iterator = open(AbortSignal.any([inner.signal, signal]))[Symbol.asyncIterator]();
  let waitMs = deadlines.firstMs;
  let isOver = false;
  try {
    for (;;) {
      // What has arrived already would otherwise still be passed on.
      signal.throwIfAborted();
      const next = await inTime(iterator.next(), waitMs, signal);
      isOver = next.done === true;
      if (next.done === true) return;
      waitMs = deadlines.stallMs;
      yield next.value;
    }
  } finally {
    if (!isOver) giveUp();
  }

  function giveUp(): void {
    inner.abort(new TimedOut('The stream was given up.'));
    // Not awaited: a stream that hangs would hold up the one who gave it up.
    iterator.return?.().catch(() => undefined);
  }
}

function inTime<T>(work: Promise<T>, waitMs: number, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new TimedOut('Nothing came in time.'))), waitMs);
    const onAbort = () => settle(() => reject(signal.reason));
    function settle(end: () => void): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      end();
    }
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    );
  });
}
