import { fold } from '../../../lib/fold.ts';
import { endingAt, type FactDraft } from '../fact.ts';
import type { Language, Rule } from './language.ts';
import type { Reading, Talk } from './reading.ts';
import { fill, plainValue, type RuleMatch, turnsOn } from './rules.ts';
import { timeWords } from './time-languages.ts';
import type { TimeRole } from './time-words.ts';
import type { Span } from './times.ts';
import { asSentence, isTooLong, nameInFact, subjectOf, thingOf } from './wording.ts';

/** Who reads facts by patterns. */
export const patternExtractor = 'patterns/1';

const usualConfidence = 0.8;
const timeOfDay =
  /\b(?:at|after|before|until|till|by|around|past)(?: (?:around|about|like))? (?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|o'clock)\b|\d{1,2}[:.]\d\d\b|noon|midnight|lunch|dinner|bed(?:time)?|night|sunset|breakfast)/i;
/** What is told of somebody else is worth this share of what one says of oneself. */
const hearsay = 0.7;
/** What holds for a day is no taste and no trait. */
const moods: ReadonlySet<FactDraft['kind']> = new Set(['preference', 'interest', 'trait']);
const ofToday = /^(?:today|tonight|tomorrow|heute|morgen)$/i;
/** Told of long ago, without a time that could be reckoned. */
const longAgo =
  /\b(?:when I was|back when|as an? (?:kid|child|baby|toddler|teen\w*)|in my (?:childhood|youth|teens|twenties)|als ich|als Kind|in meiner (?:Kindheit|Jugend))\b/i;

/** "Is into renovating it": nobody knows what, once the talk is over. */
const pointsAway =
  /(?<![/\p{L}])(?:it|them|him|that|this|these|those|of|the|an?|and|with|after|before|for|at|from|by|to)\.$/iu;

function withoutTime(statement: string, time: string): string {
  return time === '' ? statement : statement.replace(` ${time}.`, '.');
}

/** "Her name is Oksana" names somebody new: whom everybody knows has a name already. */
function isStrangersName({ clause }: Reading, { slot }: Rule): boolean {
  return slot === 'name' && /^(?:(?:his|her|their) name|(?:he|she|they) )/i.test(clause);
}

/** What a reading says by a rule, as a draft; undefined where it does not hold together. */
export function draftOf(
  reading: Reading,
  match: RuleMatch,
  language: Language,
  talk: Talk,
): FactDraft | undefined {
  const { rule } = match;
  const isSelf = reading.subject.id === talk.speaker.id;
  const times = timesOf(reading, rule, language);
  if (times === undefined || (rule.selfOnly && !isSelf) || isStrangersName(reading, rule)) return undefined;
  if (rule.tense === 'event' && !rule.atAnyAge && times.from === undefined && longAgo.test(reading.clause))
    return undefined;
  if (rule.allDay && timeOfDay.test(reading.clause)) return undefined;
  const ends = reading.noLonger || isPast(rule);
  if (ends && rule.tense === 'plan') return undefined;
  const statement = asSentence(sentenceOf(reading, match, { language, ends, when: times.says }));
  if (statement === '' || isTooLong(statement) || pointsAway.test(withoutTime(statement, times.says)))
    return undefined;
  const confidence = (rule.confidence ?? usualConfidence) * (isSelf ? 1 : hearsay);
  return {
    statement,
    kind: rule.kind,
    about: aboutOf(reading, match, talk),
    saidBy: subjectOf(talk.speaker),
    sources: [talk.line.messageId],
    confidence: Math.round(confidence * 100) / 100,
    slot: rule.slot === undefined ? undefined : plainSlot(fill(rule.slot, match.keys)),
    value: turnsOn(match),
    from: times.from,
    until: times.until,
    ...(ends && { ends, ...endingAt(times.until) }),
    ...(reading.corrects && isSelf && { corrects: true }),
    extractor: patternExtractor,
  };
}

function plainSlot(slot: string): string {
  const [name = '', ...rest] = slot.split(':');
  return rest.length === 0 ? fold(name) : `${fold(name)}:${plainValue(rest.join(':'))}`;
}

/** How a match reads as a sentence. */
function sentenceOf(
  reading: Reading,
  match: RuleMatch,
  { language, ends, when }: { language: Language; ends: boolean; when: string },
): string {
  const who = nameInFact(reading.subject.name);
  const { rule, places } = match;
  const template = templateFor(reading, rule, ends, language);
  const text = fill(template, { ...places, who, when: when === '' ? '' : `${when} ` });
  const whole = template.includes('{when}') || when === '' ? text : `${text} ${when}`;
  if (template.includes('{who}')) return whole;
  return `${who}${reading.of && !rule.tellsOwner ? "'s" : ''} ${whole}`;
}

function templateFor({ noLonger }: Reading, rule: Rule, ends: boolean, language: Language): string {
  if (!ends || isPast(rule)) return rule.says;
  if (rule.said !== undefined) return rule.said;
  return noLonger ? language.noMore(rule.says) : rule.says;
}

function isPast({ tense }: Rule): boolean {
  return tense === 'past' || tense === 'ended';
}

/** The person, and what has a name of its own: a dog, a sister. */
function aboutOf({ subject, of }: Reading, { rule, places }: RuleMatch, talk: Talk): FactDraft['about'] {
  const named = rule.other === undefined ? undefined : places[rule.other];
  if (named === undefined) return [subjectOf(subject)];
  const known = of === undefined ? talk.people.called(named, talk.line) : undefined;
  const isPerson = known?.kind === 'person' && known.id !== subject.id && rule.kind === 'relation';
  return [subjectOf(subject), isPerson ? subjectOf(known) : thingOf(named, subject.id)];
}

interface Times {
  from?: number | undefined;
  until?: number | undefined;
  /** What the statement tells of it. */
  says: string;
}

/** When it is true. Undefined for a plan that has no time: somebody's mood of a moment; and for what needs a time that was not said. */
function timesOf(reading: Reading, { kind, tense, lasting }: Rule, { code }: Language): Times | undefined {
  const { times, noLonger, was } = reading;
  if (tense === undefined && moods.has(kind) && times.some(({ said }) => ofToday.test(said)))
    return undefined;
  if (lasting && !noLonger && times.every(({ role }) => role === 'at' || role === 'brief')) return undefined;
  const over = noLonger || tense === 'past' || tense === 'ended' || tense === 'event' || tense === 'began';
  const phrase = (role: TimeRole) => times.find((time) => time.role === role);
  const span = (role: TimeRole, lean: 'past' | 'future') => phrase(role)?.span(lean);
  const at = span('at', over ? 'past' : 'future');
  if (tense === 'plan') return planned(at, span('since', 'future'), span('until', 'future'), code);
  const since = (span('since', 'past') ?? span('for', 'past'))?.from;
  const until = span('until', over && tense !== 'began' ? 'past' : 'future')?.from;
  if (tense === 'event' || tense === 'began')
    return { from: at?.from ?? since, until, says: tense === 'event' && at ? at.says : '' };
  // "I have not lived there since May", "I left last year": that is when it ended.
  if (tense === 'ended' || (noLonger && !was)) return { until: until ?? at?.until ?? since, says: '' };
  if (!over) return { from: since, until, says: '' };
  const length = phrase('for');
  const end = until ?? at?.until;
  const from = span('since', 'past') ?? (until === undefined ? at : length?.span('past', until));
  const lasted = length ?? phrase('long');
  const says = lasted === undefined || from !== undefined ? '' : lasted.said;
  return { from: from?.from, until: end, says };
}

/** A plan is for one time, or from one to another. */
function planned(
  at: Span | undefined,
  from: Span | undefined,
  to: Span | undefined,
  code: string,
): Times | undefined {
  if (at !== undefined) return { from: at.from, until: at.until, says: at.says };
  if (from === undefined || to === undefined) return undefined;
  const says = timeWords[code]?.saysBetween(from.says, to.says) ?? '';
  return { from: from.from, until: to.until, says };
}
