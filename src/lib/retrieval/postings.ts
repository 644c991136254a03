import { createColumn } from './columns.ts';
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

/** Entries of the first and of the largest blocks of a term; each block is twice as large as the one before. */
const firstBlock = 2;
const largestBlock = 128;

/**
 * All terms share one row of numbers, in which each has a chain of blocks: a list for each would be half holes, and
 * single entries lie too far apart to be read quickly. A block begins with where the next one is.
 */
export function createPostings(): Postings {
  const numbers = new Map<string, number>();
  const ints = () => createColumn((length) => new Int32Array(length));
  const entries = ints();
  /** Of each term: its first and its last block, how large that one is, how much of it is filled, and all its lines. */
  const first = ints();
  const last = ints();
  const sizes = ints();
  const filled = ints();
  const counts = ints();
  const byTerm = [first, last, sizes, filled, counts];

  function numberOf(term: string): number {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(term, number);
    const block = newBlock(firstBlock);
    first.push(block);
    last.push(block);
    sizes.push(firstBlock);
    filled.push(0);
    counts.push(0);
    return number;
  }

  function newBlock(size: number): number {
    const block = entries.length;
    entries.grow(1 + size);
    return block;
  }

  function put(number: number, entry: number): void {
    const size = sizes.at(number);
    if (filled.at(number) === size) {
      const larger = Math.min(2 * size, largestBlock);
      const block = newBlock(larger);
      entries.put(last.at(number), block);
      last.put(number, block);
      sizes.put(number, larger);
      filled.put(number, 0);
    }
    filled.put(number, filled.at(number) + 1);
    counts.put(number, counts.at(number) + 1);
    entries.put(last.at(number) + filled.at(number), entry);
  }

  return {
    post(line, term) {
      const number = numberOf(term);
      const place = last.at(number) + filled.at(number);
      const entry = entries.at(place);
      if (filled.at(number) === 0 || lineIn(entry) !== line) put(number, line * (mostTimes + 1) + 1);
      else if (countIn(entry) < mostTimes) entries.put(place, entry + 1);
    },
    each(term, tell) {
      const number = numbers.get(term);
      if (number === undefined) return;
      const all = entries.values();
      let left = counts.at(number);
      for (
        let block = first.at(number), size = firstBlock;
        left > 0;
        size = Math.min(2 * size, largestBlock)
      ) {
        const count = Math.min(left, size);
        tell(all, block + 1, block + 1 + count);
        left -= count;
        block = all[block] ?? 0;
      }
    },
    countOf(term) {
      const number = numbers.get(term);
      return number === undefined ? 0 : counts.at(number);
    },
    get bytes() {
      // A term is a string and its place in the map.
      return entries.bytes + byTerm.reduce((sum, column) => sum + column.bytes, 0) + 100 * numbers.size;
    },
  };
}
