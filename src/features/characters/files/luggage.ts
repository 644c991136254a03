import { pictureKind } from '../../../lib/picture.ts';
import { assetEntry, assetsOf, pathIn, uriOf } from './asset-files.ts';
import { type CardFile, isObject, type JsonObject, type ReadFile } from './card-file.ts';

/** Where the files of a card go in a container. */
export interface Stowage {
  /** The path that a file has there; undefined when the container cannot keep a file of this path. */
  pathFor(path: string): string | undefined;
  /** What a card writes to mean that file. */
  uriFor(path: string, bytes: Uint8Array): string;
}

/** A card whose assets mean files as a container keeps them. */
export interface Stowed {
  card: CardFile['card'];
  /** By their path in the container. */
  files: Map<string, Uint8Array>;
  /** Files that the container has no place for, by the path they had. */
  left: Map<string, Uint8Array>;
  warnings: string[];
}

/** Puts everything that came with a card where the container of the copy keeps it, and changes the addresses to fit. */
export function stow(card: CardFile['card'], files: CardFile['files'], stowage: Stowage): Stowed {
  const stowed: Stowed = { card, files: new Map(), left: new Map(), warnings: [] };
  const moved = new Set<string>();
  const assets = assetsOf(card.data).map((asset, index) => {
    const path = pathIn(uriOf(asset));
    const read = path === undefined ? undefined : files.get(path);
    if (path === undefined || read === undefined || !isObject(asset)) return asset;
    moved.add(path);
    const place = stowage.pathFor(path) ?? freePlace(index, files);
    return stowedAsset(asset, { place, read }, stowage, stowed);
  });
  for (const [path, read] of files) if (!moved.has(path)) stowLoose(path, read, stowage, stowed);
  if (moved.size > 0) stowed.card = { ...card, data: { ...card.data, assets } };
  return stowed;
}

function stowedAsset(
  asset: JsonObject,
  { place, read }: { place: string; read: ReadFile },
  { uriFor }: Stowage,
  stowed: Stowed,
): JsonObject {
  const bytes = read();
  if (bytes === undefined) {
    stowed.warnings.push(
      `The asset “${assetEntry(asset).name.slice(0, 60)}” cannot be read and is left out.`,
    );
    return asset;
  }
  stowed.files.set(place, bytes);
  return { ...asset, uri: uriFor(place, bytes) };
}

function freePlace(index: number, taken: CardFile['files']): string {
  let place = `a${index}`;
  while (taken.has(place)) place += '_';
  return place;
}

function stowLoose(path: string, read: ReadFile, { pathFor }: Stowage, stowed: Stowed): void {
  const bytes = read();
  if (bytes === undefined)
    stowed.warnings.push(`The file “${path.slice(0, 80)}” cannot be read and is left out.`);
  else if (pathFor(path) === path) stowed.files.set(path, bytes);
  else stowed.left.set(path, bytes);
}

const longestKeyword = 79 - 'chara-ext-asset_:'.length;

/** In a PNG file, by keywords as PNG allows them. */
export const inPicture: Stowage = {
  pathFor: (path) => (path.length <= longestKeyword && /^[!-~]+$/.test(path) ? path : undefined),
  uriFor: (path) => `__asset:${path}`,
};

/** In a CHARX file. */
export const inArchive: Stowage = {
  pathFor: (path) => (isPlainPath(path) ? path : undefined),
  uriFor: (path) => `embeded://${path}`,
};

/** In a JSON file: within the address itself. Files that no asset means stay outside. */
export const inText: Stowage = {
  pathFor: () => undefined,
  uriFor: (_, bytes) => `data:${typeOf(bytes)};base64,${Buffer.from(bytes).toString('base64')}`,
};

function isPlainPath(path: string): boolean {
  const isInside = !/^[/\\]|^[a-z]:|[\0\\]|\/$|(?:^|\/)\.\.?(?:\/|$)/i.test(path) && path.isWellFormed();
  return isInside && path !== 'card.json' && path !== 'acore.json' && path.length < 1_000;
}

function typeOf(bytes: Uint8Array): string {
  const kind = pictureKind(bytes);
  return kind === undefined ? 'application/octet-stream' : `image/${kind}`;
}
