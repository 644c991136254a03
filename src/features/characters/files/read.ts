import { decodeText } from '../../../lib/decode-text.ts';
import { pictureKind } from '../../../lib/picture.ts';
import { isPng } from '../../../lib/png-text.ts';
import { readYaml } from '../../../lib/simple-yaml.ts';
import { endsAsZip } from '../../../lib/zip.ts';
import { CardError, PlainPicture } from '../card-error.ts';
import { type CardFile, isObject, limits } from './card-file.ts';
import { understandCard } from './dialects.ts';
import { readCharx } from './read-charx.ts';
import { jsonFrom } from './read-json.ts';
import { readPngCard } from './read-png.ts';
import { restored, sidecarOf } from './sidecar.ts';

/**
 * Reads a card from the bytes of a file, whatever its name promises. The name, without its ending, is taken for a
 * card that has none. Throws a CardError that says why it is refused.
 */
export function readCardFile(bytes: Uint8Array, fileName: string): CardFile {
  if (bytes.length === 0) throw new CardError('it is empty');
  const hasZip = endsAsZip(bytes);
  refuseLarger(bytes, hasZip ? limits.archiveBytes : limits.pictureBytes);
  if (isPng(bytes)) return pictureCard(bytes, fileName, hasZip);
  if (hasZip) return readCharx(bytes, fileName);
  refuseOthers(bytes);
  return bareCard(bytes, fileName);
}

function refuseLarger({ length }: Uint8Array, most: number): void {
  if (length > most) throw new CardError(`it is larger than ${most / 1024 / 1024} MB`);
}

function pictureCard(bytes: Uint8Array, fileName: string, hasZip: boolean): CardFile {
  const card = readPngCard(bytes, fileName);
  if (card !== undefined) return card;
  if (hasZip) return readCharx(bytes, fileName);
  throw new PlainPicture();
}

/** What is neither a picture nor an archive must be text. */
function refuseOthers(bytes: Uint8Array): void {
  const kind = pictureKind(bytes);
  if (kind !== undefined)
    throw new CardError(
      `it is a ${kind.toUpperCase()} picture without a card; cards in EXIF are not read, save it as PNG`,
    );
  const begins = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (begins.startsWith('PK\x03\x04')) throw new CardError('it is an archive that is cut short');
  if (begins.startsWith('\x89PNG') || begins.startsWith('\x7fELF') || begins.startsWith('MZ'))
    throw new CardError('it holds no character card');
}

function bareCard(bytes: Uint8Array, fileName: string): CardFile {
  const { text } = decodeText(bytes.subarray(0, 4096));
  if (looksLikeYaml(text)) return yamlCard(bytes, fileName);
  if (!/^\s*(?:[{[]|rcc\|\|)/.test(text)) throw new CardError('it holds no character card');
  refuseLarger(bytes, limits.jsonBytes);
  const { value, warnings } = jsonFrom(bytes);
  const note = isObject(value) ? sidecarOf(value.acore) : undefined;
  const understood = understandCard(note === undefined ? value : withoutNote(value), fileName);
  const card: CardFile = {
    ...understood,
    container: 'json',
    files: new Map(),
    picture: undefined,
    warnings: [...warnings, ...understood.warnings],
  };
  return restored(card, note);
}

function withoutNote(value: unknown): unknown {
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'acore'))
    : value;
}

function looksLikeYaml(text: string): boolean {
  return /^(?:name|context|greeting|char_name)[ \t]*:/m.test(text) && !/^\s*[{[]/.test(text);
}

function yamlCard(bytes: Uint8Array, fileName: string): CardFile {
  refuseLarger(bytes, limits.yamlBytes);
  const value = readYaml(decodeText(bytes).text);
  if (value === undefined) throw new CardError('it is YAML of a kind that is not read');
  return { ...understandCard(value, fileName), container: 'yaml', files: new Map(), picture: undefined };
}
