import {
  chiefOf,
  type Ending,
  endingAt,
  type Fact,
  type FactDraft,
  hasEnd,
  isOpenAt,
  topicOf,
} from './fact.ts';

/** A draft as it is to be kept. */
export type NewFact = Omit<FactDraft, 'ends' | 'corrects'>;

/** What learning makes of what is known. Facts that are known are named by their ids. */
export type FactChange =
  | { kind: 'add'; draft: NewFact }
  /** It was said again: these sources are new (none where the same message was read again). */
  | {
      kind: 'confirm';
      fact: string;
      sources: readonly string[];
      confidence: number;
      /** Now somebody has said since when. */
      from?: number | undefined;
      /** The person says themself now what was hearsay. */
      saidBy?: Fact['saidBy'] | undefined;
    }
  /** Something else fills the slot from now on; the old one was true until then. */
  | { kind: 'supersede'; fact: string; until: number; draft: NewFact }
  /** It is no longer so, or somebody has said now until when it was. */
  | { kind: 'end'; fact: string; ending: Ending; sources: readonly string[] }
  /** The same person put it right: the old one was never so. */
  | { kind: 'correct'; fact: string; draft: NewFact };

/** A fact while drafts are laid upon it: known, or made by an earlier draft of the same batch. */
interface Entry {
  fact: NewFact & { id?: string | undefined };
  /** What makes it, where it is new. */
  change?: Extract<FactChange, { draft: NewFact }> | undefined;
}

/** Of these there may be several at a time, so that another one takes no one's place. */
const manyAtOnce =
  /^(?:pet-name:|pets:|owns:|name:|relation:|sister|brother|sibling|cousin|aunt|uncle|niece|nephew|son|daughter|kid|child|friend|best friend|roommate|flatmate|housemate|colleague|coworker|neighbou?r|teacher|classmate|ex$|\w*grand)/;

/**
 * Lays drafts upon what is known of one character's lane and says what changes. The same drafts again change nothing;
 * what one says of oneself is never overridden by others; one slot of what a person says of themself holds one open fact.
 */
export function reconcile(drafts: readonly FactDraft[], known: readonly Fact[], now: number): FactChange[] {
  const entries: Entries = Map.groupBy(
    known.map((fact): Entry => ({ fact })),
    ({ fact }) => matterOf(fact),
  );
  const changes: FactChange[] = [];
  for (const draft of drafts) {
    const matter = matterOf(draft);
    const some = entries.get(matter) ?? [];
    entries.set(matter, some);
    const heard = heardBefore(draft, some);
    const change = heard === undefined ? settle(draft, some, now) : again(heard);
    if (change !== undefined) changes.push(change);
  }
  return withoutDropped(changes, entries);
}

/** By matter: only facts of one can be the same, or exclude each other. */
type Entries = Map<string, Entry[]>;

/** Whom a fact is about before all, and what of them it turns on. */
export function matterOf(fact: NewFact): string {
  return `${chiefOf(fact)}\n${topicOf(fact)}`;
}

/** A message that was read before says nothing new, whatever happened to its facts since. */
function heardBefore(draft: FactDraft, entries: readonly Entry[]): Entry | undefined {
  return entries.find(({ fact }) => isSame(fact, draft) && includesAll(fact.sources, draft.sources));
}

function again({ fact: { id, confidence } }: Entry): FactChange | undefined {
  return id === undefined ? undefined : confirmed(id, [], confidence);
}

function settle(draft: FactDraft, entries: Entry[], now: number): FactChange | undefined {
  const { ends, corrects, ...fact } = draft;
  const open = entries.filter((entry) => isOpenAt(entry.fact, now));
  if (ends) return end(fact, open, entries);
  if (!isOpenAt(fact, now)) return add(fact, entries);
  const other = otherInSlot(fact, open, corrects === true);
  const same = sameIn(fact, open);
  // Hearsay that is confirmed where something else was said before leaves that to be superseded.
  if (same !== undefined && (other === undefined || !isPromoted(same, fact))) return confirm(same, fact);
  if (other === undefined) return add(fact, entries);
  return corrects ? correct(other, fact, entries) : supersede(other, fact, entries, now);
}

function end(fact: NewFact, open: readonly Entry[], entries: Entry[]): FactChange | undefined {
  const ending = endingAt(fact.until);
  const isTheirs = (entry: Entry) => isSame(entry.fact, fact) && entry.fact.saidBy.id === fact.saidBy.id;
  const lasting = open.find(isTheirs);
  const past = entries.find((entry) => isTheirs(entry) && isOneEnd(entry.fact, fact));
  const same = lasting ?? past;
  if (same === undefined) return add({ ...fact, ...ending }, entries);
  // That it is over was known, and since when as well.
  if (lasting === undefined && [undefined, same.fact.until].includes(fact.until)) return confirm(same, fact);
  const sources = newSources(same.fact, fact);
  const { over: _over, ...rest } = same.fact;
  same.fact = replaced({ ...same, fact: rest }, { ...ending, sources: [...rest.sources, ...sources] });
  return rest.id === undefined ? undefined : { kind: 'end', fact: rest.id, ending, sources };
}

/** Whether two that are over can be one: what was so twice ended twice. What was taken out has no id. */
function isOneEnd(known: Entry['fact'], fact: NewFact): boolean {
  return (
    hasEnd(known) &&
    known.id !== '' &&
    (known.until === undefined || fact.until === undefined || known.until === fact.until)
  );
}

function confirm(entry: Entry, fact: NewFact): FactChange | undefined {
  const sources = newSources(entry.fact, fact);
  const confidence = raised(entry.fact.confidence, fact, entry.fact);
  const from = entry.fact.from === undefined ? fact.from : undefined;
  const news = {
    ...(isPromoted(entry, fact) && { saidBy: fact.saidBy }),
    ...(from !== undefined && { from }),
  };
  entry.fact = replaced(entry, { sources: [...entry.fact.sources, ...sources], confidence, ...news });
  return entry.fact.id === undefined
    ? undefined
    : { ...confirmed(entry.fact.id, sources, confidence), ...news };
}

function add(fact: NewFact, entries: Entry[]): FactChange {
  const change = { kind: 'add' as const, draft: fact };
  entries.push({ fact, change });
  return change;
}

function supersede(other: Entry, fact: NewFact, entries: Entry[], now: number): FactChange {
  const until = Math.max(other.fact.from ?? Number.NEGATIVE_INFINITY, fact.from ?? now);
  const { id } = other.fact;
  other.fact = replaced(other, { until: Math.min(until, now) });
  if (id === undefined) return add(fact, entries);
  const change = { kind: 'supersede' as const, fact: id, until: Math.min(until, now), draft: fact };
  entries.push({ fact, change });
  return change;
}

function correct(other: Entry, fact: NewFact, entries: Entry[]): FactChange {
  entries.splice(entries.indexOf(other), 1);
  const { id } = other.fact;
  if (id !== undefined) {
    const change = { kind: 'correct' as const, fact: id, draft: fact };
    entries.push({ fact, change });
    return change;
  }
  // What it corrects was said in the same breath; what that had taken the place of stays so.
  if (other.change !== undefined && other.change.kind !== 'add') {
    other.change.draft = fact;
    entries.push({ fact, change: other.change });
    return other.change;
  }
  return add(fact, entries);
}

/** Changes whose fact was corrected within the batch fall away; none comes twice. */
function withoutDropped(changes: readonly FactChange[], entries: Entries): FactChange[] {
  const made = new Set([...entries.values()].flatMap((some) => some.map(({ change }) => change)));
  return [...new Set(changes)].filter((change) => change.kind !== 'add' || made.has(change));
}

function replaced(entry: Entry, changed: Partial<NewFact>): Entry['fact'] {
  const fact = { ...entry.fact, ...changed };
  if (entry.change !== undefined) entry.change.draft = fact;
  return fact;
}

/** Hearsay that the person says themself now. */
function isPromoted({ fact: known }: Entry, fact: NewFact): boolean {
  return isOwn(fact) && !isOwn(known);
}

/** The fact that says the same; the person's own before what others say. */
function sameIn(fact: NewFact, open: readonly Entry[]): Entry | undefined {
  const same = open.filter((entry) => isSame(entry.fact, fact));
  return (
    same.find((entry) => isOwn(entry.fact)) ??
    same.find((entry) => entry.fact.saidBy.id === fact.saidBy.id) ??
    same[0]
  );
}

/** What the same person said to be in the slot so far. */
function otherInSlot(fact: NewFact, open: readonly Entry[], corrects: boolean): Entry | undefined {
  if (fact.slot === undefined || (manyAtOnce.test(fact.slot) && !corrects)) return undefined;
  return open.find((entry) => isOther(fact, entry.fact));
}

/** Whether two facts cannot both be so: they fill one slot, which holds one thing at a time, as the same person says. */
export function excludes(one: NewFact, other: NewFact): boolean {
  return one.slot !== undefined && !manyAtOnce.test(one.slot) && isOther(one, other);
}

/** Whether the same person says of the same subject that something else fills a slot. */
export function isOther(fact: NewFact, other: NewFact): boolean {
  return (
    other.slot === fact.slot &&
    chiefOf(other) === chiefOf(fact) &&
    other.saidBy.id === fact.saidBy.id &&
    other.value !== fact.value
  );
}

/** Whether two facts say the same, whoever says it. */
export function isSame(one: NewFact, other: NewFact): boolean {
  return (
    one.value === other.value &&
    one.kind === other.kind &&
    one.slot === other.slot &&
    chiefOf(one) === chiefOf(other) &&
    // A journey to the same place at another time is another journey.
    (one.kind !== 'plan' || one.from === other.from)
  );
}

/** Said by whom it is about; of things everybody speaks as of their own. */
function isOwn(fact: NewFact): boolean {
  return chiefOf(fact) === fact.saidBy.id;
}

function newSources(known: NewFact, fact: NewFact): string[] {
  return fact.sources.filter((source) => !known.sources.includes(source));
}

/** What rests on no message was not read before. */
function includesAll(known: readonly string[], sources: readonly string[]): boolean {
  return sources.length > 0 && sources.every((source) => known.includes(source));
}

const mostConfident = 0.98;

/** Said again by the same person it is a little surer; confirmed by another one more so, by nobody of weight less. */
function raised(confidence: number, fact: NewFact, known: NewFact): number {
  const own = Math.max(confidence, isOwn(fact) ? fact.confidence : 0);
  const share = fact.saidBy.id === known.saidBy.id ? 0.2 : 0.3;
  return Math.round(Math.min(mostConfident, own + (1 - own) * share) * 1000) / 1000;
}

function confirmed(fact: string, sources: readonly string[], confidence: number) {
  return { kind: 'confirm' as const, fact, sources, confidence };
}
