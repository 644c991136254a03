import type { Character } from '../../core/character.ts';
import { type Prepared, prepare } from './engine/prepare.ts';
import { defaultScanSettings } from './engine/settings.ts';
import { readBook } from './formats/index.ts';

/** A character's own book, ready to be searched. */
export interface OpenBook {
  prepared: Prepared;
  /** Whether anything in it depends on how long the talk is or on what fired before. */
  keepsTime: boolean;
}

/** Opens the books of characters, each once for as long as its card stays as it is. */
export function createBookshelf(): (character: Character) => OpenBook | undefined {
  const open = new WeakMap<Character, { book: OpenBook | undefined }>();
  return (character) => {
    const kept = open.get(character) ?? { book: openBook(character) };
    open.set(character, kept);
    return kept.book;
  };
}

function openBook({ id, name, book: raw }: Character): OpenBook | undefined {
  const read = readBook(raw, { id, name });
  if (read === undefined || read.book.entries.length === 0) return undefined;
  const prepared = prepare([{ book: read.book, scope: 'character' }], defaultScanSettings);
  const keepsTime = prepared.candidates.some(
    ({ entry, rules }) => entry.sticky + entry.cooldown + entry.delay > 0 || rules.repeat !== undefined,
  );
  return { prepared, keepsTime };
}
