import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import type { FieldProblem } from '../../../core/lore/entry-changes.ts';
import { homeOf, type Place } from '../../../core/message.ts';
import type { Cast } from '../../../core/ports/cast.ts';
import { fold } from '../../../lib/fold.ts';
import type { Book, Profile } from '../book.ts';
import { openBookFile } from '../book-file.ts';
import type { BookFolder } from '../book-folder.ts';
import type { BookHead, BookStore } from '../book-store.ts';
import { type ImportedBook, locateBook, readBook } from '../formats/index.ts';
import type { Library } from '../library.ts';
import { keyProblems, withBookChanges } from './apply.ts';
import { readBookChanges } from './changes.ts';
import { readFolderFile, stampOf, writeFolderFile } from './folder-files.ts';
import { texts } from './texts.ts';

/** What the lorebook pages work with. */
export interface BookDesk {
  store: BookStore;
  folder: BookFolder;
  library: Pick<Library, 'bookOf'>;
  cast: Pick<Cast, 'get' | 'knownIn'>;
  /** Whose books are edited, besides those that count everywhere. */
  place: Place;
}

/** A book as it was found: one of the place, or a file of the folder. */
export interface OpenBook {
  ref: string;
  name: string;
  profile: Profile;
  raw: unknown;
  /** Changes whenever the book does. */
  stamp: string;
  /** Of a book of the place. */
  head: BookHead | undefined;
  /** Of one in the folder. */
  file: string | undefined;
}

/** What a page sends of a book that is being edited. */
export const draftShape = z.object({
  ref: z.string().min(1).max(300),
  /** The book as it was opened. */
  stamp: z.string().max(100),
  changes: z.unknown().optional(),
});
type Draft = z.output<typeof draftShape>;

const filePrefix = 'file:';

/** How the pages call a file of the folder. */
export function fileRef(file: string): string {
  return `${filePrefix}${file}`;
}

/** The file that a page means; undefined when it means a book of the place. */
export function fileIn(ref: string): string | undefined {
  return ref.startsWith(filePrefix) ? ref.slice(filePrefix.length) : undefined;
}

/** Opens a book; undefined when there is none. */
export async function openFor(desk: BookDesk, ref: string): Promise<OpenBook | undefined> {
  const file = fileIn(ref);
  return file === undefined ? await openKept(desk, ref) : openInFolder(desk, file);
}

async function openKept({ store, place }: BookDesk, id: string): Promise<OpenBook | undefined> {
  const head = (await store.in(homeOf(place))).find((one) => one.id === id);
  if (head === undefined) return undefined;
  const raw: unknown = JSON.parse((await store.document(id)) ?? 'null');
  const { name, profile, revision } = head;
  return { ref: id, name, profile, raw, stamp: String(revision), head, file: undefined };
}

function openInFolder({ folder }: BookDesk, file: string): OpenBook | undefined {
  if (!folder.books().some((one) => one.file === file)) return undefined;
  const bytes = readFolderFile(folder, file);
  if (bytes === undefined) return undefined;
  const { book, raw } = openBookFile(bytes, { id: file, name: file.replace(/\.json$/i, '') });
  const { name, profile } = book;
  return { ref: fileRef(file), name, profile, raw, stamp: stampOf(bytes), head: undefined, file };
}

/** A book with what an editor changed of it. */
export interface EditedBook {
  open: OpenBook;
  name: string;
  profile: Profile;
  raw: unknown;
  book: Book;
}

/** The book as it is written in the editor, or what is wrong with that. */
export async function editedBook(
  { ref, stamp, changes: given }: Draft,
  desk: BookDesk,
): Promise<EditedBook | { problems: FieldProblem[] }> {
  const open = await openFor(desk, ref);
  if (open === undefined) throw new UserError(texts.gone);
  if (open.stamp !== stamp) throw new UserError(texts.changedMeanwhile);
  const located = locateBook(open.raw);
  if (located === undefined) throw new UserError(texts.gone);
  const judged = readBookChanges(given, located.format);
  if ('problems' in judged) return judged;
  const { changes } = judged;
  const problems = [...keyProblems(open.raw, changes), ...(await nameProblems(changes.set.name, open, desk))];
  if (problems.length > 0) return { problems };
  const { name = open.name, profile = open.profile } = changes.set;
  const raw = withBookChanges(open.raw, changes, { saysItself: open.file !== undefined });
  const { book } = readBook(raw, { id: open.ref, name, profile }) as ImportedBook;
  return { open, name, profile, raw, book };
}

async function nameProblems(
  name: string | undefined,
  { head }: OpenBook,
  { store, place }: BookDesk,
): Promise<FieldProblem[]> {
  if (name === undefined || head === undefined) return [];
  const others = (await store.in(homeOf(place))).filter(({ id }) => id !== head.id);
  const isTaken = others.some((one) => fold(one.name) === fold(name));
  return isTaken ? [{ field: 'book.set.name', says: texts.nameTaken }] : [];
}

/** Keeps an edited book where it came from. */
export async function saveBook(draft: Draft, desk: BookDesk) {
  const edited = await editedBook(draft, desk);
  if ('problems' in edited) return edited;
  const { open, name, profile, raw } = edited;
  if (open.file !== undefined)
    return { saved: { ref: open.ref, backup: writeFolderFile(desk.folder, open.file, raw) } };
  const seen = { id: open.ref, revision: Number(open.stamp) };
  const document = JSON.stringify(raw);
  const change = await desk.store.change(homeOf(desk.place), seen, { name, profile, document });
  return { saved: { ref: open.ref, change } };
}
