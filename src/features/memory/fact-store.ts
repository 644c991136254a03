import type { Transaction } from '../../lib/sql.ts';
import { type Database, inside } from '../../lib/sql.ts';
import type { Fact } from './fact.ts';
import { changeRow, factsOfPerson, forgottenAmong, toChange } from './fact-rows.ts';
import { lastPosition, put, take, untie } from './fact-tables.ts';
import type { Change, ChangeReason, NewChange } from './ledger.ts';
import { toFact } from './opened-fact.ts';
import type { MemoryTables } from './tables.ts';

/** Whose facts of which talks: nothing else is looked at. */
export interface FactScope {
  /** Pairs of character and lane. */
  shelves: readonly { characterId: string; lane: string }[];
}

/** Facts as they are now, and the ledger of how they came to be so. */
export interface FactStore {
  /** Writes one batch: the ledger's lines and what they make of the facts. */
  write(transaction: Transaction, changes: readonly NewChange[], reason: ChangeReason): Promise<void>;
  in(scope: FactScope): Promise<Fact[]>;
  /** What is still true of these people, the newest first. */
  about(personIds: readonly string[], scope: FactScope): Promise<Fact[]>;
  /** Those of whom something is known under one of these names, folded. */
  called(names: readonly string[]): Promise<{ name: string; id: string }[]>;
  /** Of one character in one lane, read inside the transaction that is going to change them. */
  known(transaction: Transaction, characterId: string, lane: string): Promise<Fact[]>;
  /** What was taken out or put right there, as it was before. */
  withdrawn(transaction: Transaction, characterId: string, lane: string): Promise<Fact[]>;
  find(ids: readonly string[]): Promise<Fact[]>;
  /** As they are inside the transaction that is going to change them, by id. */
  current(transaction: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, Fact>>;
  /** Those of the ids that the ledger knows, also of facts that are gone. */
  everKnown(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Said by this person, or about them, wherever that was. */
  ofPerson(personId: string): Promise<Fact[]>;
  ofPersonIn(transaction: Transaction, personId: string, limit: number): Promise<Fact[]>;
  /** Those that rest on no message and were told before a moment: by one person, or by anybody. */
  toldBefore(transaction: Transaction, before: number, limit: number, personId?: string): Promise<Fact[]>;
  /** Takes the words of facts that are no more, and rested on no message, out of what changed before a moment. */
  forgetBefore(transaction: Transaction, before: number, limit: number, personId?: string): Promise<number>;
  /** How many changes a person made, or are about them or their words. */
  changesOf(personId: string): Promise<number>;
  /** Takes a person's name and words out of some lines of the ledger. */
  eraseChangesOf(transaction: Transaction, personId: string, limit: number): Promise<number>;
  /** Those that rest on these messages. */
  restingOn(transaction: Transaction, messageIds: readonly string[]): Promise<Fact[]>;
  /** Those of these messages of which somebody took out a fact, and nobody brought it back. */
  forgottenAmong(messageIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The newest changes first, below a position. */
  changes(lanes: readonly string[], limit: number, below?: number): Promise<Change[]>;
  batch(batch: string): Promise<Change[]>;
  /** Of these lines of the ledger those whose words are still there, in their order. */
  worded(transaction: Transaction, positions: readonly number[]): Promise<Change[]>;
  /** The facts to which something has happened since a line of the ledger, by id. */
  changedSince(transaction: Transaction, position: number): Promise<ReadonlySet<string>>;
  /** All changes of these lanes up to a moment, oldest first. */
  history(lanes: readonly string[], until: number): Promise<Change[]>;
  /** Puts a fact's words back or in, without a line in the ledger: for what is taken out for good. */
  amend(transaction: Transaction, fact: Fact): Promise<void>;
  /** Takes facts out, and their words out of the ledger. */
  erase(transaction: Transaction, ids: readonly string[]): Promise<void>;
  /** Takes the words of facts that are no more, and that rested on these messages, out of the ledger. */
  eraseGone(transaction: Transaction, messageIds: readonly string[]): Promise<void>;
}

/** What is known of a few people is told from among so many. */
const mostAbout = 2_000;

export function createFactStore(db: Database<MemoryTables>): FactStore {
  return {
    async write(transaction, changes, reason) {
      const tables = inside<MemoryTables>(transaction);
      let position = await lastPosition(tables);
      for (const change of changes) {
        position += 1;
        await tables
          .insertInto('memory_changes')
          .values(changeRow(change, position, reason))
          .execute();
        const { before, after } = change;
        if (after !== undefined) await put(tables, after);
        // What it rested on stays known: its words in the ledger go with those messages.
        else if (before !== undefined) await take(tables, [before.id]);
      }
    },
    async in(scope) {
      if (scope.shelves.length === 0) return [];
      const rows = await db
        .selectFrom('memory_facts')
        .select(['character_id', 'lane', 'body'])
        .where('lane', 'in', lanesOf(scope))
        .where('character_id', 'in', charactersOf(scope))
        .orderBy('said_at')
        .orderBy('id')
        .execute();
      return rows.filter(isIn(scope)).map(toFact);
    },
    async about(personIds, scope) {
      if (personIds.length === 0 || scope.shelves.length === 0) return [];
      const rows = await db
        .selectFrom('memory_facts as fact')
        .innerJoin('memory_subjects as subject', 'subject.fact_id', 'fact.id')
        .select(['fact.id', 'fact.character_id', 'fact.lane', 'fact.body'])
        .where('subject.subject_id', 'in', [...personIds])
        .where('fact.lane', 'in', lanesOf(scope))
        .where('fact.character_id', 'in', charactersOf(scope))
        .where('fact.over', '=', 0)
        .orderBy('fact.said_at', 'desc')
        .limit(mostAbout)
        .execute();
      const there = new Map(rows.filter(isIn(scope)).map((row) => [row.id, row]));
      return [...there.values()].map(toFact);
    },
    async called(names) {
      if (names.length === 0) return [];
      const rows = await db
        .selectFrom('memory_subjects')
        .select(['called', 'subject_id'])
        .distinct()
        .where('called', 'in', [...names])
        .execute();
      return rows.map(({ called, subject_id }) => ({ name: called, id: subject_id }));
    },
    async known(transaction, characterId, lane) {
      const rows = await inside<MemoryTables>(transaction)
        .selectFrom('memory_facts')
        .select('body')
        .where('character_id', '=', characterId)
        .where('lane', '=', lane)
        .orderBy('said_at')
        .orderBy('id')
        .execute();
      return rows.map(toFact);
    },
    async withdrawn(transaction, characterId, lane) {
      const rows = await inside<MemoryTables>(transaction)
        .selectFrom('memory_changes')
        .select('before')
        .where('lane', '=', lane)
        .where('character_id', '=', characterId)
        .where('before', 'is not', null)
        .where((where) => where.or([where('after', 'is', null), where('kind', '=', 'edited')]))
        .execute();
      return rows.flatMap(({ before }) => (before === null ? [] : toFact({ body: before })));
    },
    find: (ids) => factsWith(db, ids),
    async current(transaction, ids) {
      const there = await factsWith(inside<MemoryTables>(transaction), ids);
      return new Map(there.map((fact) => [fact.id, fact]));
    },
    async everKnown(ids) {
      if (ids.length === 0) return new Set();
      const rows = await db
        .selectFrom('memory_changes')
        .select('fact_id')
        .distinct()
        .where('fact_id', 'in', [...ids])
        .execute();
      return new Set(rows.map(({ fact_id }) => fact_id));
    },
    ofPerson: (personId) => factsOfPerson(db, personId),
    ofPersonIn: (transaction, personId, limit) =>
      factsOfPerson(inside<MemoryTables>(transaction), personId, limit),
    async toldBefore(transaction, before, limit, personId) {
      const tables = inside<MemoryTables>(transaction);
      let told = tables
        .selectFrom('memory_facts')
        .select('body')
        .where('said_at', '<', before)
        .where('id', 'not in', tables.selectFrom('memory_sources').select('fact_id'))
        .limit(limit);
      if (personId !== undefined) told = told.where('said_by', '=', personId);
      return (await told.execute()).map(toFact);
    },
    async forgetBefore(transaction, before, limit, personId) {
      const tables = inside<MemoryTables>(transaction);
      let gone = tables
        .selectFrom('memory_changes')
        .select('fact_id')
        .distinct()
        .where('at', '<', before)
        .where('people', '!=', '')
        .where('fact_id', 'not in', tables.selectFrom('memory_facts').select('id'))
        .where('fact_id', 'not in', tables.selectFrom('memory_sources').select('fact_id'))
        .limit(limit);
      if (personId !== undefined) gone = gone.where('people', 'like', `%\n${personId}\n%`);
      const ids = (await gone.execute()).map(({ fact_id }) => fact_id);
      await erase(tables, ids);
      return ids.length;
    },
    async changesOf(personId) {
      const row = await db
        .selectFrom('memory_changes')
        .select((select) => select.fn.countAll().as('count'))
        .where((where) =>
          where.or([where('by_id', '=', personId), where('people', 'like', `%\n${personId}\n%`)]),
        )
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },
    async eraseChangesOf(transaction, personId, limit) {
      const tables = inside<MemoryTables>(transaction);
      const some = tables.selectFrom('memory_changes').select('position').limit(limit);
      const made = await tables
        .updateTable('memory_changes')
        .set({ by_id: null, by_name: null })
        .where('position', 'in', some.where('by_id', '=', personId))
        .executeTakeFirst();
      const about = await tables
        .updateTable('memory_changes')
        .set({ before: null, after: null, people: '' })
        .where('position', 'in', some.where('people', 'like', `%\n${personId}\n%`))
        .executeTakeFirst();
      return Number(made.numUpdatedRows) + Number(about.numUpdatedRows);
    },
    async restingOn(transaction, messageIds) {
      const tables = inside<MemoryTables>(transaction);
      const resting = tables
        .selectFrom('memory_sources')
        .select('fact_id')
        .where('message_id', 'in', [...messageIds]);
      const rows = await tables
        .selectFrom('memory_facts')
        .select('body')
        .where('id', 'in', resting)
        .execute();
      return rows.map(toFact);
    },
    async changes(lanes, limit, below) {
      if (lanes.length === 0) return [];
      let some = db
        .selectFrom('memory_changes')
        .selectAll()
        .where('lane', 'in', [...lanes])
        .orderBy('position', 'desc')
        .limit(limit);
      if (below !== undefined) some = some.where('position', '<', below);
      return (await some.execute()).map(toChange);
    },
    async batch(batch) {
      const rows = await db
        .selectFrom('memory_changes')
        .selectAll()
        .where('batch', '=', batch)
        .orderBy('position')
        .execute();
      return rows.map(toChange);
    },
    async worded(transaction, positions) {
      const rows = await inside<MemoryTables>(transaction)
        .selectFrom('memory_changes')
        .selectAll()
        .where('position', 'in', [...positions])
        .where('people', '!=', '')
        .orderBy('position')
        .execute();
      return rows.map(toChange);
    },
    async changedSince(transaction, position) {
      const rows = await inside<MemoryTables>(transaction)
        .selectFrom('memory_changes')
        .select('fact_id')
        .distinct()
        .where('position', '>', position)
        .execute();
      return new Set(rows.map(({ fact_id }) => fact_id));
    },
    async history(lanes, until) {
      if (lanes.length === 0) return [];
      const rows = await db
        .selectFrom('memory_changes')
        .selectAll()
        .where('lane', 'in', [...lanes])
        .where('at', '<=', until)
        .orderBy('position')
        .execute();
      return rows.map(toChange);
    },
    forgottenAmong: (messageIds) => forgottenAmong(db, messageIds),
    amend: (transaction, fact) => put(inside<MemoryTables>(transaction), fact),
    erase: (transaction, ids) => erase(inside<MemoryTables>(transaction), ids),
    async eraseGone(transaction, messageIds) {
      const tables = inside<MemoryTables>(transaction);
      const rows = await tables
        .selectFrom('memory_sources')
        .select('fact_id')
        .distinct()
        .where('message_id', 'in', [...messageIds])
        .where('fact_id', 'not in', tables.selectFrom('memory_facts').select('id'))
        .execute();
      await erase(
        tables,
        rows.map(({ fact_id }) => fact_id),
      );
    },
  };
}

async function factsWith(tables: Database<MemoryTables>, ids: readonly string[]): Promise<Fact[]> {
  if (ids.length === 0) return [];
  const rows = await tables
    .selectFrom('memory_facts')
    .select('body')
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(toFact);
}

async function erase(tables: Database<MemoryTables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await take(tables, ids);
  await untie(tables, 'memory_sources', ids);
  await tables
    .updateTable('memory_changes')
    .set({ before: null, after: null, people: '' })
    .where('fact_id', 'in', [...ids])
    .execute();
}

function lanesOf({ shelves }: FactScope): string[] {
  return [...new Set(shelves.map(({ lane }) => lane))];
}

function charactersOf({ shelves }: FactScope): string[] {
  return [...new Set(shelves.map(({ characterId }) => characterId))];
}

/** Whether a row is of one of the characters and talks of a scope. */
function isIn({ shelves }: FactScope): (row: { character_id: string; lane: string }) => boolean {
  const wanted = new Set(shelves.map(({ characterId, lane }) => `${characterId}\n${lane}`));
  return (row) => wanted.has(`${row.character_id}\n${row.lane}`);
}
