/** The vectors of the texts that were asked for last. */
export interface Recent {
  get(text: string): Float32Array | undefined;
  keep(text: string, vector: Float32Array): void;
}

/** Remembers the vectors themselves: whoever hands one out gives a copy. */
export function createRecent(most: number): Recent {
  const kept = new Map<string, Float32Array>();

  function keep(text: string, vector: Float32Array): void {
    kept.delete(text);
    kept.set(text, vector);
    if (kept.size > most) kept.delete(kept.keys().next().value ?? text);
  }

  return {
    get(text) {
      const vector = kept.get(text);
      if (vector !== undefined) keep(text, vector);
      return vector;
    },
    keep,
  };
}
