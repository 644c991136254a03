import type { Transaction } from '../../lib/sql.ts';
import type { MayLeave } from '../consent.ts';
import type { Person } from '../keeping.ts';

/** One thing that can be found again: a line of a talk, a fact, a summary, a piece of a document. */
export interface Passage {
  id: string;
  /** Searches name the shelves that they look at; nothing of another shelf is found, counted or weighed. */
  shelf: string;
  text: string;
  /** Who said it, or whom it is about: a name that a question may call. */
  speaker?: { id: string; name: string } | undefined;
  /** When it was said, in milliseconds since 1970. Lines of one shelf are neighbours in this order. */
  at: number;
  /** It stands by itself: what is beside it on the shelf says nothing about it. */
  alone?: boolean | undefined;
  /** Its words must not leave this machine, not even to be embedded. */
  confined?: boolean | undefined;
  /** People whose words they are: where one of them wants so when it is embedded, they do not leave either. */
  wordsOf?: readonly Person[] | undefined;
}

/** What is asked of the memory. */
export interface RecallQuestion {
  text: string;
  /** Where may be looked: the audience of the answer is settled before anything is searched. */
  shelves: readonly string[];
  /** "I" in the question. */
  asker?: { id: string; name: string } | undefined;
  /** What "last Tuesday" is counted from, in milliseconds since 1970. */
  now: number;
  timeZone: string;
  limit: number;
  /** Ids that are known already, such as the lines of the talk that the prompt tells anyway. */
  except?: readonly string[] | undefined;
  /** Asked before an embedder elsewhere is told the question; left out, it never is. */
  mayLeave?: MayLeave | undefined;
  /** Told why, in one sentence, where an embedder is set and the question is searched by its words alone all the same. */
  byWordsAlone?: ((because: string) => void) | undefined;
}

/** A passage that was found, best first. */
export interface Found {
  id: string;
  shelf: string;
  at: number;
  /** Comparable within one answer only. */
  score: number;
  /** Which share of what the question's words weigh stands in it or right beside it, or asks for the time of it: 0 … 1. */
  coverage: number;
  /** The latter alone: 1 when nothing is asked but what was said at that time. */
  timely?: number | undefined;
  /** The nearest cosine between question and passage; undefined where it is not embedded. */
  similarity?: number | undefined;
}

/**
 * The one search that talk, facts, documents and lore are found by: words, who said it, when, and what it means, weighed
 * together. Finds what was shelved before it was asked, also after a restart; searches run beside the event loop.
 */
export interface Recall {
  /** Puts passages on their shelves, in place of those that have the same id. */
  shelve(transaction: Transaction, passages: readonly Passage[]): Promise<void>;
  /** Takes passages away with everything that was derived from them. */
  remove(transaction: Transaction, ids: readonly string[]): Promise<void>;
  search(question: RecallQuestion, signal?: AbortSignal): Promise<Found[]>;
}
