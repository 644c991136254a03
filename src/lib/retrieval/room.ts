/** Rows of numbers for one search after another, so that none leaves megabytes behind. */
export interface Room {
  /** Begins a search: the rows of the one before are given up. */
  begin(): void;
  /** A row of zeros, which is the search's own until the next one begins. */
  floats(length: number): Float32Array;
}

/** As large as the largest search before needed it. */
export function createRoom(): Room {
  let space = new Float32Array(0);
  let used = 0;
  return {
    begin() {
      if (used > space.length) space = new Float32Array(used);
      used = 0;
    },
    floats(length) {
      const from = used;
      used += length;
      return used > space.length ? new Float32Array(length) : space.subarray(from, used).fill(0);
    },
  };
}
