import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** A log that has grown to so many pages (32 MB) is begun anew, for which writers wait a moment. */
const longLog = 8_000;

/** Moves what the write-ahead log holds into the database file, through a connection of its own. */
const db = new DatabaseSync((workerData as { file: string }).file, { timeout: 0 });
db.exec('PRAGMA synchronous = NORMAL');

parentPort?.on('message', () => {
  const { log } = db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get() as { log: number };
  if (log > longLog) db.exec('PRAGMA wal_checkpoint(RESTART)');
  parentPort?.postMessage(log);
});
parentPort?.on('close', () => db.close());
