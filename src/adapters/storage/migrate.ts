import type { Migration } from 'kysely/migration';
import type { Database, Migrations } from '../../lib/sql.ts';

/** Where a database remembers which steps it has seen. */
export const historyTable = 'acore_migrations';

/** The table behind `historyTable`, for Kysely. */
export interface HistoryTables {
  acore_migrations: { slice: string; key: string; at: number };
}

interface Step {
  id: string;
  slice: string;
  key: string;
  migration: Migration;
}

/** How a step is named in messages: `rooms/001-rooms`. */
export function stepId(slice: string, key: string): string {
  return `${slice}/${key}`;
}

/** Every step there is: slices in the order given, each one's steps in the order of their keys. */
export function stepsOf(migrations: readonly Migrations[]): Step[] {
  return migrations.flatMap(({ slice, steps }) =>
    Object.entries(steps)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, migration]) => ({ id: stepId(slice, key), slice, key, migration })),
  );
}

/** Runs the steps a database has not seen: all of them or none. */
export async function migrate(
  db: Database<HistoryTables>,
  pending: readonly Step[],
  at: number,
): Promise<void> {
  if (pending.length === 0) return;
  await db.transaction().execute(async (transaction) => {
    await createHistory(transaction);
    for (const { slice, key, migration } of pending) {
      await migration.up(transaction);
      await transaction.insertInto('acore_migrations').values({ slice, key, at }).execute();
    }
  });
}

async function createHistory(db: Database<HistoryTables>): Promise<void> {
  await db.schema
    .createTable(historyTable)
    .ifNotExists()
    .addColumn('slice', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('acore_migrations_key', ['slice', 'key'])
    .execute();
}
