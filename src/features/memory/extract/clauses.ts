import { fold } from '../../../lib/fold.ts';
import type { NamedBefore } from './belonging.ts';
import { type Before, carriedOn } from './carried.ts';
import { couldFit } from './could-fit.ts';
import type { Language } from './language.ts';
import type { Acquaintance } from './line.ts';
import type { KnownPeople } from './people.ts';
import type { ReadClause, Reading, Talk } from './reading.ts';
import { type TimePhrase, takeTimes } from './times.ts';

/** Cuts a sentence into clauses and says of each what it can be about; several readings are tried in turn. */
export function readingsOf(sentence: string, language: Language, talk: Talk): ReadClause[] {
  const spelled = spelledOut(sentence, language);
  const whole = talk.asksOfOthers ? spelled : rewritten(spelled, language.elliptic);
  const ordered = rewritten(whole, language.rewrites);
  const corrects = language.corrects.test(spelled);
  const clauses = clausesOf(ordered, language, talk);
  let before: Before | undefined;
  return clauses.map((written) => {
    const read = readWhole(bare(written, language, talk), before, language, talk);
    const readings = read.readings.map((reading) => ({ ...reading, corrects }));
    const [reading] = readings;
    if (reading !== undefined) before = { clause: read.clause, reading };
    return { clause: read.clause, readings };
  });
}

function rewritten(text: string, rewrites: Language['rewrites']): string {
  return rewrites.reduce(
    (before, [from, to]) => (couldFit(from, before) ? before.replace(from, to) : before),
    text,
  );
}

/** A clause with whoever it leaves out: "and work as a nurse", "and from Oslo", "just moved to Oslo". */
function readWhole(
  clause: string,
  before: Before | undefined,
  language: Language,
  talk: Talk,
): { clause: string; readings: Omit<Reading, 'corrects'>[] } {
  const readings = readClause(clause, language, talk);
  if (readings.length > 0 || isOfOthers(clause, language, talk)) return { clause, readings };
  const whole = [
    ...carriedOn(clause, before, language, talk),
    ...(talk.asksOfOthers ? [] : withoutSubject(clause, language)),
  ];
  return {
    clause: whole.at(-1) ?? clause,
    readings: whole.flatMap((each) => readClause(each, language, talk)),
  };
}

/** Whether a clause has a subject of its own that is not the speaker. */
function isOfOthers(clause: string, { other, otherOwn }: Language, { theirs }: Talk): boolean {
  const first = /^\p{L}[\p{L}-]*/u.exec(clause)?.[0] ?? '';
  if (/^\p{L}+\//u.test(clause)) return false;
  return other.test(clause) || otherOwn.test(clause) || theirs?.has(fold(first)) === true;
}

/** Words as the patterns know them. */
export function spelledOut(sentence: string, { spellings }: Language): string {
  return rewritten(sentence, spellings);
}

/** "Just moved to Oslo": in chats the subject is often left out, and then it is the speaker. */
function withoutSubject(clause: string, { dropped }: Language): string[] {
  return dropped
    .filter(([pattern]) => couldFit(pattern, clause) && pattern.test(clause))
    .map(([pattern, subject]) => clause.replace(pattern, subject));
}

function clausesOf(sentence: string, language: Language, { people, theirs }: Talk): string[] {
  const pieces = sentence.split(language.clauses);
  return pieces
    .flatMap((piece) => splitBeforeNames(piece, people, theirs))
    .filter((piece) => piece.trim() !== '');
}

/** A name after "and" or a comma begins a clause where a verb follows. */
function splitBeforeNames(text: string, people: KnownPeople, theirs: NamedBefore = new Map()): string[] {
  const others = [...theirs.values()].flatMap(({ name = '' }) => indexesOf(name, text));
  const starts = people
    .namesIn(text)
    .map(({ index }) => (text[index - 1] === '@' ? index - 1 : index))
    .concat(others)
    .sort((one, other) => one - other)
    .filter((index) => /(?:,|\b(?:and|but|while|und|aber))\s+$/i.test(text.slice(0, index)))
    .filter((index) => !/^(?:\W*\S+){1,2}\s+(?:and|und)\s+$/i.test(text.slice(0, index)))
    .filter((index) => !/^@?[\p{L}\p{N}_.-]+\s+and I\b/iu.test(text.slice(index)));
  const cuts = [0, ...starts, text.length];
  return cuts
    .slice(1)
    .map((end, index) =>
      text.slice(cuts[index], end).replace(/(?:,|\s+(?:and|but|while|und|aber))\s*$/i, ''),
    );
}

/** Where a name stands before a verb. */
function indexesOf(name: string, text: string): number[] {
  if (name === '' || !text.includes(name)) return [];
  const index = text.indexOf(name);
  return /^(?:'s| (?:is|has|was|\p{Ll}{2,}s)) /u.test(text.slice(index + name.length)) ? [index] : [];
}

/** Without what only leads up to it: greetings, whom it is said to, and a time that stands first. */
function bare(clause: string, language: Language, { people, line, speaker }: Talk): string {
  let text = clause.trim();
  for (let round = 0; round < 3; round += 1) {
    const shorter = text.replace(language.leadIns, '').trim();
    const called = people.leading(shorter);
    const whom = called && people.called(called.name, line);
    // "Bo: I like tea" may be what Bo said: only a character is addressed so for sure.
    const marks = whom?.kind === 'character' ? /^\s*[,:!]\s+\S/ : /^\s*[,!]\s+\S/;
    const spokenTo = called !== undefined && marks.test(called.rest) && whom?.id !== speaker.id;
    text = spokenTo ? called.rest.replace(/^\s*[,:!]\s+/, '') : shorter;
  }
  return text;
}

function readClause(clause: string, language: Language, talk: Talk): Omit<Reading, 'corrects'>[] {
  return subjectsIn(clause, language, talk).flatMap(({ subject, of, rest }) =>
    withoutTails(upToComma(rest, language), language, talk).map((text) => ({
      subject,
      of,
      clause,
      ...predicateOf(text, of, language, talk),
    })),
  );
}

/** What follows a comma belongs to a list, or it is something else. */
function upToComma(text: string, { listed }: Language): string[] {
  const [first = ''] = text.split(',');
  if (first === text || first.trim() === '') return [text];
  const isList = /,[^,]+\s(?:and|or|und|oder)\s[^,]+$|,\s*(?:and|or|und|oder)\s[^,]+$/i.test(text);
  const isShort = text.split(listed).every(
    (part) =>
      part
        .trim()
        .replace(/ to .*/, '')
        .split(' ').length <= 4,
  );
  return isList && isShort ? [text, first] : [first];
}

/** Where the whole says nothing that is known, it may without what ends it: "… to see my aunt in May", "… from my dorm". */
function withoutTails(
  texts: readonly string[],
  { tails, code }: Language,
  { line, timeZone }: Talk,
): string[] {
  const shorter = texts.map((text) => {
    const timeless = takeTimes(text, code, { at: line.at, timeZone }).text;
    return timeless.replace(tails, '') + text.slice(timeless.length);
  });
  return [...new Set([...texts, ...shorter])];
}

interface Beginning {
  subject: Acquaintance;
  of?: 'own' | undefined;
  rest: string;
}

function subjectsIn(clause: string, language: Language, talk: Talk): Beginning[] {
  const { speaker, referent, addressed } = talk;
  const timed = timeFirst(clause, language, talk);
  if (language.self.test(timed)) return [{ subject: speaker, rest: timed.replace(language.self, '') }];
  if (language.own.test(timed))
    return [{ subject: speaker, of: 'own', rest: timed.replace(language.own, '') }];
  if (addressed !== undefined && language.you.test(clause))
    return [{ subject: addressed, rest: clause.replace(language.you, '') }];
  if (addressed !== undefined && language.yourOwn.test(clause))
    return [{ subject: addressed, of: 'own', rest: clause.replace(language.yourOwn, '') }];
  if (referent !== undefined && language.other.test(clause))
    return [
      {
        subject: referent,
        rest: language.firstPerson(clause.replace(language.other, '').replace(language.adverbs, '')),
      },
    ];
  if (referent !== undefined && language.otherOwn.test(clause))
    return [{ subject: referent, of: 'own', rest: clause.replace(language.otherOwn, '') }];
  return namedIn(clause, language, talk);
}

/** "In 2019 I moved to Oslo": the time goes to the end. */
function timeFirst(clause: string, language: Language, { line, timeZone }: Talk): string {
  const found = /^([\p{L}\d .']{3,30}?),? (?=(?:I|my|we|our|ich|mein\p{L}*) )/u.exec(clause);
  if (found === null || language.self.test(clause) || language.own.test(clause)) return clause;
  const { text, times } = takeTimes(` ${found[1]}`, language.code, { at: line.at, timeZone });
  if (text.trim() !== '' || times.length === 0) return clause;
  return `${clause.slice(found[0].length)} ${found[1]?.toLowerCase()}`;
}

/** How friends poke fun at one another. */
const teases =
  /\b(?:literally|basically|practically|lowkey|such an?|too hard)\b|\b(?:loves?|likes?|enjoys?) (?:to )?(?:complain|whin|ly?i|argu|yell|annoy|troll|los|di|dy|bully|gossip|nag|brag|flex|suffer|cry|rage|chaos|being)/i;

/** "Bo loves sushi", "Bo's dog is called Rex": only somebody whom the name means for sure, and no character. */
function namedIn(clause: string, language: Language, { people, line, speaker }: Talk): Beginning[] {
  const called = people.leading(clause);
  const subject = called && people.called(called.name, line);
  if (
    called === undefined ||
    subject === undefined ||
    (subject.kind === 'character' && subject.id !== speaker.id)
  )
    return [];
  const { rest } = called;
  if (teases.test(rest)) return [];
  const owned = language.possessive.exec(rest);
  const readings: Beginning[] = [];
  if (owned !== null && owned[0].trim() !== '') {
    readings.push({ subject, of: 'own', rest: rest.slice(owned[0].length) });
    readings.push({ subject, rest: `am ${rest.slice(owned[0].length)}` });
  } else if (/^\s+\S/.test(rest)) {
    readings.push({ subject, rest: language.firstPerson(rest.trim().replace(language.adverbs, '')) });
    // "Mira afraid of fire": said by Mira.
    if (subject.id === speaker.id)
      for (const whole of withoutSubject(rest.trim(), language).filter((text) => language.self.test(text)))
        readings.push({ subject, rest: whole.replace(language.self, '') });
  }
  return readings;
}

function predicateOf(
  rest: string,
  of: Reading['of'],
  language: Language,
  { line, timeZone }: Talk,
): Pick<Reading, 'predicate' | 'dated' | 'times' | 'noLonger' | 'was'> {
  const verbal = of === 'own' ? ownCopula(rest) : rest;
  const plain = timeLast(verbal, language, { at: line.at, timeZone }).replace(language.adverbs, '');
  const dated = withoutFillers(plain.replace(language.objectEnds, ''), language);
  const { text, times } = withoutEnds(plain, language, { at: line.at, timeZone });
  const over = language.noLonger.find(([pattern]) => pattern.test(text));
  const remains = over === undefined ? text : firstVerb(text.replace(over[0], over[1]).trim());
  const predicate = remains.replace(language.adverbs, '');
  return { predicate, dated, times, noLonger: over !== undefined, was: over?.[2] === 'was' };
}

/** "Fly next week to Oslo": the time goes to the end. */
function timeLast(text: string, { code }: Language, moment: { at: number; timeZone: string }): string {
  if (code === 'de') return germanTimeLast(text, moment);
  const found = /^(\p{L}+) ([\p{L}\d. ]{3,28}?) ((?:to|from|with|at|as) .+)$/u.exec(text);
  if (found === null || takeTimes(` ${found[2]}`, code, moment).text.trim() !== '') return text;
  return `${found[1]} ${found[3]} ${found[2]}`;
}

/** "Spiele seit zehn Jahren Cello": in German the time stands between the verb and the rest. */
function germanTimeLast(text: string, moment: { at: number; timeZone: string }): string {
  const [verb = '', ...rest] = text.split(' ');
  if (!beginsTime.test(rest[0] ?? '') || /geburtstag|geboren/i.test(text)) return text;
  for (let words = Math.min(rest.length - 1, longestTime); words > 0; words -= 1) {
    const time = rest.slice(0, words).join(' ');
    const taken = takeTimes(` ${time}`, 'de', moment);
    if (taken.times.length > 0 && taken.text.trim() === '')
      return [verb, ...rest.slice(words), time].join(' ');
  }
  return text;
}

const beginsTime =
  /^(?:seit|schon|bis|am|im|in|an|von|vor|zwischen|heute|morgen|übermorgen|gestern|vorgestern|letzte[nrsm]?|diese[nrsm]?|nächste[nrsm]?|kommende[nrsm]?|lange|jahrelang|monatelang|\d+|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|ein|einen?)$/i;
const longestTime = 6;

function firstVerb(text: string): string {
  return text.replace(/^(liv|lik|driv|danc)\b/, '$1e');
}

/** "my dog's called Rex" is "my dog is called Rex". */
function ownCopula(rest: string): string {
  return rest.replace(/^((?:[\w-]+ ){0,3}?[\w-]+)'s (?!name\b)/, '$1 is ');
}

/** "The Third Man, lol": a word that is written large after another one belongs to a name. */
function withoutFillers(text: string, { fillers }: Language): string {
  return text.replace(fillers, (end: string, _last: string, at: number) => {
    const isInName = /\p{Lu}[\p{L}'’-]*$/u.test(text.slice(0, at));
    return isInName ? (/^(?: \p{Lu}\p{Ll}+)+(?=$|[\s.,!…])/u.exec(end)?.[0] ?? '') : '';
  });
}

/** Takes fillers, dependent clauses and times off the end, in whatever order they come. */
function withoutEnds(
  text: string,
  language: Language,
  moment: { at: number; timeZone: string },
): { text: string; times: TimePhrase[] } {
  let rest = text.replace(language.objectEnds, '');
  const times: TimePhrase[] = [];
  for (let round = 0; round < 4; round += 1) {
    const before = rest;
    const taken = takeTimes(withoutFillers(rest, language), language.code, moment);
    rest = withoutFillers(taken.text, language).trim();
    times.push(...taken.times);
    if (rest === before) break;
  }
  return { text: rest, times };
}
