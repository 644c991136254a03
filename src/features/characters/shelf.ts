import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Character } from '../../core/character.ts';
import { readPngTexts, withPngTexts } from '../../lib/png-text.ts';
import { CardError, readCard, slug } from './card.ts';

/** A file that holds no usable card, and why. */
export interface ShelfProblem {
  file: string;
  reason: string;
}

/** The cards found in folders. */
export interface Shelf {
  characters: Character[];
  problems: ShelfProblem[];
}

/** The files of one character: a card in a picture, a bare card, or a bare card with its picture. */
interface Pair {
  stem: string;
  png?: string;
  json?: string;
}

const largestFile = 20 * 1024 * 1024;

/** Reads every card in these folders. One of a later folder replaces one of the same file name in an earlier. */
export function readShelf(folders: readonly string[]): Shelf {
  const found = new Map<string, Character>();
  const problems: ShelfProblem[] = [];
  for (const folder of folders) {
    const taken = new Set<string>();
    for (const pair of pairsIn(folder)) {
      const character = attempt(pair, freeId(pair.stem, taken), problems);
      if (character === undefined) continue;
      taken.add(character.id);
      found.set(character.id, character);
    }
  }
  return { characters: [...found.values()], problems };
}

function pairsIn(folder: string): Pair[] {
  if (!existsSync(folder)) return [];
  const pairs = new Map<string, Pair>();
  for (const file of readdirSync(folder).sort()) {
    const type = extname(file).toLowerCase();
    if (file.startsWith('.') || (type !== '.png' && type !== '.json')) continue;
    const stem = basename(file, extname(file));
    const pair = pairs.get(stem) ?? { stem };
    pairs.set(
      stem,
      type === '.png' ? { ...pair, png: join(folder, file) } : { ...pair, json: join(folder, file) },
    );
  }
  return [...pairs.values()];
}

function freeId(stem: string, taken: ReadonlySet<string>): string {
  const wanted = slug(stem) || 'character';
  let id = wanted;
  for (let count = 2; taken.has(id); count += 1) id = `${wanted}-${count}`;
  return id;
}

/** A bad card costs that card: it is told, and the others are read. */
function attempt(pair: Pair, id: string, problems: ShelfProblem[]): Character | undefined {
  const inPicture =
    pair.png === undefined ? undefined : guarded(pair.png, problems, (file) => cardIn(file, id, pair));
  if (inPicture !== undefined || pair.json === undefined) return inPicture;
  return guarded(pair.json, problems, (file) =>
    withPortrait(readCard(readWhole(file).toString('utf8'), id), pair.png),
  );
}

function guarded<T>(file: string, problems: ShelfProblem[], read: (file: string) => T): T | undefined {
  try {
    return read(file);
  } catch (error) {
    problems.push({ file, reason: reasonOf(error) });
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof CardError) return error.message;
  if (error instanceof TypeError) return 'it is not a PNG file';
  return 'it cannot be read';
}

/** The card in a picture; undefined when it is only the portrait of the bare card beside it. */
function cardIn(file: string, id: string, pair: Pair): Character | undefined {
  const cards = cardTexts(readWhole(file));
  if (cards.length === 0 && pair.json !== undefined) return undefined;
  if (cards.length === 0) throw new CardError('it is a picture without a character card');
  let failure: unknown;
  for (const json of cards) {
    try {
      return withPortrait(readCard(json, id), file);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

/** V3 first: where both are present it is the fuller one. */
function cardTexts(picture: Uint8Array): string[] {
  const texts = readPngTexts(picture).map(({ keyword, text }) => ({ keyword: keyword.toLowerCase(), text }));
  return ['ccv3', 'chara'].flatMap((wanted) =>
    texts
      .filter(({ keyword }) => keyword === wanted)
      .map(({ text }) => Buffer.from(text, 'base64').toString('utf8')),
  );
}

function readWhole(file: string): Buffer {
  if (statSync(file).size > largestFile) throw new CardError('it is larger than 20 MB');
  return readFileSync(file);
}

/** The picture is read when somebody asks for it and not kept; without its texts, which are the character's secrets. */
function withPortrait(character: Character, file: string | undefined): Character {
  if (file === undefined) return character;
  return Object.defineProperty(character, 'portrait', {
    enumerable: true,
    get: () => pictureIn(file),
  });
}

function pictureIn(file: string): Uint8Array | undefined {
  try {
    return withPngTexts(readWhole(file), []);
  } catch {
    return undefined;
  }
}
