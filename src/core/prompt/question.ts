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
  const said = withoutNames(message.text, namesOf(character)).trim();
  const asker = { host: message.place.host, id: message.author.id };
  if (said.split(/\s+/).length >= fewWords) return { text: said.slice(0, longestQuestion), wordsOf: [asker] };
  const before = talk.findLast(({ messageId, kind }) => messageId !== message.id && kind !== 'character');
  const others = before === undefined ? [] : whoseWords(before);
  return {
    text: [before?.text ?? '', said].join('\n').trim().slice(-longestQuestion),
    wordsOf: [asker, ...others.map((id) => ({ host: asker.host, id }))],
  };
}

/** Whom it is said to is nothing that is asked for. */
function withoutNames(text: string, names: readonly string[]): string {
  const unnamed = findNames(text, names).reduceRight(
    (rest, { name, index }) => `${rest.slice(0, index)} ${rest.slice(index + name.length)}`,
    text,
  );
  return unnamed.replace(/^[\s,;:.!?–-]+/, '');
}
