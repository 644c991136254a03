import { fold } from '../../lib/fold.ts';

/** What a fact can be. */
export const factKinds = [
  'fact',
  'preference',
  'interest',
  'trait',
  'relation',
  'quote',
  'plan',
  'instruction',
] as const;
export type FactKind = (typeof factKinds)[number];

/**
 * A person, a character, a thing or a place that a fact is about; things have an id of their owner and name, places of their name
 * alone (`thing:bo:rex`, `place:broken drum`).
 */
export interface Subject {
  id: string;
  name: string;
}

export const thingMark = 'thing:';
export const placeMark = 'place:';

/** What sort of subject it is, by its id; a character counts as a person. */
export function sortOf({ id }: Pick<Subject, 'id'>): 'person' | 'thing' | 'place' {
  if (id.startsWith(placeMark)) return 'place';
  return id.startsWith(thingMark) ? 'thing' : 'person';
}

/** Whether nobody but this person, and what is theirs, is spoken of. */
export function isOfAlone(personId: string, about: readonly Subject[]): boolean {
  return about.every((subject) => subject.id === personId || sortOf(subject) === 'thing');
}

/** How people speak of a subject, folded: of a place without its article. */
export function calledAs({ id, name }: Subject): string {
  return id.startsWith(placeMark) ? id.slice(placeMark.length) : fold(name);
}

/** What an extractor read in messages: not yet kept, not yet compared with what is known. */
export interface FactDraft {
  /** One whole sentence in the third person that holds without its talk: `Bo lives in Oslo.` */
  statement: string;
  kind: FactKind;
  /** At least one. */
  about: readonly Subject[];
  saidBy: Subject;
  /** The messages that say so. */
  sources: readonly string[];
  /** 0 … 1. */
  confidence: number;
  /** What only one thing can be at a time, for one subject: `home`, `job`, `age`, `pet-name:dog`. */
  slot?: string | undefined;
  /** What fills the slot or what the fact turns on, folded: `oslo`. Equal values of one subject and kind are one fact. */
  value: string;
  /** Since when and until when it is true, in milliseconds since 1970; undefined when nobody said. */
  from?: number | undefined;
  until?: number | undefined;
  /** It was so once and is not now, and nobody said until when. */
  over?: true | undefined;
  /** It says that something is no longer so: what is known under the same slot and value ends. */
  ends?: boolean | undefined;
  /** The same person puts right what they said: what stood in the slot was never so. */
  corrects?: boolean | undefined;
  /** Who read it out: `patterns/1`, `model/1`. */
  extractor: string;
}

/** A fact as it is kept. */
export interface Fact extends Omit<FactDraft, 'ends' | 'corrects'> {
  id: string;
  /** Who remembers it. */
  characterId: string;
  /** Where it was said; a fact of one lane is never mixed with another's. */
  lane: string;
  saidAt: number;
  /** It was said by somebody whose words stay on this machine. */
  confined?: boolean | undefined;
  /** Where a character said it: the people whose words may stand in it. */
  wordsOf?: readonly string[] | undefined;
  /** The messages that say that it is no longer so. */
  endedBy?: readonly string[] | undefined;
}

/** Whether it has an end, known or not. */
export function hasEnd({ until, over }: Pick<FactDraft, 'until' | 'over'>): boolean {
  return until !== undefined || over === true;
}

/** Whether it is so at a moment, as far as anybody said. */
export function isOpenAt({ until, over }: Pick<FactDraft, 'until' | 'over'>, at: number): boolean {
  return until === undefined ? over !== true : until > at;
}

/** Whom it is about before all: the first of them. */
export function chiefOf({ about, saidBy }: Pick<FactDraft, 'about' | 'saidBy'>): string {
  return about[0]?.id ?? saidBy.id;
}

/** What it turns on: of one subject only those can be the same, or exclude each other, that have this in common. */
export function topicOf({ slot, kind, value }: Pick<FactDraft, 'slot' | 'kind' | 'value'>): string {
  return slot ?? `${kind}:${value}`;
}

/** Whether a character said it of itself. */
export function isOwnWord({ about, saidBy, wordsOf }: Fact): boolean {
  return wordsOf !== undefined && about.some(({ id }) => id === saidBy.id);
}

/** How useful it is to be told: later and surer weighs more; what somebody asked for weighs most. It is kept with the fact. */
export function weightOf({ kind, confidence, saidAt, about, saidBy }: Fact): number {
  const asked = kind === 'instruction' ? 10 : 0;
  const own = about[0]?.id === saidBy.id ? 1 : 0;
  return asked + own + confidence + saidAt / 1e15;
}

/** How something ends: at a moment, or when nobody knows. */
export type Ending = { until: number } | { over: true };

/** The end of what is no longer so. */
export function endingAt(until: number | undefined): Ending {
  return until === undefined ? { over: true } : { until };
}

/** People whose words may stand in a fact: who said it, or whom a character answered with it. */
export function whoseWordsIn({ saidBy, wordsOf }: Pick<Fact, 'saidBy' | 'wordsOf'>): readonly string[] {
  return wordsOf ?? [saidBy.id];
}

/** So much of an id, from its end, is shown. */
export const shownOfId = 7;

/** As much of an id as tells it apart in what one person sees. */
export function shortId(id: string): string {
  return id.slice(-shownOfId);
}
