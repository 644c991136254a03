import { fold } from '../../../lib/fold.ts';
import type { FactDraft } from '../fact.ts';
import type { Reading, Talk } from './clauses.ts';
import { fill, plainValue, type RuleMatch, turnsOn } from './rules.ts';
import { asSentence, isTooLong, nameInFact, subjectOf, thingOf } from './wording.ts';

/** Who reads facts by patterns. */
export const patternExtractor = 'patterns/1';

const usualConfidence = 0.8;
/** What is told of somebody else is worth this share of what one says of oneself. */
const hearsay = 0.7;

/** What a reading says by a rule, as a draft; undefined where it does not hold together. */
export function draftOf(reading: Reading, match: RuleMatch, talk: Talk): FactDraft | undefined {
  const { rule } = match;
  const isSelf = reading.subject.id === talk.speaker.id;
  const times = timesOf(reading, rule.tense);
  if (times === undefined || (rule.selfOnly && !isSelf)) return undefined;
  const ends = reading.noLonger || rule.tense === 'past';
  const text = wordsFor(reading, match, ends);
  if (ends && rule.tense === 'plan') return undefined;
  const statement = asSentence(
    `${nameInFact(reading.subject.name)}${reading.of && !rule.tellsOwner ? "'s" : ''} ${text}${times.says}`,
  );
  if (statement === '' || isTooLong(statement)) return undefined;
  const confidence = (rule.confidence ?? usualConfidence) * (isSelf ? 1 : hearsay);
  return {
    statement,
    kind: rule.kind,
    about: aboutOf(reading, match, talk),
    saidBy: subjectOf(talk.speaker),
    sources: [talk.line.messageId],
    confidence: Math.round(confidence * 100) / 100,
    slot: rule.slot === undefined ? undefined : plainSlot(fill(rule.slot, match.places)),
    value: turnsOn(match),
    from: times.from,
    until: times.until ?? (ends ? talk.line.at : undefined),
    ...(ends && { ends }),
    ...(reading.corrects && isSelf && { corrects: true }),
    extractor: patternExtractor,
  };
}

function plainSlot(slot: string): string {
  const [name = '', ...rest] = slot.split(':');
  return rest.length === 0 ? fold(name) : `${fold(name)}:${plainValue(rest.join(':'))}`;
}

function wordsFor({ noLonger }: Reading, { rule, places }: RuleMatch, ends: boolean): string {
  if (!ends || rule.tense === 'past') return fill(rule.says, places);
  if (rule.said !== undefined) return fill(rule.said, places);
  const says = fill(rule.says, places);
  if (!noLonger) return says;
  return /^is\b/.test(says) ? says.replace(/^is\b/, 'is no longer') : `no longer ${says}`;
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

/** When it is true. Undefined for a plan that has no time: somebody's mood of a moment. */
function timesOf({ times, noLonger }: Reading, tense: RuleMatch['rule']['tense']): Times | undefined {
  const over = noLonger || tense === 'past' || tense === 'event' || tense === 'began';
  const span = (role: string, lean: 'past' | 'future') =>
    times.find((time) => time.role === role)?.span(lean);
  const at = span('at', over ? 'past' : 'future');
  if (tense === 'plan') return at && { from: at.from, until: at.until, says: ` ${at.says}` };
  const since = (span('since', 'past') ?? span('for', 'past'))?.from;
  const until = span('until', over && tense !== 'began' ? 'past' : 'future')?.from;
  if (tense === 'event' || tense === 'began')
    return { from: at?.from ?? since, until, says: tense === 'event' && at ? ` ${at.says}` : '' };
  if (over) return { from: since ?? at?.from, until: until ?? at?.until, says: '' };
  return { from: since, until, says: '' };
}
