import { mkdir, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../../core/errors.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Log } from '../../../core/ports/log.ts';
import { withoutSlash } from '../../../lib/json-http.ts';
import { download, hashOf, type Patience } from './download.ts';
import { begunBytes, folderOf, sizeOf, stagingOf, stateOf } from './folder.ts';
import { createPotionThread } from './index.ts';
import { bytesOf, type ModelFile, type PotionModel } from './models.ts';

export interface FetchNeeds {
  model: PotionModel;
  /** The folder of all models. */
  models: string;
  /** Hugging Face, or a mirror of it. */
  downloads: string;
  log: Log;
  clock: Clock;
  signal: AbortSignal;
  /** Told how much of the model is there. */
  tell(bytes: number): void;
  patience?: Patience | undefined;
}

const usualPatience: Patience = { tries: 5, waitMs: 1_000, silenceMs: 30_000 };
/** What is left to everything else on the disk. */
const spareBytes = 64 * 1_048_576;

/**
 * Fetches a model, or what is missing of it; it becomes visible when all of it is there, is what Acore knows, and has
 * been tried. Returns whether there was anything to fetch. Throws a UserError.
 */
export async function fetchModel(needs: FetchNeeds): Promise<boolean> {
  try {
    return await fetchMissing(needs);
  } catch (error) {
    throw ofTheDisk(error, needs.models) ?? error;
  }
}

async function fetchMissing(needs: FetchNeeds): Promise<boolean> {
  const { model, models } = needs;
  const folder = folderOf(models, model);
  const staging = stagingOf(models, model);
  if (stateOf(models, model) === 'there' && (await areRight(folder, model.files))) return false;
  await setAside(folder, staging);
  await makeRoom(needs, staging);
  let done = 0;
  for (const file of model.files) {
    await fetchFile(file, { ...needs, tell: (bytes) => needs.tell(done + bytes) }, staging);
    done += file.bytes;
    needs.tell(done);
  }
  await tryOut(needs, staging);
  await rename(staging, folder);
  return true;
}

async function areRight(folder: string, files: readonly ModelFile[]): Promise<boolean> {
  for (const { name, sha256 } of files) if ((await hashOf(join(folder, name))) !== sha256) return false;
  return true;
}

/** What is not whole is completed where nobody uses it. */
async function setAside(folder: string, staging: string): Promise<void> {
  if (sizeOf(folder) === undefined) return;
  await rm(staging, { recursive: true, force: true });
  await rename(folder, staging);
}

async function makeRoom({ model, models }: FetchNeeds, staging: string): Promise<void> {
  await mkdir(staging, { recursive: true });
  const { bavail, bsize } = await statfs(staging);
  const missing = bytesOf(model) - begunBytes(models, model);
  const free = bavail * bsize;
  if (missing === 0 || missing + spareBytes <= free) return;
  throw new UserError(
    `The disk has too little room: ${inMegabytes(missing)} are still to be fetched, and ${inMegabytes(free)} are free at ${models}.`,
  );
}

async function fetchFile(file: ModelFile, needs: FetchNeeds, staging: string): Promise<void> {
  const { repository, revision } = needs.model;
  const path = join(staging, file.name);
  if (sizeOf(path) === file.bytes && (await hashOf(path)) === file.sha256) return;
  await rm(path, { force: true });
  const url = `${withoutSlash(needs.downloads)}/${repository}/resolve/${revision}/${file.name}`;
  await download({ ...file, url, path }, { ...needs, patience: needs.patience ?? usualPatience });
}

/** A model that Acore cannot read is no use, whole as it may be. */
async function tryOut({ model, log, clock }: FetchNeeds, staging: string): Promise<void> {
  await using thread = createPotionThread(staging, log, clock);
  const vector = await thread.ask(['Who keeps the lighthouse?']).catch((error: unknown) => {
    log.warn('A model that was fetched cannot be read.', { model: model.name, error });
    return undefined;
  });
  if (vector?.length === model.dimensions && vector.every(Number.isFinite)) return;
  await rm(staging, { recursive: true, force: true });
  throw new UserError(
    `${model.name} came whole, but Acore cannot read it, so it was removed. Please report that.`,
  );
}

/** What a disk refuses, in words. */
function ofTheDisk(cause: unknown, models: string): UserError | undefined {
  if (!(cause instanceof Error && 'syscall' in cause && 'code' in cause)) return undefined;
  const says =
    cause.code === 'ENOSPC' || cause.code === 'EDQUOT'
      ? 'The disk is full. Make room, and say the same again: it goes on where it ended.'
      : `The folder ${models} cannot be written to (${cause.code}). Give this user the right to, and stop what uses it.`;
  return new UserError(says, { cause });
}

/** An amount of data as people read it. */
export function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
