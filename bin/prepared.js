// The packages that Acore starts with, each made into one file by tools/prepare.ts: loading them from their 650 files
// takes longer than everything else. Where the files are missing or out of date, the packages are loaded as they are.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where compiled code and prepared packages are kept; `npm ci` begins it anew. */
export function cacheFolder(root) {
  return join(root, 'node_modules', '.cache', 'acore');
}

/** Names exactly what is installed. */
export function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Lets Acore's own modules, and no others, find the prepared packages. Returns how many there are. */
export function usePrepared(root) {
  const files = preparedIn(root);
  if (files.size === 0) return 0;
  const own = pathToFileURL(join(root, 'src/')).href;
  module.registerHooks({
    resolve(specifier, context, next) {
      const url = context.parentURL?.startsWith(own) ? files.get(specifier) : undefined;
      return url === undefined ? next(specifier, context) : { url, format: 'module', shortCircuit: true };
    },
  });
  return files.size;
}

function preparedIn(root) {
  const folder = join(cacheFolder(root), 'packages');
  try {
    const { lock, files } = JSON.parse(readFileSync(join(folder, 'made.json'), 'utf8'));
    if (lock !== lockHash(root)) return new Map();
    return new Map(
      Object.entries(files).map(([name, file]) => [name, pathToFileURL(join(folder, file)).href]),
    );
  } catch {
    return new Map();
  }
}
