import { createBreath } from '../../lib/breath.ts';
import { anyOf, type Database, inside, type Transaction } from '../../lib/sql.ts';
import type { Fact } from './fact.ts';
import { toChange } from './fact-rows.ts';
import { take, untie } from './fact-tables.ts';
import type { Change } from './ledger.ts';
import { toFact } from './opened-fact.ts';
import type { MemoryTables } from './tables.ts';

/** The ledger: how facts came to be as they are. */
export interface LedgerStore {
  /** What a character had taken out or put right in a lane, as it was before: as far as it rested on one of these messages. */
  withdrawn(
    transaction: Transaction,
    characterId: string,
    lane: string,
    messageIds: readonly string[],
  ): Promise<Fact[]>;
  /** Those of the ids that the ledger knows, also of facts that are gone. */
  everKnown(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** The newest changes first, below a position. */
  changes(lanes: readonly string[], limit: number, below?: number): Promise<Change[]>;
  batch(batch: string): Promise<Change[]>;
  /** Of these lines of the ledger those whose words are still there, in their order. */
  worded(transaction: Transaction, positions: readonly number[]): Promise<Change[]>;
  /** Those of these facts to which something has happened since a line of the ledger. */
  changedSince(
    transaction: Transaction,
    position: number,
    ids: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /** What all changes of these lanes up to a moment made of facts, oldest first. */
  history(lanes: readonly string[], until: number): Promise<Pick<Change, 'factId' | 'after'>[]>;
  /** Those of these messages of which somebody took out a fact, and nobody brought it back. */
  forgottenAmong(messageIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** How many changes a person made, or are about them or their words. */
  changesOf(personId: string): Promise<number>;
  /** These changes, oldest first. */
  ledgerOf(personId: string): Promise<Change[]>;
  /** Takes a person's name and words out of some lines of the ledger. */
  eraseChangesOf(transaction: Transaction, personId: string, limit: number): Promise<number>;
  /** Takes the words of facts that are no more, and rested on no message, out of what changed before a moment. */
  forgetBefore(transaction: Transaction, before: number, limit: number, personId?: string): Promise<number>;
  /** Takes facts out, and their words out of the ledger. */
  erase(transaction: Transaction, ids: readonly string[]): Promise<void>;
  /** Takes the words of facts that are no more, and that rested on these messages, out of the ledger. */
  eraseGone(transaction: Transaction, messageIds: readonly string[]): Promise<void>;
}

/** Lines that are opened at once. */
const together = 200;
const longestHoldMs = 5;
/** How facts are taken out or put right. */
const withdrawals = ['corrected', 'forgotten', 'undone', 'edited'] as const;

export function createLedgerStore(db: Database<MemoryTables>): LedgerStore {
  return {
    async withdrawn(transaction, characterId, lane, messageIds) {
      if (messageIds.length === 0) return [];
      const rows = await inside<MemoryTables>(transaction)
        .selectFrom('memory_changes')
        .select('before')
        .where('lane', '=', lane)
        .where('kind', 'in', withdrawals)
        .where('character_id', '=', characterId)
        .where('before', 'is not', null)
        .where((where) => where.or([where('after', 'is', null), where('kind', '=', 'edited')]))
        .where(({ or, eb, fn, val }) =>
          or(messageIds.map((id) => eb(fn<number>('instr', ['before', val(JSON.stringify(id))]), '>', 0))),
        )
        .execute();
      return rows.flatMap(({ before }) => (before === null ? [] : toFact({ body: before })));
    },
    async everKnown(ids) {
      const rows = await db
        .selectFrom('memory_changes')
        .select('fact_id')
        .distinct()
        .where('fact_id', 'in', anyOf(ids))
        .execute();
      return new Set(rows.map(({ fact_id }) => fact_id));
    },
    async changes(lanes, limit, below) {
      if (lanes.length === 0) return [];
      let some = db
        .selectFrom('memory_changes')
        .selectAll()
        .where('lane', 'in', anyOf(lanes))
        .orderBy('position', 'desc')
        .limit(limit);
      if (below !== undefined) some = some.where('position', '<', below);
      return (await some.execute()).map(toChange);
    },
    async batch(batch) {
      const rows = await db
        .selectFrom('memory_changes')
        .select('position')
        .where('batch', '=', batch)
        .orderBy('position')
        .execute();
      return openLines(db, rows.map(positionOf));
    },
    async worded(transaction, positions) {
      const lines = await openLines(inside<MemoryTables>(transaction), positions);
      return lines.filter(({ before, after }) => (before ?? after) !== undefined);
    },
    async changedSince(transaction, position, ids) {
      const rows = await inside<MemoryTables>(transaction)
        .selectFrom('memory_changes')
        .select('fact_id')
        .distinct()
        .where('fact_id', 'in', anyOf(ids))
        .where('position', '>', position)
        .execute();
      return new Set(rows.map(({ fact_id }) => fact_id));
    },
    async history(lanes, until) {
      const rows = await db
        .selectFrom('memory_changes')
        .select('position')
        .where('lane', 'in', anyOf(lanes))
        .where('at', '<=', until)
        .orderBy('position')
        .execute();
      const positions = rows.map(positionOf);
      const made: Pick<Change, 'factId' | 'after'>[] = [];
      for (let from = 0; from < positions.length; from += together) {
        const some = await db
          .selectFrom('memory_changes')
          .select(['fact_id', 'after'])
          .where('position', 'in', anyOf(positions.slice(from, from + together)))
          .orderBy('position')
          .execute();
        made.push(
          ...some.map(({ fact_id, after }) => {
            return { factId: fact_id, after: after === null ? undefined : toFact({ body: after }) };
          }),
        );
      }
      return made;
    },
    async forgottenAmong(messageIds) {
      if (messageIds.length === 0) return new Set();
      const rows = await db
        .selectFrom('memory_sources as source')
        .innerJoin('memory_changes as change', 'change.fact_id', 'source.fact_id')
        .select('source.message_id')
        .distinct()
        .where('source.message_id', 'in', anyOf(messageIds))
        .where('source.fact_id', 'not in', db.selectFrom('memory_facts').select('id'))
        .where('change.after', 'is', null)
        .where('change.kind', 'in', ['forgotten', 'undone'])
        .execute();
      return new Set(rows.map(({ message_id }) => message_id));
    },
    async changesOf(personId) {
      const row = await db
        .selectFrom(positionsOf(db, personId).as('theirs'))
        .select((select) => select.fn.countAll().as('count'))
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },
    async ledgerOf(personId) {
      const rows = await db
        .selectFrom('memory_changes')
        .selectAll()
        .where('position', 'in', positionsOf(db, personId))
        .orderBy('position')
        .execute();
      return rows.map(toChange);
    },
    async eraseChangesOf(transaction, personId, limit) {
      const tables = inside<MemoryTables>(transaction);
      const made = await tables
        .updateTable('memory_changes')
        .set({ by_id: null, by_name: null })
        .where(
          'position',
          'in',
          tables.selectFrom('memory_changes').select('position').where('by_id', '=', personId).limit(limit),
        )
        .executeTakeFirst();
      const about = await tables
        .selectFrom('memory_change_people')
        .select('position')
        .where('person_id', '=', personId)
        .limit(limit)
        .execute();
      await eraseWords(tables, about.map(positionOf));
      return Number(made.numUpdatedRows) + about.length;
    },
    async forgetBefore(transaction, before, limit, personId) {
      const tables = inside<MemoryTables>(transaction);
      let gone = tables
        .selectFrom('memory_changes as change')
        .select('change.fact_id')
        .distinct()
        .where('change.at', '<', before)
        .where((where) =>
          where.or([where('change.before', 'is not', null), where('change.after', 'is not', null)]),
        )
        .where('change.fact_id', 'not in', tables.selectFrom('memory_facts').select('id'))
        .where('change.fact_id', 'not in', tables.selectFrom('memory_sources').select('fact_id'))
        .limit(limit);
      if (personId !== undefined)
        gone = gone.where(
          'change.position',
          'in',
          tables.selectFrom('memory_change_people').select('position').where('person_id', '=', personId),
        );
      const ids = (await gone.execute()).map(({ fact_id }) => fact_id);
      await erase(tables, ids);
      return ids.length;
    },
    erase: (transaction, ids) => erase(inside<MemoryTables>(transaction), ids),
    async eraseGone(transaction, messageIds) {
      const tables = inside<MemoryTables>(transaction);
      const rows = await tables
        .selectFrom('memory_sources')
        .select('fact_id')
        .distinct()
        .where('message_id', 'in', anyOf(messageIds))
        .where('fact_id', 'not in', tables.selectFrom('memory_facts').select('id'))
        .execute();
      await erase(
        tables,
        rows.map(({ fact_id }) => fact_id),
      );
    },
  };
}

/** Lines of the ledger, a few at a time: inside a transaction others could do nothing else meanwhile. */
async function openLines(tables: Database<MemoryTables>, positions: readonly number[]): Promise<Change[]> {
  const breath = createBreath(longestHoldMs);
  const lines: Change[] = [];
  for (let from = 0; from < positions.length; from += together) {
    await breath();
    const rows = await tables
      .selectFrom('memory_changes')
      .selectAll()
      .where('position', 'in', anyOf(positions.slice(from, from + together)))
      .orderBy('position')
      .execute();
    lines.push(...rows.map(toChange));
  }
  return lines;
}

async function erase(tables: Database<MemoryTables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await take(tables, ids);
  await untie(tables, 'memory_sources', ids);
  const lines = await tables
    .selectFrom('memory_changes')
    .select('position')
    .where('fact_id', 'in', anyOf(ids))
    .execute();
  await eraseWords(tables, lines.map(positionOf));
}

/** Takes the words out of lines of the ledger. */
async function eraseWords(tables: Database<MemoryTables>, positions: readonly number[]): Promise<void> {
  if (positions.length === 0) return;
  await tables
    .updateTable('memory_changes')
    .set({ before: null, after: null })
    .where('position', 'in', anyOf(positions))
    .execute();
  await tables.deleteFrom('memory_change_people').where('position', 'in', anyOf(positions)).execute();
}

/** Of what a person changed, and of what happened to facts that they are in. */
function positionsOf(db: Database<MemoryTables>, personId: string) {
  const made = db.selectFrom('memory_changes').select('position').where('by_id', '=', personId);
  return made.union(
    db.selectFrom('memory_change_people').select('position').where('person_id', '=', personId),
  );
}

function positionOf({ position }: { position: number }): number {
  return Number(position);
}
