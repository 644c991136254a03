import type { FactKind } from '../../fact.ts';
import { englishAdverbs } from '../english/adverbs.ts';
import { englishFillers } from '../english/fillers.ts';
import { formConfidence, isPassing, isWeighty, lastingThings } from '../english/retelling-words.ts';
import { thirdPerson } from '../english/verbs.ts';
import type { Rule } from '../language.ts';
import { oneOf } from '../phrases.ts';
import type { Reading } from '../reading.ts';
import { changesALife, isChange } from './changes.ts';
import { aged, allOnesLife, habitCue, lightDoing, yearOrSeason } from './cues.ts';
import { isFigure } from './idioms.ts';
import {
  activityDone,
  collection,
  familyFrom,
  illnessHad,
  lastingState,
  partOfOwn,
  skill,
} from './states.ts';
import { isDoing, isOfALife, verbOf } from './verb-forms.ts';
import { hasWeight, isDefinite, isPointing } from './weight.ts';

/** What a clause tells that lasts: how it is said of somebody, and the words it turns on. */
interface Telling {
  kind: FactKind;
  says: string;
  said?: string | undefined;
  told: string;
  tense?: Rule['tense'];
  allDay?: true;
  atAnyAge?: true;
}

/**
 * Whether what somebody says of themself lasts, by tense and verb: what is done again and again in the present, what
 * changed a life in the past, what has been so for long, what is planned for a date. Undefined for all that is of the
 * moment.
 */
export function lastingRule(reading: Reading): { rule: Rule; told: string } | undefined {
  if (isFigure(reading.predicate)) return undefined;
  const shapes = reading.of === undefined ? shapesOfSelf : [ofOwnThing];
  for (const shape of shapes) {
    const telling = shape(reading);
    if (telling === undefined) continue;
    const { told, ...says } = telling;
    const rule = { ...says, of: reading.of, confidence: formConfidence, when: [], value: says.says };
    return { rule, told: tidied(told) };
  }
  return undefined;
}

type Shape = (reading: Reading) => Telling | undefined;

const shapesOfSelf: readonly Shape[] = [ability, state, refrained, planned, perfect, habitual, happened];

const trailing =
  /,? (?:any ?more|too|as well|though|lol|instead|sorry|last night|just now|yesterday|today|this morning|the other day|last (?:christmas|easter|halloween)|a while (?:ago|back)|then dropped out)$/i;

/** Without what trails behind a thing and is none of it. */
function tidied(told: string): string {
  return told.replace(trailing, '').trim();
}

const isOfNow =
  /\b(?:today|tonight|this (?:morning|evening|week|weekend)|again|right now|rn|at the moment|atm)\b/gi;

/** What happened may have happened today: only figures of speech and the like are passing then. */
function isPassingEvent({ clause }: Reading): boolean {
  return isPassing(clause.replace(isOfNow, ''));
}

/** The words after the subject as they were said, with how often and when: "get up at five every morning". */
function asSaid({ clause, predicate }: Reading): string {
  const [verb = ''] = predicate.split(' ', 1);
  const after = clause.replace(/^(?:I|we|he|she|they)\b\s*/i, '').replace(englishAdverbs, '');
  const [said = ''] = after.split(/,| (?:because|so|but|which|although|and (?:I|it|we|he|she))\b/);
  return said.replace(/^\S+/, verb).replace(englishFillers, '');
}

function habitual(reading: Reading): Telling | undefined {
  if (isPassing(reading.clause)) return undefined;
  const { clause, predicate, times } = reading;
  const isCued =
    habitCue.test(clause) || times.some(({ role }) => role === 'since' || role === 'for' || role === 'long');
  return doneOften(reading, isCued) ?? done(predicate, isCued);
}

/** A duty, and what has been, is nothing that one does again and again. */
const mustDo = /^(?:have|got) (?:to|not|never|been)\b/;

/** "Get up at five every morning": what says nothing unless it is done again and again. */
function doneOften(reading: Reading, isCued: boolean): Telling | undefined {
  const { predicate } = reading;
  const isBare = !predicate.includes(' ') && verbOf(predicate, 'base') !== undefined;
  const said = asSaid(reading);
  if (!isCued || !(isBare || lightDoing.test(said)) || mustDo.test(said)) return undefined;
  const [verb = '', ...rest] = said.split(' ');
  const told = rest.join(' ');
  if (!/\p{L}{2}/u.test(told) || isPointing(told.replace(/^up /, ''))) return undefined;
  return { kind: 'fact', says: `${thirdPerson(verb.toLowerCase())} {told}`, told };
}

const verbFirst = /^(?<never>never )?(?:(?:only|always|mainly|still) )?(?<verb>[\p{L}-]+)(?: (?<rest>.+))?$/u;

function done(predicate: string, isCued: boolean): Telling | undefined {
  if (activityDone.test(predicate))
    return { kind: 'interest', says: 'does {told}', told: predicate.slice('do '.length) };
  const { never = '', verb: word = '', rest = '' } = verbFirst.exec(predicate)?.groups ?? {};
  const verb = verbOf(word, 'base');
  if (verb === undefined || !isDoing(verb) || !hasWeight(verb, rest, isCued)) return undefined;
  if (!isCued && !isWeighty(rest)) return undefined;
  const isAlso = / and (?<also>\p{L}+) (?!or\b)/u.exec(rest)?.groups?.['also'] ?? '';
  // "I keep Shabbat and switch everything off": the second verb is none of the thing.
  const told = verbOf(isAlso, 'base') === undefined ? rest : rest.replace(/ and \p{L}+ .*$/u, '');
  return {
    kind: 'interest',
    says: `${never}${thirdPerson(verb)} {told}`,
    said: `used to ${verb} {told}`,
    told,
  };
}

function happened(reading: Reading): Telling | undefined {
  const { predicate, clause, times } = reading;
  if (isPassingEvent(reading)) return undefined;
  if (isChange(predicate)) return event(predicate);
  const { verb: word = '', rest = '' } = verbFirst.exec(predicate)?.groups ?? {};
  const verb = verbOf(word, 'past');
  if (verb === undefined || (verbOf(word, 'base') === verb && verb !== 'quit')) return undefined;
  if (rest === '' || isPointing(rest)) return undefined;
  const isDated =
    aged.test(clause) || times.some(({ role, said }) => role !== 'at' || yearOrSeason.test(said));
  return changesALife(verb, rest) || (isDated && isOfALife(verb) && !isDefinite(rest))
    ? event(predicate)
    : undefined;
}

function event(predicate: string): Telling {
  return {
    kind: 'fact',
    says: '{told}',
    told: predicate.replace(/^have /, 'has '),
    tense: 'event',
    allDay: true,
    atAnyAge: true,
  };
}

const hasBeen = /^have (?<never>never |not )?(?<ing>been )?(?<verb>[\p{L}-]+)(?: (?<rest>.+))?$/u;
const manyTimes = /^(?:over|about|around|more than|nearly|hundreds|dozens|\d{2,}) /i;

function perfect(reading: Reading): Telling | undefined {
  const { predicate, clause, times } = reading;
  const { never, ing, verb: word = '', rest = '' } = hasBeen.exec(predicate)?.groups ?? {};
  const verb = verbOf(word, ing === undefined ? 'participle' : 'ing');
  if (verb === undefined || isPassingEvent(reading)) return undefined;
  if (never === 'not ') return isDoing(verb) && since(times) ? perfectly(predicate) : undefined;
  if (rest === '') return undefined;
  const counts = manyTimes.test(rest) && isDoing(verb);
  if (isPointing(rest) && !counts) return undefined;
  const isLong =
    allOnesLife.test(clause) ||
    times.some(({ role }) => role === 'since' || role === 'for' || role === 'long');
  const thing = rest.replace(allOnesLife, '').trim();
  if (never !== undefined) return isDoing(verb) ? perfectly(predicate) : undefined;
  if (isLong && isDoing(verb) && hasWeight(verb, thing, true))
    return { kind: 'interest', says: `${thirdPerson(verb)} {told}`, told: thing };
  return counts || changesALife(verb, rest) || (isLong && isOfALife(verb)) ? perfectly(predicate) : undefined;
}

/** Since a time that is of a life, and not since breakfast. */
function since(times: Reading['times']): boolean {
  return times.some(({ role, said }) => role !== 'at' && yearOrSeason.test(said));
}

function perfectly(predicate: string): Telling {
  return { kind: 'fact', says: 'has {told}', told: predicate.slice('have '.length) };
}

function state({ predicate }: Reading): Telling | undefined {
  if (lastingState.test(predicate))
    return { kind: 'trait', says: 'is {told}', said: 'was {told}', told: predicate.slice('am '.length) };
  if (illnessHad.test(predicate) || collection.test(predicate))
    return { kind: 'fact', says: 'has {told}', said: 'had {told}', told: predicate.slice('have '.length) };
  return undefined;
}

const soon = /today|tonight|tomorrow|week|day$|minute|hour|second/i;
const coming = /^(?<how>am (?:going to |about to )?|will )(?<verb>[\p{L}-]+)(?: (?<rest>.+))?$/u;
const starting = new RegExp(
  `^(?:${oneOf(
    '(?<verb>start|begin) (?<rest>(?:school|uni|university|college|kindergarten|work|training)\\b.*)',
    '(?<leaves>fly|move|sail|travel|leave|head) (?<where>(?:to|for|from|back) (?!(?:the|bed|you)\\b).+)',
  )})$`,
  'u',
);

function planned({ predicate, times }: Reading): Telling | undefined {
  const when = times.find(({ role }) => role === 'at');
  if (when === undefined || soon.test(when.said)) return undefined;
  const begins = starting.exec(predicate)?.groups;
  if (begins !== undefined) {
    const { verb = begins['leaves'] ?? '', rest = begins['where'] ?? '' } = begins;
    return { kind: 'plan', says: `${thirdPerson(verb)} {told}`, told: rest, tense: 'plan' };
  }
  const { how = '', verb = '', rest = '' } = coming.exec(predicate)?.groups ?? {};
  if (rest === '' || isPointing(rest)) return undefined;
  if (verbOf(verb, 'ing') === undefined && verbOf(verb, 'base') === undefined) return undefined;
  const says = how.startsWith('am') ? 'is {told}' : 'will {told}';
  return { kind: 'plan', says, told: predicate.replace(/^(?:am|will) /, ''), tense: 'plan' };
}

const refusal = /^do not (?:really |usually |even )?(?<verb>[\p{L}-]+) (?<rest>.+)$/u;
const beliefs = /^in (?!(?:you|it|that|this|myself|him|her|them|anything|me)\b)/i;
const lacked = new RegExp(
  `^(?:(?:an?|any) )?(?:[\\p{L}-]+ ){0,2}(?:${lastingThings}|sense of smell|spleen|appendix|gallbladder|smartphone|tv|television|driver'?s licen[cs]e|social media|instagram|facebook)$`,
  'iu',
);

function refrained({ predicate, clause }: Reading): Telling | undefined {
  const { verb: word = '', rest = '' } = refusal.exec(predicate)?.groups ?? {};
  if (word === '' || isPassing(clause)) return undefined;
  const verb = verbOf(word, 'base') ?? word.toLowerCase();
  const isTold =
    (verb === 'believe' && beliefs.test(rest)) ||
    (verb === 'have' && lacked.test(rest)) ||
    (isDoing(verb) && !isDefinite(rest) && !isPointing(rest));
  return isTold ? { kind: 'preference', says: `does not ${verb} {told}`, told: rest } : undefined;
}

function ability({ predicate, clause }: Reading): Telling | undefined {
  if (!skill.test(predicate) || isPassing(clause)) return undefined;
  return { kind: 'trait', says: '{told}', told: predicate.replace(/^can not /, 'cannot ') };
}

/** "My computer has an RTX 4070". */
function ofOwnThing({ predicate }: Reading): Telling | undefined {
  const from = familyFrom.exec(predicate)?.groups?.['told'];
  if (from !== undefined) return { kind: 'fact', says: 'family comes from {told}', told: from };
  const { thing = '', told = '' } = partOfOwn.exec(predicate)?.groups ?? {};
  return thing === '' ? undefined : { kind: 'fact', says: `${thing.toLowerCase()} has {told}`, told };
}
