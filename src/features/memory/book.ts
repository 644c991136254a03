import type { Caller } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import { homeOf, type Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Recall } from '../../core/ports/recall.ts';
import type { Storage } from '../../core/ports/storage.ts';
import { fold } from '../../lib/fold.ts';
import type { Transaction } from '../../lib/sql.ts';
import { type Fact, shortId, whoseWordsIn } from './fact.ts';
import type { FactStore } from './fact-store.ts';
import type { LaneStore } from './lane-store.ts';
import { type Change, type ChangeReason, factsAfter, inverseOf, type NewChange, sameFact } from './ledger.ts';
import { factAsPassage, factPassageId, factShelf } from './passages.ts';
import { besideWhatIsKnown } from './restoring.ts';
import { type Scope, type ScopeNeeds, scopeOf } from './scope.ts';
import { texts } from './texts.ts';

export interface BookNeeds extends ScopeNeeds {
  storage: Storage;
  facts: FactStore;
  lanes: LaneStore;
  recall: Recall;
  cast: Cast;
  clock: Clock;
  newId(): string;
}

/** The facts as people see and change them: what they may see, what they may change, and everything in the ledger. */
export interface FactBook {
  /** What this caller may see here: what all who read here may know, and what the caller said elsewhere. */
  visibleTo(caller: Caller, place: Place): Promise<Visible>;
  /** The same without reading it. */
  sightOf(caller: Caller, place: Place): Promise<Sight>;
  /** Some of what the caller may change here, the newest first, in whose line of short id and statement this stands. */
  offered(caller: Caller, place: Place, line: string, most: number): Promise<Fact[]>;
  /** Those of these facts that may be seen. */
  seen(sight: Sight, ids: readonly string[]): Promise<Fact[]>;
  /** The fact that somebody means by its id or its words, with the same fact as other characters remember it. */
  named(visible: Visible, typed: string): Fact[];
  /** Throws UserError when the caller may not change it. */
  mayChange(caller: Caller, place: Place, sight: Sight, fact: Fact): void;
  /**
   * Writes changes, to ledger, facts and recall at once; gives the batch's id. Throws UserError when a fact is not any
   * more as they take it to be.
   */
  write(changes: readonly NewChange[], reason?: Partial<ChangeReason>): Promise<string>;
  /** The same inside somebody's transaction. */
  writeIn(
    transaction: Transaction,
    changes: readonly NewChange[],
    reason?: Partial<ChangeReason>,
  ): Promise<string>;
  /** The changes of what is visible, the newest first, read as far as somebody looks. */
  changes(visible: Visible): AsyncIterable<Change>;
  /** Takes a batch back. Throws UserError when something of it has changed since. */
  undo(batch: readonly Change[], by: Caller): Promise<void>;
  /** The facts as they were at a moment. */
  asOf(visible: Visible, at: number): Promise<Fact[]>;
}

/** How far a caller sees: what is known within a scope, and what they said themself wherever that was. */
export interface Sight {
  scope: Scope;
  callerId: string;
}

/** What a caller may see. */
export interface Visible extends Sight {
  facts: Fact[];
  /** Lanes of which the caller sees their own words alone. */
  ownLanes: readonly string[];
}

/** Read at once on the way back through the ledger. */
const changesAtOnce = 200;
/** So many times as many are looked through for those that may be changed. */
const lookedThrough = 4;

export function createFactBook(needs: BookNeeds): FactBook {
  const { storage, facts, recall, clock, newId } = needs;
  return {
    async visibleTo(caller, place) {
      const scope = await scopeOf(needs, place, undefined);
      const heard = await facts.in(scope);
      const own = await facts.saidBy(caller.id);
      const all = [...new Map([...heard, ...own].map((fact) => [fact.id, fact])).values()];
      return { facts: all, scope, ownLanes: own.map(({ lane }) => lane), callerId: caller.id };
    },
    sightOf,
    async offered(caller, place, line, most) {
      const sight = await sightOf(caller, place);
      const naming = caller.mayManage ? undefined : caller.id;
      const among = { scope: sight.scope, saidBy: caller.id, line: fold(line), naming };
      const some = await facts.some(among, most * lookedThrough);
      return some.filter((fact) => isAllowed(() => mayChange(caller, place, sight, fact))).slice(0, most);
    },
    async seen({ scope, callerId }, ids) {
      const lanes = new Set(scope.lanes);
      return (await facts.find(ids)).filter((fact) => lanes.has(fact.lane) || fact.saidBy.id === callerId);
    },
    named(visible, typed) {
      const wanted = fold(typed.trim());
      const fact =
        visible.facts.find(({ id }) => [id, shortId(id)].includes(wanted.split(' ', 1)[0] ?? '')) ??
        onlyOne(visible.facts.filter(({ statement }) => fold(statement).includes(wanted)));
      if (fact === undefined) throw new UserError(texts.noFact(typed));
      return visible.facts.filter((other) => isTwin(fact, other));
    },
    mayChange,
    write: (changes, reason) => storage.transaction((transaction) => writeIn(transaction, changes, reason)),
    writeIn,
    async *changes(visible) {
      let below: number | undefined;
      for (;;) {
        const found = await facts.changes(lanesOf(visible), changesAtOnce, below);
        yield* found.filter((change) => isShown(visible, change));
        if (found.length < changesAtOnce) return;
        below = found.at(-1)?.position;
      }
    },
    async undo(batch, by) {
      await storage.transaction(async (transaction) => {
        const back = await inverseIn(transaction, batch);
        const known = await comeSince(transaction, batch, await knownBeside(transaction, back));
        const changes = besideWhatIsKnown(back, known, clock.now());
        await writeIn(transaction, changes, { by, undoes: batch[0]?.batch });
      });
    },
    async asOf(visible, at) {
      const { scope, callerId } = visible;
      const lanes = new Set(scope.lanes);
      const history = await facts.history(lanesOf(visible), at);
      return [...factsAfter(history).values()].filter(
        (fact) => lanes.has(fact.lane) || fact.saidBy.id === callerId,
      );
    },
  };

  async function sightOf(caller: Caller, place: Place): Promise<Sight> {
    return { scope: await scopeOf(needs, place, undefined), callerId: caller.id };
  }

  async function writeIn(
    transaction: Transaction,
    changes: readonly NewChange[],
    reason: Partial<ChangeReason> = {},
  ): Promise<string> {
    const full = { at: clock.now(), batch: newId(), ...reason };
    await mustBeAsSeen(transaction, changes);
    await facts.write(transaction, changes, full);
    const gone = changes.filter(({ after }) => after === undefined).flatMap(({ before }) => before?.id ?? []);
    const there = changes.flatMap(({ after }) => after ?? []);
    if (gone.length > 0) await recall.remove(transaction, gone.map(factPassageId));
    if (there.length > 0) await recall.shelve(transaction, there.map(factAsPassage));
    return full.batch;
  }

  /** Somebody else may have changed the same fact, or its message may be gone, since it was looked at. */
  async function mustBeAsSeen(transaction: Transaction, changes: readonly NewChange[]): Promise<void> {
    const seen = new Map<string, Fact | undefined>();
    for (const { before, after } of changes) {
      const { id = '' } = after ?? before ?? {};
      if (!seen.has(id)) seen.set(id, before);
    }
    const current = await facts.current(transaction, [...seen.keys()]);
    for (const [id, before] of seen)
      if (!sameFact(current.get(id), before)) throw new UserError(texts.changedSince);
  }

  /** What takes back as much of a batch as still has its words. Throws UserError when one of its facts has changed since. */
  async function inverseIn(transaction: Transaction, batch: readonly Change[]): Promise<NewChange[]> {
    const positions = batch.map(({ position }) => position);
    const kept = await facts.worded(transaction, positions);
    const ids = batch.map(({ factId }) => factId);
    const current = await facts.current(transaction, ids);
    const changes = kept.length < batch.length ? undefined : inverseOf(kept, (id) => current.get(id));
    if (changes === undefined || changes.length === 0) throw new UserError(texts.changedSince);
    return changes;
  }

  /** What stood beside a batch's facts before it goes on doing so. */
  async function comeSince(transaction: Transaction, batch: readonly Change[], known: readonly Fact[]) {
    const last = Math.max(...batch.map(({ position }) => position));
    const ids = known.map(({ id }) => id);
    const changed = await facts.changedSince(transaction, last, ids);
    return known.filter(({ id }) => changed.has(id));
  }

  /** What the same characters know in the same talks of the same things. */
  async function knownBeside(transaction: Transaction, changes: readonly NewChange[]): Promise<Fact[]> {
    const back = changes.flatMap(({ after }) => after ?? []);
    const all: Fact[] = [];
    for (const some of Map.groupBy(back, shelfOf).values()) {
      const [{ characterId, lane } = {}] = some;
      if (characterId !== undefined && lane !== undefined)
        all.push(...(await facts.beside(transaction, characterId, lane, some)));
    }
    return all;
  }
}

function shelfOf({ characterId, lane }: Fact): string {
  return factShelf(characterId, lane);
}

/** Whether a fact is about a person or was said by them. */
export function isOf(personId: string, { about, saidBy }: Fact): boolean {
  return saidBy.id === personId || about.some(({ id }) => id === personId);
}

function mayChange(caller: Caller, place: Place, { scope }: Sight, fact: Fact): void {
  if (isOf(caller.id, fact) || whoseWordsIn(fact).includes(caller.id)) return;
  const lane = scope.places.get(fact.lane);
  if (caller.mayManage && lane !== undefined && homeOf(lane) === homeOf(place)) return;
  throw new UserError(texts.notYours);
}

/** Whether what throws UserError for what is refused lets it be. */
export function isAllowed(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

function lanesOf({ scope, ownLanes }: Visible): string[] {
  return [...new Set([...scope.lanes, ...ownLanes])];
}

function isShown({ scope, callerId }: Visible, change: Change): boolean {
  return scope.lanes.includes(change.lane) || isFrom(callerId, change);
}

function isFrom(personId: string, { before, after }: Change): boolean {
  return (after ?? before)?.saidBy.id === personId;
}

/** The same thing, said in the same place, as several characters remember it. */
export function isTwin(one: Fact, other: Fact): boolean {
  return one.lane === other.lane && one.statement === other.statement && one.saidBy.id === other.saidBy.id;
}

function onlyOne(facts: readonly Fact[]): Fact | undefined {
  const statements = new Set(facts.map(({ statement }) => statement));
  return statements.size === 1 ? facts[0] : undefined;
}
