import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';
import { createPrivateFile } from './files.ts';

/** A copy that is being made, or whose making was cut short, is no copy to go back to. */
const halfEnding = '.part';

/** Fits the names of half-made copies of a database file. */
export function halfCopyOf(name: string): RegExp {
  return new RegExp(`^${RegExp.escape(name)}\\.before-.*Z\\.bak${RegExp.escape(halfEnding)}$`);
}

/** Copies a database beside itself before it is changed, and forgets the oldest copies. Returns the copy's path. */
export async function backUp(
  db: DatabaseSync,
  file: string,
  about: { before: string; at: number; keep: number },
): Promise<string> {
  const stamp = new Date(about.at).toISOString().replaceAll(':', '-').replace('.', '-');
  const copy = `${file}.before-${about.before.replace(/[^\w-]+/g, '-')}-${stamp}.bak`;
  const half = `${copy}${halfEnding}`;
  createPrivateFile(half);
  try {
    await backup(db, half);
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
  for (const old of backupsOf(file).slice(0, -about.keep)) rmSync(old, { force: true });
  return copy;
}

/** The copy to go back to, if there is one. */
export function newestBackup(file: string): string | undefined {
  return backupsOf(file).at(-1);
}

/** Oldest first. */
export function backupsOf(file: string): string[] {
  const folder = dirname(file);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(file)}.before-`) && name.endsWith('Z.bak'))
    .sort((a, b) => (stampOf(a) < stampOf(b) ? -1 : 1))
    .map((name) => join(folder, name));
}

/** When a copy was made, as its name says. */
export function madeAt(copy: string): number {
  const [date = '', time = ''] = stampOf(copy).slice(0, -'.bak'.length).split('T');
  const [hours, minutes, seconds, rest] = time.split('-');
  return Date.parse(`${date}T${hours}:${minutes}:${seconds}.${rest}`);
}

function stampOf(name: string): string {
  return name.slice(-'2026-01-01T00-00-00-000Z.bak'.length);
}
