import type { BookEntry } from '../book.ts';
import type { ScanSettings } from './settings.ts';

/** What would have to be otherwise: fields of the entry, or settings of the scan. */
export interface Change {
  entry?: Partial<BookEntry>;
  settings?: Partial<ScanSettings>;
}

/** By what an entry missed. */
export type MissKind =
  | 'disabled'
  | 'trigger'
  | 'filter'
  | 'delay'
  | 'cooldown'
  | 'recursion'
  | 'case'
  | 'whole-words'
  | 'depth'
  | 'secondary'
  | 'group'
  | 'probability'
  | 'budget';

/** A change that might make an entry fire. */
export interface Hint {
  kind: MissKind;
  hint: Change;
}
