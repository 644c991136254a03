import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { createPrivateFile } from './files.ts';
import { refusal } from './refusal.ts';

/**
 * Makes this process the only one that writes to a database. The lock is one that the operating system holds on
 * a small file beside it, so it ends with the process however that ends, and a leftover file means nothing.
 */
export function lockDatabase(file: string): Disposable {
  const lockFile = lockOf(file);
  createPrivateFile(lockFile);
  // Whoever only looks whether it is taken, looks for a moment.
  const holder = new DatabaseSync(lockFile, { timeout: 100 });
  try {
    holder.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    holder.close();
    if (!isBusy(error)) throw error;
    throw refusal(
      `Another Acore is using ${file}.`,
      'Stop that one first, or give this one a data folder of its own with ACORE_DATA.',
    );
  }
  return { [Symbol.dispose]: () => holder.close() };
}

/** Whether an Acore is running on a database. Takes no lock that would keep one from starting. */
export function isInUse(file: string): boolean {
  const lockFile = lockOf(file);
  if (!existsSync(lockFile)) return false;
  const looker = new DatabaseSync(lockFile, { readOnly: true, timeout: 0 });
  try {
    looker.prepare('SELECT * FROM sqlite_schema').all();
    return false;
  } catch (error) {
    if (!isBusy(error)) throw error;
    return true;
  } finally {
    looker.close();
  }
}

function lockOf(file: string): string {
  return `${file.replace(/\.db$/, '')}.lock`;
}

function isBusy(error: unknown): boolean {
  const sqliteBusy = 5;
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
}
