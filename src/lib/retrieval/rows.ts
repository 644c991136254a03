/** What a shelf knows of all of its lines, one number each; a line is its place in these rows. */
export interface Rows {
  at: Float64Array;
  /** A place in `speakers`; -1 where nobody said it. */
  speaker: Int32Array;
  /** How many terms it has. */
  length: Float32Array;
  cues: Uint8Array;
  firstPerson: Float32Array;
  /** The same for lines of the same terms. */
  mark: Int32Array;
  /** 1 for a line that stands by itself, 2 for one that was taken away. */
  state: Uint8Array;
}

export const standsAlone = 1;
export const takenAway = 2;
/** How often a term stands in a line is counted up to here. */
export const mostTimes = 15;

export const cueBits = { asks: 1, hasTime: 2, hasNumber: 4, hasPlace: 8, brief: 16 } as const;
/** All of them at once. */
export const allCues = 31;
