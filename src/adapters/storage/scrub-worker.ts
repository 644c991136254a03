import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Finding } from './thread.ts';

/** Search indexes mark what was taken out and keep its words until their parts are merged. */
function mergeSearchIndexes(db: DatabaseSync): void {
  const rows = db.prepare("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'").all();
  for (const { name } of rows) {
    const table = `"${String(name).replaceAll('"', '""')}"`;
    db.exec(`INSERT INTO ${table}(${table}) VALUES ('optimize')`);
  }
}

/** Moves everything out of the log of changes and empties it; somebody who reads just now may be in the way. */
function emptyLog(db: DatabaseSync): void {
  const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() ?? {};
  if (busy !== 0) throw new Error('Somebody else is reading the database.');
}

function rewrite(file: string): Finding {
  const db = new DatabaseSync(file, { timeout: 10_000 });
  try {
    // A file of an earlier Acore can be made smaller step by step from here on.
    db.exec('PRAGMA secure_delete = ON; PRAGMA auto_vacuum = INCREMENTAL');
    mergeSearchIndexes(db);
    db.exec('VACUUM');
    emptyLog(db);
    return {};
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  } finally {
    db.close();
  }
}

parentPort?.postMessage(rewrite(String(workerData)));
