import { UserError } from '../../core/errors.ts';
import { fold } from '../../lib/fold.ts';
import { oneLine } from '../../lib/one-line.ts';
import { openBookFile } from './book-file.ts';
import type { BookHead, BookStore } from './book-store.ts';
import type { ImportedBook } from './formats/index.ts';
import { texts } from './texts.ts';

export const longestName = 60;
export const mostBooks = 200;

/** A file that somebody brings, and how. */
export interface Brought {
  fileName: string;
  bytes: Uint8Array;
  /** What to call it here; undefined: as it says itself. */
  name: string | undefined;
  /** A book of this name is replaced. */
  replace: boolean;
}

/** A book that came in; `change` is the number of the change where it took another's place. */
export interface TakenIn {
  head: BookHead;
  read: ImportedBook;
  change: number | undefined;
}

/** Takes a lorebook of any known format into a home. Throws UserError with what is wrong. */
export async function takeIn(store: BookStore, home: string, brought: Brought): Promise<TakenIn> {
  const { read, name } = openBrought(brought);
  const document = JSON.stringify(read.raw);
  const books = await store.in(home);
  const known = books.find((one) => fold(one.name) === fold(name));
  if (known === undefined) {
    const head = await addBook(store, home, { name, profile: read.book.profile, document });
    return { head, read, change: undefined };
  }
  if (!brought.replace) throw new UserError(texts.sameName(known.name));
  return { head: known, read, change: await store.change(home, known, { document }) };
}

/** Reads a file that somebody brings, and says what it is called. */
export function openBrought({ fileName, bytes, name }: Omit<Brought, 'replace'>) {
  const named = oneLine(fileName).replace(/\.json$/i, '');
  const read = openBookFile(bytes, { id: 'new', name: named });
  return { read, name: nameFor(name ?? (read.book.name || named)) };
}

/** Keeps a new book, as long as there are not too many. */
export async function addBook(
  store: BookStore,
  home: string,
  state: Parameters<BookStore['add']>[1],
): Promise<BookHead> {
  if ((await store.in(home)).length >= mostBooks) throw new UserError(texts.tooMany(mostBooks));
  return await store.add(home, state);
}

function nameFor(given: string): string {
  return Array.from(oneLine(given).trim()).slice(0, longestName).join('') || 'Lorebook';
}
