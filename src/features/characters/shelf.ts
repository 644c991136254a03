import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Character } from '../../core/character.ts';
import { withPngTexts } from '../../lib/png-text.ts';
import { characterOf, slug } from './card.ts';
import { CardError, PlainPicture } from './card-error.ts';
import { type CardFile, limits } from './files/card-file.ts';
import { readCardFile } from './files/read.ts';
import { belongsToCard } from './files/read-png.ts';
import { assetsIn, portraitIn } from './pictures.ts';

/** A file that holds no usable card, and why. */
export interface ShelfProblem {
  file: string;
  reason: string;
}

/** The cards found in folders. */
export interface Shelf {
  characters: Character[];
  problems: ShelfProblem[];
  /** The file that each character comes from, by its id. */
  files: ReadonlyMap<string, string>;
}

/** What was read of one set, and the state of its files then. */
interface Reading {
  stamp: string;
  character?: Character | undefined;
  file?: string | undefined;
  problems: ShelfProblem[];
}

/** What was read before: only files that changed are read again, and a character stays the same object. */
export type ShelfMemory = Map<string, Reading>;

/** The files of one character: a card, or a bare card and its picture. */
interface FileSet {
  stem: string;
  /** Pictures first. */
  files: string[];
}

const pictures = ['.png', '.apng'];
const texts = ['.json', '.yaml', '.yml'];
const wholes = ['.charx', '.jpg', '.jpeg'];

/** The endings of files that may hold a card. */
export const cardEndings: readonly string[] = [...pictures, ...texts, ...wholes];

/** Reads every card in these folders. One of a later folder replaces one of the same file name in an earlier. */
export function readShelf(folders: readonly string[], memory: ShelfMemory = new Map()): Shelf {
  const found = new Map<string, { character: Character; file: string }>();
  const readings: ShelfMemory = new Map();
  const badFolders: ShelfProblem[] = [];
  for (const folder of folders) {
    const taken = new Set<string>();
    for (const set of setsIn(folder, badFolders)) {
      const id = freeId(set.stem, taken);
      const key = set.files.join('\0');
      const stamp = `${id}\0${set.files.map(stampOf).join('\0')}`;
      const known = memory.get(key);
      const reading = known?.stamp === stamp ? known : { stamp, ...keptIfBroken(readSet(set, id), known) };
      readings.set(key, reading);
      const { character, file } = reading;
      if (character === undefined || file === undefined) continue;
      taken.add(id);
      found.set(id, { character, file });
    }
  }
  remember(memory, readings);
  return {
    characters: [...found.values()].map(({ character }) => character),
    problems: [...badFolders, ...[...readings.values()].flatMap(({ problems }) => problems)],
    files: new Map([...found].map(([id, { file }]) => [id, file])),
  };
}

/** A card that was readable before, and now is not, speaks on as it was until it is mended. */
function keptIfBroken(fresh: Omit<Reading, 'stamp'>, before: Reading | undefined): Omit<Reading, 'stamp'> {
  if (fresh.character !== undefined || before?.character === undefined) return fresh;
  return { ...fresh, character: before.character, file: before.file };
}

function remember(memory: ShelfMemory, readings: ShelfMemory): void {
  memory.clear();
  for (const [key, reading] of readings) memory.set(key, reading);
}

/** A picture and a bare card of the same name belong together. */
function setsIn(folder: string, problems: ShelfProblem[]): FileSet[] {
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory()) {
    problems.push({ file: folder, reason: 'it is not a folder with cards' });
    return [];
  }
  const sets = new Map<string, FileSet>();
  for (const file of readdirSync(folder).sort()) {
    const type = extname(file).toLowerCase();
    if (file.startsWith('.') || !cardEndings.includes(type)) continue;
    const stem = basename(file, extname(file));
    const key = wholes.includes(type) ? file : stem;
    const set = sets.get(key) ?? { stem, files: [] };
    sets.set(key, set);
    if (pictures.includes(type)) set.files.unshift(join(folder, file));
    else set.files.push(join(folder, file));
  }
  return [...sets.values()];
}

function stampOf(file: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return 'gone';
  }
}

function freeId(stem: string, taken: ReadonlySet<string>): string {
  const wanted = slug(stem) || 'character';
  let id = wanted;
  for (let count = 2; taken.has(id); count += 1) id = `${wanted}-${count}`;
  return id;
}

/** A bad card costs that card: it is told, and the others are read. */
function readSet({ stem, files }: FileSet, id: string): Omit<Reading, 'stamp'> {
  const problems: ShelfProblem[] = [];
  for (const file of files) {
    const isLast = file === files.at(-1);
    try {
      const card = openCard(file, stem);
      return { character: pictured(characterOf(card, id), card, file, files), file, problems };
    } catch (error) {
      if (isLast || !(error instanceof PlainPicture)) problems.push({ file, reason: reasonOf(error) });
    }
  }
  return { problems };
}

function reasonOf(error: unknown): string {
  return error instanceof CardError ? error.message : 'it cannot be read';
}

/** Reads the card in a file. Throws a CardError that says why it is refused. */
export function openCard(file: string, stem = basename(file, extname(file))): CardFile {
  return readCardFile(readWhole(file), stem);
}

/** A card with the picture that lies beside it, if it has none of its own. */
export function openWithPicture(file: string): CardFile {
  const card = openCard(file);
  const beside = pictures
    .map((ending) => `${file.slice(0, -extname(file).length)}${ending}`)
    .find(existsSync);
  if (card.picture !== undefined || beside === undefined || card.container === 'charx') return card;
  return {
    ...card,
    picture: () => attempt(() => withPngTexts(readWhole(beside), [], (text) => !belongsToCard(text))),
  };
}

function readWhole(file: string): Buffer {
  if (statSync(file).size > limits.archiveBytes)
    throw new CardError(`it is larger than ${limits.archiveBytes / 1024 / 1024} MB`);
  return readFileSync(file);
}

/** Pictures are read when somebody asks for them, and not kept. */
function pictured(character: Character, card: CardFile, file: string, files: readonly string[]): Character {
  const beside = files.find((other) => pictures.includes(extname(other).toLowerCase()));
  const reopen = async () => attempt(() => openCard(file));
  const portrait = async () =>
    portraitOf(await reopen()) ?? (beside === undefined ? undefined : pictureIn(beside));
  const hasPortrait = beside !== undefined || portraitOf(card) !== undefined;
  return {
    ...character,
    assets: assetsIn(card, reopen),
    portrait: hasPortrait ? portrait : undefined,
  };
}

function portraitOf(card: CardFile | undefined): Uint8Array | undefined {
  return card && attempt(() => portraitIn(card));
}

function pictureIn(file: string): Uint8Array | undefined {
  return attempt(() => withPngTexts(readWhole(file), []));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
