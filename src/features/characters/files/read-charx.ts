import { openZip, type Zip, ZipRefused } from '../../../lib/zip.ts';
import { CardError } from '../card-error.ts';
import { type CardFile, limits, type ReadFile } from './card-file.ts';
import { understandCard } from './dialects.ts';
import { jsonFrom } from './read-json.ts';
import { restored, sidecarIn } from './sidecar.ts';

/** Where the card lies in its archive, and nowhere else. */
export const cardPath = 'card.json';
/** What Acore notes about a card that it wrote. */
export const sidecarPath = 'acore.json';

/** Opens an archive of strangers. Throws a CardError that says why it is refused. */
export function openArchive(bytes: Uint8Array): Zip {
  return guarded(() =>
    openZip(bytes, { mostFileBytes: limits.assetBytes, mostTotalBytes: limits.archiveBytes }),
  );
}

/** Reads a CHARX file: a zip archive, perhaps behind a picture or a program, with `card.json` at its root. */
export function readCharx(bytes: Uint8Array, fileName: string): CardFile {
  const zip = openArchive(bytes);
  const entry = zip.entries.find(({ path }) => path === cardPath);
  if (entry === undefined) throw new CardError(withoutCard(zip));
  if (zip.leftOut.some(({ path }) => path === cardPath))
    throw new CardError('it holds two files called card.json');
  if (entry.size > limits.cardBytes) throw new CardError('its card.json is too large');
  const { value, warnings } = jsonFrom(guarded(() => entry.read()));
  const sidecar = zip.entries.find(({ path }) => path === sidecarPath);
  const note =
    sidecar === undefined || sidecar.size > limits.cardBytes ? undefined : quietly(() => sidecar.read());
  const understood = understandCard(value, fileName);
  const file: CardFile = {
    ...understood,
    container: 'charx',
    files: filesIn(zip, note !== undefined),
    picture: undefined,
    warnings: [...warningsAbout(zip), ...warnings, ...understood.warnings],
  };
  return restored(file, sidecarIn(note && Buffer.from(note).toString('utf8')));
}

function filesIn(zip: Zip, hasNote: boolean): Map<string, ReadFile> {
  const files = zip.entries.filter(({ path }) => path !== cardPath && !(hasNote && path === sidecarPath));
  return new Map(files.map((entry) => [entry.path, () => quietly(() => entry.read())]));
}

function withoutCard({ entries }: Zip): string {
  const near = entries.find(({ path }) => path.toLowerCase().endsWith(cardPath));
  const hint = near === undefined ? '' : `; ${near.path.slice(0, 100)} is not the place for it`;
  return `it is an archive without a card.json at its root${hint}`;
}

function warningsAbout({ leftOut, wrongChecksums }: Zip): string[] {
  const paths = (why: 'outside' | 'twice') =>
    leftOut
      .filter((one) => one.why === why)
      .slice(0, 3)
      .map(({ path }) => `“${path.slice(0, 80)}”`)
      .join(', ');
  return [
    ...(leftOut.some(({ why }) => why === 'outside')
      ? [`Files that point outside the archive are left out: ${paths('outside')}.`]
      : []),
    ...(leftOut.some(({ why }) => why === 'twice')
      ? [`Of files that the archive holds twice the first counts: ${paths('twice')}.`]
      : []),
    ...(wrongChecksums.length > 0 ? ['Some checksums in the archive are wrong; it may be damaged.'] : []),
  ];
}

function guarded<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof ZipRefused) throw new CardError(error.message, { cause: error });
    throw error;
  }
}

function quietly(read: () => Uint8Array): Uint8Array | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ZipRefused) return undefined;
    throw error;
  }
}
