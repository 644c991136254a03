import { createHash } from 'node:crypto';
import { fromBase64 } from '../../../lib/base64.ts';
import { canonicalJson } from '../../../lib/canonical-json.ts';
import { JsonRefused, readJson } from '../../../lib/lenient-json.ts';
import { assetsOf, fileOf, pathIn, uriOf } from './asset-files.ts';
import { type CardFile, isObject, type JsonObject, type ReadFile } from './card-file.ts';

/**
 * What Acore notes beside a card that had to be written differently: the card as it was. It counts only as long as
 * nobody changed the card it stands beside.
 */
export interface Sidecar {
  card: CardFile['card'];
  /** Of the card beside it, as it was written. */
  digest: string;
  /** The file that is the picture of a PNG file; `made` when the picture was made for writing. */
  picture?: string | undefined;
  /** Files that the container has no place for, in base64. */
  files?: { [path: string]: string } | undefined;
}

/** Stands for a picture in a sidecar when there was none and one had to be made. */
export const madePicture = 'made';

/** What tells whether a card was changed. */
export function digestOf(card: JsonObject): string {
  return createHash('sha256').update(canonicalJson(card)).digest('hex');
}

/** Reads a note, in plain JSON or in base64; undefined when it is none. */
export function sidecarIn(written: string | undefined): Sidecar | undefined {
  if (written === undefined) return undefined;
  const text = written.trimStart().startsWith('{') ? written : fromBase64(written)?.toString('utf8');
  try {
    return sidecarOf(readJson(text ?? '').value);
  } catch (error) {
    if (error instanceof JsonRefused) return undefined;
    throw error;
  }
}

/** A note from a JSON value; undefined when it is none. */
export function sidecarOf(value: unknown): Sidecar | undefined {
  if (!isObject(value) || !isObject(value.card) || typeof value.digest !== 'string') return undefined;
  const { card, digest, picture, files } = value;
  const { data } = card;
  if (!isObject(data) || typeof data.name !== 'string' || data.name.trim() === '') return undefined;
  return {
    card: { ...card, data },
    digest,
    ...(typeof picture === 'string' && { picture }),
    ...(isObject(files) && { files: textsOf(files) }),
  };
}

function textsOf(files: JsonObject): { [path: string]: string } {
  return Object.fromEntries(
    Object.entries(files).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The card as it was before it was written into this container; the card itself when it was changed since. */
export function restored(file: CardFile, sidecar: Sidecar | undefined): CardFile {
  if (sidecar === undefined || sidecar.digest !== digestOf(file.card)) return file;
  const files = restoredFiles(file, sidecar);
  const picture = pictureOf(file, sidecar, files);
  if (sidecar.picture !== undefined) files.delete(sidecar.picture);
  const { card } = sidecar;
  return { ...file, card, name: String(card.data.name), files, picture };
}

/** Files under the paths that the card as it was knows them by. */
function restoredFiles(file: CardFile, sidecar: Sidecar): Map<string, ReadFile> {
  const before = assetsOf(sidecar.card.data);
  const files = new Map<string, ReadFile>();
  const moved = new Set<string>();
  for (const [index, asset] of assetsOf(file.card.data).entries()) {
    const was = pathIn(uriOf(before[index]));
    const found = was === undefined ? undefined : fileOf(uriOf(asset), file.files);
    if (was === undefined || found === undefined) continue;
    files.set(was, found);
    moved.add(pathIn(uriOf(asset)) ?? '');
  }
  for (const [path, read] of file.files) if (!moved.has(path) && !files.has(path)) files.set(path, read);
  for (const [path, base64] of Object.entries(sidecar.files ?? {})) files.set(path, () => fromBase64(base64));
  return files;
}

function pictureOf(
  file: CardFile,
  { picture }: Sidecar,
  files: ReadonlyMap<string, ReadFile>,
): ReadFile | undefined {
  if (picture === undefined) return file.picture;
  return picture === madePicture ? undefined : files.get(picture);
}
