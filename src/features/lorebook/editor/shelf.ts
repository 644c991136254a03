import { UserError } from '../../../core/errors.ts';
import { homeOf } from '../../../core/message.ts';
import { fold } from '../../../lib/fold.ts';
import { bindingText } from '../commands/bindings.ts';
import { emptyBook } from '../formats/pen.ts';
import { addBook, type Brought, openBrought, takeIn } from '../intake.ts';
import { importReport } from '../report.ts';
import { texts as said } from '../texts.ts';
import { type BookDesk, fileIn, fileRef } from './desk.ts';
import { addFolderFile, removedFiles, removeFolderFile, restoreFolderFile } from './folder-files.ts';
import { texts } from './texts.ts';

/** The books that count here, for the list of the page. */
export async function shelfOf({ store, folder, library, cast, place }: BookDesk) {
  const heads = await store.in(homeOf(place));
  const own = heads.map(async (head) => ({
    ref: head.id,
    name: head.name,
    profile: head.profile,
    entries: (await library.bookOf(head))?.entries.length ?? 0,
    bindings: head.bindings.map((binding) => ({ ...binding, says: bindingText(binding, place, cast) })),
  }));
  const files = folder.books().map(({ book, file }) => ({
    ref: fileRef(file),
    name: book.name,
    profile: book.profile,
    entries: book.entries.length,
    file,
  }));
  const removed = await store.removedIn(homeOf(place));
  return {
    books: [...(await Promise.all(own)), ...files],
    problems: folder.problems(),
    removed: [
      ...removed.map(({ id, name, revision }) => ({ ref: id, name, change: revision })),
      ...removedFiles(folder).map((file) => ({ ref: fileRef(file), name: file, change: 0 })),
    ],
  };
}

/** Begins a book: one of the place, or one that counts everywhere. */
export async function beginBook({ name, everywhere }: { name: string; everywhere: boolean }, desk: BookDesk) {
  const raw = emptyBook(name);
  if (everywhere) return { ref: fileRef(addFolderFile(desk.folder, name, raw)) };
  const home = homeOf(desk.place);
  if ((await desk.store.in(home)).some((one) => fold(one.name) === fold(name)))
    throw new UserError(said.sameName(name));
  const book = await addBook(desk.store, home, { name, profile: 'strict', document: JSON.stringify(raw) });
  return { ref: book.id };
}

/** Takes a book in, and says what was understood of it; or whose name it would take. */
export async function importBook(
  { everywhere, ...brought }: Brought & { everywhere: boolean },
  desk: BookDesk,
) {
  if (everywhere) {
    const { read, name } = openBrought(brought);
    return { ref: fileRef(addFolderFile(desk.folder, name, read.raw)), ...importReport(read) };
  }
  const home = homeOf(desk.place);
  const { name } = openBrought(brought);
  const known = (await desk.store.in(home)).find((one) => fold(one.name) === fold(name));
  if (known !== undefined && !brought.replace) return { taken: known.name };
  const { head, read, change } = await takeIn(desk.store, home, brought);
  return { ref: head.id, change, ...importReport(read) };
}

/** Takes a book away; the number of the change brings it back. */
export async function removeBook(ref: string, { store, folder, place }: BookDesk) {
  const file = fileIn(ref);
  if (file !== undefined) {
    if (!folder.books().some((one) => one.file === file)) throw new UserError(texts.gone);
    removeFolderFile(folder, file);
    return { change: 0 };
  }
  const home = homeOf(place);
  const book = (await store.in(home)).find(({ id }) => id === ref);
  if (book === undefined) throw new UserError(texts.gone);
  return { change: await store.change(home, book, { removed: true }) };
}

/** Takes the last change of a book back, also that it was taken away. */
export async function undoChange(
  { ref, change }: { ref: string; change: number },
  { store, folder, place }: BookDesk,
) {
  const file = fileIn(ref);
  const isDone =
    file === undefined ? await store.undo(homeOf(place), ref, change) : restoreFolderFile(folder, file);
  if (!isDone) throw new UserError(texts.notBrought);
  return { ref };
}
