import type { Place } from '../../core/message.ts';
import { anyOf, type Database, inside, type Transaction } from '../../lib/sql.ts';
import type { Fact } from './fact.ts';
import { toFact } from './opened-fact.ts';
import type { MemoryTables } from './tables.ts';

/** Old talks of a home that are read again, or were. */
export interface Rebuild {
  home: string;
  id: string;
  /** Where it was asked for; undefined when it is over. */
  place?: Place | undefined;
  askedAt: number;
  /** How many lines there were then, how many of them were read, and how many new facts came of them. */
  total: number;
  lines: number;
  facts: number;
  /** The talk that is being read, and up to which position of it. */
  lane: string;
  reached: number;
}

/** A fact as it was when somebody took it out or put it right. */
export interface TakenOut {
  fact: Fact;
  at: number;
}

/** How far old talks have been read again, and what must be known for it. */
export interface RebuildStore {
  /** The one that is under way in a home, else the last one. */
  of(home: string): Promise<Rebuild | undefined>;
  underWay(): Promise<Rebuild[]>;
  begin(rebuild: Pick<Rebuild, 'home' | 'id' | 'askedAt'> & { place: Place }): Promise<void>;
  /** Counts what came of a stretch; and where all who listen have read it, how far that is, and how much it was. */
  advance(
    transaction: Transaction,
    rebuild: Pick<Rebuild, 'id'>,
    newFacts: number,
    read?: Pick<Rebuild, 'lane' | 'reached' | 'lines'>,
  ): Promise<void>;
  end(rebuild: Pick<Rebuild, 'id'>, at: number): Promise<void>;
  /** Those of the messages that can be recalled, with their turns where they came in from a file and are learned from. */
  keptAmong(messageIds: readonly string[]): Promise<ReadonlyMap<string, number | undefined>>;
  /** What people took out or put right by hand of what a character knows from a lane, and did not bring back. */
  takenOut(transaction: Transaction, characterId: string, lane: string): Promise<TakenOut[]>;
}

export function createRebuildStore(db: Database<MemoryTables>): RebuildStore {
  return {
    async of(home) {
      const row = await db
        .selectFrom('memory_rebuilds')
        .selectAll()
        .where('home', '=', home)
        .executeTakeFirst();
      return row && toRebuild(row);
    },
    async underWay() {
      const rows = await db
        .selectFrom('memory_rebuilds')
        .selectAll()
        .where('ended_at', 'is', null)
        .orderBy('asked_at')
        .execute();
      return rows.map(toRebuild);
    },
    async begin({ home, id, place, askedAt }) {
      const begun = { id, place: JSON.stringify(place), asked_at: askedAt, total: await countOf(home) };
      const row = { ...begun, lane: '', reached: 0, lines: 0, facts: 0, ended_at: null };
      await db
        .insertInto('memory_rebuilds')
        .values({ home, ...row })
        .onConflict((conflict) => conflict.column('home').doUpdateSet(row))
        .execute();
    },
    async advance(transaction, { id }, newFacts, read) {
      await inside<MemoryTables>(transaction)
        .updateTable('memory_rebuilds')
        .set((row) => ({
          facts: row('facts', '+', newFacts),
          ...(read && { lane: read.lane, reached: read.reached, lines: row('lines', '+', read.lines) }),
        }))
        .where('id', '=', id)
        .execute();
    },
    async end({ id }, at) {
      await db
        .updateTable('memory_rebuilds')
        .set({ ended_at: at, place: null })
        .where('id', '=', id)
        .execute();
    },
    async keptAmong(messageIds) {
      const rows = await db
        .selectFrom('memory_lines')
        .select(['message_id', 'brought'])
        .where('message_id', 'in', anyOf(messageIds))
        .execute();
      return new Map(
        rows.map((row) => [row.message_id, row.brought === null ? undefined : Number(row.brought)]),
      );
    },
    async takenOut(transaction, characterId, lane) {
      const tables = inside<MemoryTables>(transaction);
      const rows = await tables
        .selectFrom('memory_changes')
        .select(['before', 'at'])
        .where('lane', '=', lane)
        .where('character_id', '=', characterId)
        .where('by_id', 'is not', null)
        .where('before', 'is not', null)
        .where(({ or, eb }) =>
          or([
            eb('kind', '=', 'edited'),
            eb('fact_id', 'not in', tables.selectFrom('memory_facts').select('id')),
          ]),
        )
        .execute();
      return rows.flatMap(({ before, at }) =>
        before === null ? [] : { fact: toFact({ body: before }), at: Number(at) },
      );
    },
  };

  async function countOf(home: string): Promise<number> {
    const row = await db
      .selectFrom('memory_lines as line')
      .innerJoin('memory_lanes as lane', 'lane.lane', 'line.lane')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('lane.home', '=', home)
      .executeTakeFirst();
    return Number(row?.count ?? 0);
  }
}

function toRebuild(row: MemoryTables['memory_rebuilds']): Rebuild {
  const { home, id, place, lane } = row;
  return {
    ...{ home, id, lane },
    ...(place !== null && { place: JSON.parse(place) as Place }),
    ...{ askedAt: Number(row.asked_at), total: Number(row.total), reached: Number(row.reached) },
    ...{ lines: Number(row.lines), facts: Number(row.facts) },
  };
}
