import type { Speaker } from './addressing.ts';
import type { Character } from './character.ts';
import type { Section, ToldText } from './feature.ts';
import type { Generated } from './generate.ts';
import { type HeedAccount, tellsNothing, withoutWords } from './heed.ts';
import type { Message } from './message.ts';
import type { TranscriptEntry } from './ports/transcript.ts';
import type { TurnManner } from './prompt/manner.ts';
import type { Prompt } from './prompt/prompt.ts';
import type { SourcedSection } from './prompt/sections.ts';
import type { Answer } from './receipt.ts';
import { whoseWords } from './whose-words.ts';
import type { ToldWords } from './withdrawn.ts';

/** What a turn was told, but for what is answered: that is let go of in another way. */
export function wordsToldIn(
  { id, place }: Message,
  at: number,
  talk: readonly TranscriptEntry[],
  sections: readonly Section[],
): ToldWords {
  return {
    host: place.host,
    at,
    lines: talk
      .filter(({ messageId }) => messageId !== id)
      .map((line) => ({ messageId: line.messageId, people: whoseWords(line) })),
    people: [...new Set(sections.flatMap((one) => (tellsNothing(one) ? [] : (one.wordsOf ?? []))))],
  };
}

/** The account of an answer with what people allow, and without what they do not allow to be kept. */
export function heeded(answer: Answer, { consent, wordsOf, saidFrom, offTheRecord }: HeedAccount): Answer {
  const known = { ...answer, wordsOf, saidFrom, ...(consent !== undefined && { consent }) };
  if (!offTheRecord) return known;
  const { grounds: _, ...kept } = known;
  return { ...kept, prompt: withoutWords(answer.prompt) };
}

/** What a section told, or may have told where the talk had to begin later. */
export function toldBy({ text, leadsUp = [], wordsOf = [] }: Section): ToldText[] {
  const texts = [text, ...leadsUp.map((one) => one.text)];
  return texts.filter((one) => one !== '').map((one) => ({ text: one, wordsOf }));
}

/** How slices came to their sections, as far as they say so. */
export function groundsOf(sections: readonly SourcedSection[]): Pick<Answer, 'grounds'> {
  const given = sections.filter(({ grounds }) => grounds !== undefined);
  if (given.length === 0) return {};
  return { grounds: Object.fromEntries(given.map(({ source, grounds }) => [source, grounds])) };
}

/** What an answer took. */
export function accountOf(
  speaker: Speaker,
  character: Character,
  prompt: Prompt,
  generated: Generated,
  { used }: TurnManner,
): Answer {
  return {
    characterId: character.id,
    characterName: character.displayName,
    because: speaker.because,
    messageIds: [],
    model: generated.model,
    standIn: generated.standIn,
    ...(generated.standInBecause !== undefined && { standInBecause: generated.standInBecause }),
    usage: generated.usage,
    reckoned: prompt.reckoned,
    prompt: prompt.parts,
    timings: {
      waitedMs: 0,
      firstTokenMs: generated.firstTokenMs,
      generatedMs: generated.generatedMs,
      saidMs: 0,
    },
    ...(used !== undefined && { manner: used }),
    ...(generated.cut !== undefined && { cut: generated.cut }),
  };
}

/** Only people already in the talk may be mentioned for real. */
export function peopleIn(talk: readonly TranscriptEntry[]): { id: string; name: string }[] {
  const people = talk.filter(({ kind }) => kind === 'person');
  return [...new Map(people.map(({ authorId: id, authorName: name }) => [id, { id, name }])).values()];
}
