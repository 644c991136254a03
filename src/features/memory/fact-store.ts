import { createBreath } from '../../lib/breath.ts';
import { fold } from '../../lib/fold.ts';
import { anyOf, type Database, inside, type Transaction } from '../../lib/sql.ts';
import { chiefOf, type Fact, type FactDraft, shownOfId, thingMark, topicOf } from './fact.ts';
import { changePeople, changeRow } from './fact-rows.ts';
import { lastPosition, put, take } from './fact-tables.ts';
import { createForemostFacts, type FactScope, type ForemostFacts, shelvesOf } from './foremost.ts';
import type { ChangeReason, NewChange } from './ledger.ts';
import { createLedgerStore, type LedgerStore } from './ledger-store.ts';
import { toFact } from './opened-fact.ts';
import { factShelf } from './passages.ts';
import type { MemoryTables } from './tables.ts';

export type { FactScope } from './foremost.ts';

/** Facts as they are now, and the ledger of how they came to be so. */
export interface FactStore extends LedgerStore, ForemostFacts {
  /** Writes one batch: the ledger's lines and what they make of the facts. */
  write(transaction: Transaction, changes: readonly NewChange[], reason: ChangeReason): Promise<void>;
  in(scope: FactScope): Promise<Fact[]>;
  /** Some of what is known within a scope or was said by somebody, the newest first. */
  some(among: FactsAmong, limit: number): Promise<Fact[]>;
  /** Those of whom something is known under one of these names, folded. */
  called(names: readonly string[]): Promise<{ name: string; id: string }[]>;
  /**
   * What a character knows from a lane that any of these drafts could be the same as or exclude: all that there is on
   * what they turn on. Read inside the transaction that is going to change it.
   */
  beside(
    transaction: Transaction,
    characterId: string,
    lane: string,
    drafts: readonly Pick<FactDraft, 'about' | 'saidBy' | 'slot' | 'kind' | 'value'>[],
  ): Promise<Fact[]>;
  /** What a character knows from a lane in one of these sentences. */
  stating(
    transaction: Transaction,
    characterId: string,
    lane: string,
    statements: readonly string[],
  ): Promise<Fact[]>;
  find(ids: readonly string[]): Promise<Fact[]>;
  /** As they are inside the transaction that is going to change them, by id. */
  current(transaction: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, Fact>>;
  /** Said by this person, or about them or what is theirs, wherever that was. */
  ofPerson(personId: string): Promise<Fact[]>;
  countOfPerson(personId: string): Promise<number>;
  /** The ids of some of these. */
  someOfPerson(transaction: Transaction, personId: string, limit: number): Promise<string[]>;
  saidBy(personId: string): Promise<Fact[]>;
  /** The names of the shelves on which something stands that this person said. */
  shelvesSaidOn(personId: string): Promise<string[]>;
  /** Those that rest on no message and were told before a moment: by one person, or by anybody. */
  toldBefore(transaction: Transaction, before: number, limit: number, personId?: string): Promise<Fact[]>;
  /** Those that rest on these messages. */
  restingOn(transaction: Transaction, messageIds: readonly string[]): Promise<Fact[]>;
  /** Puts a fact's words back or in, without a line in the ledger: for what is taken out for good. */
  amend(transaction: Transaction, fact: Fact): Promise<void>;
}

/** Which facts are looked for. */
export interface FactsAmong {
  scope: FactScope;
  /** What this person said is among them wherever it was said. */
  saidBy: string;
  /** A part of the short id and the statement, folded, as they stand in one line. */
  line: string;
  /** Those alone in which this person comes up: as whoever said it, as whom it is about, or as whose words it holds. */
  naming?: string | undefined;
}

type Tables = Database<MemoryTables>;

/** Facts that are read or written at once, and for how long sockets and timers wait for them at most. */
const together = 50;
const longestHoldMs = 5;

export function createFactStore(db: Tables): FactStore {
  return {
    ...createLedgerStore(db),
    ...createForemostFacts(db),
    async write(transaction, changes, reason) {
      const tables = inside<MemoryTables>(transaction);
      const last = await lastPosition(tables);
      const breath = createBreath(longestHoldMs);
      for (let from = 0; from < changes.length; from += together) {
        await breath();
        const some = changes.slice(from, from + together);
        const positioned = some.map((change, index) => ({ change, position: last + 1 + from + index }));
        await tables
          .insertInto('memory_changes')
          .values(positioned.map(({ change, position }) => changeRow(change, position, reason)))
          .execute();
        await tables
          .insertInto('memory_change_people')
          .values(positioned.flatMap(({ change, position }) => changePeople(change, position)))
          .execute();
        for (const each of oneOfEach(some)) await make(tables, each);
      }
    },
    async in(scope) {
      const rows = await db
        .selectFrom('memory_facts')
        .select('id')
        .where('shelf', 'in', anyOf(shelvesOf(scope)))
        .orderBy('said_at')
        .orderBy('id')
        .execute();
      return opened(db, rows.map(idOf));
    },
    async some({ scope, saidBy, line, naming }, limit) {
      let among = db
        .selectFrom('memory_facts')
        .select('id')
        .where((row) => row.or([row('shelf', 'in', anyOf(shelvesOf(scope))), row('said_by', '=', saidBy)]))
        .where(({ eb, fn, val, ref }) => {
          const shortId = fn<string>('substr', ['id', val(-shownOfId)]);
          const shown = eb(eb(shortId, '||', val(' ')), '||', ref('words'));
          return eb(fn<number>('instr', [shown, val(line)]), '>', 0);
        });
      if (naming !== undefined)
        among = among.where(({ eb, fn, val }) =>
          eb(fn<number>('instr', ['body', val(JSON.stringify(naming))]), '>', 0),
        );
      const rows = await among.orderBy('said_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return opened(db, rows.map(idOf));
    },
    async called(names) {
      const rows = await db
        .selectFrom('memory_subjects')
        .select(['called', 'subject_id'])
        .distinct()
        .where('called', 'in', anyOf(names))
        .execute();
      return rows.map(({ called, subject_id }) => ({ name: called, id: subject_id }));
    },
    async beside(transaction, characterId, lane, drafts) {
      const tables = inside<MemoryTables>(transaction);
      const shelf = factShelf(characterId, lane);
      const ids: string[] = [];
      for (const [chief, some] of Map.groupBy(drafts, chiefOf)) {
        const rows = await tables
          .selectFrom('memory_facts')
          .select('id')
          .where('chief', '=', chief)
          .where('topic', 'in', anyOf(new Set(some.map(topicOf))))
          .where('shelf', '=', shelf)
          .orderBy('said_at')
          .orderBy('id')
          .execute();
        ids.push(...rows.map(idOf));
      }
      return opened(tables, ids);
    },
    async stating(transaction, characterId, lane, statements) {
      const tables = inside<MemoryTables>(transaction);
      const wanted = new Set(statements);
      const rows = await tables
        .selectFrom('memory_facts')
        .select('id')
        .where('shelf', '=', factShelf(characterId, lane))
        .where('words', 'in', anyOf(statements.map(fold)))
        .execute();
      return (await opened(tables, rows.map(idOf))).filter(({ statement }) => wanted.has(statement));
    },
    find: (ids) => opened(db, ids),
    async current(transaction, ids) {
      const there = await opened(inside<MemoryTables>(transaction), ids);
      return new Map(there.map((fact) => [fact.id, fact]));
    },
    async ofPerson(personId) {
      const facts = await opened(db, (await idsOfPerson(db, personId).execute()).map(idOf));
      return facts.toSorted((one, other) => one.saidAt - other.saidAt);
    },
    async countOfPerson(personId) {
      const row = await db
        .selectFrom(idsOfPerson(db, personId).as('theirs'))
        .select((select) => select.fn.countAll().as('count'))
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },
    async someOfPerson(transaction, personId, limit) {
      const tables = inside<MemoryTables>(transaction);
      // Each in its turn: all of them together would have to be gathered for every few.
      const said = await saidBy(tables, personId).limit(limit).execute();
      if (said.length > 0) return said.map(idOf);
      const told = await about(tables, personId).limit(limit).execute();
      if (told.length > 0) return told.map(idOf);
      return (await ofTheirs(tables, personId).limit(limit).execute()).map(idOf);
    },
    async saidBy(personId) {
      return opened(db, (await saidBy(db, personId).orderBy('said_at').orderBy('id').execute()).map(idOf));
    },
    async shelvesSaidOn(personId) {
      const rows = await db
        .selectFrom('memory_facts')
        .select('shelf')
        .distinct()
        .where('said_by', '=', personId)
        .execute();
      return rows.map(({ shelf }) => shelf);
    },
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
    async restingOn(transaction, messageIds) {
      const tables = inside<MemoryTables>(transaction);
      const rows = await tables
        .selectFrom('memory_sources')
        .select('fact_id as id')
        .distinct()
        .where('message_id', 'in', anyOf(messageIds))
        .execute();
      return opened(tables, rows.map(idOf));
    },
    amend: (transaction, fact) => put(inside<MemoryTables>(transaction), [fact]),
  };
}

/** Changes in stretches in which no fact is changed twice. */
function oneOfEach(changes: readonly NewChange[]): NewChange[][] {
  const stretches: { ids: Set<string>; changes: NewChange[] }[] = [];
  for (const change of changes) {
    const { id = '' } = change.after ?? change.before ?? {};
    const last = stretches.at(-1);
    if (last === undefined || last.ids.has(id)) stretches.push({ ids: new Set([id]), changes: [change] });
    else {
      last.ids.add(id);
      last.changes.push(change);
    }
  }
  return stretches.map((stretch) => stretch.changes);
}

/** What it rested on stays known of what is taken out: its words in the ledger go with those messages. */
async function make(tables: Tables, changes: readonly NewChange[]): Promise<void> {
  await put(
    tables,
    changes.flatMap(({ after }) => after ?? []),
  );
  await take(
    tables,
    changes.flatMap(({ before, after }) => (after === undefined && before !== undefined ? [before.id] : [])),
  );
}

/** Facts by their ids, in this order: a few at a time, since nobody is to wait for many. */
async function opened(tables: Tables, ids: readonly string[]): Promise<Fact[]> {
  const breath = createBreath(longestHoldMs);
  const facts: Fact[] = [];
  for (let from = 0; from < ids.length; from += together) {
    await breath();
    const some = ids.slice(from, from + together);
    const rows = await tables
      .selectFrom('memory_facts')
      .select(['id', 'body'])
      .where('id', 'in', anyOf(some))
      .execute();
    const bodies = new Map(rows.map((row) => [row.id, row]));
    facts.push(...some.flatMap((id) => bodies.get(id) ?? []).map(toFact));
  }
  return facts;
}

function saidBy(tables: Tables, personId: string) {
  return tables.selectFrom('memory_facts').select('id').where('said_by', '=', personId);
}

function about(tables: Tables, personId: string) {
  return tables.selectFrom('memory_subjects').select('fact_id as id').where('subject_id', '=', personId);
}

/** About what is somebody's: `;` is the sign after `:`. */
function ofTheirs(tables: Tables, personId: string) {
  const theirs = `${thingMark}${personId}`;
  return tables
    .selectFrom('memory_subjects')
    .select('fact_id as id')
    .where('subject_id', '>', `${theirs}:`)
    .where('subject_id', '<', `${theirs};`);
}

function idsOfPerson(tables: Tables, personId: string) {
  return saidBy(tables, personId).union(about(tables, personId)).union(ofTheirs(tables, personId));
}

function idOf({ id }: { id: string }): string {
  return id;
}
