import type { CharacterAsset } from '../../core/character.ts';
import { barePicture, mostPixels, pictureKind, pictureSize } from '../../lib/picture.ts';
import { isPng } from '../../lib/png-text.ts';
import { type AssetEntry, assetEntry, assetsOf, fileOf } from './files/asset-files.ts';
import type { CardFile } from './files/card-file.ts';

/** The largest picture that is shown as a face. */
const mostBytes = 16 * 1024 * 1024;

/** The character's face: the first of its icons that can be shown, the main one before others, else the picture that the card is in. */
export function portraitIn(file: CardFile): Uint8Array | undefined {
  const icon = faceEntry(file);
  const bytes = icon === undefined ? undefined : bytesOf(icon, file);
  return bare(bytes ?? file.picture?.());
}

/** The same where it is a PNG file, else the picture that the card is in: what a card can be written into. */
export function pngIn(file: CardFile): Uint8Array | undefined {
  const png = iconsOf(file)
    .map((entry) => bytesOf(entry, file))
    .find((bytes) => bytes !== undefined && isPng(bytes));
  return bare(png ?? file.picture?.());
}

/** The icon that is the character's face; undefined when none can be. */
export function faceEntry(file: CardFile): AssetEntry | undefined {
  return iconsOf(file).find((entry) => isShowable(entry, file));
}

/** Everything that came with a card but its main icon; `reopen` reads the card's file anew when a picture is wanted. */
export function assetsIn(
  file: Pick<CardFile, 'card'>,
  reopen: () => Promise<CardFile | undefined>,
): CharacterAsset[] {
  const main = iconsOf(file)[0];
  return assetsOf(file.card.data)
    .map(assetEntry)
    .map((entry) => ({ entry, isMain: main !== undefined && isSameEntry(entry, main) }))
    .filter(({ isMain }) => !isMain)
    .map(({ entry }) => ({
      type: entry.type,
      name: entry.name,
      ext: entry.ext,
      picture: async () => pictureOf(entry, await reopen()),
    }));
}

/** Whether an asset is a picture that Acore shows as a face. */
export function isShowable(entry: AssetEntry, file: CardFile): boolean {
  const bytes = bytesOf(entry, file);
  return bytes !== undefined && pictureProblem(bytes) === undefined;
}

/** Why a picture is not shown as a face, as the end of a sentence; undefined when nothing is wrong with it. */
export function pictureProblem(bytes: Uint8Array): string | undefined {
  const kind = pictureKind(bytes);
  if (kind === undefined) return 'is no PNG, JPEG or WEBP picture';
  if (bytes.length > mostBytes) return `is larger than ${mostBytes / 1024 / 1024} MB`;
  const size = pictureSize(bytes);
  if (size === undefined) return `is a ${kind.toUpperCase()} picture that is damaged or cut short`;
  const { width, height } = size;
  return width * height > mostPixels ? `has ${width} × ${height} pixels, more than 4096 × 4096` : undefined;
}

/** The icons of a card, the one that counts first. */
function iconsOf(file: Pick<CardFile, 'card'>): AssetEntry[] {
  const icons = assetsOf(file.card.data)
    .map(assetEntry)
    .filter(({ type }) => type === 'icon');
  return [...icons.filter(({ name }) => name === 'main'), ...icons.filter(({ name }) => name !== 'main')];
}

/** Whether two entries of a card are the same one. */
export function isSameEntry(a: AssetEntry, b: AssetEntry): boolean {
  return a.type === b.type && a.name === b.name && a.uri === b.uri;
}

function pictureOf(entry: AssetEntry, file: CardFile | undefined): Uint8Array | undefined {
  const bytes = file && bytesOf(entry, file);
  return bytes === undefined || pictureProblem(bytes) !== undefined ? undefined : bare(bytes);
}

/** What an asset's address means: `ccdefault:` is the picture that the card is in. */
function bytesOf({ uri }: AssetEntry, file: CardFile): Uint8Array | undefined {
  return uri === 'ccdefault:' ? file.picture?.() : fileOf(uri, file.files)?.();
}

/** Without the texts in it, which may be a character's secrets. */
function bare(picture: Uint8Array | undefined): Uint8Array | undefined {
  return picture && barePicture(picture);
}
