import { wideEnough } from './columns.ts';
import { mostTimes } from './rows.ts';

/** Which lines have which terms. */
export interface Postings {
  /** Counts a term of a line; no line comes after a later one. */
  post(line: number, term: string): void;
  /**
   * The entries of a term, a stretch of `entries` at a time: from `from` to below `to`. What a search does for each of
   * them it does in a loop of its own, since a call for each costs more than the rest.
   */
  each(term: string, tell: (entries: Int32Array, from: number, to: number) => void): void;
  /** In how many lines a term is. */
  countOf(term: string): number;
  /** About how much memory they take. */
  readonly bytes: number;
}

/** Which line an entry is about. */
export function lineIn(entry: number): number {
  return entry >> 4;
}

/** How often the term stands in that line. */
export function countIn(entry: number): number {
  return entry & mostTimes;
}

/** What is known of a term, in a row of four numbers: where its first and its last entry are, how many there are, and how many have room behind the last. */
const first = 0;
const last = 1;
const count = 2;
const left = 3;
const width = 4;

/** A term's next block of entries is as large as all before it together, within these bounds. */
const smallestBlock = 2;
const largestBlock = 128;

function blockAfter(entries: number): number {
  return Math.min(largestBlock, Math.max(smallestBlock, entries));
}

/**
 * All terms share one row of numbers, in which each has a chain of blocks: a list for each would be half holes, and
 * single entries lie too far apart to be read quickly. Behind each block stands where the next one is.
 */
export function createPostings(): Postings {
  const numbers = new Map<string, number>();
  let terms = new Int32Array(width * 64);
  let entries = new Int32Array(256);
  let used = 0;

  /** Where the row of a term begins. */
  function rowOf(term: string): number {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    const row = width * numbers.size;
    numbers.set(term, row);
    terms = wideEnough(terms, row + width);
    return row;
  }

  /** Where a new block begins. */
  function newBlock(size: number): number {
    const block = used;
    used += size + 1;
    entries = wideEnough(entries, used);
    return block;
  }

  function append(row: number, entry: number): void {
    const before = terms[row + count] ?? 0;
    const free = terms[row + left] ?? 0;
    let place = (terms[row + last] ?? 0) + 1;
    if (free === 0) {
      const block = newBlock(blockAfter(before));
      if (before === 0) terms[row + first] = block;
      else entries[place] = block;
      place = block;
    }
    terms[row + left] = (free === 0 ? blockAfter(before) : free) - 1;
    terms[row + last] = place;
    terms[row + count] = before + 1;
    entries[place] = entry;
  }

  return {
    post(line, term) {
      const row = rowOf(term);
      const place = terms[row + last] ?? 0;
      const entry = entries[place] ?? 0;
      if (terms[row + count] === 0 || lineIn(entry) !== line) append(row, line * (mostTimes + 1) + 1);
      else if (countIn(entry) < mostTimes) entries[place] = entry + 1;
    },
    each(term, tell) {
      const row = numbers.get(term);
      if (row === undefined) return;
      const all = terms[row + count] ?? 0;
      let block = terms[row + first] ?? 0;
      for (let seen = 0; seen < all; ) {
        const size = blockAfter(seen);
        const filled = Math.min(size, all - seen);
        tell(entries, block, block + filled);
        seen += filled;
        block = entries[block + size] ?? 0;
      }
    },
    countOf(term) {
      const row = numbers.get(term);
      return row === undefined ? 0 : (terms[row + count] ?? 0);
    },
    get bytes() {
      // A term is a string and its place in the map.
      return entries.byteLength + terms.byteLength + 100 * numbers.size;
    },
  };
}
