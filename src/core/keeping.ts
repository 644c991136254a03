import type { Transaction } from '../lib/sql.ts';
import type { Place } from './message.ts';

/** A person of one host: names change, ids do not. */
export interface Person {
  host: string;
  id: string;
}

/** How much there is of what, in words that people understand: `{ 'lines of talk': 12 }`. */
export type Tally = Readonly<Record<string, number>>;

/** A message of which a line is kept. */
export interface KeptMessage {
  id: string;
  place: Place;
  at: number;
}

/** What was taken out. */
export interface Taken {
  counts: Tally;
  /** Messages that went: what others derived from them goes in the same transaction. */
  messages?: readonly KeptMessage[] | undefined;
}

/** What a slice keeps of people, and how it shows it and lets go of it. */
export interface Keeping {
  count(person: Person): Promise<Tally>;
  /** All of it, as it goes into the file that the person gets: plain JSON. */
  export(person: Person): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Takes a part of it out for good, as much as is done in a few milliseconds; asked again until nothing is found. What
   * `count` counted comes back as counts under the same words.
   */
  erase(transaction: Transaction, person: Person): Promise<Taken>;
  /** Takes out a part of what is older than `before`: of one person, or of everybody. Asked again like `erase`. */
  expire?(transaction: Transaction, before: number, person?: Person): Promise<Taken>;
}

/** Nothing was found. */
export const nothingTaken: Taken = { counts: {} };

/** Two counts together. */
export function sumOf(one: Tally, other: Tally): Tally {
  const sum: Record<string, number> = { ...one };
  for (const [what, count] of Object.entries(other)) sum[what] = (sum[what] ?? 0) + count;
  return sum;
}

/** How many things were counted. */
export function totalOf(tally: Tally): number {
  return Object.values(tally).reduce((sum, count) => sum + count, 0);
}
