import { findNames } from '../../lib/words.ts';
import { namesOf } from '../character.ts';
import type { TurnView } from '../feature.ts';
import type { Person } from '../keeping.ts';
import { whoseWords } from '../whose-words.ts';

/** What is said in so few words is understood with what was said before. */
const fewWords = 4;
const longestQuestion = 1_000;

/** What is asked of what is known. */
export interface TurnQuestion {
  text: string;
  /** People whose words it is made of. */
  wordsOf: Person[];
}

/**
 * What a turn asks of what is known: what was said, with what the same talk said before it where it is too short to be
 * understood alone.
 */
export function questionIn({ message, character, talk }: TurnView): TurnQuestion {
  const asker = { host: message.place.host, id: message.author.id };
  const before = talk.findLast(({ messageId, kind }) => messageId !== message.id && kind !== 'character');
  const { text, usesBefore } = questionOf(message.text, before?.text ?? '', namesOf(character));
  const others = usesBefore && before !== undefined ? whoseWords(before) : [];
  return { text, wordsOf: [asker, ...others.map((id) => ({ host: asker.host, id }))] };
}

/** What words of people ask, and whether it takes what they said before to understand it. */
export function questionOf(
  words: string,
  before: string,
  names: readonly string[],
): { text: string; usesBefore: boolean } {
  const said = withoutNames(words, names).trim();
  if (said.split(/\s+/).length >= fewWords)
    return { text: said.slice(0, longestQuestion), usesBefore: false };
  return { text: [before, said].join('\n').trim().slice(-longestQuestion), usesBefore: true };
}

/** Whom it is said to is nothing that is asked for. */
function withoutNames(text: string, names: readonly string[]): string {
  const unnamed = findNames(text, names).reduceRight(
    (rest, { name, index }) => `${rest.slice(0, index)} ${rest.slice(index + name.length)}`,
    text,
  );
  return unnamed.replace(/^[\s,;:.!?–-]+/, '');
}
