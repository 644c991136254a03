import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';

/** Statements kept prepared: it halves the time of a point read, and each one costs a few kilobytes. */
const keptStatements = 128;

/** Lets Kysely speak to node:sqlite. */
export function sqliteDialect(db: DatabaseSync): SqliteDialect {
  return new SqliteDialect({ database: preparing(db) });
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
