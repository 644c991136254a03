import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How a file is called while it is being written. */
export const halfWritten = /^\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.new$/;

/** Writes a file whole or not at all; what was there lies beside it as `.bak`, whose path is returned. */
export function replaceFile(target: string, bytes: Uint8Array): string | undefined {
  const fresh = join(dirname(target), `.${crypto.randomUUID()}.new`);
  const backup = existsSync(target) ? `${target}.bak` : undefined;
  try {
    writeFileSync(fresh, bytes, { flag: 'wx' });
    if (backup !== undefined) copyFileSync(target, backup);
    renameSync(fresh, target);
  } finally {
    rmSync(fresh, { force: true });
  }
  return backup;
}
