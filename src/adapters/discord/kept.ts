import type { REST } from 'discord.js';
import type { Clock } from '../../core/ports/clock.ts';

/** Answers that are kept for a while. */
export interface Kept<Value> {
  get(key: string, look: () => Promise<Value>): Promise<Value>;
  has(key: string): boolean;
  forget(key: string): void;
  clear(): void;
}

const mostKept = 1_000;

/** An answer that is for those alone who ask while it is fetched. */
export const notKept = -1;

/** Keeps the latest answers, each for as long as `forMs` says of it. */
export function createKept<Value>(clock: Clock, forMs: (value: Value) => number): Kept<Value> {
  const kept = new Map<string, { value: Promise<Value>; until: number }>();

  function begin(key: string, look: () => Promise<Value>): Promise<Value> {
    const entry = { value: look(), until: Number.POSITIVE_INFINITY };
    // Counted from the question: what changes while Discord answers may be missing in the answer.
    const at = clock.now();
    entry.value.then(
      (value) => {
        entry.until = at + forMs(value);
      },
      () => kept.get(key) === entry && kept.delete(key),
    );
    kept.delete(key);
    kept.set(key, entry);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '');
    return entry.value;
  }

  function fresh(key: string): Promise<Value> | undefined {
    const entry = kept.get(key);
    return entry === undefined || clock.now() > entry.until ? undefined : entry.value;
  }

  return {
    get: (key, look) => fresh(key) ?? begin(key, look),
    has: (key) => fresh(key) !== undefined,
    forget: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

/** A memory is recalled within two seconds or not at all. */
const answerWithinMs = 1_000;

/** What Discord answers; undefined where it refuses or does not answer in time. */
export async function lookUp<Answer>(rest: REST, route: `/${string}`): Promise<Answer | undefined> {
  const signal = AbortSignal.timeout(answerWithinMs);
  return await rest.get(route, { signal }).then(
    (answer) => answer as Answer,
    () => undefined,
  );
}
