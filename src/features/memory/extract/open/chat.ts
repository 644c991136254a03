import { withKin } from '../english/kin.ts';
import { firstPerson } from '../english/verbs.ts';
import { anyOf, phrases, wordSet } from '../phrases.ts';
import { verbOf } from './verb-forms.ts';

/** Words as chats shorten them, and in full. */
const shortened: Readonly<Record<string, string>> = {
  u: 'you',
  ur: 'your',
  jus: 'just',
  b4: 'before',
  wit: 'with',
  da: 'the',
  sry: 'sorry',
  soz: 'sorry',
  yr: 'year',
  yrs: 'years',
  wk: 'week',
  wks: 'weeks',
  nite: 'night',
  nites: 'nights',
  xmas: 'Christmas',
  evry: 'every',
  cnt: 'can not',
  dnt: 'do not',
  hav: 'have',
  tryna: 'trying to',
  preggo: 'pregnant',
  preggers: 'pregnant',
  copped: 'bought',
  esp: 'especially',
  '2gether': 'together',
  abit: 'a bit',
  alot: 'a lot',
  doggo: 'dog',
  dawg: 'dog',
  finaly: 'finally',
  lil: 'little',
  cert: 'certificate',
};

/** Whatever is written in German, "im", "da" and "n" are other words there. */
const german = /[äöüß]|\b(?:ich|und|nicht|mein\p{Ll}*|der|die|das|ist|ein|eine|wir|hab|bin)\b/iu;

/** The ending of `-ing` without its last letter: "livin" is "living" where "ruin" and "cousin" are words of their own. */
const endings = /\b(\p{L}{2,})in['’]?(?=$|[\s.,!])/giu;

/** The ending of `-ed` without its vowel: "switchd", "obsessd". */
const pasts = /\b(\p{L}{3,}[^aeiou\s\d])d(?=$|[\s.,!])/giu;
const plainPasts = wordSet`obsessed addicted interested scared born`;

/** After these "2" is "to", unless it counts something. */
const beforeTo = phrases`
  move, moved, moving, go, going, been, went, came, come, switched, next, listen, listening, want, need, have, used
  allergic, married, engaged, close, able, get, got, back, trying, learned, learning, flying, started, up, off, talk
`;
const counted = phrases`years, months, weeks, days, kids, cats, dogs, sisters, brothers, times`;
const afterFor = phrases`a living, fun, work, me, my, the, real, ever, mass, like, \d+ \p{L}+`;

/** "My gf mia is", "my brother fynn just": a name in small letters, between a relative and what is told of them. */
const smallName = withKin(
  ({ one }) => new RegExp(`\\b((?:my|our) ${one}) (\\p{Ll}{2,12}) (?=(\\p{L}+))`, 'gu'),
);
const notNames = wordSet`
  is was has had just also still always never who and or but in on at of from with for to the a an that this here there
  now then got can could will would did does do not really actually literally even only once ever today too so said went
  came made took ate left lost won about all both be been being have am are were it he she they if when while back off
  out up kinda lowkey legit finally already recently name whole fr tbh lol rn keep kept used like love hate age mate
`;
const afterNames = wordSet`is was has had just also still always never got can goes does wants likes loves hates from`;
/** Whether a word begins what is told of somebody: "starts", "retired", "just". */
function isToldOf(word: string): boolean {
  return (
    afterNames.has(word) ||
    verbOf(word, 'past') !== undefined ||
    (word.endsWith('s') && verbOf(firstPerson(word), 'base') !== undefined)
  );
}
const noName = /(?:ly|ing|ed|s)$/;

function named(found: string, kin: string, name: string, next: string): string {
  if (notNames.has(name) || noName.test(name) || !isToldOf(next)) return found;
  return `${kin} ${name.charAt(0).toUpperCase()}${name.slice(1)} `;
}

const several: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`\\b(${anyOf(beforeTo)}) 2(?= \\p{L})(?! ${anyOf(counted)}\\b)`, 'giu'), '$1 to'],
  [new RegExp(`\\b4(?= ${anyOf(afterFor)}\\b)`, 'giu'), 'for'],
  [/\bI (?:b|be) (?=\p{L}+ing\b)/giu, 'I am '],
  [/\b(?:gon|gonna|going to) b\b/gi, 'going to be'],
  [/(?<=\p{L}) w (?=\p{L})/gu, ' with '],
  [
    /\b(?:ma|me) (?=(?:nan|gran|grandma|mum|mom|mam|dad|da|bro|sis|brother|sister|dog|cat|gf|bf|wife|husband|son|daughter|mate|cousin|aunt|uncle)\b)/gi,
    'my ',
  ],
  [/(?<=\p{L}) n (?=\p{L})/gu, ' and '],
  [/(?<=\p{L}{2}) r (?=\p{L})/gu, ' are '],
  [/\bive (?=\d|\p{L}+s\b)/giu, 'I have '],
  [
    /\bfor (?:almost|nearly|well over|over|about|around) (?=(?:an?|two|three|\d+) (?:decades?|years?|months?)\b)/gi,
    'for ',
  ],
  [
    /,? (?:no joke|no cap|fr fr|fr|ngl|dont @ me|do not @ me|i swear|always has been|always have been|always will be)(?=[\s.!]*$)/i,
    '',
  ],
  [/\b(?:got|have|has|had|own) like (?=\d)/gi, 'have '],
];

/** A sentence with what chats shorten written in full, so that it is read like any other. */
export function inFull(sentence: string): string {
  if (german.test(sentence)) return sentence;
  const words = sentence.replace(/(?<![\p{L}\p{N}'’+#/-])[\p{L}\p{N}]+(?![\p{L}\p{N}'’+#/])/gu, (word) =>
    word === word.toLowerCase() ? (shortened[word] ?? word) : word,
  );
  const spelled = words
    .replace(endings, (word, stem: string) =>
      verbOf(`${stem}ing`, 'ing') === undefined ? word : `${stem}ing`,
    )
    .replace(pasts, (word, stem: string) =>
      verbOf(`${stem}ed`, 'past') !== undefined || plainPasts.has(`${stem}ed`.toLowerCase())
        ? `${stem}ed`
        : word,
    );
  const whole = several.reduce((text, [from, to]) => text.replace(from, to), spelled);
  return /\b(?:my|our)\b/.test(whole) ? whole.replace(smallName(whole), named) : whole;
}
