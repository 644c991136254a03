import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Migrations } from '../../lib/sql.ts';
import { newestBackup } from './backup.ts';
import { historyTable, stepId, stepsOf } from './migrate.ts';
import { isRefusal, type Refusal, refusal } from './refusal.ts';

/** Larger files are looked through by `acore doctor` only, so that starting stays quick. */
const quickCheckBytes = 64 * 1024 * 1024;

/** What stands in a database file before anything is done to it. */
export interface Inspection {
  exists: boolean;
  /** The ids of the migrations it has seen. */
  applied: Set<string>;
}

/** Looks at a database without changing a byte. Throws a UserError when Acore must not open it. */
export function inspectDatabase(
  file: string,
  migrations: readonly Migrations[],
  thorough = false,
): Inspection {
  if (!existsSync(file)) return { exists: false, applied: new Set() };
  if (statSync(file).isDirectory()) throw aFolder(file);
  if (statSync(file).size === 0) {
    if (newestBackup(file) !== undefined) throw damaged(file, 'it is empty');
    return { exists: false, applied: new Set() };
  }
  const applied = readApplied(file, thorough);
  refuseNewer(file, applied, migrations);
  return { exists: true, applied };
}

function readApplied(file: string, thorough: boolean): Set<string> {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(readOnlyAddress(file), { readOnly: true, timeout: 5_000 });
    if (thorough || statSync(file).size <= quickCheckBytes) quickCheck(db);
    return appliedSteps(db, file);
  } catch (error) {
    if (isRefusal(error)) throw error;
    throw readingFailed(file, error);
  } finally {
    db?.close();
  }
}

/** Without a write-ahead log the file is all there is, and SQLite need not make side files to read it. */
function readOnlyAddress(file: string): URL {
  const address = pathToFileURL(file);
  if (!existsSync(`${file}-wal`)) address.searchParams.set('immutable', '1');
  return address;
}

function quickCheck(db: DatabaseSync): void {
  const finding = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (finding !== 'ok') throw new Error(String(finding).split('\n').at(-1));
}

function appliedSteps(db: DatabaseSync, file: string): Set<string> {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  if (tables.length === 0) return new Set();
  if (!tables.some(({ name }) => name === historyTable)) throw foreign(file);
  const rows = db.prepare(`SELECT slice, key FROM ${historyTable}`).all();
  return new Set(rows.map(({ slice, key }) => stepId(String(slice), String(key))));
}

function refuseNewer(file: string, applied: Set<string>, migrations: readonly Migrations[]): void {
  const known = new Set(stepsOf(migrations).map(({ id }) => id));
  const unknown = [...applied].filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw refusal(
    `The database ${file} was written by a newer Acore (it knows ${unknown.join(', ')}). Nothing was changed.`,
    `Update Acore, or go back to a backup that this version made${backupHint(file)}.`,
  );
}

function readingFailed(file: string, error: unknown): Error {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  const cannotOpen = 14;
  const says = error instanceof Error ? error.message : String(error);
  if (code !== cannotOpen) return damaged(file, says);
  return refusal(`The database ${file} cannot be opened (${says}).`, 'Check who owns it and its folder.');
}

function damaged(file: string, says: string): Refusal {
  const backup = newestBackup(file);
  return refusal(
    `The database ${file} is damaged (${says}). Nothing was changed.`,
    backup === undefined
      ? 'There is no backup beside it: move it away to start afresh, or put a copy of your own in its place.'
      : `Go back to the newest backup: move ${file} (and ${file}-wal, -shm) away, then copy ${backup} to ${file}.`,
  );
}

function aFolder(file: string): Refusal {
  return refusal(
    `${file} is a folder, not a database. Nothing was changed.`,
    'Move it away, or name another file in storage.file.',
  );
}

function foreign(file: string): Refusal {
  return refusal(
    `${file} is a database of another program. Nothing was changed.`,
    'Name another file in storage.file.',
  );
}

function backupHint(file: string): string {
  const backup = newestBackup(file);
  return backup === undefined ? '' : ` (the newest is ${backup})`;
}
