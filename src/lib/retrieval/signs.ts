import { createColumn } from './columns.ts';

/** The signs of vectors, one bit for each number: rough, but small enough to look at every line. */
export interface Signs {
  /** Keeps the signs of the first `dimensions` numbers for a line. */
  put(line: number, vector: Int8Array): void;
  /** How many of `lines` lines have signs. */
  readonly filled: number;
  has(line: number): boolean;
  /** How many signs agree with those of `vector` for each line; 0 for lines without any. */
  agreement(vector: Float32Array): Uint16Array;
  readonly bytes: number;
}

/** Bits that are set in each number of 16 bits. */
const ones = Uint8Array.from({ length: 65_536 }, (_, value) => {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count += 1;
  return count;
});

export function createSigns(dimensions: number): Signs {
  const words = Math.ceil(dimensions / 32);
  const bits = createColumn((length) => new Uint32Array(length));
  const has = createColumn((length) => new Uint8Array(length));
  const nothing = new Uint32Array(words);
  let filled = 0;

  return {
    put(line, vector) {
      while (has.length <= line) {
        has.push(0);
        bits.pushAll(nothing);
      }
      bits.values().set(signsOf(vector, words, dimensions), line * words);
      if (has.values()[line] === 0) filled += 1;
      has.values()[line] = 1;
    },
    get filled() {
      return filled;
    },
    has: (line) => has.values()[line] === 1,
    agreement(vector) {
      const wanted = signsOf(vector, words, dimensions);
      const known = bits.values();
      const present = has.values();
      const agreeing = new Uint16Array(present.length);
      for (let line = 0, at = 0; line < agreeing.length; line += 1) {
        let differing = 0;
        for (let word = 0; word < words; word += 1, at += 1) {
          const difference = (known[at] ?? 0) ^ (wanted[word] ?? 0);
          differing += (ones[difference & 0xffff] ?? 0) + (ones[difference >>> 16] ?? 0);
        }
        agreeing[line] = present[line] === 1 ? dimensions - differing : 0;
      }
      return agreeing;
    },
    get bytes() {
      return bits.bytes + has.bytes;
    },
  };
}

function signsOf(vector: ArrayLike<number>, words: number, dimensions: number): Uint32Array {
  const signs = new Uint32Array(words);
  for (let place = 0; place < dimensions; place += 1)
    if ((vector[place] ?? 0) > 0) signs[place >>> 5] = (signs[place >>> 5] ?? 0) | (1 << (place & 31));
  return signs;
}
