import { DatabaseSync } from 'node:sqlite';

/** A moment at which something came to lie on the disk: until the next one, every crash leaves the same behind. */
export interface Commit {
  file: string;
  /** Which tables were written to. */
  tables: string[];
}

/**
 * Tells of each commit of this process right when it is done, whoever made it: whatever code it came from, a process that
 * dies leaves what one of them left. Databases that were opened before are not watched.
 */
export function watchCommits(heard: (commit: Commit) => void): Disposable {
  const { prepare } = DatabaseSync.prototype;
  const written = new WeakMap<DatabaseSync, Set<string>>();

  function done(database: DatabaseSync, sql: string): void {
    const tables = written.get(database) ?? new Set();
    written.set(database, tables);
    const table = /^(?:insert into|insert or \w+ into|update|delete from)\s+"?(\w+)/i.exec(sql.trim())?.[1];
    if (table !== undefined) tables.add(table);
    if (/^rollback/i.test(sql)) tables.clear();
    if (database.isTransaction || tables.size === 0) return;
    written.delete(database);
    heard({ file: database.location() ?? '', tables: [...tables].sort() });
  }

  DatabaseSync.prototype.prepare = function (sql, options) {
    const statement = prepare.call(this, sql, options);
    for (const way of ['run', 'all', 'get'] as const) {
      const plain = statement[way].bind(statement) as (...values: never[]) => unknown;
      const watched = (...values: never[]) => {
        const result = plain(...values);
        done(this, sql);
        return result;
      };
      Object.assign(statement, { [way]: watched });
    }
    return statement;
  };
  return {
    [Symbol.dispose]() {
      DatabaseSync.prototype.prepare = prepare;
    },
  };
}
