import type { ServiceError } from './errors.ts';

/** How often and how patiently a service is asked again. */
export interface Patience {
  retries: number;
  /** The pause before the first repetition; it doubles each time. */
  waitMs: number;
}

/** A server that asks for a longer pause than this is not waited for */
const longestWaitMs = 10_000;

/** How long to wait before asking again; undefined when it is not worth it. */
export function waitBefore(
  failure: ServiceError,
  repeats: number,
  { retries, waitMs }: Patience,
): number | undefined {
  // A timeout has used up the patience already.
  if (!failure.retryable || failure.failure === 'timeout' || repeats >= retries) return undefined;
  const jittered = waitMs * 2 ** repeats * (0.5 + Math.random() / 2);
  const wait = Math.max(failure.retryAfterMs ?? 0, Math.round(jittered));
  return wait > longestWaitMs ? undefined : wait;
}
