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
    const directions = character.lore.filter(({ content }) => opensWith(content, touches));
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
    const stems = stemsIn(text);
    return wanted.some((topic) => holds(stems, topic));
  };
}

/** Two words must stand in their order: `tank nine` is not among `nine tanks`. */
function holds(stems: string[], topic: string[]): boolean {
  const places = topic.map((stem) => stems.indexOf(stem));
  const [first = -1, second = 0] = places;
  return !places.includes(-1) && (topic.length !== 2 || first < second);
}

/** Whether a text is about something avoided from its beginning. */
export function opensWith(text: string, touches: Guard): boolean {
  return touches(sentencesIn(text)[0] ?? '');
}

/** A text without what its character avoids: a last paragraph that opens with it is a secret as a whole. */
export function withoutSecrets(text: string, touches: Guard): string {
  const paragraphs = text.split(/\n+/);
  return paragraphs
    .map((paragraph, index) => {
      if (!opensWith(paragraph, touches)) return paragraph;
      const isLast = index > 0 && index === paragraphs.length - 1;
      return isLast ? '' : sentencesIn(paragraph).slice(1).join(' ');
    })
    .join('\n');
}
