import { DatabaseSync } from 'node:sqlite';
import { createPrivateFile } from './files.ts';
import { refusal } from './refusal.ts';

/**
 * Makes this process the only one that writes to a database. The lock is one that the operating system holds on
 * a small file beside it, so it ends with the process however that ends, and a leftover file means nothing.
 */
export function lockDatabase(file: string): Disposable {
  const lockFile = `${file.replace(/\.db$/, '')}.lock`;
  createPrivateFile(lockFile);
  const holder = new DatabaseSync(lockFile, { timeout: 0 });
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

function isBusy(error: unknown): boolean {
  const sqliteBusy = 5;
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
}
