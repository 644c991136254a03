// Acore as tools/prepare.ts made it when it was installed: one file instead of a thousand, and what V8 compiled of it.
// Where it is missing, or anything it was made of has changed since, Acore is loaded as it is written.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';
import { constants, Script } from 'node:vm';

/** Where compiled code and the prepared program are kept; `npm ci` begins it anew. */
export function cacheFolder(root) {
  return join(root, 'node_modules', '.cache', 'acore');
}

/** Where the prepared program lies. */
export function programFolder(root) {
  return join(cacheFolder(root), 'program');
}

function programIn(folder) {
  return join(folder, 'program.cjs');
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

/** Whether the prepared program is what stands in `src`. */
export function isPrepared(root) {
  try {
    const { lock, sources } = JSON.parse(readFileSync(join(programFolder(root), 'made.json'), 'utf8'));
    return (
      existsSync(programIn(programFolder(root))) &&
      lock === lockHash(root) &&
      Object.entries(sources).every(([path, mark]) => isUnchanged(root, path, mark))
    );
  } catch {
    return false;
  }
}

/** Acore's main module: the prepared one when it is what stands in `src`. */
export function loadMain(root) {
  return isPrepared(root)
    ? runProgram(programFolder(root))
    : import(pathToFileURL(join(root, 'src', 'main.ts')).href);
}

/** Runs what lies prepared in a folder: one function, which gets what a module has. */
export function runProgram(folder) {
  const filename = programIn(folder);
  // Another version of V8 has a file of its own.
  const compiled = join(folder, `${cachedDataVersionTag()}.compiled`);
  const cachedData = readIfThere(compiled);
  const written = readFileSync(filename);
  const script = new Script(written.toString('latin1'), {
    filename,
    cachedData,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  for (const read of [written, cachedData]) release(read);
  if (cachedData === undefined || script.cachedDataRejected) keepCompiled(script, compiled);
  const module = { exports: {} };
  const meta = { url: pathToFileURL(filename).href, resolve: import.meta.resolve };
  script.runInThisContext()(module, createRequire(filename), meta);
  return module.exports;
}

/** Gives 12 MB back at once that the collector would leave for a while. Small files share their memory with others. */
function release(bytes) {
  if (bytes !== undefined && bytes.length === bytes.buffer.byteLength) bytes.buffer.transfer(0);
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** When the process ends, keeps what was compiled of the program: what a start and an answer need, and not all else. */
function keepCompiled(script, file) {
  setFlagsFromString('--no-flush-bytecode');
  process.once('exit', () => {
    // V8 takes compiled code back only under the flags that it was made with; `src/main.ts` sets the second.
    for (const flag of ['--flush-bytecode', '--heap-growing-percent=0']) setFlagsFromString(flag);
    try {
      writeFileSync(`${file}.new`, script.createCachedData());
      renameSync(`${file}.new`, file);
    } catch {
      // An installation that may not be written to is compiled at each start.
    }
  });
}
