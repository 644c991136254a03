import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { halfCopyOf, isInUse } from './adapters/storage/index.ts';
import type { LoadedSettings } from './config/index.ts';
import type { Job } from './core/job.ts';
import type { Clock } from './core/ports/clock.ts';
import { characterFolders, lorebookFolder, modelsFolder } from './folders.ts';
import { type LeftoverPlace, removeLeftovers } from './lib/leftovers.ts';
import { halfWritten } from './lib/replace-file.ts';

const dayMs = 86_400_000;
/** A model that is half fetched is gone on with. */
const resumedWithinMs = 30 * dayMs;
/** Folders that a talk in the terminal, a trial, or a look at an installation without a database makes for itself. */
const ownFolder = /^acore-(?:play|look|try)-[A-Za-z0-9]{6}$/;

/** Removes what an earlier process began to write and did not finish, or left behind: only ours, and after a day. */
export function leftoversJob(loaded: LoadedSettings, database: string, clock: Clock): Job {
  return {
    name: 'temporary files',
    everyMs: dayMs,
    async run() {
      const left = await removeLeftovers(placesOf(loaded, database), clock.now() - dayMs);
      const models = { folder: modelsFolder(loaded), name: /^\w+-\d+M\.part$/, deep: true };
      return { 'temporary files': left + (await removeLeftovers([models], clock.now() - resumedWithinMs)) };
    },
  };
}

function placesOf(loaded: LoadedSettings, database: string): LeftoverPlace[] {
  const cache = fileURLToPath(new URL('../node_modules/.cache/acore', import.meta.url));
  return [
    { folder: dirname(database), name: halfCopyOf(basename(database)) },
    { folder: characterFolders(loaded).own, name: halfWritten, deep: true },
    { folder: lorebookFolder(loaded), name: halfWritten, deep: true },
    { folder: tmpdir(), name: ownFolder, isUsed: isDatabaseUsed },
    { folder: cache, name: /^program\.new$/ },
  ];
}

/** A talk in the terminal may go on for days. */
function isDatabaseUsed(folder: string): boolean {
  const databases = readdirSync(folder).filter((name) => name.endsWith('.db'));
  return databases.some((name) => isInUse(join(folder, name)));
}
