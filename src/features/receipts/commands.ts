import { z } from 'zod';
import type { Caller, CommandButton, CommandReply, ReplyFile } from '../../core/commands/command.ts';
import { type Command, command } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Place } from '../../core/message.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import type { Receipt } from '../../core/receipt.ts';
import { contextCommand } from './context-command.ts';
import { explain } from './explain.ts';
import { mayHaveAll, receiptFor } from './reading.ts';
import { texts } from './texts.ts';

/** `/why` and "Why?" on a message: the same answer from the same receipt; `/context`: its prompt. */
export function receiptCommands(book: ReceiptBook): Command[] {
  return [
    command({
      name: 'why',
      kind: 'slash',
      description: 'Why a message was answered, or not.',
      input: z.object({
        message: z
          .string()
          .optional()
          .describe('Id or link of the message; the last one here when left out.'),
        full: z
          .boolean()
          .optional()
          .describe('Yes: also the whole receipt as a file, for those who manage the server.'),
      }),
      permission: 'everyone',
      contexts: ['guild', 'direct'],
      cooldownMs: 0,
      example: '/why',
      async run({ input, place, caller }) {
        const receipt = await receiptFor(book, { reference: input.message, place, caller });
        if (input.full !== true) return shown(receipt, place, caller);
        if (!mayHaveAll(receipt, place, caller)) throw new UserError(texts.onlyManagers);
        return { ...shown(receipt, place, caller), files: [asFile(receipt)], buttons: [] };
      },
    }),
    command({
      name: 'Why?',
      kind: 'message',
      description: 'Why this message was answered, or not.',
      input: z.object({}),
      permission: 'everyone',
      contexts: ['guild', 'direct'],
      cooldownMs: 0,
      async run({ targetId, place, caller }) {
        return shown(await receiptFor(book, { reference: targetId, place, caller }), place, caller);
      },
    }),
    contextCommand(book),
  ];
}

function shown(receipt: Receipt, place: Place, caller: Caller): CommandReply {
  const characterId = receipt.answers[0]?.characterId;
  return {
    text: explain(receipt),
    visible: 'only-you',
    ...(characterId !== undefined && { characterId }),
    ...(mayHaveAll(receipt, place, caller) && { buttons: [whole(receipt)] }),
  };
}

function whole({ messageId }: Receipt): CommandButton {
  return { label: texts.wholeReceipt, command: 'why', input: { message: messageId, full: true } };
}

function asFile(receipt: Receipt): ReplyFile {
  return {
    name: `receipt-${receipt.messageId}.json`,
    contentType: 'application/json',
    bytes: new TextEncoder().encode(`${JSON.stringify(receipt, undefined, 2)}\n`),
  };
}
