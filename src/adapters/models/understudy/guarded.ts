import type { Character } from '../../../core/character.ts';
import { sentencesIn } from './sentences.ts';
import { stemsIn } from './stems.ts';

/** What a character keeps to itself: a text that holds all words of one of these touches it. */
export type Guard = (text: string) => boolean;

const topicGuards = new WeakMap<Character, Guard>();
const questionGuards = new WeakMap<Character, Guard>();

/** Whether a sentence of the card tells what its character avoids. */
export function guardOf(character: Character): Guard {
  return kept(topicGuards, character, () => guardFor(topicsOf(character)));
}

/** Whether a question is after it: here the keys of lore that is nothing but a stage direction count too. */
export function questionGuardOf(character: Character): Guard {
  return kept(questionGuards, character, () => {
    const touches = guardOf(character);
    const directions = character.lore.filter(({ content }) => sentencesIn(content).every(touches));
    return guardFor([...topicsOf(character), ...directions.flatMap(({ keys }) => keys.map(stemsIn))]);
  });
}

function kept(guards: WeakMap<Character, Guard>, character: Character, make: () => Guard): Guard {
  const guard = guards.get(character) ?? make();
  guards.set(character, guard);
  return guard;
}

/** One word such as `home` is too much to be silent about. */
function topicsOf({ topics }: Character): string[][] {
  return topics.avoids
    .flatMap((topic) => topic.split(','))
    .map(stemsIn)
    .filter(({ length }) => length > 1);
}

function guardFor(topics: string[][]): Guard {
  const wanted = topics.filter(({ length }) => length > 0);
  return (text) => {
    const stems = new Set(stemsIn(text));
    return wanted.some((topic) => topic.every((stem) => stems.has(stem)));
  };
}

/** A text without the paragraphs that open with something avoided, and what follows from it. */
export function withoutSecrets(text: string, touches: Guard): string {
  return text
    .split(/\n+/)
    .filter((paragraph) => !touches(sentencesIn(paragraph)[0] ?? ''))
    .join('\n');
}
