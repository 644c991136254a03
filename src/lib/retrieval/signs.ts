import { createColumn } from './columns.ts';

/** The signs of vectors, one bit for each number: rough, but small enough to look at every line. */
export interface Signs {
  /** Keeps the signs of the first `dimensions` numbers for a line, and the number of the row that its vectors are in. */
  put(line: number, vector: Int8Array, row: number): void;
  /** How many of `lines` lines have signs. */
  readonly filled: number;
  /** The number that was put with a line; undefined for lines without signs. */
  rowOf(line: number): number | undefined;
  /** How many signs agree with those of `vector` for each line, until the next call; 0 for lines without any. */
  agreement(vector: Float32Array): Uint16Array;
  readonly bytes: number;
}

export function createSigns(dimensions: number): Signs {
  const words = Math.ceil(dimensions / 32);
  const bits = createColumn((length) => new Int32Array(length));
  /** 0 where a line has no signs. */
  const rows = createColumn((length) => new Float64Array(length));
  const nothing = new Int32Array(words);
  let filled = 0;
  let agreeing = new Uint16Array(0);

  return {
    put(line, vector, row) {
      while (rows.length <= line) {
        rows.push(0);
        bits.pushAll(nothing);
      }
      bits.values().set(signsOf(vector, words, dimensions), line * words);
      if (rows.at(line) === 0) filled += 1;
      rows.put(line, row);
    },
    get filled() {
      return filled;
    },
    rowOf: (line) => rows.at(line) || undefined,
    agreement(vector) {
      const wanted = signsOf(vector, words, dimensions);
      const known = bits.values();
      const present = rows.values();
      if (agreeing.length !== present.length) agreeing = new Uint16Array(present.length);
      for (let line = 0, at = 0; line < agreeing.length; line += 1) {
        let differing = 0;
        for (let word = 0; word < words; word += 1, at += 1)
          differing += onesIn((known[at] ?? 0) ^ (wanted[word] ?? 0));
        agreeing[line] = present[line] === 0 ? 0 : dimensions - differing;
      }
      return agreeing;
    },
    get bytes() {
      return bits.bytes + rows.bytes + agreeing.byteLength;
    },
  };
}

/** How many of 32 bits are set: counted in pairs, in fours, in bytes, all at once. */
function onesIn(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function signsOf(vector: ArrayLike<number>, words: number, dimensions: number): Int32Array {
  const signs = new Int32Array(words);
  for (let place = 0; place < dimensions; place += 1)
    if ((vector[place] ?? 0) > 0) signs[place >>> 5] = (signs[place >>> 5] ?? 0) | (1 << (place & 31));
  return signs;
}
