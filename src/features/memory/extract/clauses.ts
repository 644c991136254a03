import type { Language } from './language.ts';
import type { Acquaintance, SaidLine } from './line.ts';
import type { KnownPeople } from './people.ts';
import { type TimePhrase, takeTimes } from './times.ts';

/** One thing that somebody says about somebody, before any pattern is tried. */
export interface Reading {
  /** The one it is about. */
  subject: Acquaintance;
  /** `own`: it is about something of theirs: "my dog …". */
  of?: 'own' | undefined;
  /** What follows the subject, in the first person, without adverbs, times and fillers. */
  predicate: string;
  /** The same with its times, for patterns that look for a date. */
  dated: string;
  times: TimePhrase[];
  /** It says that this is over. */
  noLonger: boolean;
  /** It corrects what was said before. */
  corrects: boolean;
  /** The clause as it was said. */
  clause: string;
}

/** Who is spoken of so far in a message, so that "she" can be resolved. */
export interface Talk {
  line: SaidLine;
  speaker: Acquaintance;
  people: KnownPeople;
  /** Whom "he", "she" and "they" mean, where that is certain. */
  referent: Acquaintance | undefined;
  timeZone: string;
}

/** Cuts a sentence into clauses and says of each what it can be about; several readings are tried in turn. */
export function readingsOf(sentence: string, language: Language, talk: Talk): Reading[][] {
  const spelled = language.spellings.reduce((text, [from, to]) => text.replace(from, to), sentence);
  const corrects = language.corrects.test(spelled);
  const clauses = clausesOf(spelled, language, talk);
  let before = '';
  return clauses.map((written) => {
    const clause = bare(written, language, talk);
    const readings = readClause(clause, language, talk).map((reading) => ({ ...reading, corrects }));
    if (readings.length > 0) {
      before = clause;
      return readings;
    }
    // "and work as a nurse", "and from Oslo": who is spoken of stays.
    return elided(clause, before, language)
      .flatMap((whole) => readClause(whole, language, talk))
      .map((reading) => ({ ...reading, corrects }));
  });
}

function clausesOf(sentence: string, language: Language, { people }: Talk): string[] {
  const pieces = sentence.split(language.clauses);
  return pieces.flatMap((piece) => splitBeforeNames(piece, people)).filter((piece) => piece.trim() !== '');
}

/** A name after "and" or a comma begins a clause where a verb follows. */
function splitBeforeNames(text: string, people: KnownPeople): string[] {
  const starts = people
    .namesIn(text)
    .map(({ index }) => (text[index - 1] === '@' ? index - 1 : index))
    .filter((index) => /(?:,|\b(?:and|but|while|und|aber))\s+$/i.test(text.slice(0, index)))
    .filter((index) => !/^@?[\p{L}\p{N}_.-]+\s+and I\b/iu.test(text.slice(index)));
  const cuts = [0, ...starts, text.length];
  return cuts
    .slice(1)
    .map((end, index) =>
      text.slice(cuts[index], end).replace(/(?:,|\s+(?:and|but|while|und|aber))\s*$/i, ''),
    );
}

/** Without what only leads up to it: greetings, whom it is said to, and a time that stands first. */
function bare(clause: string, language: Language, { people, line, speaker }: Talk): string {
  let text = clause.trim();
  for (let round = 0; round < 3; round += 1) {
    const shorter = text.replace(language.leadIns, '').trim();
    const called = people.leading(shorter);
    const spokenTo =
      called !== undefined &&
      /^\s*[,:!]\s+\S/.test(called.rest) &&
      people.called(called.name, line) !== speaker;
    text = spokenTo ? called.rest.replace(/^\s*[,:!]\s+/, '') : shorter;
  }
  return text;
}

function elided(clause: string, before: string, { self }: Language): string[] {
  const begun = /^(I am|I have|ich bin|ich habe)\b/i.exec(before)?.[1];
  const subject = self.exec(before)?.[0].trim();
  return [subject && `${subject} ${clause}`, begun && `${begun} ${clause}`].filter(
    (whole) => typeof whole === 'string',
  );
}

function readClause(clause: string, language: Language, talk: Talk): Omit<Reading, 'corrects'>[] {
  return subjectsIn(clause, language, talk).map(({ subject, of, rest }) => ({
    subject,
    of,
    clause,
    ...predicateOf(rest, of, language, talk),
  }));
}

interface Beginning {
  subject: Acquaintance;
  of?: 'own' | undefined;
  rest: string;
}

function subjectsIn(clause: string, language: Language, talk: Talk): Beginning[] {
  const { speaker, referent } = talk;
  const timed = timeFirst(clause, language, talk);
  if (language.self.test(timed)) return [{ subject: speaker, rest: timed.replace(language.self, '') }];
  if (language.own.test(timed))
    return [{ subject: speaker, of: 'own', rest: timed.replace(language.own, '') }];
  if (referent !== undefined && language.other.test(clause))
    return [{ subject: referent, rest: language.firstPerson(clause.replace(language.other, '')) }];
  if (referent !== undefined && language.otherOwn.test(clause))
    return [{ subject: referent, of: 'own', rest: clause.replace(language.otherOwn, '') }];
  return namedIn(clause, language, talk);
}

/** "In 2019 I moved to Oslo": the time goes to the end. */
function timeFirst(clause: string, language: Language, { line, timeZone }: Talk): string {
  const found = /^([\p{L}\d .']{3,30}?),? (?=(?:I|my|ich|mein\p{L}*) )/u.exec(clause);
  if (found === null || language.self.test(clause) || language.own.test(clause)) return clause;
  const { text, times } = takeTimes(` ${found[1]}`, language.code, { at: line.at, timeZone });
  if (text.trim() !== '' || times.length === 0) return clause;
  return `${clause.slice(found[0].length)} ${found[1]?.toLowerCase()}`;
}

/** "Bo loves sushi", "Bo's dog is called Rex": only somebody whom the name means for sure, and no character. */
function namedIn(clause: string, language: Language, { people, line, speaker }: Talk): Beginning[] {
  const called = people.leading(clause);
  const subject = called && people.called(called.name, line);
  if (called === undefined || subject === undefined || (subject.kind === 'character' && subject !== speaker))
    return [];
  const { rest } = called;
  const owned = language.possessive.exec(rest);
  const readings: Beginning[] = [];
  if (owned !== null && owned[0].trim() !== '') {
    readings.push({ subject, of: 'own', rest: rest.slice(owned[0].length) });
    readings.push({ subject, rest: `am ${rest.slice(owned[0].length)}` });
  } else if (/^\s+\S/.test(rest)) {
    readings.push({ subject, rest: language.firstPerson(rest.trim()) });
  }
  return readings;
}

function predicateOf(
  rest: string,
  of: Reading['of'],
  language: Language,
  { line, timeZone }: Talk,
): Pick<Reading, 'predicate' | 'dated' | 'times' | 'noLonger'> {
  const verbal = of === 'own' ? ownCopula(rest) : rest;
  const plain = verbal.replace(language.adverbs, '');
  const dated = plain.replace(language.objectEnds, '').replace(language.fillers, '');
  const { text, times } = withoutEnds(plain, language, { at: line.at, timeZone });
  for (const [pattern, first] of language.noLonger) {
    if (pattern.test(text)) {
      const remains = text.replace(pattern, first).trim();
      const before = /^(?:used to|(?:have )?(?:stopped|quit|gave up|given up))\b/i.test(text)
        ? firstVerb(remains)
        : remains;
      return { predicate: before.replace(language.adverbs, ''), dated, times, noLonger: true };
    }
  }
  return { predicate: text.replace(language.adverbs, ''), dated, times, noLonger: false };
}

function firstVerb(text: string): string {
  return text.replace(/^(liv|lik|driv|danc)\b/, '$1e');
}

/** "my dog's called Rex" is "my dog is called Rex". */
function ownCopula(rest: string): string {
  return rest.replace(/^((?:[\w-]+ ){0,3}?[\w-]+)'s (?!name\b)/, '$1 is ');
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
    const taken = takeTimes(rest.replace(language.fillers, ''), language.code, moment);
    rest = taken.text.replace(language.fillers, '').trim();
    times.push(...taken.times);
    if (rest === before) break;
  }
  return { text: rest, times };
}
