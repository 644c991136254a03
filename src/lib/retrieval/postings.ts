import { createColumn } from './columns.ts';
import { mostTimes } from './rows.ts';

/** Which lines have which terms. */
export interface Postings {
  /** Counts a term of a line; no line comes after a later one. */
  post(line: number, term: string): void;
  /** The lines that have a term, the last one first, and how often each has it. */
  each(term: string, tell: (line: number, times: number) => void): void;
  /** In how many lines a term is. */
  countOf(term: string): number;
  /** About how much memory they take. */
  readonly bytes: number;
}

/** A chain for each term in two rows of numbers: a list for each would be half holes. */
export function createPostings(): Postings {
  const numbers = new Map<string, number>();
  const ints = () => createColumn((length) => new Int32Array(length));
  /** `line * 16 + times`, and where the entry before of the same term is; -1 where there is none. */
  const entries = ints();
  const before = ints();
  /** Of each term: where its last entry is, and how many there are. */
  const last = ints();
  const counts = ints();

  function numberOf(term: string): number {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, last.length);
    last.push(-1);
    counts.push(0);
    return last.length - 1;
  }

  return {
    post(line, term) {
      const number = numberOf(term);
      const place = last.at(number);
      const entry = place === -1 ? -1 : entries.at(place);
      if (entry >> 4 !== line) {
        last.put(number, entries.length);
        counts.put(number, counts.at(number) + 1);
        entries.push(line * 16 + 1);
        before.push(place);
      } else if ((entry & 15) < mostTimes) entries.put(place, entry + 1);
    },
    each(term, tell) {
      const number = numbers.get(term);
      if (number === undefined) return;
      const entry = entries.values();
      const earlier = before.values();
      for (let place = last.at(number); place !== -1; place = earlier[place] ?? -1)
        tell((entry[place] ?? 0) >> 4, (entry[place] ?? 0) & 15);
    },
    countOf(term) {
      const number = numbers.get(term);
      return number === undefined ? 0 : counts.at(number);
    },
    get bytes() {
      // A term is a string and its place in the map.
      return entries.bytes + before.bytes + last.bytes + counts.bytes + 100 * numbers.size;
    },
  };
}
