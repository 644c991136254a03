import { z } from 'zod';
import type { Caller, CommandButton, CommandReply, ReplyFile } from '../../core/command.ts';
import { type Command, command } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Place } from '../../core/message.ts';
import type { ReceiptBook } from '../../core/ports.ts';
import type { Receipt } from '../../core/receipt.ts';
import { mayRead, messageIdIn } from '../../core/receipt-access.ts';
import { explain } from './explain.ts';

const onlyManagers =
  'The whole receipt is for those who manage a server, in the channel where the message was said.';

/** `/why` and "Why?" on a message: the same answer from the same receipt. */
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
        const receipt = await receiptFor(input.message, place, caller);
        if (input.full !== true) return shown(receipt, place, caller);
        if (!mayHaveAll(receipt, place, caller)) throw new UserError(onlyManagers);
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
        return shown(await receiptFor(targetId, place, caller), place, caller);
      },
    }),
  ];

  async function receiptFor(reference: string | undefined, place: Place, caller: Caller): Promise<Receipt> {
    const id = reference === undefined ? undefined : messageIdIn(reference);
    const receipt = id === undefined ? (await book.recent(place, 1))[0] : await book.find(id);
    if (receipt === undefined) {
      throw new UserError(
        id === undefined
          ? 'Nothing has been said here yet that I could explain.'
          : 'I have no receipt for that message: I never saw it, or it is not finished yet.',
      );
    }
    if (!mayRead(receipt, place, caller))
      throw new UserError('That message is from another place, so I may not speak about it here.');
    return receipt;
  }
}

/**
 * All of it holds what was said there and what a character keeps to itself: nothing for another channel, nor for a
 * direct talk, which everybody in it manages.
 */
function mayHaveAll(receipt: Receipt, place: Place, caller: Caller): boolean {
  return caller.mayManage && place.kind !== 'direct' && receipt.place.channelId === place.channelId;
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
  return { label: 'Whole receipt', command: 'why', input: { message: messageId, full: true } };
}

function asFile(receipt: Receipt): ReplyFile {
  return {
    name: `receipt-${receipt.messageId}.json`,
    contentType: 'application/json',
    bytes: new TextEncoder().encode(`${JSON.stringify(receipt, undefined, 2)}\n`),
  };
}
