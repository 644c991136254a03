/** Answers kept in memory, so that what is asked for every message is looked up once. */
export interface Cache<Value> {
  get(key: string): Promise<Value>;
  /** To be called after what an answer was made of has changed. */
  forget(key: string): void;
}

/** Keeps the answers of the `most` keys asked for last. A failed look-up is not kept. */
export function createCache<Value>(most: number, lookUp: (key: string) => Promise<Value>): Cache<Value> {
  // Promises are kept, not values: a look-up begun before `forget` then cannot bring the old answer back.
  const kept = new Map<string, Promise<Value>>();

  function begin(key: string): Promise<Value> {
    const answer = lookUp(key);
    answer.catch(() => kept.get(key) === answer && kept.delete(key));
    return answer;
  }

  return {
    get(key) {
      const answer = kept.get(key) ?? begin(key);
      kept.delete(key);
      kept.set(key, answer);
      if (kept.size > most) kept.delete(kept.keys().next().value ?? '');
      return answer;
    },
    forget: (key) => {
      kept.delete(key);
    },
  };
}
