import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { isPng } from '../../lib/png-text.ts';
import { endsAsZip } from '../../lib/zip.ts';
import { slug } from './card.ts';
import { CardError } from './card-error.ts';
import { type CardFile, type Container, limits } from './files/card-file.ts';
import { readCardFile } from './files/read.ts';
import { openArchive } from './files/read-charx.ts';
import { inspectCard } from './inspect.ts';
import { cardEndings } from './shelf.ts';

/** A card that was taken in, or was there already. */
export interface TakenCard {
  /** Where it came from. */
  from: string;
  id: string;
  name: string;
  /** Where it lies now. */
  file: string;
  /** The same file was there before. */
  known: boolean;
  understoodPercent: number;
  understood: string;
  warnings: string[];
}

/** What became of files that somebody brought. */
export interface Intake {
  taken: TakenCard[];
  refused: { from: string; reason: string }[];
}

/** A file that somebody brought, perhaps out of an archive. */
export interface Brought {
  from: string;
  stem: string;
  read(): Uint8Array;
}

const endingOf: Record<Container, string> = { png: '.png', charx: '.charx', json: '.json', yaml: '.yaml' };
const mostFiles = 10_000;
const deepest = 8;

/**
 * Takes cards into a folder: files, folders of them, archives of them. Nothing is overwritten and nobody of the other
 * folders is replaced: a card whose name is taken gets another.
 */
export function takeIn(paths: readonly string[], folder: string, others: readonly string[]): Intake {
  const intake: Intake = { taken: [], refused: [] };
  mkdirSync(folder, { recursive: true });
  for (const path of paths) {
    for (const brought of guarded(path, intake, () => broughtBy(path)) ?? [])
      guarded(brought.from, intake, () => intake.taken.push(takeOne(brought, folder, others)));
  }
  return intake;
}

function guarded<T>(from: string, intake: Intake, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof CardError ? error.message : 'it cannot be read or kept';
    intake.refused.push({ from, reason });
    return undefined;
  }
}

function broughtBy(path: string): Brought[] {
  if (!existsSync(path)) throw new CardError('there is no such file');
  if (statSync(path).isDirectory()) return filesIn(path).flatMap(broughtBy);
  const stem = basename(path, extname(path));
  if (extname(path).toLowerCase() === '.zip') return broughtByArchive(path, stem);
  return [{ from: path, stem, read: () => wholeFile(path) }];
}

/** Card files and archives in a folder and those within it; hidden ones and links are left alone. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .filter(({ name }) => [...cardEndings, '.zip'].includes(extname(name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.slice(folder.length).split(/[\\/]/).length <= deepest + 1);
  if (files.length > mostFiles) throw new CardError(`it holds more than ${mostFiles} files`);
  return files.sort();
}

/** A zip archive is a card when it has one at its root, and else holds cards. */
function broughtByArchive(path: string, stem: string): Brought[] {
  const cards = cardsInArchive(wholeFile(path), path);
  if (cards === undefined) return [{ from: path, stem, read: () => wholeFile(path) }];
  if (cards.length === 0) throw new CardError('it is an archive without cards');
  return cards;
}

/** The cards in an archive; undefined when the archive itself is a card. Throws a CardError that says what is wrong. */
function cardsInArchive(bytes: Uint8Array, from: string): Brought[] | undefined {
  const { entries } = openArchive(bytes);
  if (entries.some((entry) => entry.path === 'card.json')) return undefined;
  return entries
    .filter((entry) => isCardPath(entry.path))
    .map((entry) => ({
      from: `${from}: ${entry.path}`,
      stem: basename(entry.path, extname(entry.path)),
      read: () => entry.read(),
    }));
}

/** The cards in one file that somebody gave: the file itself, or what it holds when it is an archive of cards. */
export function cardsIn(bytes: Uint8Array, name: string): Brought[] {
  const single = [{ from: name, stem: basename(name, extname(name)), read: () => bytes }];
  if (isPng(bytes) || !endsAsZip(bytes)) return single;
  const cards = cardsInArchive(bytes, name) ?? [];
  return cards.length === 0 ? single : cards;
}

/** A `card.json` in a folder of an archive is part of a card that was taken apart, and no card by itself. */
function isCardPath(path: string): boolean {
  const name = basename(path);
  return (
    cardEndings.includes(extname(name).toLowerCase()) &&
    name.toLowerCase() !== 'card.json' &&
    !/(?:^|\/)[._]/.test(path)
  );
}

function wholeFile(path: string): Buffer {
  if (statSync(path).size > limits.archiveBytes) throw new CardError('it is too large');
  return readFileSync(path);
}

function takeOne({ from, stem, read }: Brought, folder: string, others: readonly string[]): TakenCard {
  const bytes = read();
  const card = readCardFile(bytes, stem);
  const { understoodPercent, understood, warnings } = inspectCard(card);
  const place = placeFor(bytes, wantedStem(stem, card), endingOf[card.container], [folder, ...others]);
  if (!place.known) writeFileSync(join(folder, place.name), bytes, { flag: 'wx' });
  return {
    from,
    id: basename(place.name, extname(place.name)),
    name: card.name,
    file: join(folder, place.name),
    known: place.known,
    understoodPercent,
    understood,
    warnings,
  };
}

/** The file's name; where that says nothing, the character's. */
function wantedStem(stem: string, { name }: CardFile): string {
  const isTelling = !/^(?:card|character|main|export|download|untitled|image)(?:[ _-]*\(?\d*\)?)?$/i.test(
    stem,
  );
  return (isTelling ? slug(stem) : '') || slug(name) || 'character';
}

/** A name that is free in all folders, whatever its ending: files of one name are taken for one character. */
function placeFor(bytes: Uint8Array, wanted: string, ending: string, folders: readonly string[]) {
  const [own = ''] = folders;
  const taken = new Set(folders.flatMap(stemsIn));
  for (let count = 1; ; count += 1) {
    const stem = count === 1 ? wanted : `${wanted}-${count}`;
    const name = `${stem}${ending}`;
    if (existsSync(join(own, name)) && readFileSync(join(own, name)).equals(bytes))
      return { name, known: true };
    if (!taken.has(stem)) return { name, known: false };
  }
}

function stemsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => cardEndings.includes(extname(file).toLowerCase()))
    .map((file) => slug(basename(file, extname(file))));
}
