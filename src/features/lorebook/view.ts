import type { Profile } from './book.ts';
import type { BudgetUse } from './engine/decision.ts';
import type { BookScope } from './engine/prepare.ts';

/** One entry and what became of it, for people. */
export interface LoreLine {
  book: string;
  entry: string;
  profile: Profile;
  says: string;
}

/** What fired in a turn and why, and what nearly did. */
export interface LoreView {
  characterId: string;
  characterName: string;
  books: { name: string; profile: Profile; scope: BookScope; entries: number }[];
  fired: LoreLine[];
  nearMisses: LoreLine[];
  /** Where the word borders of `st-compat` made or lost a match. */
  borders: LoreLine[];
  budget: BudgetUse;
  passes: number;
  /** The books, the card or the settings are no longer as they were, so that what nearly fired is told only as far as it was kept. */
  changed: boolean;
}
