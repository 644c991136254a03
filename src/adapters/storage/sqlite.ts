import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import {
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { createBreath } from '../../lib/breath.ts';
import { createLimit } from '../../lib/limit.ts';

/** Statements kept prepared: it halves the time of a point read, and each one costs a few kilobytes. */
const keptStatements = 128;
/** Queries answer at once; a queue of them must not hold up sockets and timers for longer than this. */
const longestHoldMs = 5;

/** Lets Kysely speak to node:sqlite. `mayWait` throws where waiting for the connection would be for ever. */
export function sqliteDialect(db: DatabaseSync, mayWait: () => void = () => {}): Dialect {
  const database = preparing(db);
  const plain = new SqliteDialect({ database });
  return {
    createAdapter: () => new SharingAdapter(),
    createDriver: () => new QueueingDriver(database, mayWait),
    createIntrospector: (kysely) => plain.createIntrospector(kysely),
    createQueryCompiler: () => plain.createQueryCompiler(),
  };
}

/**
 * Hands the one connection round in order of asking. Kysely's own lock wakes everybody who waits each time it is let
 * go: with thousands waiting that takes longer than the queries, and whoever came last may go first.
 */
class QueueingDriver extends SqliteDriver {
  readonly #turn = createLimit(1);
  readonly #breath = createBreath(longestHoldMs);
  readonly #mayWait: () => void;

  constructor(database: SqliteDatabase, mayWait: () => void) {
    super({ database });
    this.#mayWait = mayWait;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#mayWait();
    await this.#turn.enter();
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await this.#breath();
    this.#turn.leave();
  }
}

/** Keeps Kysely from locking a second time. */
class SharingAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

function preparing(db: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => db.close(),
    prepare(sql) {
      // SQLite rolls back by itself when the disk is full; a second rollback would hide the first error.
      if (sql === 'rollback' && !db.isTransaction) return nothingToDo;
      const statement = kept.get(sql) ?? prepare(db, sql);
      kept.delete(sql);
      kept.set(sql, statement);
      if (kept.size > keptStatements) kept.delete(kept.keys().next().value ?? sql);
      return statement;
    },
  };
}

function prepare(db: DatabaseSync, sql: string): SqliteStatement {
  const statement = db.prepare(sql);
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

const nothingToDo: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};
