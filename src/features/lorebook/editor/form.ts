import { createEntryReader, type EntryForm } from '../../../core/lore/entry-form.ts';
import { entriesIn, shownOrder } from '../../../core/lore/entry-list.ts';
import { type Fields, flagOf, isFields, member, textOf, wholeOf } from '../../../lib/json-fields.ts';
import type { Profile } from '../book.ts';
import { openDocument } from '../formats/document.ts';
import { formatNames } from '../formats/layouts.ts';
import { bookMembers } from './changes.ts';

/** What a book says, as the editor shows it. */
export interface BookForm {
  name: string;
  description: string;
  scanDepth: number | null;
  tokenBudget: number | null;
  recursive: boolean | null;
  profile: Profile;
  /** In the order in which they are shown; of each only the fields that differ from `otherwise`. */
  entries: EntryForm[];
}

/** A book for the editor, and what its format can hold. */
export interface BookSheet {
  form: BookForm;
  format: string;
  /** The fields of an entry that the format holds. */
  holds: string[];
  /** The fields of the book itself that it holds. */
  bookHolds: string[];
  /** What fields mean that an entry does not name. */
  otherwise: Record<string, unknown>;
  newEntry: Record<string, unknown>;
  /** Members of the book that are kept and not shown. */
  kept: string[];
}

/** Brings a book's file into the editor; what it has no field for is not in here. */
export function sheetOf(raw: unknown, { name, profile }: { name: string; profile: Profile }): BookSheet {
  const { book, format, layout, entries: holder } = openDocument(raw);
  const strict = profile === 'strict';
  const read = createEntryReader(layout, strict);
  const otherwise = read({}, 0).fields;
  const entries = entriesIn(book[holder]);
  const members = bookMembers[format];
  const said = (field: string) => member(book, members[field] ?? '');
  return {
    form: {
      name,
      description: textOf(said('description')),
      scanDepth: wholeOf(said('scanDepth')) ?? null,
      tokenBudget: wholeOf(said('tokenBudget')) ?? null,
      recursive: flagOf(said('recursive')) ?? null,
      profile,
      entries: shownOrder(book[holder], layout).map((was) => {
        const form = read(entries[was]?.[1], was);
        return { ...form, fields: differing(form.fields, otherwise) };
      }),
    },
    format: formatNames[format],
    holds: Object.keys(otherwise),
    bookHolds: Object.keys(members),
    otherwise,
    newEntry: read(layout.fresh, 0).fields,
    kept: keptIn(book, [holder, ...Object.values(members)]),
  };
}

/** What the book has besides; of its extensions only those of others. */
function keptIn(book: Fields, known: readonly string[]): string[] {
  return Object.entries(book).flatMap(([key, value]) => {
    if (known.includes(key)) return [];
    if (key !== 'extensions' || !isFields(value)) return [key];
    return Object.keys(value)
      .filter((name) => name !== 'acore')
      .map((name) => `extensions.${name}`);
  });
}

function differing(fields: EntryForm['fields'], otherwise: EntryForm['fields']): EntryForm['fields'] {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => !isSame(value, otherwise[name])),
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
