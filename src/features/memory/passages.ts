import { hostOf, laneOf } from '../../core/message.ts';
import type { Passage } from '../../core/ports/recall.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import { whoseWords } from '../../core/whose-words.ts';
import type { Fact } from './fact.ts';

const linePrefix = 'line:';
const factPrefix = 'fact:';

/** The shelf of what was said in a talk. */
export function talkShelf(lane: string): string {
  return `talk:${lane}`;
}

/** The shelf of what a character knows from a talk. */
export function factShelf(characterId: string, lane: string): string {
  return `facts:${characterId}:${lane}`;
}

/** A line of a talk, to be found again. */
export function lineAsPassage(entry: TranscriptEntry, confined: boolean): Passage {
  const { messageId, place, authorId, authorName, text, at, attachments } = entry;
  const shown = attachments.map(({ name }) => `[shares ${name}]`);
  return {
    id: linePassageId(messageId),
    shelf: talkShelf(laneOf(place)),
    text: [text, ...shown].filter((part) => part !== '').join(' '),
    speaker: { id: authorId, name: authorName },
    at,
    wordsOf: whoseWords(entry).map((one) => ({ host: place.host, id: one })),
    ...(confined && { confined }),
  };
}

/** A fact, to be found again. */
export function factAsPassage(fact: Fact): Passage {
  const { id, characterId, lane, statement, about, saidBy, saidAt, confined } = fact;
  return {
    id: factPassageId(id),
    shelf: factShelf(characterId, lane),
    text: statement,
    speaker: about[0] ?? saidBy,
    at: saidAt,
    alone: true,
    wordsOf: [{ host: hostOf(lane), id: saidBy.id }],
    ...(confined === true && { confined }),
  };
}

export function linePassageId(messageId: string): string {
  return `${linePrefix}${messageId}`;
}

export function factPassageId(factId: string): string {
  return `${factPrefix}${factId}`;
}

/** What a passage of the memory is: a line of the talk, or a fact. */
export function passageSource(id: string): { line: string } | { fact: string } | undefined {
  if (id.startsWith(linePrefix)) return { line: id.slice(linePrefix.length) };
  if (id.startsWith(factPrefix)) return { fact: id.slice(factPrefix.length) };
  return undefined;
}
