import { z } from 'zod';
import type { CommandButton, CommandReply, ReplyFile } from '../../core/commands/command.ts';
import { type Command, command } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import type { Answer, Receipt } from '../../core/receipt.ts';
import { messageIdIn } from '../../core/receipt-access.ts';
import { contextText, wholePrompt } from './context-text.ts';
import { mayHaveAll, receiptFor } from './reading.ts';
import { texts } from './texts.ts';

/** `/context`: what a character had before it when it answered, and why. */
export function contextCommand(book: Pick<ReceiptBook, 'find' | 'recent'>): Command {
  return command({
    name: 'context',
    kind: 'slash',
    description: 'What stood in the prompt of an answer, how much of it, and why.',
    input: z.object({
      message: z
        .string()
        .optional()
        .describe('Id or link of the message or its answer; the last one here when left out.'),
      full: z
        .boolean()
        .optional()
        .describe('Yes: also the whole prompt as a file, for those who manage the server.'),
    }),
    permission: 'everyone',
    contexts: ['guild', 'direct'],
    cooldownMs: 0,
    example: '/context',
    async run({ input: { message: reference, full }, place, caller }): Promise<CommandReply> {
      const receipt = await receiptFor(book, { reference, place, caller, isMeant: hasPrompt });
      const answers = answersAskedFor(receipt, reference);
      const [first] = answers;
      if (first === undefined) throw new UserError(texts.noPrompt);
      const mayHave = mayHaveAll(receipt, place, caller);
      if (full === true && !mayHave) throw new UserError(texts.promptForManagers);
      return {
        text: answers.map(contextText).join('\n\n'),
        visible: 'only-you',
        characterId: first.characterId,
        ...(full === true && { files: answers.map((answer) => asFile(receipt, answer)) }),
        ...(mayHave && full !== true && { buttons: [whole(reference ?? receipt.messageId)] }),
      };
    },
  });
}

function hasPrompt({ answers }: Receipt): boolean {
  return answers.some(({ prompt }) => prompt.length > 0);
}

/** One answer where that is what was pointed at, else all that had a prompt. */
function answersAskedFor({ answers }: Receipt, reference: string | undefined): Answer[] {
  const id = reference === undefined ? '' : messageIdIn(reference);
  const pointedAt = answers.filter(({ messageIds }) => messageIds.includes(id));
  return (pointedAt.length > 0 ? pointedAt : answers).filter(({ prompt }) => prompt.length > 0);
}

function whole(message: string): CommandButton {
  return { label: texts.wholePrompt, command: 'context', input: { message, full: true } };
}

function asFile({ messageId }: Receipt, answer: Answer): ReplyFile {
  return {
    name: `prompt-${messageId}-${answer.characterId}.txt`,
    contentType: 'text/plain; charset=utf-8',
    bytes: new TextEncoder().encode(`${wholePrompt(answer)}\n`),
  };
}
