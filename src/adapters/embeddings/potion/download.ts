import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../../core/errors.ts';
import { pause } from '../../../lib/deadline.ts';
import { sizeOf } from './folder.ts';
import type { ModelFile } from './models.ts';

/** A file to be fetched. */
export interface Download extends ModelFile {
  url: string;
  /** Where it is to lie. Until it is whole, it lies beside that as `.part`. */
  path: string;
}

/** How much is borne before a download is given up. */
export interface Patience {
  /** Tries in a row that bring nothing new. */
  tries: number;
  /** The pause before the next try; it doubles each time. */
  waitMs: number;
  /** How long nothing may come. */
  silenceMs: number;
}

export interface DownloadNeeds {
  signal: AbortSignal;
  patience: Patience;
  /** Told how much of the file is there. */
  tell(bytes: number): void;
}

/** Trying again may help. */
class Passing extends Error {}

/** Fetches a file and goes on where an earlier try ended; it is there whole and right, or not at all. Throws a UserError, or what the disk says. */
export async function download(file: Download, needs: DownloadNeeds): Promise<void> {
  const part = `${file.path}.part`;
  let failures = 0;
  while ((sizeOf(part) ?? 0) !== file.bytes) {
    const before = sizeOf(part) ?? 0;
    try {
      await fetchRest(file, part, needs);
    } catch (error) {
      if (needs.signal.aborted) throw stopped(error);
      if (!(error instanceof Passing)) throw error;
      failures = (sizeOf(part) ?? 0) > before ? 1 : failures + 1;
      if (failures >= needs.patience.tries) throw outOfReach(file, error);
      await pause(needs.patience.waitMs * 2 ** (failures - 1), needs.signal).catch((reason) => {
        throw stopped(reason);
      });
    }
  }
  if ((await hashOf(part)) !== file.sha256) {
    await rm(part, { force: true });
    throw new UserError(
      `${file.name} from ${hostOf(file)} is not the file that Acore knows: its SHA-256 is another. It was thrown away; try again, or set embeddings.downloads to another address.`,
    );
  }
  await rename(part, file.path);
}

/** The SHA-256 of a file. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function fetchRest(file: Download, part: string, needs: DownloadNeeds): Promise<void> {
  const silence = createSilence(needs.patience.silenceMs);
  const signal = AbortSignal.any([needs.signal, silence.signal]);
  try {
    const had = sizeOf(part) ?? 0;
    const response = await request(file, had > file.bytes ? 0 : had, signal);
    const from = response.status === 206 ? startOf(response) : 0;
    if (from !== had && from !== 0) throw new Passing('The answer begins elsewhere.');
    expectSize(file, response, from);
    await using handle = await open(part, from === 0 ? 'w' : 'a');
    await write(response, handle, { file, from, heard: silence.heard, tell: needs.tell });
  } catch (error) {
    throw asProblem(error);
  } finally {
    silence.end();
  }
}

async function request(file: Download, had: number, signal: AbortSignal): Promise<Response> {
  // What is packed for the way has another length, and no places to go on from.
  const headers = { 'accept-encoding': 'identity', ...(had > 0 && { range: `bytes=${had}-` }) };
  const response = await fetch(file.url, { headers, signal });
  if (response.ok) return response;
  await response.body?.cancel();
  // The part that is there does not fit what the server has: it begins anew.
  if (response.status === 416) return request(file, 0, signal);
  if (response.status === 429 || response.status >= 500) throw new Passing(`HTTP ${response.status}`);
  throw new UserError(
    `${hostOf(file)} does not give out ${file.name} (HTTP ${response.status}). Check embeddings.downloads.`,
  );
}

function startOf({ headers }: Response): number {
  return Number(/^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
}

/** Half a gigabyte of something else is not fetched first to be thrown away then. */
function expectSize(file: Download, { headers }: Response, from: number): void {
  const rest = headers.get('content-length');
  if (rest !== null && from + Number(rest) !== file.bytes) throw otherSize(file, from + Number(rest));
}

interface Writing {
  file: Download;
  from: number;
  heard(): void;
  tell(bytes: number): void;
}

async function write(
  { body }: Response,
  handle: FileHandle,
  { file, from, heard, tell }: Writing,
): Promise<void> {
  let bytes = from;
  for await (const chunk of body ?? []) {
    heard();
    bytes += chunk.length;
    if (bytes > file.bytes) throw otherSize(file, bytes);
    await handle.writeFile(chunk);
    tell(bytes);
  }
  if (bytes < file.bytes) throw new Passing('The answer ended early.');
}

/** Aborts when nothing is heard for so long. */
function createSilence(ms: number) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Passing('Nothing comes any more.')), ms);
  return { signal: controller.signal, heard: () => void timer.refresh(), end: () => clearTimeout(timer) };
}

function asProblem(error: unknown): unknown {
  if (error instanceof Passing || error instanceof UserError) return error;
  // Whatever else fetch throws comes of the network.
  return error instanceof TypeError || error instanceof DOMException
    ? new Passing('The network failed.', { cause: error })
    : error;
}

function otherSize(file: Download, bytes: number): UserError {
  return new UserError(
    `${file.name} from ${hostOf(file)} is not the file that Acore knows: it has ${bytes} bytes instead of ${file.bytes}. Check embeddings.downloads.`,
  );
}

function outOfReach(file: Download, cause: unknown): UserError {
  const text = `${hostOf(file)} cannot be reached, or breaks off again and again. Check the network; what was fetched stays, and the same command goes on with it.`;
  return new UserError(text, { cause });
}

function stopped(cause: unknown): UserError {
  return new UserError('Stopped. What was fetched stays, and the same command goes on with it.', { cause });
}

function hostOf({ url }: Download): string {
  return new URL(url).host;
}
