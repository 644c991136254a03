import { lastMoment } from '../../../lib/calendar.ts';
import type { Database, Query } from '../../../lib/sql.ts';
import type { MemoryTables } from '../tables.ts';
import { type Quarter, quarterMs } from './days.ts';

/** What narrows facts and lines of the ledger alike; what is left out does not matter. */
export interface Narrowing {
  person?: string | undefined;
  /** Who remembers it. */
  character?: string | undefined;
  lane?: string | undefined;
  /** Said or done in this stretch, in milliseconds since 1970; `to` is no longer in it. */
  from?: number | undefined;
  to?: number | undefined;
}

/** The conditions that both share, where `at` is the column of the moment; who is meant each tells in its own way. */
export function narrowing<Moment extends 'said_at' | 'at'>(
  at: Moment,
  { character, lane, from, to }: Narrowing,
) {
  const wanted = [
    ['character_id', '=', character],
    ['lane', '=', lane],
    [at, '>=', from],
    [at, '<', to],
  ] as const;
  return wanted.flatMap(([column, is, value]) => (value === undefined ? [] : [{ column, is, value }]));
}

type Moments = { at: number };

/** In which quarters of an hour something was said or done before a moment, the newest first. */
export async function quartersOf(
  db: Database<MemoryTables>,
  moments: Query<MemoryTables, 'memory_facts', Moments> | Query<MemoryTables, 'memory_changes', Moments>,
  before: number,
  limit: number,
): Promise<Quarter[]> {
  const rows = await db
    .selectFrom(moments.as('moment'))
    .where('at', '<', Math.min(before, lastMoment))
    .select((select) => [
      select('at', '-', select('at', '%', quarterMs)).as('start'),
      select.fn.countAll().as('count'),
    ])
    .groupBy('start')
    .orderBy('start', 'desc')
    .limit(limit)
    .execute();
  // Numbers that may be large come as text from some databases.
  return rows.map(({ start, count }) => ({ startsAt: Number(start), count: Number(count) }));
}
