import { createColumn } from './columns.ts';

/** The signs of vectors, one bit for each number: rough, but small enough to look at every line. */
export interface Signs {
  /** Keeps the signs of the first `dimensions` numbers for a line, and the number of the row that its vectors are in. */
  put(line: number, vector: Int8Array, row: number): void;
  /** The number that was put with a line; undefined for lines without signs. */
  rowOf(line: number): number | undefined;
  /** How many signs agree with those of `vector` for each line, until the next call; 0 for lines without any. */
  agreement(vector: Float32Array): Float32Array;
  readonly bytes: number;
}

/** How many numbers of a vector are looked at, at most; enough to pick the lines that are looked at closely. */
export const mostSigns = 256;
const words = mostSigns / 32;

/** For vectors of `dimensions` numbers. */
export function createSigns(dimensions: number): Signs {
  const used = Math.min(dimensions, mostSigns);
  const bits = createColumn((length) => new Int32Array(length));
  /** 0 where a line has no signs. */
  const rows = createColumn((length) => new Float64Array(length));
  let filled = 0;
  let agreeing = new Float32Array(0);

  return {
    put(line, vector, row) {
      const missing = line + 1 - rows.length;
      if (missing > 0) {
        rows.grow(missing);
        bits.grow(missing * words);
      }
      bits.values().set(signsOf(vector, used), line * words);
      if (rows.at(line) === 0) filled += 1;
      rows.put(line, row);
    },
    rowOf: (line) => rows.at(line) || undefined,
    agreement(vector) {
      const present = rows.values();
      if (agreeing.length !== present.length) agreeing = new Float32Array(present.length);
      countAgreeing(bits.values(), signsOf(vector, used), used, agreeing);
      if (filled === present.length) return agreeing;
      for (let line = 0; line < agreeing.length; line += 1) if (present[line] === 0) agreeing[line] = 0;
      return agreeing;
    },
    get bytes() {
      return bits.bytes + rows.bytes + agreeing.byteLength;
    },
  };
}

/** Of each line's eight words; written out, since this is done for every line. Places beyond `used` are alike. */
function countAgreeing(known: Int32Array, wanted: Int32Array, used: number, agreeing: Float32Array): void {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = wanted;
  for (let line = 0, at = 0; line < agreeing.length; line += 1, at += words) {
    const one = foursIn((known[at] ?? 0) ^ a) + foursIn((known[at + 1] ?? 0) ^ b);
    const two = foursIn((known[at + 2] ?? 0) ^ c) + foursIn((known[at + 3] ?? 0) ^ d);
    const three = foursIn((known[at + 4] ?? 0) ^ e) + foursIn((known[at + 5] ?? 0) ^ f);
    const four = foursIn((known[at + 6] ?? 0) ^ g) + foursIn((known[at + 7] ?? 0) ^ h);
    const bytes = (bytesIn(one) + bytesIn(two) + bytesIn(three) + bytesIn(four)) | 0;
    const halves = (bytes & 0x00ff00ff) + ((bytes >>> 8) & 0x00ff00ff);
    agreeing[line] = used - ((halves & 0xffff) + (halves >>> 16));
  }
}

/** How many bits are set in each four of 32. All stays within whole numbers of 32 bits, which are quick. */
function foursIn(bits: number): number {
  const pairs = (bits - ((bits >>> 1) & 0x55555555)) | 0;
  return ((pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)) | 0;
}

/** The same for each byte. */
function bytesIn(fours: number): number {
  return (fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f);
}

function signsOf(vector: ArrayLike<number>, used: number): Int32Array {
  const signs = new Int32Array(words);
  for (let word = 0; word < words; word += 1) {
    const from = 32 * word;
    const to = Math.min(used, from + 32);
    let bits = 0;
    for (let place = from; place < to; place += 1) if ((vector[place] ?? 0) > 0) bits |= 1 << (place - from);
    signs[word] = bits;
  }
  return signs;
}
