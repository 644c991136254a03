import { findNames } from '../../lib/words.ts';
import { namesOf } from '../character.ts';
import type { TurnView } from '../feature.ts';

/** What is said in so few words is understood with what was said before. */
const fewWords = 4;
const longestQuestion = 1_000;

/**
 * What a turn asks of what is known: what was said, with what the same talk said before it where it is too short to be
 * understood alone.
 */
export function questionIn({ message, character, talk }: TurnView): string {
  const said = withoutNames(message.text, namesOf(character)).trim();
  if (said.split(/\s+/).length >= fewWords) return said.slice(0, longestQuestion);
  const before = talk.findLast(({ messageId, kind }) => messageId !== message.id && kind !== 'character');
  return [before?.text ?? '', said].join('\n').trim().slice(-longestQuestion);
}

/** Whom it is said to is nothing that is asked for. */
function withoutNames(text: string, names: readonly string[]): string {
  const unnamed = findNames(text, names).reduceRight(
    (rest, { name, index }) => `${rest.slice(0, index)} ${rest.slice(index + name.length)}`,
    text,
  );
  return unnamed.replace(/^[\s,;:.!?–-]+/, '');
}
