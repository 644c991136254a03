import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import { lastMoment } from '../../../lib/calendar.ts';
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

/** The tables that are narrowed, and where each says when something was said or done. */
const momentIn = { memory_facts: 'said_at', memory_changes: 'at' } as const;
type Narrowed = keyof typeof momentIn;

/** The conditions that facts and lines of the ledger share; who is meant each of them tells in its own way. */
export function narrowing(table: Narrowed, { character, lane, from, to }: Narrowing): Expression<SqlBool>[] {
  const at = sql.ref(momentIn[table]);
  return [
    ...(character === undefined ? [] : [sql<SqlBool>`character_id = ${character}`]),
    ...(lane === undefined ? [] : [sql<SqlBool>`lane = ${lane}`]),
    ...(from === undefined ? [] : [sql<SqlBool>`${at} >= ${from}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`${at} < ${to}`]),
  ];
}

/** In which quarters of an hour something was said or done before a moment, the newest first. */
export async function quartersOf<Table extends Narrowed>(
  table: Table,
  some: SelectQueryBuilder<MemoryTables, Table, object>,
  before: number,
  limit: number,
): Promise<Quarter[]> {
  const at = sql.ref(momentIn[table]);
  const start = sql.ref('start');
  const rows = await some
    .where(sql<SqlBool>`${at} < ${Math.min(before, lastMoment)}`)
    .select([sql`${at} - ${at} % ${quarterMs}`.as('start'), sql`count(*)`.as('count')])
    .groupBy(start)
    .orderBy(start, 'desc')
    .limit(limit)
    .execute();
  // Numbers that may be large come as text from some databases.
  return rows.map((row) => ({ startsAt: Number(row.start), count: Number(row.count) }));
}
