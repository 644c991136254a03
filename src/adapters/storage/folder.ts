import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { remedyForUnwritable } from '../../lib/unwritable.ts';
import { refusal } from './refusal.ts';

const elsewhere = 'or name another folder with ACORE_DATA';

/** Makes the folder for everything that is kept, for its owner alone. Throws a UserError when that cannot be. */
export function makeDataFolder(folder: string): void {
  const there = nearestExisting(folder);
  if (!statSync(there).isDirectory())
    throw refusal(`${there} is a file, not a folder.`, `Move it away, ${elsewhere}.`);
  const fixFor = (error: unknown) => `${remedyForUnwritable(there, error)} (${elsewhere})`;
  try {
    if (there === folder) accessSync(there, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw refusal(`The data folder ${folder} cannot be written to.`, fixFor(error));
  }
  try {
    makeStepwise(folder);
  } catch (error) {
    throw refusal(`The data folder ${folder} cannot be made.`, fixFor(error));
  }
}

// On file systems that are not real, such as /proc, Node's recursive mkdir never ends.
function makeStepwise(folder: string): void {
  if (existsSync(folder)) return;
  makeStepwise(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
