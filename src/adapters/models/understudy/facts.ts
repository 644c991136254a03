import { setImmediate } from 'node:timers/promises';
import type { Character } from '../../../core/character.ts';
import type { Scene } from '../../../core/ports/model.ts';
import { type Attribute, list, readAttribute, readWPlusPlus, sayAttribute } from './attributes.ts';
import { bondsOf } from './bonds.ts';
import { dialoguesOf, exchangesIn, splitDialogue, spokenIn } from './examples.ts';
import { inFirstPerson, type Self } from './first-person.ts';
import { guardOf, opensWith, withoutSecrets } from './guarded.ts';
import { moodOf } from './moods.ts';
import { ownNotes } from './notes.ts';
import { type ProseKind, spokenSentences } from './prose.ts';
import { selfOf } from './self.ts';
import { sentencesIn } from './sentences.ts';
import { plain, stemsIn } from './stems.ts';

/** One thing a character can say of itself or its world. Macros are still in it. */
export interface Fact {
  text: string;
  /** Where it stands: facts of one group follow each other. */
  group: string;
  place: number;
  kind: 'description' | 'personality' | 'lore' | 'example' | 'relationship' | 'likes' | 'scenario';
  stems: string[];
  /** Words that bring it up although they do not stand in it. */
  keys: string[];
  /** What it was the answer to, in example dialogue. */
  asked: string;
  /** Cannot be understood without the fact before it. */
  leans: boolean;
}

const cardFacts = new WeakMap<Character, Fact[]>();

/** Everything the character can say, from its card and from what the slices brought up. */
export function factsOf({
  character,
  context,
  partner,
}: Pick<Scene, 'character' | 'context' | 'partner'>): Fact[] {
  const known =
    cardFacts.get(character) ??
    keep(
      character,
      cardParts(character).flatMap((read) => read()),
    );
  const texts = newContext(character, context);
  const self = selfOf(character);
  const own = ownNotes({ character, context, partner }, self);
  if (texts.length + own.length === 0) return known;
  return unique([
    ...own.map((text, place) => fact(text, { kind: 'personality', group: 'said before', place })),
    ...known,
    ...texts.flatMap((text, index) => loreFacts(text, `context ${index}`, [], self)),
  ]);
}

/** Reads a card part by part, so that nobody else waits while a long one is read for the first time. */
export async function readCardAhead(character: Character): Promise<void> {
  if (cardFacts.has(character)) return;
  const facts: Fact[] = [];
  for (const read of cardParts(character)) {
    facts.push(...read());
    await setImmediate();
  }
  keep(character, facts);
}

function keep(character: Character, facts: Fact[]): Fact[] {
  const kept = unique(facts);
  cardFacts.set(character, kept);
  return kept;
}

/** The parts of a card, each still to be read, in the order in which they count. */
function cardParts(character: Character): (() => Fact[])[] {
  const self = selfOf(character);
  const touches = guardOf(character);
  const text = (kind: Exclude<ProseKind, 'lore'>) => () =>
    cardTextFacts(withoutSecrets(character[kind], touches), kind, self);
  const lore = character.lore.filter(({ content }) => !opensWith(content, touches));
  return [
    text('description'),
    text('personality'),
    () => topicFacts(character, self),
    () => bondFacts(character, self),
    ...lore.map(
      ({ content, id, keys }) =>
        () =>
          loreFacts(content, id, keys, self),
    ),
    () => exampleFacts(character),
    text('scenario'),
  ];
}

function bondFacts(character: Character, self: Self): Fact[] {
  return bondsOf(character, self).map(({ name, kind, text }) =>
    fact(text, {
      kind: 'relationship',
      group: `relationship ${name}`,
      place: 0,
      keys: stemsIn(`${name} ${kind}`),
    }),
  );
}

function unique(facts: Fact[]): Fact[] {
  return [...new Map(facts.toReversed().map((one) => [one.text, one])).values()].toReversed();
}

/** What the slices brought up and the card does not already say, without what they tell of the room. */
function newContext({ lore }: Character, context: readonly string[]): string[] {
  const known = new Set(lore.map(({ content }) => plain(content)));
  return context
    .flatMap((text) => text.split(/\n{2,}/))
    .filter((text) => !known.has(plain(text)) && !/^- |:$|^[\w ]{3,30}: /m.test(text));
}

type FactOrigin = Pick<Fact, 'kind' | 'group' | 'place'> & { keys?: string[]; asked?: string };

function fact(text: string, { kind, group, place, keys = [], asked = '' }: FactOrigin): Fact {
  return {
    text,
    kind,
    group,
    place,
    keys,
    asked,
    stems: stemsIn(text.replace(/\{\{\w+\}\}/g, ' ')),
    leans: leans(text) || (kind === 'lore' && place > 0 && isThin(text)),
  };
}

/** `He`, `It` or `They` of somebody named in the sentence before. */
function leans(text: string): boolean {
  return /^(?:He|She|It|They|We|His|Her|Its|Their|Our|This|That|These|Those|Both|Each|There)\b|^(?!There\b)[^,]{0,40} there\b/.test(
    text,
  );
}

/** A short sentence of an entry, or one about `its` something, lives on the sentence before. */
function isThin(text: string): boolean {
  return /\bits\b/.test(text) || stemsIn(text).length < 5;
}

function cardTextFacts(text: string, kind: ProseKind, self: Self): Fact[] {
  const { dialogue, prose } = splitDialogue(text);
  const { attributes, rest } = readWPlusPlus(prose);
  const facts: Fact[] = attributes.map((attribute, place) => attributeFact(attribute, kind, place, self));
  for (const line of rest.split(/\n+/)) {
    const attribute = /[[\]]|^[-*•]|^[^.]{0,26}[:=]/.test(line) ? readAttribute(line) : undefined;
    if (attribute !== undefined) facts.push(attributeFact(attribute, kind, facts.length, self));
    else facts.push(...proseFacts(line, { kind, group: kind, place: facts.length }, self));
  }
  return [...facts, ...saidFacts(dialogue, kind)];
}

/** What the character says of itself where its description is dialogue. */
function saidFacts(dialogue: string, kind: ProseKind): Fact[] {
  const said = exchangesIn([dialogue]).flatMap(({ answer }) => sentencesIn(spokenIn(answer)));
  return said.map((text, place) => fact(text, { kind, group: `${kind} said`, place }));
}

function attributeFact(attribute: Attribute, kind: Fact['kind'], place: number, self: Self): Fact {
  const isName = /name/.test(attribute.key);
  const value = isName ? attribute.value : inFirstPerson(attribute.value, self, true);
  const kept = /^\p{Lu}/u.test(attribute.value) ? value : value.charAt(0).toLowerCase() + value.slice(1);
  return fact(sayAttribute({ ...attribute, value: kept }), {
    kind,
    group: `${kind} list`,
    place,
    keys: stemsIn(attribute.key),
  });
}

function proseFacts(text: string, origin: FactOrigin & { kind: ProseKind }, self: Self): Fact[] {
  return spokenSentences(text, origin.kind, self).map((said, index) =>
    fact(said, { ...origin, place: origin.place + index }),
  );
}

function loreFacts(text: string, id: string, keys: string[], self: Self): Fact[] {
  return proseFacts(text, { kind: 'lore', group: `lore ${id}`, place: 0, keys: keys.flatMap(stemsIn) }, self);
}

function topicFacts({ topics }: Character, self: Self): Fact[] {
  if (topics.loves.length === 0) return [];
  const text = inFirstPerson(`I love ${list(topics.loves.join(', '))}.`, self, true);
  return [fact(text, { kind: 'likes', group: 'likes', place: 0, keys: stemsIn('like') })];
}

/** What the character says in its examples is in its own words already. */
function exampleFacts(character: Character): Fact[] {
  return exchangesIn(dialoguesOf(character)).flatMap(({ asked, answer }, index) => {
    // What answered a greeting or a sorrow tells nothing.
    if (moodOf(asked) !== undefined) return [];
    const text = answer.replace(/\*[^*]*\*/g, '').trim();
    const origin = {
      kind: 'example',
      group: `example ${index}`,
      place: 0,
      keys: stemsIn(asked),
      asked,
    } as const;
    return text === '' ? [] : [fact(text, origin)];
  });
}
