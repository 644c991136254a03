import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

const mostTries = 50;
const pauseMs = 20;

/**
 * Moves everything out of the log of changes and empties it. Somebody who reads just now is waited for, a moment at a time,
 * so that nobody else has to wait with it.
 */
export async function emptyLog(db: DatabaseSync): Promise<void> {
  const { timeout } = db.prepare('PRAGMA busy_timeout').get() ?? {};
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (triesToEmpty(db, Number(timeout))) return;
    await sleep(pauseMs);
  }
}

function triesToEmpty(db: DatabaseSync, timeoutMs: number): boolean {
  db.exec('PRAGMA busy_timeout = 0');
  try {
    return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
  } finally {
    db.exec(`PRAGMA busy_timeout = ${timeoutMs}`);
  }
}
