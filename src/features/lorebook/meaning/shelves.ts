import type { Log } from '../../../core/ports/log.ts';
import type { Passage, Recall } from '../../../core/ports/recall.ts';
import type { Storage } from '../../../core/ports/storage.ts';
import { createLimit } from '../../../lib/limit.ts';
import { type Database, inside, type Transaction } from '../../../lib/sql.ts';
import type { Book } from '../book.ts';
import type { LorebookTables } from '../store.ts';
import { texts } from '../texts.ts';
import { passagesOf } from './passages.ts';

/** A book as it is now, opened when its text is wanted. */
export interface KnownBook {
  id: string;
  version: string;
  open(): Promise<Book | undefined>;
}

export interface ShelvesNeeds {
  database: Database<LorebookTables>;
  storage: Pick<Storage, 'transaction'>;
  recall: Pick<Recall, 'shelve' | 'remove'>;
  log: Log;
  /** All books that may count; of those with these ids also books that are found in no list. */
  books(ids: readonly string[]): Promise<readonly KnownBook[]>;
}

/** Keeps what can be found of books by its meaning in step with the books. */
export interface LoreShelves {
  /** From now on what is shelved follows the books; ends with what it returns. */
  begin(): () => Promise<void>;
  /** Books came in, changed or went. */
  wake(): void;
  /** Waits until these books can be searched as they are. */
  settle(books: readonly KnownBook[]): Promise<void>;
}

const passagesAtOnce = 200;
/** Stands before each version: with another number all is shelved anew. */
const shelving = '1';

export function createLoreShelves(needs: ShelvesNeeds): LoreShelves {
  const { log } = needs;
  const kept = createKept(needs);
  const line = createLimit(1);
  const stopped = new AbortController();
  let following: Promise<void> | undefined;
  let again = false;
  let begun = false;

  const inTurn = (work: () => Promise<void>) => line.run(stopped.signal, work);

  async function put(book: KnownBook): Promise<void> {
    if ((await kept.versions()).get(book.id) === book.version) return;
    const opened = await book.open();
    await kept.put(book, opened === undefined ? [] : [...passagesOf(opened).values()]);
  }

  async function follow(): Promise<void> {
    const ids = [...(await kept.versions()).keys()];
    const books = await needs.books(ids);
    const living = new Set(books.map(({ id }) => id));
    for (const id of ids) if (!living.has(id)) await inTurn(() => kept.drop(id));
    for (const book of books) await inTurn(() => put(book));
  }

  async function followAll(): Promise<void> {
    do {
      again = false;
      await follow().catch((error: unknown) => {
        if (!stopped.signal.aborted) log.error(texts.notShelved, { error });
      });
    } while (again && !stopped.signal.aborted);
    following = undefined;
  }

  function wake(): void {
    again = true;
    if (begun && !stopped.signal.aborted) following ??= followAll();
  }

  async function stop(): Promise<void> {
    stopped.abort(new Error('Acore is stopping.'));
    await following;
    // Also what a turn began and no longer waits for.
    await line.enter();
    line.leave();
  }

  return {
    wake,
    begin() {
      begun = true;
      wake();
      return stop;
    },
    async settle(books) {
      const versions = await kept.versions();
      for (const book of books) if (versions.get(book.id) !== book.version) await inTurn(() => put(book));
    },
  };
}

/** What is shelved of which version of each book. */
function createKept({ database, storage, recall }: Omit<ShelvesNeeds, 'books' | 'log'>) {
  let versions: Promise<Map<string, string>> | undefined;

  async function readVersions(): Promise<Map<string, string>> {
    const rows = await database.selectFrom('lore_shelves').select(['book_id', 'version']).execute();
    return new Map(rows.map(({ book_id, version }) => [book_id, version.replace(`${shelving} `, '')]));
  }

  async function shelfOf(bookId: string): Promise<{ ids: string[]; isWhole: boolean }> {
    const row = await database
      .selectFrom('lore_shelves')
      .select(['version', 'passages'])
      .where('book_id', '=', bookId)
      .executeTakeFirst();
    if (row === undefined) return { ids: [], isWhole: true };
    return { ids: JSON.parse(row.passages) as string[], isWhole: row.version !== '' };
  }

  async function note(transaction: Transaction, bookId: string, version: string, ids: readonly string[]) {
    const values = { version, passages: JSON.stringify(ids) };
    await inside<LorebookTables>(transaction)
      .insertInto('lore_shelves')
      .values({ book_id: bookId, ...values })
      .onConflict((conflict) => conflict.column('book_id').doUpdateSet(values))
      .execute();
  }

  async function takeOff(transaction: Transaction, ids: readonly string[]): Promise<void> {
    for (const some of inParts(ids)) await recall.remove(transaction, some);
  }

  const all = () => {
    versions ??= readVersions().catch((error: unknown) => {
      versions = undefined;
      throw error;
    });
    return versions;
  };

  return {
    versions: all,
    async put({ id, version }: KnownBook, passages: readonly Passage[]): Promise<void> {
      const { ids: before, isWhole } = await shelfOf(id);
      const had = new Set(isWhole ? before : []);
      const wanted = new Set(passages.map((one) => one.id));
      const missing = passages.filter((one) => !had.has(one.id));
      const gone = before.filter((one) => !wanted.has(one));
      // What is begun is known, so that it can be taken off though it is never ended.
      if (missing.length > 0)
        await storage.transaction((transaction) =>
          note(transaction, id, '', [...before, ...missing.map((one) => one.id)]),
        );
      for (const some of inParts(missing))
        await storage.transaction((transaction) => recall.shelve(transaction, some));
      await storage.transaction(async (transaction) => {
        await takeOff(transaction, gone);
        await note(transaction, id, `${shelving} ${version}`, [...wanted]);
      });
      (await all()).set(id, version);
    },
    async drop(id: string): Promise<void> {
      const { ids } = await shelfOf(id);
      await storage.transaction(async (transaction) => {
        await takeOff(transaction, ids);
        await inside<LorebookTables>(transaction)
          .deleteFrom('lore_shelves')
          .where('book_id', '=', id)
          .execute();
      });
      (await all()).delete(id);
    },
  };
}

function inParts<T>(list: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < list.length; from += passagesAtOnce)
    parts.push(list.slice(from, from + passagesAtOnce));
  return parts;
}
