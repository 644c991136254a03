import type { ScanSource } from '../book.ts';
import type { TimedState } from './timed.ts';

/** One message of the talk that is searched. */
export interface ScanMessage {
  name: string;
  text: string;
  /** Whether the character said it; decorators count these. */
  byCharacter: boolean;
}

/** How near an entry is to what is asked, as the search of meaning saw it. */
export interface Nearness {
  /** Which share of what the question's words weigh stands in it: 0 … 1. */
  coverage: number;
  /** The nearest cosine; undefined where nothing is embedded. */
  similarity?: number | undefined;
}

/** Everything a scan looks at besides the books. */
export interface ScanInput {
  /** Oldest first. */
  messages: readonly ScanMessage[];
  /** How long the talk is altogether, where `messages` holds only its end. */
  length?: number | undefined;
  /** Why words are generated: `normal`, `continue`, `swipe` … */
  trigger: string;
  /** The character that speaks, for filters: the name of its file, and its tags if anybody gave it any. */
  character: { file: string; tags: readonly string[] | undefined } | undefined;
  sources: Partial<Record<ScanSource, string>>;
  /** Further texts that are searched. */
  extra: readonly string[];
  timed: TimedState;
  /** Entries that are to the point by their meaning, by `Book.uid`: they want to fire whatever their keys say. */
  meant?: Readonly<Record<string, Nearness>> | undefined;
  /** Which greeting began the talk; 0 is the first. */
  greeting: number | undefined;
  userIcon: string | undefined;
  expand(text: string): string;
  countTokens(text: string): number;
  /** 0 … 1, the same whenever the same thing is asked in one scan. */
  chance(what: string): number;
}
