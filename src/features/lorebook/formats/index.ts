import { entriesOf, type Fields, fieldsOf, isFields, member, textOf } from '../../../lib/json-fields.ts';
import { type Book, type BookEntry, noBookSettings, type Profile } from '../book.ts';
import { profileOf, readCardBookSettings, readCardEntry } from './card-book.ts';
import { readAgnaiEntry, readNovelAiEntry, readRisuEntry } from './others.ts';
import { readWorldInfoEntry } from './sillytavern.ts';

/** For which program a lorebook was written. */
export type BookFormat = 'sillytavern' | 'card-book' | 'lorebook-v3' | 'novelai' | 'agnai' | 'risu';

/** A book as it came in: read, and as it was, for writing it back without loss. */
export interface ImportedBook {
  book: Book;
  format: BookFormat;
  raw: unknown;
}

/** How one kind of book is told apart and read. */
interface Format {
  name: BookFormat;
  /** The part of the file that is the book, if the file is of this kind. */
  find(file: Fields): Fields | undefined;
  entries?: string;
  readEntry(fields: Fields, key: string, profile: Profile): BookEntry;
}

/** The first that fits decides. */
const formats: readonly Format[] = [
  {
    name: 'lorebook-v3',
    find: (file) => (member(file, 'spec') === 'lorebook_v3' ? fieldsOf(member(file, 'data')) : undefined),
    readEntry: readCardEntry,
  },
  { name: 'card-book', find: bookOfCard, readEntry: readCardEntry },
  { name: 'novelai', find: (file) => having(file, 'lorebookVersion'), readEntry: readNovelAiEntry },
  {
    name: 'agnai',
    find: (file) => (member(file, 'kind') === 'memory' ? having(file, 'entries') : undefined),
    readEntry: readAgnaiEntry,
  },
  {
    name: 'risu',
    find: (file) => (member(file, 'type') === 'risu' ? having(file, 'data') : undefined),
    entries: 'data',
    readEntry: readRisuEntry,
  },
  { name: 'sillytavern', find: worldInfo, readEntry: readWorldInfoEntry },
  { name: 'card-book', find: (file) => having(file, 'entries'), readEntry: readCardEntry },
];

/** What a book is called where its file does not say, and by whose rules it is read if not by those that it names. */
interface Naming {
  id: string;
  name: string;
  profile?: Profile | undefined;
}

/** Reads a lorebook of any known kind, also out of a whole card; undefined when it is none. */
export function readBook(raw: unknown, naming: Naming): ImportedBook | undefined {
  const found = findBook(raw);
  if (found === undefined) return undefined;
  const { fields, format } = found;
  return { book: bookFrom(fields, format, naming), format: format.name, raw };
}

/** The book within a file, and the member that holds its entries; undefined when the file is none. */
export function locateBook(
  raw: unknown,
): { format: BookFormat; fields: Fields; entries: string } | undefined {
  const found = findBook(raw);
  return (
    found && { fields: found.fields, format: found.format.name, entries: found.format.entries ?? 'entries' }
  );
}

function findBook(raw: unknown): { fields: Fields; format: Format } | undefined {
  if (!isFields(raw)) return undefined;
  for (const format of formats) {
    const fields = format.find(raw);
    if (fields !== undefined) return { fields, format };
  }
  return undefined;
}

function bookFrom(fields: Fields, format: Format, naming: Naming): Book {
  const profile = naming.profile ?? profileOf(fields);
  const entries = entriesOf(member(fields, format.entries ?? 'entries')).map(({ key, fields: entry }) =>
    format.readEntry(entry, key, profile),
  );
  return {
    id: naming.id,
    name: textOf(member(fields, 'name')) || naming.name,
    profile,
    settings: format.readEntry === readCardEntry ? readCardBookSettings(fields) : noBookSettings,
    entries: byUid(entries),
  };
}

function bookOfCard(file: Fields): Fields | undefined {
  const card = fieldsOf(member(file, 'data'));
  const book = member(card, 'character_book') ?? member(file, 'character_book');
  return isFields(book) ? book : undefined;
}

function having(file: Fields, name: string): Fields | undefined {
  return member(file, name) === undefined ? undefined : file;
}

/** World Info has its entries under their uids, and its keys in a member of the singular. */
function worldInfo(file: Fields): Fields | undefined {
  const entries = member(file, 'entries');
  const isWorldInfo =
    isFields(entries) || entriesOf(entries).some(({ fields }) => Object.hasOwn(fields, 'key'));
  return isWorldInfo ? file : undefined;
}

/** As the recorded engine keeps entries: of two with one uid the later counts, and numbers stand in their order. */
function byUid(entries: readonly BookEntry[]): BookEntry[] {
  return Object.values(Object.fromEntries(entries.map((entry) => [entry.uid, entry])));
}
