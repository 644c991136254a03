import { existsSync, statSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import type { Check, Health } from '../../core/ports/health.ts';
import type { Migrations } from '../../lib/sql.ts';
import { inspectDatabase } from './inspect.ts';
import { stepsOf } from './migrate.ts';
import { isRefusal } from './refusal.ts';

const gone = 'The database file is gone: what is said now is lost at the next stop.';

/** Whether the open database answers. Members of a server read it, so it names no folder. */
export async function databaseHealth<Any>(db: Kysely<Any>, file: string): Promise<Health> {
  try {
    await sql`select 1`.execute(db);
    if (!existsSync(file)) return { ok: false, says: gone, fix: 'Put the data folder back and start again.' };
    return { ok: true, says: 'The database answers.' };
  } catch (error) {
    const says = `The database does not answer: ${error instanceof Error ? error.message : error}.`;
    return { ok: false, says, fix: 'Run "acore doctor".' };
  }
}

/** The database's lines of `acore doctor`. Works beside a running Acore, and when the database cannot be opened. */
export async function checkDatabase(needs: {
  file: string;
  migrations: readonly Migrations[];
}): Promise<Check[]> {
  const name = 'Database';
  try {
    const { exists, applied } = inspectDatabase(needs.file, needs.migrations, true);
    if (!exists) return [{ name, state: 'ok', says: `${needs.file} will be made at the first start.` }];
    return [{ name, state: 'ok', says: describe(needs, applied.size) }, checkMode(needs.file)];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return [{ name, state: 'failed', says: error.says, fix: error.fix }];
  }
}

function describe(
  { file, migrations }: { file: string; migrations: readonly Migrations[] },
  applied: number,
): string {
  const megabytes = (statSync(file).size / 1_000_000).toFixed(1);
  const pending = stepsOf(migrations).length - applied;
  const upToDate =
    pending === 0 ? 'up to date' : `${pending} steps behind, brought up to date at the next start`;
  return `${file} is whole (${megabytes} MB), ${upToDate}.`;
}

function checkMode(file: string): Check {
  const name = 'Database file mode';
  const mode = statSync(file).mode & 0o777;
  if (process.platform === 'win32' || (mode & 0o077) === 0) {
    return { name, state: 'ok', says: 'Only its owner can read it.' };
  }
  const says = `Others on this machine can read ${file} (mode ${mode.toString(8)}).`;
  return { name, state: 'warning', says, fix: `chmod 600 ${file}` };
}
