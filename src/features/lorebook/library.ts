import type { Character } from '../../core/character.ts';
import { homeOf, type Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import { hashOf } from '../../lib/random.ts';
import type { Book } from './book.ts';
import type { BookFolder } from './book-folder.ts';
import type { Binding, BookHead, BookStore } from './book-store.ts';
import { type BookScope, type Prepared, prepare } from './engine/prepare.ts';
import type { ScanSettings } from './engine/settings.ts';
import { readBook } from './formats/index.ts';
import type { KnownBook } from './meaning/shelves.ts';

/** A book that counts in a turn, and through what. */
export interface ActiveBook {
  book: Book;
  scope: BookScope;
  /** Changes whenever the book does. */
  version: string;
}

/** The books of one turn, ready to be searched. */
export interface OpenBooks {
  books: readonly ActiveBook[];
  prepared: Prepared;
  /** Whether anything in them depends on how long the talk is or on what fired before. */
  keepsTime: boolean;
}

/** For whose turn books are wanted. */
export interface Reader {
  place: Place;
  personId: string;
  character: Character;
}

interface LibraryNeeds {
  store: Pick<BookStore, 'in' | 'all' | 'document'>;
  cast: Pick<Cast, 'get'>;
  folder: Pick<BookFolder, 'books'>;
  settings: ScanSettings;
}

const keptSets = 100;
const keptBooks = 200;

/** Finds the books that count in a turn; each is opened once, and each set of them made ready once. */
export function createLibrary({ store, folder, cast, settings }: LibraryNeeds) {
  const ownBookOf = createOwnBooks();
  const opened = new Map<string, Book | undefined>();
  const sets = new Map<string, OpenBooks>();

  async function bookOf({
    id,
    name,
    profile,
    revision,
  }: Omit<BookHead, 'bindings'>): Promise<Book | undefined> {
    const key = `${id} ${revision}`;
    return kept(
      opened,
      keptBooks,
      key,
      opened.has(key) ? opened.get(key) : read((await store.document(id)) ?? 'null', { id, name, profile }),
    );
  }

  async function active({ place, personId, character }: Reader): Promise<ActiveBook[]> {
    const heads = await store.in(homeOf(place));
    const bound = await Promise.all(
      heads.flatMap((head) => {
        const scopes = scopesOf(head.bindings, { place, personId, character });
        return scopes.map(async (scope) => ({ head, scope, book: await bookOf(head) }));
      }),
    );
    const own = ownBookOf(character);
    return [
      ...bound.flatMap(({ head, scope, book }) =>
        book === undefined ? [] : [{ book, scope, version: String(head.revision) }],
      ),
      ...folder.books().map((one) => ({ ...one, scope: 'global' as const })),
      ...(own === undefined ? [] : [{ ...own, scope: 'character' as const }]),
    ];
  }

  return {
    /** The books of a turn; undefined when none counts. */
    async open(reader: Reader): Promise<OpenBooks | undefined> {
      const books = await active(reader);
      if (books.every(({ book }) => book.entries.length === 0)) return undefined;
      const key = JSON.stringify(books.map(({ book, scope, version }) => [book.id, scope, version]));
      return kept(sets, keptSets, key, sets.get(key) ?? madeReady(books, settings));
    },
    /** One kept book, as it is now. */
    bookOf,
    /** All books of all homes and of the folder, and of the cards that have these ids. */
    async all(ids: readonly string[]): Promise<KnownBook[]> {
      const cards = ids.flatMap((id) => {
        const character = cast.get(id);
        return (character && ownBookOf(character)) ?? [];
      });
      const open = ({ book, version }: Omit<ActiveBook, 'scope'>) => ({
        ...{ id: book.id, version },
        open: async () => book,
      });
      return [
        ...(await store.all()).map((head) => ({
          ...{ id: head.id, version: String(head.revision) },
          open: () => bookOf(head),
        })),
        ...[...folder.books(), ...cards].map(open),
      ];
    },
  };
}

export type Library = ReturnType<typeof createLibrary>;

function madeReady(books: readonly ActiveBook[], settings: ScanSettings): OpenBooks {
  const prepared = prepare(books, settings);
  const keepsTime = prepared.candidates.some(
    ({ entry, rules }) => entry.sticky + entry.cooldown + entry.delay > 0 || rules.repeat !== undefined,
  );
  return { books, prepared, keepsTime };
}

/** Through what a book counts in a turn; the engine lets it count once. */
function scopesOf(bindings: readonly Binding[], reader: Reader): BookScope[] {
  return [...new Set(bindings.flatMap((binding) => scopeOf(binding, reader)))];
}

function scopeOf({ kind, target }: Binding, { place, personId, character }: Reader): BookScope[] {
  switch (kind) {
    case 'server':
      return ['global'];
    case 'channel':
    case 'thread':
      return target === place.channelId || target === place.parentId ? ['chat'] : [];
    case 'person':
      return target === personId ? ['person'] : [];
    case 'character':
      return target === character.id ? ['character'] : [];
  }
}

function read(document: string, naming: { id: string; name: string; profile: Book['profile'] }) {
  return readBook(JSON.parse(document), naming)?.book;
}

/** The books of cards, each opened once for as long as its card stays as it is. */
function createOwnBooks(): (character: Character) => Omit<ActiveBook, 'scope'> | undefined {
  const open = new WeakMap<Character, { own: Omit<ActiveBook, 'scope'> | undefined }>();
  return (character) => {
    const known = open.get(character) ?? { own: ownBook(character) };
    open.set(character, known);
    return known.own;
  };
}

function ownBook({ id, name, book: raw }: Character): Omit<ActiveBook, 'scope'> | undefined {
  const read = readBook(raw, { id, name });
  if (read === undefined) return undefined;
  return { book: read.book, version: hashOf(JSON.stringify(raw)).toString(36) };
}

/** Keeps the values asked for last. */
function kept<Value>(map: Map<string, Value>, most: number, key: string, value: Value): Value {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value ?? '');
  return value;
}
