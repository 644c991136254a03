import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { remedyForUnwritable } from '../../lib/unwritable.ts';
import { refusal } from './refusal.ts';

/** The owner alone may read and write. SQLite gives its side files the mode of the main one. */
export const privateMode = 0o600;

/** Makes a file that only its owner can open, and the folder for it; keeps what is in it. */
export function createPrivateFile(file: string): void {
  try {
    createOrKeep(file);
  } catch (error) {
    throw isForbidden(error) ? unwritable(file, error) : error;
  }
}

function createOrKeep(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Never opened by hand when it is there: closing it would drop this process's SQLite locks on it (POSIX).
  if (!existsSync(file)) closeSync(openSync(file, 'a', privateMode));
  chmodSync(file, privateMode);
}

function isForbidden(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))
  );
}

function unwritable(file: string, error: unknown): Error {
  const fix = `${remedyForUnwritable(dirname(file), error, true)} (or name another folder with ACORE_DATA)`;
  return refusal(`${file} cannot be written to, or belongs to another user.`, fix);
}
