import type { Database } from '../../../lib/sql.ts';
import type { Fact } from '../fact.ts';
import { toChange } from '../fact-rows.ts';
import { type Change, partOf } from '../ledger.ts';
import type { MemoryTables } from '../tables.ts';
import type { Quarter } from './days.ts';
import { type Narrowing, narrowing, quartersOf } from './narrowing.ts';

/** The ledger in pages, and what was known at a moment. */
export interface LedgerBrowser {
  /** The newest first, below a position. */
  changes(query: Narrowing, limit: number, below?: number): Promise<Change[]>;
  /** Of these batches the parts that were taken back. */
  undoneAmong(batches: readonly string[]): Promise<ReadonlySet<string>>;
  /** What was known at a moment, the last learned first, below a position of the ledger. */
  knownAt(
    at: number,
    query: Narrowing,
    limit: number,
    below?: number,
  ): Promise<{ fact: Fact; position: number }[]>;
  /** When changes were made, before a moment, the newest first. */
  quarters(query: Narrowing, before: number, limit: number): Promise<Quarter[]>;
}

export function createLedgerBrowser(db: Database<MemoryTables>): LedgerBrowser {
  function fitting({ person, ...query }: Narrowing) {
    let some = db.selectFrom('memory_changes');
    for (const { column, is, value } of narrowing('at', query)) some = some.where(column, is, value);
    if (person === undefined) return some;
    const theirs = db.selectFrom('memory_change_people').select('position').where('person_id', '=', person);
    return some.where('position', 'in', theirs);
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
    quarters: (query, before, limit) => quartersOf(db, fitting(query).select('at'), before, limit),
  };
}
