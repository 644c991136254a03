import type { Transaction } from '../lib/sql.ts';
import type { Feature } from './feature.ts';
import type { KeptMessage } from './keeping.ts';
import { laneOf, type Place } from './message.ts';
import type { ReceiptBook } from './ports/receipts.ts';

interface ForgettingNeeds {
  /** Slices that may have derived something. */
  features: readonly Feature[];
  receipts: Pick<ReceiptBook, 'redact'>;
}

/** What slices made of these messages goes with them. */
export async function retractDerived(
  { features }: Pick<ForgettingNeeds, 'features'>,
  transaction: Transaction,
  messageIds: readonly string[],
): Promise<void> {
  for (const { retract } of features) await retract?.(transaction, messageIds);
}

/** The prompts go that may hold what was said here since then. */
export async function redactPrompts(
  { receipts }: Pick<ForgettingNeeds, 'receipts'>,
  transaction: Transaction,
  place: Place,
  since: number,
  messageIds: readonly string[],
): Promise<void> {
  // A thread that was begun on a message has its id, and tells it too.
  const told = [place, ...messageIds.map((channelId) => ({ ...place, channelId }))];
  await receipts.redact(transaction, told, since);
}

/** Of messages that are no longer kept, what was derived and the prompts in which they may stand go as well. */
export async function forgetDerived(
  needs: ForgettingNeeds,
  transaction: Transaction,
  messages: readonly KeptMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await retractDerived(
    needs,
    transaction,
    messages.map(({ id }) => id),
  );
  for (const [place, some] of byLane(messages)) {
    const since = Math.min(...some.map(({ at }) => at));
    const ids = some.map(({ id }) => id);
    await redactPrompts(needs, transaction, place, since, ids);
  }
}

/** Messages by where they were said. */
export function byLane(messages: readonly KeptMessage[]): [Place, KeptMessage[]][] {
  const lanes = Map.groupBy(messages, ({ place }) => laneOf(place));
  return [...lanes.values()].flatMap((some) => {
    const [first] = some;
    return first === undefined ? [] : [[first.place, some]];
  });
}
