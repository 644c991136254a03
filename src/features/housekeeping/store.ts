import type { Tally } from '../../core/keeping.ts';
import type { Database, Migrations } from '../../lib/sql.ts';

export interface HousekeepingTables {
  /** How each job went when it was last done. */
  housekeeping_jobs: {
    name: string;
    done_at: number;
    took_ms: number;
    /** JSON: how much of what was done. */
    counts: string;
    /** Why it could not be done; null when it was. */
    problem: string | null;
  };
}

export const migrations: Migrations = {
  slice: 'housekeeping',
  steps: {
    '001-jobs': {
      async up(db) {
        await db.schema
          .createTable('housekeeping_jobs')
          .addColumn('name', 'text', (column) => column.primaryKey())
          .addColumn('done_at', 'bigint', (column) => column.notNull())
          .addColumn('took_ms', 'bigint', (column) => column.notNull())
          .addColumn('counts', 'text', (column) => column.notNull())
          .addColumn('problem', 'text')
          .execute();
      },
    },
  },
};

/** How a job went. */
export interface Done {
  name: string;
  at: number;
  tookMs: number;
  counts: Tally;
  problem?: string | undefined;
}

/** What is known of jobs, also after a restart. */
export interface JobStore {
  /** Whether its table is there: doctor also looks at what an earlier Acore left. */
  isMade(): Promise<boolean>;
  /** By name. */
  all(): Promise<Done[]>;
  keep(done: Done): Promise<void>;
}

export function createJobStore(db: Database<HousekeepingTables>): JobStore {
  return {
    async isMade() {
      return (await db.introspection.getTables()).some(({ name }) => name === 'housekeeping_jobs');
    },
    async all() {
      const rows = await db.selectFrom('housekeeping_jobs').selectAll().orderBy('name').execute();
      return rows.map((row) => ({
        name: row.name,
        at: Number(row.done_at),
        tookMs: Number(row.took_ms),
        counts: JSON.parse(row.counts) as Tally,
        ...(row.problem !== null && { problem: row.problem }),
      }));
    },
    async keep({ name, at, tookMs, counts, problem = null }) {
      const row = { done_at: at, took_ms: Math.round(tookMs), counts: JSON.stringify(counts), problem };
      await db
        .insertInto('housekeeping_jobs')
        .values({ name, ...row })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute();
    },
  };
}
