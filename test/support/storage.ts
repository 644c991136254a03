import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openStorage } from '../../src/adapters/storage/index.ts';
import type { Log } from '../../src/core/ports/log.ts';
import type { Database, Migrations } from '../../src/lib/sql.ts';

/** A log that keeps its warnings and errors for a test to look at. */
export function recordingLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const keep = (says: string) => lines.push(says);
  return { lines, debug() {}, info() {}, warn: keep, error: keep };
}

/** A real database in a folder of its own, gone when the test ends. */
export async function openTestStorage<Tables>(test: TestContext, migrations: readonly Migrations[]) {
  const { open, file, remove } = await newFolder();
  const opened = await open(...migrations);
  test.after(async () => {
    await opened[Symbol.asyncDispose]();
    await remove();
  });
  return { database: opened.database<Tables>() as Database<Tables>, storage: opened.storage, file };
}

/** Opens the database of one folder, gone when the test ends, as this and that Acore would. Who opens it closes it. */
export async function testStorageFolder(test: TestContext) {
  const { open, remove } = await newFolder();
  test.after(remove);
  return { open };
}

async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'acore-test-'));
  const file = join(folder, 'acore.db');
  const open = (...migrations: Migrations[]) =>
    openStorage({ file, migrations, log: recordingLog(), clock: { now: Date.now }, synchronous: 'normal' });
  return { open, file, remove: () => rm(folder, { recursive: true }) };
}
