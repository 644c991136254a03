import type { Transaction } from '../../lib/sql.ts';
import type { Place } from '../message.ts';
import type { TranscriptEntry } from './transcript.ts';

/** Whoever remembers talks, asked about lines that come into one from a file. */
export interface LineIntake {
  /** Which of these lines are to be found again, and cannot be yet. Nothing is changed. */
  findable(place: Place, lines: readonly TranscriptEntry[]): Promise<FindableLines>;
}

/** Lines from files that are to be found again, whenever they were said. */
export interface FindableLines {
  /** Whether anything is remembered where they come in. */
  isLearning: boolean;
  /** By messages. */
  ids: ReadonlySet<string>;
  /** Makes those of them findable that are among these lines, in the transaction in which they come in. */
  shelve(
    transaction: Transaction,
    lines: readonly TranscriptEntry[],
    how: {
      /** Who remembers the talk from then on. */
      characterIds: readonly string[];
      /** Whether a line is to be learned from as well. */
      isToLearn(messageId: string): boolean;
    },
  ): Promise<void>;
}
