import { canonicalJson } from '../../../lib/canonical-json.ts';
import { plainPng } from '../../../lib/plain-png.ts';
import { type PngText, withPngTexts } from '../../../lib/png-text.ts';
import { writeZip } from '../../../lib/zip-write.ts';
import { CardError } from '../card-error.ts';
import { pngIn } from '../pictures.ts';
import { asV2, asV3 } from './as-version.ts';
import { assetEntry, assetsOf } from './asset-files.ts';
import { type CardFile, limits } from './card-file.ts';
import { understandCard } from './dialects.ts';
import { inArchive, inPicture, inText, type Stowed, stow } from './luggage.ts';
import { cardPath, sidecarPath } from './read-charx.ts';
import { digestOf, madePicture, type Sidecar } from './sidecar.ts';

/** The ways in which a card can be written. */
export type CardFormat = 'v3-json' | 'v2-json' | 'png' | 'charx';

/** A card as a file, and what could not be taken along, in sentences. */
export interface WrittenCard {
  bytes: Uint8Array;
  warnings: string[];
}

type Card = CardFile['card'];

/** Writes a card so that reading it again gives the same card, with all its files. */
export function writeCard(file: CardFile, format: CardFormat): WrittenCard {
  const written = writtenAs(file, format);
  if (written.bytes.length > mostBytes[format]) throw new CardError(`${tooLarge}; CHARX takes most`);
  return written;
}

/** What would not be read again is not written. */
const mostBytes: Record<CardFormat, number> = {
  'v3-json': limits.jsonBytes,
  'v2-json': limits.jsonBytes,
  png: limits.pictureBytes,
  charx: limits.archiveBytes,
};
const tooLarge = 'with everything that came with it it is too large for this kind of file';

function writtenAs(file: CardFile, format: CardFormat): WrittenCard {
  if (format === 'png') return writePicture(file);
  return format === 'charx' ? writeCharx(file) : writeJson(file, format);
}

function writeJson(file: CardFile, format: 'v3-json' | 'v2-json'): WrittenCard {
  const source = format === 'v3-json' ? asV3(file.card) : file.card;
  const stowed = stow(source, file.files, inText);
  const picture = file.picture?.();
  const path = picture && freePath('portrait.png', stowed.left);
  if (picture !== undefined && path !== undefined) stowed.left.set(path, picture);
  const shown = format === 'v3-json' ? stowed.card : asV2(stowed.card);
  const { acore: _, ...rest } = shown;
  const card = { ...rest, data: shown.data };
  const sidecar = sidecarFor(file, card, stowed, path);
  const text = JSON.stringify(sidecar === undefined ? shown : { ...card, acore: sidecar }, undefined, 2);
  return { bytes: Buffer.from(`${text}\n`), warnings: stowed.warnings };
}

function writePicture(file: CardFile): WrittenCard {
  const stowed = stow(asV3(file.card), file.files, inPicture);
  const own = file.picture?.();
  const picture = own ?? pngIn(file) ?? plainPng(256, 0x80);
  const sidecar = sidecarFor(file, stowed.card, stowed, own === undefined ? madePicture : undefined);
  const texts: PngText[] = [
    ...[...stowed.files].map(([path, bytes]) => ({
      keyword: `chara-ext-asset_:${path}`,
      text: Buffer.from(bytes).toString('base64'),
    })),
    { keyword: 'chara', text: inBase64(asV2(stowed.card)) },
    { keyword: 'ccv3', text: inBase64(stowed.card) },
    ...(sidecar === undefined ? [] : [{ keyword: 'acore', text: inBase64(sidecar) }]),
  ];
  const isPlain = own === undefined && pngIn(file) === undefined;
  return {
    bytes: withPngTexts(picture, texts, () => true),
    warnings: [
      ...stowed.warnings,
      ...(isPlain ? ['The card has no PNG picture, so the file shows a plain one.'] : []),
    ],
  };
}

function writeCharx(file: CardFile): WrittenCard {
  const source = asV3(file.card);
  const stowed = stow(source, file.files, inArchive);
  const picture = file.picture?.();
  const path = picture && freePath('assets/icon/images/portrait.png', stowed.files);
  if (picture !== undefined && path !== undefined) {
    stowed.files.set(path, picture);
    stowed.card = withPictureAt(stowed.card, `embeded://${path}`);
  }
  const sidecar = sidecarFor(file, stowed.card, stowed, path);
  const files = new Map<string, Uint8Array>([[cardPath, inJson(stowed.card)]]);
  if (sidecar !== undefined) files.set(sidecarPath, inJson(sidecar));
  for (const [name, bytes] of stowed.files) files.set(name, bytes);
  return { bytes: writeZip(files), warnings: stowed.warnings };
}

/** What `ccdefault:` meant in a picture, or what a card without assets had for an icon. */
function withPictureAt(card: Card, uri: string): Card {
  const { assets } = card.data;
  const icon = { type: 'icon', uri, name: 'main', ext: 'png' };
  if (assets === undefined) return { ...card, data: { ...card.data, assets: [icon] } };
  const changed = assetsOf(card.data).map((asset) =>
    assetEntry(asset).uri === 'ccdefault:' && assetEntry(asset).type === 'icon'
      ? { ...Object(asset), uri }
      : asset,
  );
  return { ...card, data: { ...card.data, assets: changed } };
}

/** A note of what had to be written differently; undefined when the card alone says everything. */
function sidecarFor(
  file: CardFile,
  shown: Card,
  { left }: Stowed,
  picture: string | undefined,
): Sidecar | undefined {
  const read = understandCard(shown, file.name).card;
  const isSame = canonicalJson(asV3(read)) === canonicalJson(asV3(file.card));
  if (isSame && left.size === 0 && picture === undefined) return undefined;
  const files = Object.fromEntries(
    [...left].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]),
  );
  return {
    card: file.card,
    digest: digestOf(read),
    ...(picture !== undefined && { picture }),
    ...(left.size > 0 && { files }),
  };
}

function freePath(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  let path = wanted;
  for (let count = 2; taken.has(path); count += 1) path = wanted.replace('.', `-${count}.`);
  return path;
}

function inJson(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function inBase64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}
