import type { Character } from '../../../core/character.ts';
import { fold } from '../../../lib/fold.ts';
import { type Attribute, list, readAttribute, readWPlusPlus, sayAttribute } from './attributes.ts';
import { exchangesIn } from './examples.ts';
import { inFirstPerson, isAbout, type Self } from './first-person.ts';
import { sentencesIn } from './sentences.ts';
import { stemsIn } from './stems.ts';
import { firstPersonOf, isKnownThirdPerson, looksThirdPerson } from './verbs.ts';

/** One thing a character can say of itself or its world. Macros are still in it. */
export interface Fact {
  text: string;
  /** Where it stands: facts of one group follow each other. */
  group: string;
  place: number;
  kind: 'description' | 'personality' | 'lore' | 'example' | 'relationship' | 'likes' | 'avoids' | 'scenario';
  stems: string[];
  /** Words that bring it up although they do not stand in it. */
  keys: string[];
  /** Cannot be understood without the fact before it. */
  leans: boolean;
}

const cardFacts = new WeakMap<Character, Fact[]>();

/** Everything the character can say, from its card and from what the slices brought up. */
export function factsOf(character: Character, context: readonly string[]): Fact[] {
  const known = cardFacts.get(character) ?? factsOfCard(character);
  cardFacts.set(character, known);
  const texts = newContext(character, context);
  if (texts.length === 0) return known;
  const self = selfOf(character);
  return unique([...known, ...texts.flatMap((text, index) => loreFacts(text, `context ${index}`, [], self))]);
}

function factsOfCard(character: Character): Fact[] {
  const self = selfOf(character);
  return unique([
    ...descriptionFacts(character.description, 'description', self),
    ...descriptionFacts(character.personality, 'personality', self),
    ...topicFacts(character, self),
    ...relationshipFacts(character, self),
    ...character.lore.flatMap((entry) => loreFacts(entry.content, entry.id, entry.keys, self)),
    ...exampleFacts(character),
    ...descriptionFacts(character.scenario, 'scenario', self),
  ]);
}

function unique(facts: Fact[]): Fact[] {
  return [...new Map(facts.toReversed().map((one) => [one.text, one])).values()].toReversed();
}

/** What the slices brought up and the card does not already say. */
function newContext(character: Character, context: readonly string[]): string[] {
  const known = new Set(character.lore.map(({ content }) => content.trim()));
  return context.filter((text) => !known.has(text.trim()));
}

/** The character's names and pronouns; where the card names none, the description shows them. */
export function selfOf(character: Character): Self {
  const given = character.pronouns;
  const first = character.name.split(' ')[0] ?? '';
  const own = new Set([...character.name.split(' '), ...character.displayName.split(' ')]);
  // An alias may be a title that also means others: only those made of the name are safe to replace.
  const aliases = character.aliases.filter((alias) => alias.split(' ').some((part) => own.has(part)));
  const called = [character.name, character.displayName, ...aliases, ...(first.length > 2 ? [first] : [])];
  const names = ['{{char}}', ...called.filter((name) => name.trim() !== '')];
  const { subject, object, possessive } = given ?? guessPronouns(character.description);
  return { names: [...new Set(names)].sort((a, b) => b.length - a.length), subject, object, possessive };
}

const pronounSets = [
  { subject: 'she', object: 'her', possessive: 'her' },
  { subject: 'he', object: 'him', possessive: 'his' },
  { subject: 'they', object: 'them', possessive: 'their' },
  { subject: 'it', object: 'it', possessive: 'its' },
];

function guessPronouns(text: string) {
  const score = ({ subject, possessive }: { subject: string; possessive: string }) =>
    (text.match(new RegExp(`\\b(?:${subject}|${possessive})\\b`, 'gi')) ?? []).length;
  const ranked = pronounSets.map((set) => ({ set, score: score(set) })).sort((a, b) => b.score - a.score);
  return ranked[0]?.set ?? { subject: 'they', object: 'them', possessive: 'their' };
}

function fact(text: string, kind: Fact['kind'], group: string, place: number, keys: string[] = []): Fact {
  return {
    text,
    kind,
    group,
    place,
    keys: keys.flatMap(stemsIn),
    stems: stemsIn(text.replace(/\{\{\w+\}\}/g, ' ')),
    leans: leans(text),
  };
}

/** `He`, `It` or `They` of somebody named in the sentence before. */
function leans(text: string): boolean {
  return /^(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|Both|There)\b|^(?!There\b)[^,]{0,40} there\b/.test(
    text,
  );
}

function descriptionFacts(
  text: string,
  kind: 'description' | 'personality' | 'scenario',
  self: Self,
): Fact[] {
  const { attributes, rest } = readWPlusPlus(text);
  const facts: Fact[] = attributes.map((attribute, place) => attributeFact(attribute, kind, place, self));
  for (const line of rest.split(/\n+/)) {
    const attribute = /[[\]]|^[-*•]|^[^.]{0,26}[:=]/.test(line) ? readAttribute(line) : undefined;
    if (attribute !== undefined) facts.push(attributeFact(attribute, kind, facts.length, self));
    else
      facts.push(
        ...proseFacts(
          line,
          { kind, group: kind, from: facts.length, keys: [], meant: kind !== 'scenario' },
          self,
        ),
      );
  }
  return facts;
}

function attributeFact(attribute: Attribute, kind: Fact['kind'], place: number, self: Self): Fact {
  const isName = /name/.test(attribute.key);
  const value = isName ? attribute.value : inFirstPerson(attribute.value, self, true);
  const kept = /^\p{Lu}/u.test(attribute.value) ? value : value.charAt(0).toLowerCase() + value.slice(1);
  return fact(sayAttribute({ ...attribute, value: kept }), kind, `${kind} list`, place, [attribute.key]);
}

interface Prose {
  kind: Fact['kind'];
  group: string;
  from: number;
  keys: string[];
  /** The text is about the character from its beginning. */
  meant: boolean;
}

function proseFacts(text: string, prose: Prose, self: Self): Fact[] {
  let meant = prose.meant;
  return sentencesIn(text).map((sentence, index) => {
    meant = isAbout(sentence, self, meant);
    const said = prose.meant ? withSubject(sentence, self) : sentence;
    const mine = inFirstPerson(said, self, meant);
    const made = fact(aboutPartner(mine), prose.kind, prose.group, prose.from + index, prose.keys);
    // In a description `it` is mostly something of the same sentence; in lore it is what the entry is about.
    return prose.kind === 'lore' ? made : { ...made, leans: leans(made.text) };
  });
}

/** `Talks too fast.` and `Dry, watchful.` leave the character out. */
function withSubject(sentence: string, self: Self): string {
  const first = /^[A-Za-z'’]+/.exec(sentence)?.[0] ?? '';
  const lower = sentence.charAt(0).toLowerCase() + sentence.slice(1);
  if (
    isKnownThirdPerson(first) ||
    /^(?:will|would|can|cannot|could|must|may|might|never|always|still)$/i.test(first)
  )
    return `{{char}} ${lower}`;
  const namesItself =
    /^(?:he|she|it|they|his|her|its|their|i|my|you|your|the|a|an|this|that|there|no|every|in|on|at|when)$/i.test(
      first,
    );
  if (namesItself || hasVerb(sentence) || self.names.some((name) => sentence.startsWith(name)))
    return sentence;
  return `{{char}} is ${lower}`;
}

function hasVerb(sentence: string): boolean {
  return sentence
    .split(/[^A-Za-z'’]+/)
    .some(
      (word) =>
        isKnownThirdPerson(word) ||
        /^(?:was|had|will|would|can|cannot|could|must|should|may|might|did|am|do|have|don't|can't|never|[a-z]{2,}ed)$/i.test(
          word,
        ),
    );
}

/** `{{user}} has come` is told to the person it is about. */
function aboutPartner(text: string): string {
  return text
    .replace(/\{\{user\}\}['’]s\b/gi, 'your')
    .replace(/\{\{user\}\} (\w+)/gi, (_, verb: string) => `you ${secondPersonOf(verb)}`)
    .replace(/\{\{user\}\}/gi, 'you')
    .replace(/^y(?=ou)/, 'Y');
}

function secondPersonOf(verb: string): string {
  const first = firstPersonOf(verb);
  if (first === 'am') return 'are';
  return verb === 'was' ? 'were' : first;
}

function loreFacts(text: string, id: string, keys: string[], self: Self): Fact[] {
  return proseFacts(text, { kind: 'lore', group: `lore ${id}`, from: 0, keys, meant: false }, self);
}

function topicFacts({ topics }: Character, self: Self): Fact[] {
  const loves = list(topics.loves.join(', '));
  const avoids = list(topics.avoids.join(', ')).replace(/ and (?=[^,]*$)/, ' or ');
  const say = (text: string) => inFirstPerson(text, self, true);
  return [
    ...(topics.loves.length > 0 ? [fact(say(`I love ${loves}.`), 'likes', 'likes', 0, ['like'])] : []),
    ...(topics.avoids.length > 0
      ? [fact(say(`I'd rather not talk about ${avoids}.`), 'avoids', 'avoids', 0, [])]
      : []),
  ];
}

function relationshipFacts(character: Character, self: Self): Fact[] {
  return character.relationships.flatMap(({ characterId, kind, feeling }) => {
    const name = nameFromId(characterId, [
      character.description,
      ...character.lore.map(({ content }) => content),
    ]);
    const text = `${bondOf(name, kind, self)} ${feelingOf(feeling, self)}`.trim();
    return text === '' ? [] : [fact(text, 'relationship', `relationship ${characterId}`, 0, [name])];
  });
}

/** A short kind is what the other is; a longer one may be about either side, and is only named. */
function bondOf(name: string, kind: string, self: Self): string {
  const plain = inFirstPerson(kind.trim().replace(/\.$/, ''), self, true);
  if (plain === '') return '';
  if (plain.split(' ').length > 2) return `${name}? ${plain.charAt(0).toUpperCase()}${plain.slice(1)}.`;
  if (/^(?:an?|the|my|one) /i.test(plain))
    return `${name} is ${plain.charAt(0).toLowerCase()}${plain.slice(1)}.`;
  return `${name} is my ${plain.charAt(0).toLowerCase()}${plain.slice(1)}.`;
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

/** What the character says in its examples is in its own words already. */
function exampleFacts({ examples }: Character): Fact[] {
  return exchangesIn(examples).flatMap(({ asked, answer }, index) => {
    const text = answer.replace(/\*[^*]*\*/g, '').trim();
    return text === '' ? [] : [fact(text, 'example', `example ${index}`, 0, [asked])];
  });
}
