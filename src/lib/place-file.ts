import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

/** Where a file came to lie in a folder, or would. */
export interface PlacedFile {
  /** Seen from the folder. */
  path: string;
  /** The same file was there before. */
  known: boolean;
}

/**
 * Puts a file into a folder under its path there, or with a number where another one has that name: nothing is
 * overwritten. Without `write` it is only looked where it would lie.
 */
export function placeFile(folder: string, wanted: string, bytes: Uint8Array, write: boolean): PlacedFile {
  const ending = extname(wanted);
  const stem = join(dirname(wanted), basename(wanted, ending));
  for (let count = 1; ; count += 1) {
    const path = count === 1 ? wanted : `${stem}-${count}${ending}`;
    const file = join(folder, path);
    if (existsSync(file)) {
      if (readFileSync(file).equals(bytes)) return { path, known: true };
      continue;
    }
    if (write) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes, { flag: 'wx' });
    }
    return { path, known: false };
  }
}
