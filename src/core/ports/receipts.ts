import type { Transaction } from '../../lib/sql.ts';
import type { Person } from '../keeping.ts';
import type { Place } from '../message.ts';
import type { Receipt } from '../receipt.ts';

/** How every message ended. */
export interface ReceiptBook {
  record(transaction: Transaction, receipts: Receipt[]): Promise<void>;
  /** Forgets the texts of prompts made in these places since then: one of them may hold what was taken back. */
  redact(transaction: Transaction, places: readonly Place[], since: number): Promise<void>;
  /** Likewise wherever words of this person were told: what is recalled comes up in other places. */
  redactWordsOf(transaction: Transaction, person: Person, since: number): Promise<void>;
  /** By the message asked about, or by a message that was said in answer. */
  find(messageId: string): Promise<Receipt | undefined>;
  recent(place: Place | undefined, limit: number): Promise<Receipt[]>;
}
