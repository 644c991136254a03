import type { Transaction } from '../../lib/sql.ts';
import type { Health } from './health.ts';

export interface Storage {
  /**
   * All or nothing; resolves when it lies on the disk. Do not await anything but storage inside. `committed` is called
   * a moment earlier, when it is done but a power cut could still undo it: for work that shows nothing to anybody.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, committed?: (result: T) => void): Promise<T>;
  /**
   * Overwrites what was deleted wherever it may still stand: in free pages, indexes and the log of changes. Whoever asks
   * the database meanwhile waits; the process does not.
   */
  scrub(): Promise<void>;
  /** Moves what changed since out of the log, so that what was overwritten stands nowhere. Quick after `scrub`. */
  emptyLog(): Promise<void>;
  /** Copies of what is kept, made beside it, oldest first; what was deleted since still stands in them. */
  copies(): string[];
  health(): Promise<Health>;
}
