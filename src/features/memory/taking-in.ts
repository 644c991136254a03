import type { Character } from '../../core/character.ts';
import type { Caller } from '../../core/commands/command.ts';
import { tiersOf } from '../../core/consent.ts';
import { laneOf, type Place } from '../../core/message.ts';
import { createBreath } from '../../lib/breath.ts';
import { fold } from '../../lib/fold.ts';
import { acquaintances } from './acquaintances.ts';
import { type Acquaintance, isKeepable } from './extract/index.ts';
import { nameInFact, subjectOf } from './extract/wording.ts';
import { type Fact, type FactDraft, hasEnd, isOfAlone } from './fact.ts';
import type { GivenFact } from './fact-file.ts';
import { writtenDown } from './handwriting.ts';
import type { NewChange } from './ledger.ts';
import { excludes, matterOf } from './reconcile.ts';
import type { TakingDownNeeds } from './taking-down.ts';
import { type ChangeContext, changesOf, statementOf } from './told.ts';

/** A file has up to two thousand facts, and others go on talking meanwhile. */
const longestStretchMs = 5;

/** Who brings a file, and who is to remember what stands in it, where. */
interface Bringing {
  character: Pick<Character, 'id'>;
  place: Place;
  caller: Caller;
}

/** A fact of a file as it would be kept. */
interface Brought {
  draft: FactDraft;
  saidAt: number;
}

/**
 * Takes the facts of a file in: what the caller said of themself, read as they would say it now, and for those who manage
 * the server what others said, as it stands there. It meets what is known as if it had been said then.
 */
export async function takeIn(
  needs: TakingDownNeeds,
  given: readonly GivenFact[],
  { character, place, caller }: Bringing,
): Promise<{ taken: number; known: number; refused: number }> {
  const { storage, lanes, facts, book, clock, newId, timeZone } = needs;
  const now = clock.now();
  const lane = laneOf(place);
  const breath = createBreath(longestStretchMs);
  const known = new Map<string, Acquaintance>();
  for (const some of inPortions(given)) {
    await breath();
    const statements = some.map(({ statement }) => statement);
    for (const one of await acquaintances(needs, place, statements)) known.set(one.id, one);
  }
  const people = [...known.values()];
  const read: Brought[][] = [];
  for (const fact of given) {
    await breath();
    read.push(readingOf(fact));
  }
  const tiers = await tiersOf(needs.consents, place.host, given.flatMap(peopleIn));
  const isOpen = (id: string) => tiers.get(id) !== 'off-the-record';
  const readings = given.map((fact, index) => (peopleIn(fact).every(isOpen) ? (read[index] ?? []) : []));
  const brought = readings.flat();
  const taken = await storage.transaction(async (transaction) => {
    const statements = brought.map(({ draft }) => draft.statement);
    const isThere = new Set((await facts.stating(transaction, character.id, lane, statements)).map(keyOf));
    const fresh = brought.filter(({ draft }) => !isThere.has(keyOf(draft)));
    const drafts = fresh.map(({ draft }) => draft);
    const there = await facts.beside(transaction, character.id, lane, drafts);
    const saidAt = new Map(fresh.map((one) => [keyOf(one.draft), one.saidAt]));
    const context: ChangeContext = {
      ...{ characterId: character.id, lane, now, newId },
      isConfined: (id) => tiers.get(id) === 'local-only',
      saidAt: () => undefined,
      answered: () => undefined,
    };
    const changes: NewChange[] = [];
    for (const some of inPortions(byMatter(fresh.map((one) => whileItHeld(one, there))))) {
      await breath();
      const made = changesOf(some.flat(), there, context);
      changes.push(...made.map((change) => asImported(change, saidAt)));
    }
    if (changes.length > 0) {
      await lanes.begin(transaction, place, character.id, now);
      await book.writeIn(transaction, changes, { by: { id: caller.id, name: caller.name } });
    }
    return changes.filter(({ kind }) => kind === 'imported').length;
  });
  const refused = readings.filter((drafts) => drafts.length === 0).length;
  return { taken, known: brought.length - taken, refused };

  function readingOf(fact: GivenFact): Brought[] {
    if (!isKeepable(fact.statement) || isBackwards(fact)) return [];
    if (isOwn(fact, caller.id)) return asOwn(fact, caller, { people, timeZone, now });
    return caller.mayManage ? [asGiven(fact, now)] : [];
  }
}

/** So many are looked at at once. */
const portion = 100;

function inPortions<Item>(all: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(all.length / portion) }, (_, index) =>
    all.slice(index * portion, (index + 1) * portion),
  );
}

/** What can be the same or exclude each other stays together. */
function byMatter(drafts: readonly FactDraft[]): FactDraft[][] {
  return [...Map.groupBy(drafts, matterOf).values()];
}

function peopleIn({ saidBy, about }: GivenFact): string[] {
  return [saidBy, ...about].map(({ id }) => id);
}

function isBackwards({ from, until }: GivenFact): boolean {
  return from !== undefined && until !== undefined && from > until;
}

function isOwn({ about, saidBy }: Pick<FactDraft, 'about' | 'saidBy'>, callerId: string): boolean {
  return saidBy.id === callerId && isOfAlone(callerId, about);
}

/** Read as the caller would say it now, under the name they have now; nothing of it is about anybody else. */
function asOwn(
  fact: GivenFact,
  { id, name }: Caller,
  { people, timeZone, now }: { people: readonly Acquaintance[]; timeZone: string; now: number },
): Brought[] {
  const author = { id, name };
  const at = Math.min(fact.saidAt, now);
  const text = underName(statementOf(fact.statement), fact.saidBy.name, nameInFact(name));
  const about = fact.about.map((one) => (one.id === id ? author : one));
  const drafts = writtenDown({ text, author, fact: { kind: fact.kind, about }, at }, { people, timeZone });
  if (!drafts.every((draft) => isOwn(draft, id))) return [];
  const [only] = drafts.length === 1 ? drafts : [];
  // A file tells the times of a fact better than its sentence can.
  const end = hasEnd(fact) ? fact : only;
  const times = only && { from: fact.from ?? only.from, until: end?.until, over: overOf(end) };
  const timed = only === undefined ? drafts : [{ ...only, ends: undefined, ...times }];
  return timed.map((draft) => ({ draft: { ...draft, confidence: fact.confidence, extractor }, saidAt: at }));
}

const extractor = 'import/1';

/** What has an end that is known needs no more to be said of it. */
function overOf(end: Pick<FactDraft, 'until' | 'over'> | undefined): true | undefined {
  return end?.until === undefined ? end?.over : undefined;
}

/** A sentence that begins with the name somebody had, with the one they have. */
function underName(statement: string, then: string, name: string): string {
  const rest = statement.slice(then.length);
  const begins = fold(statement.slice(0, then.length)) === fold(then) && /^(?:['’]|\s)/.test(rest);
  return begins ? `${name}${rest}` : statement;
}

function asGiven({ saidAt, ...fact }: GivenFact, now: number): Brought {
  const statement = statementOf(fact.statement);
  const value = fact.value ?? fold(statement);
  return {
    draft: {
      ...fact,
      about: fact.about.map(subjectOf),
      saidBy: subjectOf(fact.saidBy),
      over: overOf(fact),
      statement,
      value,
      sources: [],
      extractor,
    },
    saidAt: Math.min(saidAt, now),
  };
}

/** What was said before something else that is known held until that was said. */
function whileItHeld({ draft, saidAt }: Brought, known: readonly Fact[]): FactDraft {
  if (hasEnd(draft)) return draft;
  const later = known.filter((fact) => !hasEnd(fact) && fact.saidAt > saidAt && excludes(draft, fact));
  return later.length === 0 ? draft : { ...draft, until: Math.min(...later.map((fact) => fact.saidAt)) };
}

function asImported(change: NewChange, saidAt: ReadonlyMap<string, number>): NewChange {
  const { kind, after } = change;
  if (kind !== 'learned' || after === undefined) return change;
  return {
    ...change,
    kind: 'imported',
    after: { ...after, saidAt: saidAt.get(keyOf(after)) ?? after.saidAt },
  };
}

function keyOf({ statement, saidBy }: Pick<FactDraft, 'statement' | 'saidBy'>): string {
  return `${saidBy.id}\n${statement}`;
}
