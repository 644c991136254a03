/** The vectors that were asked for last. */
export interface Recent<Key> {
  get(key: Key): Float32Array | undefined;
  keep(key: Key, vector: Float32Array): void;
}

/** Remembers the vectors themselves: whoever hands one out gives a copy. */
export function createRecent<Key>(most: number): Recent<Key> {
  const kept = new Map<Key, Float32Array>();

  function keep(key: Key, vector: Float32Array): void {
    kept.delete(key);
    kept.set(key, vector);
    if (kept.size <= most) return;
    for (const oldest of kept.keys()) {
      kept.delete(oldest);
      return;
    }
  }

  return {
    get(key) {
      const vector = kept.get(key);
      if (vector !== undefined) keep(key, vector);
      return vector;
    },
    keep,
  };
}
