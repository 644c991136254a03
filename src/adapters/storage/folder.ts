import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { refusal } from './refusal.ts';

const elsewhere = 'or name another folder with ACORE_DATA.';

/** Makes the folder for everything that is kept, for its owner alone. Throws a UserError when that cannot be. */
export function makeDataFolder(folder: string): void {
  const there = nearestExisting(folder);
  if (!statSync(there).isDirectory())
    throw refusal(`${there} is a file, not a folder.`, `Move it away, ${elsewhere}`);
  const give = `Give ${there} to the user that runs Acore (chown), ${elsewhere}`;
  if (there === folder && !mayWrite(there))
    throw refusal(`The data folder ${folder} cannot be written to.`, give);
  try {
    makeStepwise(folder);
  } catch {
    throw refusal(`The data folder ${folder} cannot be made.`, give);
  }
}

// On file systems that are not real, such as /proc, Node's recursive mkdir never ends.
function makeStepwise(folder: string): void {
  if (existsSync(folder)) return;
  makeStepwise(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
