import { UserError } from '../../core/errors.ts';
import type { Person } from '../../core/keeping.ts';
import { createCache } from '../../lib/cache.ts';
import { createIdentifiers } from '../../lib/identifier.ts';
import { type Database, inside, type Transaction } from '../../lib/sql.ts';
import type { Profile } from './book.ts';
import type { BindingKind, BindingRow, BookRow, LorebookTables } from './store.ts';
import { texts } from './texts.ts';

/** A kept book without its text. */
export interface BookHead {
  id: string;
  name: string;
  profile: Profile;
  /** Counts the changes. */
  revision: number;
  bindings: readonly Binding[];
}

export interface Binding {
  kind: BindingKind;
  /** The id of the character, channel, thread or person; of a server the home itself. */
  target: string;
}

/** What can be changed of a kept book; all of it can be taken back. */
export interface BookState {
  name: string;
  profile: Profile;
  document: string;
  removed: boolean;
}

/** The books that people brought or made, each in its home. */
export interface BookStore {
  /** The books of a home that were not taken away, by name. */
  in(home: string): Promise<readonly BookHead[]>;
  /** The books of all homes that were not taken away. */
  all(): Promise<readonly Omit<BookHead, 'bindings'>[]>;
  /** The file of a book, as JSON. */
  document(bookId: string): Promise<string | undefined>;
  add(home: string, state: Omit<BookState, 'removed'>): Promise<BookHead>;
  /** Changes a book as somebody saw it; returns the number of this change, for taking it back. */
  change(home: string, seen: Pick<BookHead, 'id' | 'revision'>, change: Partial<BookState>): Promise<number>;
  /** Takes back the last change; false when it is not that one, or the book is of another home. */
  undo(home: string, bookId: string, revision: number): Promise<boolean>;
  bind(home: string, bookId: string, binding: Binding): Promise<boolean>;
  unbind(home: string, bookId: string, binding: Binding): Promise<boolean>;
  /** The names of the books that count for a person. */
  boundTo(person: Person): Promise<string[]>;
  /** Makes no book count for a person any more; returns how many did. */
  release(transaction: Transaction, person: Person): Promise<number>;
  /** What was taken away and is not yet forgotten. */
  removedIn(home: string): Promise<readonly Omit<BookHead, 'bindings'>[]>;
  /** Forgets for good what was taken away before then. */
  forgetRemoved(before: number): Promise<number>;
}

const keptHomes = 1_000;

export function createBookStore(
  db: Database<LorebookTables>,
  now: () => number,
  /** A book came in, or is no longer as it was. */
  changed: () => void = () => {},
): BookStore {
  const newId = createIdentifiers(now);
  const heads = createCache(keptHomes, readHeads);

  async function booksIn(home: string, removed: 0 | 1) {
    return await db
      .selectFrom('lore_books')
      .select(['id', 'name', 'profile', 'revision'])
      .where('home', '=', home)
      .where('removed', '=', removed)
      .orderBy('name')
      .execute();
  }

  async function readHeads(home: string): Promise<readonly BookHead[]> {
    const books = await booksIn(home, 0);
    const ids = db.selectFrom('lore_books').select('id').where('home', '=', home);
    const bindings = await db
      .selectFrom('lore_bindings')
      .selectAll()
      .where('book_id', 'in', ids)
      .orderBy('kind')
      .orderBy('target')
      .execute();
    const byBook = Map.groupBy(bindings, ({ book_id }) => book_id);
    return books.map((book) => ({ ...book, bindings: (byBook.get(book.id) ?? []).map(bindingOf) }));
  }

  async function rowOf(home: string, bookId: string): Promise<BookRow | undefined> {
    return await db
      .selectFrom('lore_books')
      .selectAll()
      .where('home', '=', home)
      .where('id', '=', bookId)
      .executeTakeFirst();
  }

  /** Writes a state over the one that is there, which is kept for taking it back. */
  async function replace(row: BookRow, state: BookState): Promise<number> {
    const revision = row.revision + 1;
    const { numUpdatedRows } = await db
      .updateTable('lore_books')
      .set({
        ...rowFrom(state),
        before: JSON.stringify(stateOf(row)),
        revision,
        changed_at: now(),
      })
      .where('id', '=', row.id)
      .where('revision', '=', row.revision)
      .executeTakeFirst();
    heads.forget(row.home);
    if (numUpdatedRows === 0n) throw new UserError(texts.meanwhile);
    changed();
    return revision;
  }

  return {
    in: (home) => heads.get(home),
    all: () =>
      db
        .selectFrom('lore_books')
        .select(['id', 'name', 'profile', 'revision'])
        .where('removed', '=', 0)
        .execute(),
    async document(bookId) {
      const row = await db
        .selectFrom('lore_books')
        .select('document')
        .where('id', '=', bookId)
        .executeTakeFirst();
      return row?.document;
    },
    async add(home, state) {
      const id = `book-${newId()}`;
      const values = { id, home, before: null, revision: 1, changed_at: now() };
      await db
        .insertInto('lore_books')
        .values({ ...values, ...rowFrom({ ...state, removed: false }) })
        .execute();
      heads.forget(home);
      changed();
      return { id, name: state.name, profile: state.profile, revision: 1, bindings: [] };
    },
    async change(home, { id, revision }, change) {
      const row = await rowOf(home, id);
      if (row?.revision !== revision) throw new UserError(texts.meanwhile);
      return await replace(row, { ...stateOf(row), ...change });
    },
    async undo(home, bookId, revision) {
      const row = await rowOf(home, bookId);
      if (row === undefined || row.before === null || row.revision !== revision) return false;
      await replace(row, JSON.parse(row.before) as BookState);
      return true;
    },
    async bind(home, bookId, { kind, target }) {
      if ((await rowOf(home, bookId)) === undefined) return false;
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('lore_bindings')
        .values({ book_id: bookId, kind, target })
        .onConflict((conflict) => conflict.columns(['book_id', 'kind', 'target']).doNothing())
        .executeTakeFirst();
      heads.forget(home);
      return numInsertedOrUpdatedRows === 1n;
    },
    async unbind(home, bookId, { kind, target }) {
      if ((await rowOf(home, bookId)) === undefined) return false;
      const { numDeletedRows } = await db
        .deleteFrom('lore_bindings')
        .where('book_id', '=', bookId)
        .where('kind', '=', kind)
        .where('target', '=', target)
        .executeTakeFirst();
      heads.forget(home);
      return numDeletedRows > 0n;
    },
    async boundTo(person) {
      const rows = await db
        .selectFrom('lore_books')
        .select('name')
        .where('id', 'in', boundBooks(db, person))
        .orderBy('name')
        .execute();
      return rows.map(({ name }) => name);
    },
    async release(transaction, person) {
      const tables = inside<LorebookTables>(transaction);
      const books = await tables
        .selectFrom('lore_books')
        .select(['id', 'home'])
        .where('id', 'in', boundBooks(tables, person))
        .execute();
      if (books.length === 0) return 0;
      await tables
        .deleteFrom('lore_bindings')
        .where('kind', '=', 'person')
        .where('target', '=', person.id)
        .where(
          'book_id',
          'in',
          books.map(({ id }) => id),
        )
        .execute();
      for (const { home } of books) heads.forget(home);
      return books.length;
    },
    removedIn: (home) => booksIn(home, 1),
    async forgetRemoved(before) {
      const old = db
        .selectFrom('lore_books')
        .select('id')
        .where('removed', '=', 1)
        .where('changed_at', '<', before);
      await db.deleteFrom('lore_bindings').where('book_id', 'in', old).execute();
      const { numDeletedRows } = await db
        .deleteFrom('lore_books')
        .where('removed', '=', 1)
        .where('changed_at', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** The books of a host that count for a person, by id. */
function boundBooks(db: Database<LorebookTables>, { host, id }: Person) {
  return db
    .selectFrom('lore_bindings')
    .innerJoin('lore_books as book', 'book.id', 'lore_bindings.book_id')
    .select('lore_bindings.book_id')
    .where('lore_bindings.kind', '=', 'person')
    .where('lore_bindings.target', '=', id)
    .where('book.home', 'like', `${host}:%`);
}

function bindingOf({ kind, target }: BindingRow): Binding {
  return { kind, target };
}

function stateOf({ name, profile, document, removed }: BookRow): BookState {
  return { name, profile, document, removed: removed === 1 };
}

function rowFrom({ name, profile, document, removed }: BookState) {
  return { name, profile, document, removed: removed ? 1 : 0 };
}
