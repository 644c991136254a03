/** The vectors of the texts that were asked for last. */
export interface Recent {
  get(text: string): Float32Array | undefined;
  keep(text: string, vector: Float32Array): void;
}

/** Remembers copies: whoever gets a vector may change it. */
export function createRecent(most: number): Recent {
  const kept = new Map<string, Float32Array>();
  return {
    get(text) {
      const vector = kept.get(text);
      if (vector === undefined) return undefined;
      kept.delete(text);
      kept.set(text, vector);
      return vector.slice();
    },
    keep(text, vector) {
      kept.delete(text);
      kept.set(text, vector.slice());
      if (kept.size > most) kept.delete(kept.keys().next().value ?? text);
    },
  };
}
