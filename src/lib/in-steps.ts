import { setImmediate as othersGoFirst } from 'node:timers/promises';

/** Does a step until it finds nothing left, and lets others go first in between; returns how much was done. */
export async function inSteps(step: () => Promise<number>, signal?: AbortSignal): Promise<number> {
  for (let sum = 0; ; ) {
    signal?.throwIfAborted();
    const done = await step();
    if (done === 0) return sum;
    sum += done;
    await othersGoFirst();
  }
}
