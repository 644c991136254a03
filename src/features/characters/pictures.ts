import type { CharacterAsset } from '../../core/character.ts';
import { isPng, withPngTexts } from '../../lib/png-text.ts';
import { type AssetEntry, assetEntry, assetsOf, fileOf, pictureKind } from './files/asset-files.ts';
import type { CardFile } from './files/card-file.ts';

/** The character's face: its main icon where that is a PNG file, else the picture that the card is in. */
export function portraitIn(file: CardFile): Uint8Array | undefined {
  const icon = iconsOf(file)
    .map((entry) => bytesOf(entry, file))
    .find((bytes) => bytes !== undefined && isPng(bytes));
  const png = icon ?? file.picture?.();
  return png === undefined ? undefined : barePicture(png);
}

/** Everything that came with a card but its main icon; `reopen` reads the card's file anew when a picture is wanted. */
export function assetsIn(
  file: Pick<CardFile, 'card'>,
  reopen: () => Promise<CardFile | undefined>,
): CharacterAsset[] {
  const main = iconsOf(file)[0];
  return assetsOf(file.card.data)
    .map(assetEntry)
    .map((entry) => ({ entry, isMain: main !== undefined && sameEntry(entry, main) }))
    .filter(({ isMain }) => !isMain)
    .map(({ entry }) => ({
      type: entry.type,
      name: entry.name,
      ext: entry.ext,
      picture: async () => pictureOf(entry, await reopen()),
    }));
}

/** The icons of a card, the one that counts first. */
function iconsOf(file: Pick<CardFile, 'card'>): AssetEntry[] {
  const icons = assetsOf(file.card.data)
    .map(assetEntry)
    .filter(({ type }) => type === 'icon');
  return [...icons.filter(({ name }) => name === 'main'), ...icons.filter(({ name }) => name !== 'main')];
}

function sameEntry(a: AssetEntry, b: AssetEntry): boolean {
  return a.type === b.type && a.name === b.name && a.uri === b.uri;
}

function pictureOf(entry: AssetEntry, file: CardFile | undefined): Uint8Array | undefined {
  const bytes = file && bytesOf(entry, file);
  if (bytes === undefined || pictureKind(bytes) === undefined) return undefined;
  return isPng(bytes) ? barePicture(bytes) : bytes;
}

/** What an asset's address means: `ccdefault:` is the picture that the card is in. */
function bytesOf({ uri }: AssetEntry, file: CardFile): Uint8Array | undefined {
  return uri === 'ccdefault:' ? file.picture?.() : fileOf(uri, file.files)?.();
}

/** Without the texts in it, which may be a character's secrets. */
function barePicture(png: Uint8Array): Uint8Array | undefined {
  return isPng(png) ? withPngTexts(png, []) : undefined;
}
