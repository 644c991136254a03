import type { Belonging } from './belonging.ts';
import { belongingOf } from './belongings.ts';
import { isName, partsOfKin, singularKin, spelledName, withKin } from './english/kin.ts';
import type { Acquaintance } from './line.ts';
import { anyCase } from './phrases.ts';
import type { Talk } from './reading.ts';

const howMany = anyCase('(?:two|three|four|five|six|seven|eight|both|\\d)');
const names = `(?<names>${spelledName}(?:(?:, (?:and )?| and | & )${spelledName}){0,5})`;
const ends = '(?=$|[,;:.!)]|\\s(?!\\p{Lu}\\p{Ll}))';
const mine = `(?<![\\p{L}'])${anyCase('(?:my|our)')}`;
const isCalled = " is called| is named| called| named|'s called|'s named|'s name is| name is";
const got = anyCase('(?:have|got|have got|own|adopted|have adopted|rescued|bought)');
/** What sets a name apart from its relative. */
const beside = '(?:(?<apart>, | \\(|: )(?:(?:he|she|they) is )?(?:called |named )?| called | named )';

/** The ways to name them, of the words that a sentence holds. */
const waysFor = withKin(({ one, many }) => {
  const oneOfThem = `(?<kin>${one})`;
  const several = `(?<kin>${many})`;
  const either = `(?<kin>${many}|${one})`;
  return {
    /** "My wife Marguerite", "our dog (Bruno)", "my two cats, Nutmeg and Pip,". */
    owned: [
      new RegExp(`${mine} ${oneOfThem}(?:${isCalled})? (?<names>${spelledName})${ends}`, 'gu'),
      new RegExp(`${mine} ${oneOfThem}(?<apart>, | \\()(?<names>${spelledName})(?=[,)]|$)`, 'gu'),
      new RegExp(
        `${mine} (?:${howMany} )?${several}(?:(?<apart>, | \\(|: )| are (?:called |named )?| called | named | )${names}${ends}`,
        'gu',
      ),
    ],
    /** "I have two brothers, Cillian and Darragh", "adopted a cat called Pip". */
    had: new RegExp(
      `(?:\\b(?:I|[Ww]e) (?:\\w+ )?|^(?:just |also )?)${got} (?:an?|one|${howMany}) ${either}(?: now)?${beside}${names}${ends}`,
      'u',
    ),
    /** "… and a daughter, Isla". */
    andAnother: new RegExp(`^,? and (?:an?|one|${howMany}) ${either}${beside}${names}${ends}`, 'u'),
    /** "Three sisters: Abena, Efua and Adwoa". */
    counted: new RegExp(`^${howMany} ${several}(?<apart>:) ${names}${ends}`, 'u'),
    /** "Bo's sister Ana". */
    theirs: new RegExp(`^['’]s? ${oneOfThem} (?<names>${spelledName})${ends}`, 'u'),
  };
});

/** Every relative, friend and animal that a sentence names as the speaker's, wherever it does so, or as somebody's who is named. */
export function namedKinIn(sentence: string, talk: Talk): Belonging[] {
  if (!/[\s(]\p{Lu}\p{Ll}/u.test(sentence) || isTitle(sentence)) return [];
  const own = /\b(?:my|our)\b/i.test(sentence)
    ? waysFor(sentence).owned.flatMap((each) => [...sentence.matchAll(each)])
    : [];
  const ours = [...own, ...hadIn(sentence)].flatMap(({ groups }) => namedIn(groups, talk.speaker, talk));
  return [...ours, ...ofOthers(sentence, talk)];
}

function hadIn(sentence: string): RegExpExecArray[] {
  const { had, counted, andAnother } = waysFor(sentence);
  const first = had.exec(sentence) ?? counted.exec(sentence);
  if (first === null) return [];
  const next = andAnother.exec(sentence.slice(first.index + first[0].length));
  return next === null ? [first] : [first, next];
}

function ofOthers(sentence: string, talk: Talk): Belonging[] {
  const called = talk.people.leading(sentence);
  const owner = called && talk.people.called(called.name, talk.line);
  if (called === undefined || owner?.kind !== 'person') return [];
  return namedIn(waysFor(sentence).theirs.exec(called.rest)?.groups, owner, talk);
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
  const { before, word } = partsOfKin(kin);
  return [...before.map((each) => each.toLowerCase()), singularKin(word)].join(' ');
}

/** Where every word is written large, none of them is a name for that. */
function isTitle(sentence: string): boolean {
  // What a colon brings may be names alone.
  const words = sentence.replace(/:.*/su, '').match(/\p{L}{3,}/gu) ?? [];
  return words.length > 3 && words.filter((word) => /^\p{Lu}/u.test(word)).length > words.length * 0.7;
}
