import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCheckpoints } from './checkpoint.ts';

function database(t: TestContext): { file: string; db: DatabaseSync } {
  const folder = mkdtempSync(join(tmpdir(), 'acore-checkpoint-'));
  const file = join(folder, 'some.db');
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE note (text TEXT)');
  t.after(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });
  return { file, db };
}

test('the log is moved into the database beside whoever writes', async (t) => {
  const { file, db } = database(t);
  await using checkpoints = createCheckpoints(file);
  const before = statSync(file).size;
  while (statSync(file).size === before) {
    db.exec(`INSERT INTO note VALUES ('${'x'.repeat(5_000)}')`);
    checkpoints.committed();
    await sleep(1);
  }
  assert.ok(statSync(file).size > 100_000);
});

test('a move under way is finished before the thread ends', async (t) => {
  const { file, db } = database(t);
  const checkpoints = createCheckpoints(file);
  for (let count = 0; count < 200; count += 1) {
    db.exec(`INSERT INTO note VALUES ('${'x'.repeat(5_000)}')`);
    checkpoints.committed();
  }
  await checkpoints[Symbol.asyncDispose]();
  const { log, checkpointed } = db.prepare('PRAGMA wal_checkpoint(NOOP)').get() as Record<string, number>;
  assert.equal(checkpointed, log);
});

test('where nothing was written no thread is begun, and a file that is gone ends nothing', async (t) => {
  const { file } = database(t);
  await createCheckpoints(file)[Symbol.asyncDispose]();
  await using checkpoints = createCheckpoints(join(file, 'not', 'there'));
  for (let count = 0; count < 200; count += 1) checkpoints.committed();
});
