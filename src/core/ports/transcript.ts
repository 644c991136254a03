import type { Transaction } from '../../lib/sql.ts';
import type { Message, Place } from '../message.ts';
import type { Mood } from '../mood.ts';

/** How a line came in from a file, as far as it is known. */
export interface Brought {
  /** The id of who brought it. */
  by?: string | undefined;
  /** The message of the very same place that it is a copy of: where that is deleted, it goes as well. */
  origin?: string | undefined;
}

/** One line of what was said, by people and characters alike. */
export interface TranscriptEntry {
  messageId: string;
  place: Place;
  authorId: string;
  authorName: string;
  kind: Message['author']['kind'];
  characterId?: string | undefined;
  text: string;
  at: number;
  replyTo?: string | undefined;
  /** Whom it mentions, by the names that stand in it as `@Name`. */
  mentions?: Message['mentions'] | undefined;
  attachments: Message['attachments'];
  editedAt?: number | undefined;
  /** In which mood a character said it. */
  mood?: Mood | undefined;
  /** People whose words may stand in what a character said: whom it answered first of all. */
  wordsOf?: readonly string[] | undefined;
  /** It came in from a file. */
  brought?: Brought | undefined;
  /** Nothing of it is kept: it is there while this process lasts, and while it is among the last of its channel. */
  offTheRecord?: Message['offTheRecord'];
}

/** What was said, in order: the ground truth. */
export interface Transcript {
  append(transaction: Transaction, entries: TranscriptEntry[]): Promise<void>;
  /** Takes a line along that is off the record, without keeping it. */
  overhear(entry: TranscriptEntry): void;
  /** The mentions are left as they were where an edit does not tell them. */
  revise(
    transaction: Transaction,
    messageId: string,
    text: string,
    at: number,
    mentions?: Message['mentions'],
  ): Promise<void>;
  /** Returns when the earliest of them was said, of those that were known. */
  retract(transaction: Transaction, messageIds: string[]): Promise<number | undefined>;
  /** The newest `limit` lines, oldest first. */
  recent(place: Place, limit: number): Promise<TranscriptEntry[]>;
  find(messageId: string): Promise<TranscriptEntry | undefined>;
  /** What a character last said in answer to this person, not earlier than `since`. */
  lastAnswer(place: Place, personId: string, since: number): Promise<TranscriptEntry | undefined>;
}

/** A line with what orders its channel. */
export interface PlacedEntry extends TranscriptEntry {
  position: number;
}

/** The transcript for those who derive something from it. */
export interface TranscriptReader {
  /** The oldest lines after a position, oldest first. */
  after(place: Place, position: number, limit: number): Promise<PlacedEntry[]>;
  /** A line and those before it in its channel, oldest first; none when it is not kept. */
  upTo(messageId: string, limit: number): Promise<PlacedEntry[]>;
}

/** Somebody by all the names under which they spoke in a home. */
export interface CalledPerson {
  id: string;
  /** Under which they last spoke. */
  name: string;
  formerNames: readonly string[];
}

/** Who is who where something is said. */
export interface KnownNames {
  /** Everybody who spoke in this home, ever, under a name that may stand in a text. */
  calledIn(place: Place, text: string): Promise<CalledPerson[]>;
}
