import { lazily } from '../../../lib/lazily.ts';
import type { Belonging } from './belonging.ts';
import { belongingOf } from './belongings.ts';
import { isName, kinAges, manyKin, oneKin, singularKin, spelledName } from './english/kin.ts';
import type { Acquaintance } from './line.ts';
import type { Talk } from './reading.ts';

const ages = `(?:(?:${kinAges}) ){0,2}`;
const one = `(?<kin>(?i:${ages}(?:${oneKin})))`;
const many = `(?<kin>(?i:${ages}(?:${manyKin})))`;
const either = `(?<kin>(?i:${ages}(?:${manyKin}|${oneKin})))`;
const howMany = '(?i:two|three|four|five|six|seven|eight|both|\\d)';
const names = `(?<names>${spelledName}(?:(?:, (?:and )?| and | & )${spelledName}){0,5})`;
const ends = '(?=$|[,;:.!)]|\\s(?!\\p{Lu}\\p{Ll}))';
const mine = "(?<![\\p{L}'])(?i:my|our)";
const isCalled = " is called| is named| called| named|'s called|'s named|'s name is| name is";
/** What sets a name apart from its relative. */
const beside = '(?:(?<apart>, | \\(|: )(?:(?:he|she|they) is )?(?:called |named )?| called | named )';

/** "My wife Marguerite", "our dog (Bruno)", "my two cats, Nutmeg and Pip,". */
const owned = lazily(() => [
  new RegExp(`${mine} ${one}(?:${isCalled})? (?<names>${spelledName})${ends}`, 'gu'),
  new RegExp(`${mine} ${one}(?<apart>, | \\()(?<names>${spelledName})(?=[,)]|$)`, 'gu'),
  new RegExp(
    `${mine} (?:${howMany} )?${many}(?:(?<apart>, | \\(|: )| are (?:called |named )?| called | named | )${names}${ends}`,
    'gu',
  ),
]);
/** "I have two brothers, Cillian and Darragh", "adopted a cat called Pip". */
const had = lazily(
  () =>
    new RegExp(
      `(?:\\b(?:I|[Ww]e) (?:\\w+ )?|^(?:just |also )?)(?i:have|got|have got|own|adopted|have adopted|rescued|bought) (?:an?|one|${howMany}) ${either}(?: now)?${beside}${names}${ends}`,
      'u',
    ),
);
/** "… and a daughter, Isla". */
const andAnother = lazily(
  () => new RegExp(`^,? and (?:an?|one|${howMany}) ${either}${beside}${names}${ends}`, 'u'),
);
/** "Three sisters: Abena, Efua and Adwoa". */
const counted = lazily(() => new RegExp(`^${howMany} ${many}(?<apart>:) ${names}${ends}`, 'u'));
/** "Bo's sister Ana". */
const theirs = lazily(() => new RegExp(`^['’]s? ${one} (?<names>${spelledName})${ends}`, 'u'));

/** Every relative, friend and animal that a sentence names as the speaker's, wherever it does so, or as somebody's who is named. */
export function namedKinIn(sentence: string, talk: Talk): Belonging[] {
  if (!/[\s(]\p{Lu}\p{Ll}/u.test(sentence) || isTitle(sentence)) return [];
  const own = /\b(?:my|our)\b/i.test(sentence) ? owned().flatMap((each) => [...sentence.matchAll(each)]) : [];
  const ours = [...own, ...hadIn(sentence)].flatMap(({ groups }) => namedIn(groups, talk.speaker, talk));
  return [...ours, ...ofOthers(sentence, talk)];
}

function hadIn(sentence: string): RegExpExecArray[] {
  const first = had().exec(sentence) ?? counted().exec(sentence);
  if (first === null) return [];
  const next = andAnother().exec(sentence.slice(first.index + first[0].length));
  return next === null ? [first] : [first, next];
}

function ofOthers(sentence: string, talk: Talk): Belonging[] {
  const called = talk.people.leading(sentence);
  const owner = called && talk.people.called(called.name, talk.line);
  if (called === undefined || owner?.kind !== 'person') return [];
  return namedIn(theirs().exec(called.rest)?.groups, owner, talk);
}

const mostNamed = 6;

function namedIn(
  groups: Readonly<Record<string, string | undefined>> | undefined,
  owner: Acquaintance,
  { people, line }: Talk,
): Belonging[] {
  const { kin, names, apart } = groups ?? {};
  if (kin === undefined || names === undefined) return [];
  const each = names.split(/, (?:and )?| and | & /);
  // "My brother, Bo, …" may be said to Bo.
  const isCalled = (name: string) => apart !== undefined && people.called(name, line) !== undefined;
  if (!each.every(isName) || each.some(isCalled)) return [];
  return each.slice(0, mostNamed).map((name) => belongingOf(owner, oneOf(kin), name));
}

/** `older brother` of `older brothers`. */
function oneOf(kin: string): string {
  const found = new RegExp(`^(${ages})(.+)$`, 'i').exec(kin);
  return found === null ? kin : `${found[1]?.toLowerCase()}${singularKin(found[2] ?? '')}`;
}

/** Where every word is written large, none of them is a name for that. */
function isTitle(sentence: string): boolean {
  // What a colon brings may be names alone.
  const words = sentence.replace(/:.*/su, '').match(/\p{L}{3,}/gu) ?? [];
  return words.length > 3 && words.filter((word) => /^\p{Lu}/u.test(word)).length > words.length * 0.7;
}
