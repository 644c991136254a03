import { z } from 'zod';
import { type Caller, type Command, command } from '../../../core/commands/command.ts';
import { UserError } from '../../../core/errors.ts';
import type { Place } from '../../../core/message.ts';
import type { Receipt } from '../../../core/receipt.ts';
import { mayRead, messageIdIn } from '../../../core/receipt-access.ts';
import { whyTexts } from '../texts.ts';
import { explainLore } from '../why.ts';
import { viewText } from '../why-text.ts';
import { type Desk, managed } from './desk.ts';

const looked = 20;

/** `/lore why`: what fired for a message and why, and what nearly did. */
export function whyCommand(desk: Desk): Command {
  return command({
    ...managed,
    name: 'lore why',
    description: 'Shows which lore was told for a message and why, and what nearly was.',
    permission: 'everyone',
    input: z.object({
      message: z
        .string()
        .max(300)
        .optional()
        .describe('Id or link of the message; the last answer here when left out.'),
    }),
    async run({ input, place, caller }) {
      const receipt = await receiptFor(desk, input.message, place, caller);
      if (receipt.answers.length === 0)
        return { text: whyTexts.notAnswered(receipt.why), visible: 'only-you' };
      const views = await explainLore(receipt, desk);
      const text = views.length === 0 ? whyTexts.notKept : views.map(viewText).join('\n\n');
      const characterId = views[0]?.characterId;
      return { text, visible: 'only-you', ...(characterId !== undefined && { characterId }) };
    },
  });
}

async function receiptFor(
  { receipts }: Desk,
  reference: string | undefined,
  place: Place,
  caller: Caller,
): Promise<Receipt> {
  const last = async () => (await receipts.recent(place, looked)).find(({ answers }) => answers.length > 0);
  const id = reference === undefined ? (await last())?.messageId : messageIdIn(reference);
  if (id === undefined) throw new UserError(whyTexts.noneHere);
  const receipt = await receipts.find(id);
  if (receipt === undefined) throw new UserError(whyTexts.noReceipt);
  if (!mayRead(receipt, place, caller)) throw new UserError(whyTexts.elsewhere);
  return receipt;
}
