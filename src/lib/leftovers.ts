import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where files or folders may lie that nobody needs any more, and how they are recognised. */
export interface LeftoverPlace {
  folder: string;
  /** Fits the names of our own half-made things and of nothing that anybody else would make. */
  name: RegExp;
  /** Also in the folders of this folder. */
  deep?: boolean | undefined;
  /** Whether something is still being used, though it is old. */
  isUsed?(path: string): boolean;
}

/** Removes what fits and was last written before then; what cannot be removed is left. Returns how many went. */
export async function removeLeftovers(places: readonly LeftoverPlace[], before: number): Promise<number> {
  let removed = 0;
  for (const place of places) {
    for (const path of await fitting(place)) if (await removeOld(path, place, before)) removed += 1;
  }
  return removed;
}

async function fitting({ folder, name, deep = false }: LeftoverPlace): Promise<string[]> {
  try {
    const found = await readdir(folder, { withFileTypes: true, recursive: deep });
    // A link is somebody's own, whatever it is called.
    const ours = found.filter((one) => name.test(one.name) && (one.isFile() || one.isDirectory()));
    return ours.map((one) => join(one.parentPath, one.name));
  } catch {
    return [];
  }
}

async function removeOld(path: string, { isUsed }: LeftoverPlace, before: number): Promise<boolean> {
  try {
    const { mtimeMs, uid } = await stat(path);
    const isOurs = process.getuid === undefined || uid === process.getuid();
    if (!isOurs || mtimeMs >= before || isUsed?.(path) === true) return false;
    await rm(path, { recursive: true });
    return true;
  } catch {
    return false;
  }
}
