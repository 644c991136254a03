import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';
import { createPrivateFile } from './files.ts';

/** Copies a database beside itself before it is changed, and forgets the oldest copies. Returns the copy's path. */
export async function backUp(
  db: DatabaseSync,
  file: string,
  about: { before: string; at: number; keep: number },
): Promise<string> {
  const stamp = new Date(about.at).toISOString().replaceAll(':', '-').replace('.', '-');
  const copy = `${file}.before-${about.before.replace(/[^\w-]+/g, '-')}-${stamp}.bak`;
  createPrivateFile(copy);
  try {
    await backup(db, copy);
  } catch (error) {
    rmSync(copy, { force: true });
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

function stampOf(name: string): string {
  return name.slice(-'2026-01-01T00-00-00-000Z.bak'.length);
}
