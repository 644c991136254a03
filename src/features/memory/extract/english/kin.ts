import { remember } from '../../../../lib/remember.ts';
import { anyCase, anyOf, oneOf, phrases, whole } from '../phrases.ts';
import { englishLists } from './words.ts';

const pets = englishLists['pets'] ?? '';
/** Beside relatives and friends, those of whom one has names only to tell. */
const others = 'bff|teammate|mentor|apprentice|student|guildmate';
const family = `${englishLists['family']}|${others}`;

/** What one says before a relative or an animal without meaning another one. */
const kinAges = phrases`
  little, big, older, younger, baby, twin, elder, eldest, oldest, youngest, middle, best, old, new, late, dear
  lovely, beautiful, amazing, wonderful, sweet, dearest, poor, own, only, childhood, good, close, great, gorgeous
  elderly, rescue, adorable, darling
`;

const irregular: Readonly<Record<string, string>> = {
  child: 'children',
  wife: 'wives',
  mouse: 'mice',
  goose: 'geese',
  fish: 'fish',
  goldfish: 'goldfish',
  sheep: 'sheep',
};

const singulars = new Map(
  `${family}|${pets}`
    .split('|')
    .filter((word) => /^[\p{L} -]+$/u.test(word))
    .map((word) => [pluralOf(word), word] as const),
);

function pluralOf(word: string): string {
  const known = irregular[word];
  if (known !== undefined) return known;
  if (/-in-law$/.test(word)) return word.replace('-in-law', 's-in-law');
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** One relative or animal, or several, with the longest words first. */
const ones = longestFirst([...family.split('|'), ...pets.split('|')]);
const severals = longestFirst([...singulars.keys()]);

function longestFirst(words: readonly string[]): readonly string[] {
  return words.toSorted((a, b) => b.length - a.length);
}

/** Words for relatives and animals as groups of an expression, in small letters and capitals. */
export interface KinWords {
  /** `dog`, `older sister`. */
  one: string;
  /** `dogs`, `older sisters`. */
  many: string;
  /** Without what may stand before them. */
  bare: { one: string; many: string };
}

const mostKept = 200;

/**
 * What is made of the words for relatives and animals, here of those alone that a text holds: with all of them an
 * expression is dear to compile, and those that are not there change nothing.
 */
export function withKin<Made>(make: (kin: KinWords) => Made): (text: string) => Made {
  const made = remember(mostKept, (words) => make(asGroups(words.split('\n'))));
  return (text) => made(kinIn(text));
}

/** The words before them, those for one and those for several that a text holds, each in a line. */
const kinIn = remember(8, (text) => {
  const small = text.toLowerCase();
  return [kinAges.split('|'), ones, severals]
    .map((words) => oneOf(...words.filter((word) => isHeld(word, small))))
    .join('\n');
});

/** `pen ?pal` is written in two ways. */
function isHeld(word: string, text: string): boolean {
  const [start = '', end = ''] = word.split(' ?');
  return text.includes(start) && text.includes(end);
}

function asGroups([ages = '', one = '', many = '']: readonly string[]): KinWords {
  const before = ages === '' ? '' : `(?:${groupOf(ages)} ){0,2}`;
  const bare = { one: groupOf(one), many: groupOf(many) };
  return { one: `${before}${bare.one}`, many: `${before}${bare.many}`, bare };
}

function groupOf(words: string): string {
  return words === '' ? '(?!)' : anyCase(anyOf(words));
}

const kinWords = new Set(ones.flatMap((word) => [word.replace(' ?', ''), word.replace(' ?', ' ')]));

/** Whether it is a word for one relative or animal, without anything before it. */
export function isKin(word: string): boolean {
  return kinWords.has(word.toLowerCase());
}

const ages = new Set(kinAges.split('|'));

/** A relative or an animal, and what stands before it: `older` and `sister`. */
export function partsOfKin(words: string): { before: string[]; word: string } {
  const parts = words.split(' ');
  const at = parts.findIndex((part, index) => index === parts.length - 1 || !ages.has(part.toLowerCase()));
  return { before: parts.slice(0, at), word: parts.slice(at).join(' ') };
}

/** `sister` of `sisters`. */
export function singularKin(word: string): string {
  const plain = word.toLowerCase();
  return singulars.get(plain) ?? plain;
}

const isPetWord = new RegExp(`(?:^|\\s)(?:${pets})$`, 'i');

/** Whether a word means an animal. */
export function isPet(word: string): boolean {
  return isPetWord.test(word);
}

const men =
  /(?:brother|bro|father|dad|grandad|granddad|papa|son|husband|hubby|boyfriend|bf|uncle|nephew|grandpa|abuelo|opa|nonno|fiancé|fiance)$/i;
const women =
  /(?:sister|sis|mother|mom|mum|mama|daughter|wife|wifey|girlfriend|gf|aunt|niece|grandma|granny|gran|nan|nana|nanna|abuela|oma|nonna|babushka|fiancée|fiancee)$/i;

/** Whether "he" or "she" can mean this relative. */
export function canBe(pronoun: string, kin: string): boolean {
  if (/^(?:it|its)$/i.test(pronoun)) return isPet(kin);
  if (/^(?:he|his|him)$/i.test(pronoun)) return !women.test(kin);
  if (/^(?:she|her)$/i.test(pronoun)) return !men.test(kin);
  return true;
}

/** Words that are written large and name nobody. */
const large = phrases`
  I, I'.*, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, January, February, March, April, May
  June, July, August, September, October, November, December, Christmas, Easter, Halloween, Discord, God, Mr, Mrs
  Ms, Dr, The, And, But, So, Is, Was, Has, Had, Just, Who, That, Also, My, Our, In, On, At, To, Of, For, From
  With, A, An, Not, No, Yes, Oh, Ok, LOL, OMG, ADHD, OCD, PTSD
`;
const notNames = whole(
  oneOf(large, family, pets, englishLists['languages'] ?? '', englishLists['nationalities'] ?? ''),
);
/** Peoples after whom people are called. */
const names = whole('Finn|Kiwi|Dane|Scot|Brit', '');

/** A name as it is spelled: "Minjun", "Sir Reginald". */
export const spelledName =
  "(?:(?:Sir|Lady|Lord|Mr\\.?|Mrs\\.?|Miss|Captain|Princess|Prince|King|Queen|Doctor|Dr\\.?|Professor|Count|Lil|Little|Big|Old) )?\\p{Lu}\\p{Ll}[\\p{L}'’-]{0,20}(?<!['’]s)";

/** Whether a word written large can be what somebody is called. */
export function isName(word: string): boolean {
  const plain = word.trim();
  return names.test(plain) || !notNames.test(plain);
}
