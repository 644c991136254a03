// Acore as tools/prepare.ts made it when it was installed: a few files instead of a thousand, which load in half the time.
// Where they are missing, or anything they were made of has changed since, Acore is loaded as it is written.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where compiled code and the prepared program are kept; `npm ci` begins it anew. */
export function cacheFolder(root) {
  return join(root, 'node_modules', '.cache', 'acore');
}

/** Where the prepared program lies. */
export function programFolder(root) {
  return join(cacheFolder(root), 'program');
}

/** Names exactly what is installed. */
export function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Changes whenever somebody writes into a file: how long it is, and when it was last written. */
export function markOf(root, path) {
  const { size, mtimeMs } = statSync(join(root, path));
  return [size, mtimeMs];
}

/** Copying keeps times to a thousandth of a second at best. */
const sameTimeMs = 2;

function isUnchanged(root, path, [size, mtimeMs]) {
  const [sizeNow, mtimeNow] = markOf(root, path);
  return sizeNow === size && Math.abs(mtimeNow - mtimeMs) <= sameTimeMs;
}

/** The address of Acore's main module: the prepared one when it is what stands in `src`. */
export function mainModule(root) {
  return pathToFileURL(preparedMain(root) ?? join(root, 'src', 'main.ts')).href;
}

function preparedMain(root) {
  const folder = programFolder(root);
  try {
    const { lock, sources } = JSON.parse(readFileSync(join(folder, 'made.json'), 'utf8'));
    const isCurrent =
      lock === lockHash(root) &&
      Object.entries(sources).every(([path, mark]) => isUnchanged(root, path, mark));
    return isCurrent ? join(folder, 'main.mjs') : undefined;
  } catch {
    return undefined;
  }
}
