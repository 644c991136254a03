import { UserError } from '../../../core/errors.ts';
import type { EntryLayout } from '../../../core/lore/entry-layout.ts';
import { type BookFormat, locateBook } from './index.ts';
import { layouts } from './layouts.ts';

type Writable = Record<string, unknown>;

/** A book's file that is being changed; everything that Acore does not know stays as it is. */
export interface BookDocument {
  /** The whole file: a copy, which changes with `book`. */
  raw: unknown;
  format: BookFormat;
  layout: EntryLayout;
  /** The part of the file that is the book. */
  book: Writable;
  /** The member of the book that holds its entries. */
  entries: string;
}

/** Opens a copy of a book's file for changing. Throws UserError when it is no book. */
export function openDocument(raw: unknown): BookDocument {
  const copy: unknown = structuredClone(raw);
  const located = locateBook(copy);
  if (located === undefined) throw new UserError('This book cannot be changed; export and mend it.');
  const { format, fields, entries } = located;
  return { raw: copy, format, layout: layouts[format], book: fields as Writable, entries };
}
