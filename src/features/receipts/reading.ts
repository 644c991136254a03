import type { Caller } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Place } from '../../core/message.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import { type Receipt, saidGrounds } from '../../core/receipt.ts';
import { mayRead, messageIdIn } from '../../core/receipt-access.ts';
import { texts } from './texts.ts';

/** Whose receipt somebody asks for: a message by id or link, or the last one where they are. */
export interface Asked {
  reference: string | undefined;
  place: Place;
  caller: Caller;
  /** Which of the last ones is meant where none is named; any when left out. */
  isMeant?(receipt: Receipt): boolean;
}

/** How many of the last receipts are looked through. */
const looked = 20;

/** The receipt that somebody asked for; throws UserError when there is none, or none for them. */
export async function receiptFor(
  book: Pick<ReceiptBook, 'find' | 'recent'>,
  { reference, place, caller, isMeant = () => true }: Asked,
): Promise<Receipt> {
  const last = async () => (await book.recent(place, looked)).find(isMeant)?.messageId;
  const id = reference === undefined ? await last() : messageIdIn(reference);
  const receipt = id === undefined ? undefined : await book.find(id);
  if (receipt === undefined) throw new UserError(reference === undefined ? texts.nothingYet : texts.unknown);
  if (!mayRead(receipt, place, caller)) throw new UserError(texts.elsewhere);
  return receipt.place.channelId === place.channelId ? receipt : withoutFindings(receipt);
}

/** Who manages a server need not be able to read all of it: what slices found holds words of its talks. */
function withoutFindings(receipt: Receipt): Receipt {
  const answers = receipt.answers.map((answer) => {
    const found = saidGrounds(answer.grounds);
    if (found.length === 0) return answer;
    const says = [texts.foundElsewhere];
    return { ...answer, grounds: Object.fromEntries(found.map(({ slice }) => [slice, { says }])) };
  });
  return { ...receipt, answers };
}

/**
 * All of it holds what was said there and what a character keeps to itself: nothing for another channel, nor for a
 * direct talk, which everybody in it manages.
 */
export function mayHaveAll(receipt: Receipt, place: Place, caller: Caller): boolean {
  return caller.mayManage && place.kind !== 'direct' && receipt.place.channelId === place.channelId;
}
