import type { Check } from '../../core/ports/health.ts';
import type { BookFolder } from './book-folder.ts';
import { texts } from './texts.ts';

/** The lines of `acore doctor` about the owner's lorebooks. */
export function checksOf(folder: BookFolder): Check[] {
  const books = folder.books();
  const read: Check[] =
    books.length === 0 ? [] : [{ name: 'Lorebooks', state: 'ok', says: texts.loaded(books.length) }];
  const bad = folder.problems().map(
    ({ file, reason }): Check => ({
      name: 'Lorebook',
      state: 'warning',
      says: texts.badFile(file, reason),
      fix: texts.mendFile,
    }),
  );
  return [...read, ...bad];
}
