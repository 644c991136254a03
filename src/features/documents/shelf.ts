import type { Passage, Recall } from '../../core/ports/recall.ts';
import type { Transaction } from '../../lib/sql.ts';
import type { KeptPiece } from './store.ts';

const idsAtOnce = 500;

/** The shelf that a document's pieces stand on. */
export function shelfOf(documentId: string): string {
  return `document:${documentId}`;
}

/** The name of a piece on it. */
export function pieceId(documentId: string, number: number): string {
  return `${shelfOf(documentId)}:${number}`;
}

/** What stands above a piece is searched with it; what stands beside it is its neighbour. */
export function asPassage({ id, documentId, number, headings, text }: KeptPiece): Passage {
  return { id, shelf: shelfOf(documentId), text: [...headings.slice(-2), text].join('\n'), at: number };
}

/** Takes pieces off, however many they are. */
export async function takeOff(
  recall: Pick<Recall, 'remove'>,
  transaction: Transaction,
  ids: readonly string[],
): Promise<void> {
  for (let from = 0; from < ids.length; from += idsAtOnce)
    await recall.remove(transaction, ids.slice(from, from + idsAtOnce));
}
