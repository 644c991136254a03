import { lastMoment } from '../../../lib/calendar.ts';
import type { Database } from '../../../lib/sql.ts';
import type { Fact } from '../fact.ts';
import { toChange } from '../fact-rows.ts';
import { type Change, partOf } from '../ledger.ts';
import type { MemoryTables } from '../tables.ts';
import { type Quarter, quarterMs, toQuarter } from './days.ts';

/** Which lines of the ledger are wanted; what is left out does not matter. */
export interface ChangeQuery {
  person?: string | undefined;
  character?: string | undefined;
  lane?: string | undefined;
  /** In this stretch, in milliseconds since 1970; `to` is no longer in it. */
  from?: number | undefined;
  to?: number | undefined;
}

/** The ledger in pages, and what was known at a moment. */
export interface LedgerBrowser {
  /** The newest first, below a position. */
  changes(query: ChangeQuery, limit: number, below?: number): Promise<Change[]>;
  /** Of these batches the parts that were taken back. */
  undoneAmong(batches: readonly string[]): Promise<ReadonlySet<string>>;
  /** What was known at a moment, the last learned first, below a position of the ledger. */
  knownAt(
    at: number,
    query: ChangeQuery,
    limit: number,
    below?: number,
  ): Promise<{ fact: Fact; position: number }[]>;
  /** When changes were made, before a moment, the newest first. */
  quarters(query: ChangeQuery, before: number, limit: number): Promise<Quarter[]>;
}

export function createLedgerBrowser(db: Database<MemoryTables>): LedgerBrowser {
  function fitting({ person, character, lane, from, to }: ChangeQuery) {
    let some = db.selectFrom('memory_changes');
    if (person !== undefined) some = some.where('people', 'like', `%\n${person}\n%`);
    if (character !== undefined) some = some.where('character_id', '=', character);
    if (lane !== undefined) some = some.where('lane', '=', lane);
    if (from !== undefined) some = some.where('at', '>=', from);
    if (to !== undefined) some = some.where('at', '<', to);
    return some;
  }

  return {
    async changes(query, limit, below) {
      let some = fitting(query).selectAll().orderBy('position', 'desc').limit(limit);
      if (below !== undefined) some = some.where('position', '<', below);
      return (await some.execute()).map(toChange);
    },
    async undoneAmong(batches) {
      if (batches.length === 0) return new Set();
      const rows = await db
        .selectFrom('memory_changes')
        .select(['undoes', 'fact_id'])
        .where('undoes', 'in', [...batches])
        .execute();
      return new Set(rows.flatMap(({ undoes, fact_id }) => (undoes === null ? [] : partOf(undoes, fact_id))));
    },
    async knownAt(at, query, limit, below) {
      const last = db
        .selectFrom('memory_changes')
        .select((select) => select.fn.max('position').as('position'))
        .where('at', '<=', at)
        .groupBy('fact_id');
      let some = fitting(query)
        .selectAll()
        .where('position', 'in', last)
        .where('after', 'is not', null)
        .orderBy('position', 'desc')
        .limit(limit);
      if (below !== undefined) some = some.where('position', '<', below);
      return (await some.execute())
        .map(toChange)
        .flatMap(({ after, position }) => (after === undefined ? [] : { fact: after, position }));
    },
    async quarters(query, before, limit) {
      const rows = await fitting({ ...query, to: Math.min(before, lastMoment) })
        .select((select) => [
          select('at', '-', select('at', '%', quarterMs)).as('start'),
          select.fn.countAll().as('count'),
        ])
        .groupBy('start')
        .orderBy('start', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toQuarter);
    },
  };
}
