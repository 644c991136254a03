import { AsyncLocalStorage } from 'node:async_hooks';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import type { Job } from '../../core/job.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Check } from '../../core/ports/health.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Storage } from '../../core/ports/storage.ts';
import { asTransaction, type Database, inside, type Migrations, type Transaction } from '../../lib/sql.ts';
import { backUp, backupsOf } from './backup.ts';
import { checkDatabase, databaseHealth } from './checks.ts';
import { createPrivateFile } from './files.ts';
import { createFlush, type Flush } from './flush.ts';
import { inspectDatabase } from './inspect.ts';
import { storageJobs } from './jobs.ts';
import { lockDatabase } from './lock.ts';
import { emptyLog } from './log.ts';
import { type HistoryTables, migrate, stepsOf } from './migrate.ts';
import { refusal } from './refusal.ts';
import { scrub } from './scrub.ts';
import { sqliteDialect } from './sqlite.ts';
import { createWriteWatch, isDiskFull } from './writable.ts';

export { halfCopyOf } from './backup.ts';
export { checkDatabase } from './checks.ts';
export { makeDataFolder } from './folder.ts';
export { isInUse } from './lock.ts';
export { createRecall, type OpenRecall, recallMigrations } from './search/index.ts';

interface StorageNeeds {
  /** `data/acore.db` */
  file: string;
  /** Every slice's tables. */
  migrations: readonly Migrations[];
  log: Log;
  clock: Clock;
  /** Takes no lock and changes nothing: for looking in beside a running Acore. */
  readOnly?: boolean | undefined;
  /** `full` survives a power cut; `normal` may lose the last moments in one, never the file. */
  synchronous?: 'full' | 'normal' | undefined;
  /** How many backups are kept. */
  backups?: number | undefined;
  /** How long they are, in milliseconds. */
  keepBackups?: number | undefined;
}

/** The open database. */
export interface OpenStorage extends AsyncDisposable {
  /** The database as a slice sees it: its own tables. */
  database<Tables>(): Database<Tables>;
  storage: Storage;
  checks(): Promise<Check[]>;
  /** What is to be looked after in the file itself. */
  jobs: readonly Job[];
  /** Why nothing can be kept just now, such as a full disk; undefined when all is well. */
  obstacle(): string | undefined;
}

/** Opens the database, brought up to date. Throws a UserError, and changes nothing, when it must not be opened. */
export async function openStorage(needs: StorageNeeds): Promise<OpenStorage> {
  if (needs.readOnly === true) return openToLook(needs);
  try {
    return await openToUse(needs);
  } catch (error) {
    throw isDiskFull(error) ? noSpace(needs.file) : error;
  }
}

/** Whether a database is yet to be brought up to date, which opening it for use does. */
export function isOutdated({ file, migrations }: Pick<StorageNeeds, 'file' | 'migrations'>): boolean {
  const { exists, applied } = inspectDatabase(file, migrations);
  return exists && stepsOf(migrations).some(({ id }) => !applied.has(id));
}

function noSpace(file: string): Error {
  const fix = 'Free some space, or name a data folder on another disk with ACORE_DATA.';
  return refusal(`There is no space left for ${file}.`, fix);
}

function openToLook(needs: StorageNeeds): OpenStorage {
  const { exists } = inspectDatabase(needs.file, needs.migrations);
  if (!exists) throw refusal(`There is no database at ${needs.file} yet.`, 'Start Acore once.');
  const db = new DatabaseSync(needs.file, { readOnly: true, timeout: 5_000 });
  return opened(needs, db, connected(db));
}

async function openToUse(needs: StorageNeeds): Promise<OpenStorage> {
  await using undo = new AsyncDisposableStack();
  const lock = undo.use(lockDatabase(needs.file));
  const { exists, applied } = inspectDatabase(needs.file, needs.migrations);
  createPrivateFile(needs.file);
  const db = openForWriting(needs);
  const connection = connected(db);
  const { kysely } = connection;
  undo.defer(() => close(kysely, db));
  const pending = stepsOf(needs.migrations).filter(({ id }) => !applied.has(id));
  if (exists) await backUpBefore(pending[0]?.id, needs, db);
  await migrate(kysely, pending, needs.clock.now());
  undo.move();
  const flush = needs.synchronous === 'normal' ? undefined : createFlush(needs.file);
  return opened(needs, db, connection, { lock, flush });
}

function openForWriting({ file, synchronous = 'full' }: StorageNeeds): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true });
  // Only an empty file takes the first one; a file that has grown is changed when it is rewritten.
  db.exec(`
    PRAGMA auto_vacuum = INCREMENTAL;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = ${synchronous === 'full' ? 'FULL' : 'NORMAL'};
    PRAGMA temp_store = MEMORY;
    PRAGMA secure_delete = ON;
    PRAGMA journal_size_limit = 16777216;
  `);
  return db;
}

async function backUpBefore(step: string | undefined, needs: StorageNeeds, db: DatabaseSync): Promise<void> {
  if (step === undefined) return;
  const about = { before: step, at: needs.clock.now(), keep: needs.backups ?? 5 };
  const copy = await backUp(db, needs.file, about);
  needs.log.info('The database was copied before it is brought up to date.', { copy });
}

function opened(
  needs: StorageNeeds,
  db: DatabaseSync,
  { kysely, current }: Connected,
  { lock, flush }: { lock?: Disposable; flush?: Flush | undefined } = {},
): OpenStorage {
  const watch = createWriteWatch({ file: needs.file, now: needs.clock.now, tryToWrite });
  return {
    database: <Tables>() => kysely as unknown as Database<Tables>,
    storage: {
      async transaction(work, committed) {
        try {
          return await commit(work, committed);
        } catch (error) {
          watch.failed(error);
          throw error;
        }
      },
      scrub: () => kysely.connection().execute(() => scrub(needs.file)),
      emptyLog: () => kysely.connection().execute(() => emptyLog(db)),
      copies: () => backupsOf(needs.file),
      health: async () => {
        const says = watch.obstacle();
        return says === undefined
          ? await databaseHealth(kysely, needs.file)
          : { ok: false, says, fix: 'Free some space where the data folder lies.' };
      },
    },
    obstacle: watch.obstacle,
    jobs: storageJobs({ ...needs, db, hold: (work) => kysely.connection().execute(work) }),
    checks: () => checkDatabase(needs),
    async [Symbol.asyncDispose]() {
      await close(kysely, db);
      await flush?.[Symbol.asyncDispose]();
      lock?.[Symbol.dispose]();
    },
  };

  async function commit<T>(
    work: (transaction: Transaction) => Promise<T>,
    committed?: (result: T) => void,
  ): Promise<T> {
    const result = await kysely.connection().execute((connection) => {
      if (flush !== undefined) db.exec('PRAGMA synchronous = NORMAL');
      return transact(connection, work).finally(() => {
        if (flush !== undefined) db.exec('PRAGMA synchronous = FULL');
      });
    });
    const flushed = flush?.committed();
    committed?.(result);
    await flushed;
    watch.succeeded();
    return result;
  }

  /** More than one page: the last free one would say nothing about the next message. */
  async function tryToWrite(): Promise<void> {
    await commit(async (transaction) => {
      const tables = inside(transaction);
      await sql`create table acore_try (bytes blob)`.execute(tables);
      await sql`insert into acore_try values (zeroblob(65536))`.execute(tables);
      await sql`drop table acore_try`.execute(tables);
    });
  }

  function transact<T>(connection: Kysely<HistoryTables>, work: (transaction: Transaction) => Promise<T>) {
    return connection.transaction().execute((transaction) => {
      const mark = { open: true };
      return current
        .run(mark, () => work(asTransaction<HistoryTables>(transaction)))
        .finally(() => {
          mark.open = false;
        });
    });
  }
}

/** The database through Kysely, and whether whoever asks is inside a transaction. */
interface Connected {
  kysely: Kysely<HistoryTables>;
  current: AsyncLocalStorage<{ open: boolean }>;
}

/** A query beside the transaction it is awaited in would wait for ever; better a sentence. */
function connected(db: DatabaseSync): Connected {
  const current = new AsyncLocalStorage<{ open: boolean }>();
  const mayWait = () => {
    if (current.getStore()?.open !== true) return;
    throw new Error(
      'A query inside a transaction must go through inside(transaction), or it waits for ever.',
    );
  };
  return { kysely: new Kysely({ dialect: sqliteDialect(db, mayWait) }), current };
}

/** Waits for whoever is still inside a transaction, then closes. */
async function close(kysely: Kysely<HistoryTables>, db: DatabaseSync): Promise<void> {
  if (!db.isOpen) return;
  await kysely.connection().execute(async () => {});
  await kysely.destroy();
  if (db.isOpen) db.close();
}
