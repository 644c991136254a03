import { z } from 'zod';
import type { Caller, Command, CommandButton } from '../../../core/commands/command.ts';
import { UserError } from '../../../core/errors.ts';
import { homeOf, type Place } from '../../../core/message.ts';
import type { Cast } from '../../../core/ports/cast.ts';
import type { ReceiptBook } from '../../../core/ports/receipts.ts';
import { fold } from '../../../lib/fold.ts';
import type { BookEntry } from '../book.ts';
import type { BookFolder } from '../book-folder.ts';
import type { BookHead, BookStore } from '../book-store.ts';
import { titleOf } from '../grounds.ts';
import type { Library } from '../library.ts';
import { texts } from '../texts.ts';

/** What the commands about lorebooks work with. */
export interface Desk {
  store: BookStore;
  folder: BookFolder;
  library: Library;
  cast: Pick<Cast, 'get' | 'knownIn'>;
  receipts: Pick<ReceiptBook, 'find' | 'recent'>;
}

/** What all commands that change books have in common. */
export const managed = {
  kind: 'slash',
  permission: 'manage',
  contexts: ['guild', 'direct'],
  cooldownMs: 0,
} as const satisfies Partial<Command>;

const mostSuggestions = 25;
const longestSuggestion = 100;

/** An entry that somebody named, and the book that it is in. */
export interface FoundEntry {
  book: BookHead;
  entry: BookEntry;
  title: string;
}

export function bookInput(description: string) {
  return z.string().min(1).max(100).describe(description);
}

/** The book of this place that somebody means. Throws UserError when there is none. */
export async function bookNamed({ store, folder }: Desk, place: Place, typed: string): Promise<BookHead> {
  const wanted = fold(typed.trim());
  const books = await store.in(homeOf(place));
  const book = books.find(({ id }) => id === typed) ?? books.find(({ name }) => fold(name) === wanted);
  if (book !== undefined) return book;
  const shared = folder.books().find(({ book: { name } }) => fold(name) === wanted);
  throw new UserError(shared === undefined ? texts.noBook(typed) : texts.notEditable(shared.book.name));
}

/** Offers the books of a place to those who may change them. */
export function suggestBooks({ store }: Desk) {
  return async (partial: string, { place, caller }: { place: Place; caller: Caller }) => {
    if (!caller.mayManage) return [];
    const books = await store.in(homeOf(place));
    return fitting(
      books.map(({ name }) => name),
      partial,
    );
  };
}

/** Offers the entries of all books of a place as `Book #uid title`. */
export function suggestEntries(desk: Desk) {
  return async (partial: string, { place, caller }: { place: Place; caller: Caller }) => {
    if (!caller.mayManage) return [];
    const lines = (await entriesIn(desk, place)).map(({ book, entry, title }) =>
      Array.from(`${book.name} #${entry.uid} ${title}`).slice(0, longestSuggestion).join(''),
    );
    return fitting(lines, partial);
  };
}

/** The entry that somebody means: `Book #uid`, or a title that only one entry has. Throws UserError when there is none. */
export async function entryNamed(desk: Desk, place: Place, typed: string): Promise<FoundEntry> {
  const wanted = fold(typed.trim());
  const all = await entriesIn(desk, place);
  const byNumber = all
    .filter(({ book, entry }) => isSaid(wanted, fold(`${book.name} #${entry.uid}`)))
    .sort((a, b) => b.entry.uid.length - a.entry.uid.length)[0];
  if (byNumber !== undefined) return byNumber;
  const byTitle = all.filter(({ title }) => fold(title) === wanted);
  const [only] = byTitle;
  if (only === undefined) throw new UserError(texts.noEntry(typed));
  if (byTitle.length > 1) throw new UserError(texts.ambiguous(typed));
  return only;
}

/** The file of a book as it is now. */
export async function documentOf({ store }: Desk, { id }: BookHead): Promise<unknown> {
  return JSON.parse((await store.document(id)) ?? 'null');
}

/** Writes a book's file anew; the button takes it back. */
export async function rewrite(
  { store }: Desk,
  place: Place,
  book: BookHead,
  raw: unknown,
): Promise<CommandButton[]> {
  const revision = await store.change(homeOf(place), book, { document: JSON.stringify(raw) });
  return [undoOf(book.id, revision)];
}

export function undoOf(bookId: string, change: number): CommandButton {
  return { label: texts.undo, command: 'lore undo', input: { book: bookId, change } };
}

async function entriesIn({ store, library }: Desk, place: Place): Promise<FoundEntry[]> {
  const books = await store.in(homeOf(place));
  const opened = await Promise.all(books.map(async (book) => ({ book, read: await library.bookOf(book) })));
  return opened.flatMap(({ book, read }) =>
    (read?.entries ?? []).map((entry) => ({ book, entry, title: titleOf(entry) })),
  );
}

function isSaid(wanted: string, name: string): boolean {
  return wanted === name || wanted.startsWith(`${name} `);
}

function fitting(lines: readonly string[], partial: string): string[] {
  const wanted = fold(partial.trim());
  return lines.filter((line) => fold(line).includes(wanted)).slice(0, mostSuggestions);
}
