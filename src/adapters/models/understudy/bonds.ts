import type { Character } from '../../../core/character.ts';
import { fold } from '../../../lib/fold.ts';
import { inFirstPerson, type Self } from './first-person.ts';
import { withSubject } from './prose.ts';
import { sentencesIn } from './sentences.ts';
import { looksThirdPerson } from './verbs.ts';

/** How a character stands to another, in its own words. */
export interface Bond {
  name: string;
  /** What the one is to the other, in the card's words. */
  kind: string;
  text: string;
}

/** The character's relationships, as it would speak of them. */
export function bondsOf(character: Character, self: Self): Bond[] {
  const texts = [character.description, ...character.lore.map(({ content }) => content)];
  return character.relationships.flatMap(({ characterId, kind, feeling }) => {
    const name = nameFromId(characterId, texts);
    const text = `${opened(name, kind, self)} ${feelingOf(feeling, self)}`.trim();
    return feeling.trim() === '' && kind.trim() === ''
      ? []
      : [{ name, kind: kind.replace(epithets, ''), text }];
  });
}

const epithets = /\b(?:old|dear|best|close|good|new|former)\b/gi;

/** What two people are to each other; `teacher` or `creditor` may be meant either way. */
const mutual =
  /^(?:an? |the |my )?(?:(?:old|dear|best|close|good|friendly|sworn|bitter|childhood) )*(?:friend|rival|adversary|enemy|correspondent|neighbour|neighbor|colleague|partner|cousin|twin|sibling|lover|ally)\b/i;

function opened(name: string, kind: string, self: Self): string {
  const plain = inFirstPerson(kind.trim().replace(/\.$/, ''), self, true).replace(/^(?:an?|the|my) /i, '');
  if (!mutual.test(kind.trim())) return `${name}?`;
  const bond = plain.charAt(0).toLowerCase() + plain.slice(1);
  return plain.includes(' of ') || plain.includes(' and ') || plain.includes(' at ')
    ? `${name}? My ${bond}.`
    : `${name} is my ${bond}.`;
}

function feelingOf(feeling: string, self: Self): string {
  return sentencesIn(feeling)
    .map((sentence) => inFirstPerson(withDoer(sentence, self), self, true))
    .join(' ');
}

/** Feelings are told without their subject: `Owes him a window.`, `Once lent her a coat.` */
function withDoer(sentence: string, self: Self): string {
  const [first = '', second = ''] = sentence.split(/[^\p{L}'’]+/u);
  const verb = /^(?:once|never|always|still|secretly|often|also)$/i.test(first) ? second : first;
  const did =
    /^(?:\w+ed|kept|lent|gave|taught|met|lost|saw|told|sold|found|knew|took|left|made|came|went|heard)$/i.test(
      verb,
    );
  if (!did && !looksThirdPerson(verb)) return withSubject(sentence, self);
  return `{{char}} ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

/** `maren-vale` → `Maren Vale`, with the accents that the card's own texts give it. */
function nameFromId(id: string, texts: readonly string[]): string {
  const known = new Map(
    texts.flatMap((text) => text.match(/\p{Lu}[\p{L}’']+/gu) ?? []).map((word) => [fold(word), word]),
  );
  return id
    .split('-')
    .map((part) => known.get(part) ?? part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}
