import type { Book, BookEntry } from '../book.ts';
import type { Rules } from './decorators.ts';
import type { Key, Manner } from './key.ts';

/** An entry made ready to be looked at: decorators read, keys compiled. */
export interface Candidate {
  /** `Book.uid`. */
  id: string;
  /** Its place in the order in which entries are looked at. */
  index: number;
  book: Book;
  strict: boolean;
  /** The entry as the book has it. */
  written: BookEntry;
  /** The entry as it counts: what the book and its decorators say is filled in. */
  entry: BookEntry;
  /** What it says, without decorators. */
  content: string;
  rules: Rules;
  manner: Manner;
  primary: readonly CandidateKey[];
  secondary: readonly CandidateKey[];
  groups: readonly string[];
  hash: string;
}

/** A key that is ready, one that depends on names, or one that can never match. */
export type CandidateKey =
  | { kind: 'ready'; key: Key }
  | { kind: 'macro'; written: string }
  | { kind: 'never' };
