import { laneOf, type Place } from '../../core/message.ts';
import { type Answer, type PromptPart, type Receipt, unnamed } from '../../core/receipt.ts';
import type { ReceiptsTables } from './tables.ts';

/** A receipt as it is kept: without the texts of its prompts. */
export function toRow(receipt: Receipt): ReceiptsTables['receipts'] {
  const answers = receipt.answers.map(
    ({ grounds: _, wordsOf: __, saidFrom: ___, toldAt: ____, ...answer }) => ({
      ...answer,
      prompt: answer.prompt.map(withoutText),
    }),
  );
  return {
    message_id: receipt.messageId,
    lane: laneOf(receipt.place),
    outcome: receipt.outcome,
    finished_at: receipt.finishedAt,
    body: JSON.stringify({ ...receipt, answers }),
    host: receipt.place.host,
    author_id: receipt.authorId,
    parent_lane: parentLaneOf(receipt.place),
  };
}

function parentLaneOf({ host, parentId }: Place): string | null {
  return parentId === undefined ? null : laneOf({ host, channelId: parentId });
}

/** An answer with the texts of its prompt, as far as they are still kept. */
export function filledIn(
  answer: Answer,
  kept: Pick<ReceiptsTables['receipt_prompts'], 'texts' | 'grounds'> | undefined,
): Answer {
  const texts = JSON.parse(kept?.texts ?? '[]') as KeptText[];
  return {
    ...answer,
    prompt: answer.prompt.map((part, index) => withText(part, texts[index] ?? '')),
    ...(kept?.grounds && { grounds: JSON.parse(kept.grounds) as Answer['grounds'] }),
  };
}

type KeptText = string | { title: string; text: string };

function withText(part: PromptPart, kept: KeptText): PromptPart {
  return typeof kept === 'string' ? { ...part, text: kept } : { ...part, ...kept };
}

/** What is forgotten with the prompt: all words of people, their names as well. */
function textOf({ source, title, text }: PromptPart): KeptText {
  return source === 'history' ? { title, text } : text;
}

/** A part of a prompt as it is kept beside the receipt: without words of people. */
export function withoutText(part: PromptPart): PromptPart {
  return { ...part, text: '', ...(part.source === 'history' && { title: unnamed }) };
}

/** Which posts answered a message. */
export function postsOf(receipt: Receipt): ReceiptsTables['receipt_posts'][] {
  return receipt.answers.flatMap(({ messageIds }) =>
    messageIds.map((posted_id) => ({ posted_id, message_id: receipt.messageId })),
  );
}

/** The texts of its prompts. */
export function promptsOf(receipt: Receipt): ReceiptsTables['receipt_prompts'][] {
  return receipt.answers.filter(keepsPrompt).map(({ characterId, prompt, grounds, saidFrom }) => ({
    message_id: receipt.messageId,
    character_id: characterId,
    kept_at: receipt.finishedAt,
    said_from: Math.min(receipt.finishedAt, saidFrom?.anybody ?? receipt.finishedAt),
    texts: JSON.stringify(prompt.map(textOf)),
    grounds: grounds === undefined ? null : JSON.stringify(grounds),
  }));
}

/** Where somebody's words are off the record, there are no texts to keep. */
function keepsPrompt({ prompt, consent }: Answer): boolean {
  return prompt.length > 0 && consent?.offTheRecord === undefined;
}

/** Whose words stand in them. */
export function peopleOf(receipt: Receipt): ReceiptsTables['receipt_people'][] {
  const { messageId: message_id, finishedAt, place } = receipt;
  return receipt.answers
    .filter(keepsPrompt)
    .flatMap(({ characterId: character_id, wordsOf = [], saidFrom }) =>
      wordsOf.map((person_id) => {
        const said_from = Math.min(finishedAt, saidFrom?.each[person_id] ?? finishedAt);
        return { host: place.host, person_id, message_id, character_id, said_from };
      }),
    );
}
