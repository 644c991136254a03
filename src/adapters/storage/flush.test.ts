import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createFlush } from './flush.ts';

function temporaryFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'acore-flush-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return join(folder, 'some.db');
}

test('all who wait are told, those who came while a flush was under way too', async (t) => {
  const file = temporaryFile(t);
  writeFileSync(`${file}-wal`, 'log');
  await using flush = createFlush(file);
  await Promise.all(Array.from({ length: 20 }, () => flush.committed()));
  await flush.committed();
});

test('a log that cannot be flushed is told to each who waits, and tried again', async (t) => {
  const file = temporaryFile(t);
  await using flush = createFlush(file);
  const both = await Promise.allSettled([flush.committed(), flush.committed()]);
  assert.deepEqual(
    both.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  writeFileSync(`${file}-wal`, 'log');
  await flush.committed();
});

test('what is under way is waited for before the log is closed', async (t) => {
  const file = temporaryFile(t);
  writeFileSync(`${file}-wal`, 'log');
  const flush = createFlush(file);
  const waiting = [flush.committed(), flush.committed()];
  await flush[Symbol.asyncDispose]();
  assert.equal((await Promise.allSettled(waiting)).filter(({ status }) => status === 'rejected').length, 0);
});
