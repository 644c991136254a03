import type { Passage } from '../../../core/ports/recall.ts';
import { hashOf } from '../../../lib/random.ts';
import type { Book, BookEntry } from '../book.ts';
import { readCompatDecorators, readStrictDecorators } from '../engine/decorators.ts';

const longestText = 8_000;
const known = new WeakMap<Book, ReadonlyMap<string, Passage>>();

/** The shelf that the entries of a book stand on. */
export function shelfOf(bookId: string): string {
  return `lore:${bookId}`;
}

/** What of a book can be found by its meaning, by the entries' ids in the engine. */
export function passagesOf(book: Book): ReadonlyMap<string, Passage> {
  const made =
    known.get(book) ??
    new Map(vectorised(book).map((entry, at) => [idOf(book, entry), passageOf(book, entry, at)]));
  known.set(book, made);
  return made;
}

function vectorised({ entries }: Book): BookEntry[] {
  return entries.filter(({ vectorized, enabled, content }) => vectorized && enabled && content.trim() !== '');
}

function idOf({ id }: Book, { uid }: BookEntry): string {
  return `${id}.${uid}`;
}

/** An entry that is changed is another passage; one that is not keeps its vectors. */
function passageOf(book: Book, entry: BookEntry, at: number): Passage {
  const text = textOf(book, entry);
  const shelf = shelfOf(book.id);
  return { id: `${shelf}:${entry.uid}:${hashOf(text).toString(36)}`, shelf, text, at, alone: true };
}

function textOf({ profile }: Book, { name, keys, content }: BookEntry): string {
  const { content: told } = (profile === 'strict' ? readStrictDecorators : readCompatDecorators)(content);
  const words = keys.filter((key) => key.trim() !== '' && !key.startsWith('/'));
  return [name, words.join(', '), told]
    .filter((part) => part.trim() !== '')
    .join('\n')
    .slice(0, longestText);
}
