import { isForeign } from '../../../lib/language.ts';
import { inFirstPerson, isAbout, type Self } from './first-person.ts';
import { sentencesIn } from './sentences.ts';
import { firstPersonOf, isKnownThirdPerson } from './verbs.ts';

/** What kind of text a sentence stands in: a description is about the character from its beginning. */
export type ProseKind = 'description' | 'personality' | 'lore' | 'scenario';

/** The sentences of a card's text as the character says them. */
export function spokenSentences(text: string, kind: ProseKind, self: Self): string[] {
  // Another language keeps its own grammar.
  if (isForeign(text)) return sentencesIn(text).map(aboutPartner);
  const described = kind === 'description' || kind === 'personality';
  let meant = described;
  let before = '';
  // An entry that begins with the character stays with it.
  let ownEntry = false;
  return sentencesIn(text).map((sentence) => {
    if (described && speaksOfItself(sentence)) return aboutPartner(sentence);
    meant = (ownEntry && meant) || isAbout(sentence, self, meant) || opensWithOtherSex(sentence, self);
    ownEntry ||= before === '' && kind === 'lore' && meant;
    const said = described ? withSubject(sentence, self) : sentence;
    const told = aboutPartner(inFirstPerson(ofUs(said, before, self), self, meant));
    meant ||= meansCharacterAfter(sentence, kind, self);
    before = sentence;
    return told;
  });
}

/** A card may be written as its character speaks. */
function speaksOfItself(sentence: string): boolean {
  return /(?<!\p{L})(?:I|I['’](?:m|ve|d|ll)|[Mm]y)(?!\p{L})/u.test(sentence.replace(/["“][^"”]*["”]/g, ''));
}

/** After a sentence about somebody of the other sex, or a scene with the character in it, `she` is the character. */
function meansCharacterAfter(sentence: string, kind: ProseKind, self: Self): boolean {
  if (!self.names.some((name) => sentence.includes(name))) return false;
  return kind === 'scenario' || (kind === 'lore' && isOfOtherSex(sentence, self));
}

/** `Her pie is his weakness`: of the two, he is the character. */
function opensWithOtherSex(sentence: string, { subject }: Self): boolean {
  return (
    (subject === 'he' && /^(?:She|Her)\b/.test(sentence)) ||
    (subject === 'she' && /^(?:He|His)\b/.test(sentence))
  );
}

const women =
  /\b(?:mother|grandmother|sister|daughter|niece|aunt|wife|nun|queen|girl|woman|widow|actress)\b/i;
const men = /\b(?:father|grandfather|brother|son|nephew|uncle|husband|monk|king|boy|man|widower)\b/i;

function isOfOtherSex(sentence: string, { subject }: Self): boolean {
  if (subject === 'she') return men.test(sentence) && !women.test(sentence);
  return subject === 'he' && women.test(sentence) && !men.test(sentence);
}

/** `Piet shares Otto's flat. They have met twice.`: they are the two of us. */
function ofUs(sentence: string, before: string, self: Self): string {
  if (self.subject === 'they' || !/\b(?:they|their)\b/i.test(sentence)) return sentence;
  if (!isAboutTwo(before, self) && !isAboutTwo(sentence, self)) return sentence;
  return sentence
    .replace(/^They\b/, 'We')
    .replace(/^Their\b/, 'Our')
    .replace(/\b(through which|the day|when|where|before|after) they\b/, '$1 we');
}

/** One other person, with the character in the same sentence: not several, and not only the character. */
function isAboutTwo(sentence: string, self: Self): boolean {
  const other =
    /^(?:(?:His|Her|My|On \w+)\s)?(?:\p{Ll}+\s)?(\p{Lu}[\p{Ll}’']+)(?: \p{Lu}\p{Ll}+)?\b(?! and )/u.exec(
      sentence,
    );
  const name = other?.[1];
  const own = self.names.some((one) => sentence.includes(one));
  if (own && /^(?:He|She|It)\b/.test(sentence)) return true;
  if (/^(?:He|She) and \p{Lu}/u.test(sentence) || /^(?:His|Her) (?:husband|wife|partner)\b/.test(sentence))
    return true;
  return (
    own &&
    name !== undefined &&
    !/^(?:He|She|It|They|The|In|At|For|Over)$/.test(name) &&
    !self.names.some((one) => one.includes(name))
  );
}

/** `Talks too fast.` and `Dry, watchful.` leave the character out. */
export function withSubject(sentence: string, self: Self): string {
  const first = /^[A-Za-z'’]+/.exec(sentence)?.[0] ?? '';
  const lower = sentence.charAt(0).toLowerCase() + sentence.slice(1);
  if (
    isKnownThirdPerson(first) ||
    /^(?:will|would|can|cannot|could|must|may|might|never|always|still)$/i.test(first)
  )
    return `{{char}} ${lower}`;
  const namesItself =
    /^(?:he|she|it|they|his|her|its|their|i(?:['’](?:m|ve|d|ll))?|my|you|your|the|a|an|this|that|there|no|every|in|on|at|when)$/i.test(
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
