import assert from 'node:assert/strict';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { recordingLog } from '../../../test/support/storage.ts';
import type { Migrations } from '../../lib/sql.ts';
import { openStorage } from './index.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 20);
const never = new AbortController().signal;

const migrations: Migrations = {
  slice: 'test',
  steps: {
    '001-lines': {
      async up(db) {
        await sql`create table lines (id integer primary key, who text, text blob)`.execute(db);
        await sql`create index lines_who on lines (who)`.execute(db);
      },
    },
  },
};

async function open(context: TestContext, prepare: (file: string) => void = () => {}) {
  const folder = mkdtempSync(join(tmpdir(), 'acore-test-'));
  const file = join(folder, 'acore.db');
  prepare(file);
  const opened = await openStorage({
    file,
    migrations: [migrations],
    log: recordingLog(),
    clock: { now: () => now },
    synchronous: 'normal',
  });
  context.after(async () => {
    await opened[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });
  const database = opened.database<{ lines: { id?: number; who: string; text: Uint8Array } }>();
  const run = async (name: string) => await opened.jobs.find((job) => job.name === name)?.run(never);
  const write = async (megabytes: number) => {
    await opened.storage.transaction(async (transaction) => {
      const tables = transaction as unknown as typeof database;
      for (let index = 0; index < megabytes * 100; index += 1)
        await tables
          .insertInto('lines')
          .values({ who: `who ${index % 7}`, text: new Uint8Array(10_000) })
          .execute();
    });
  };
  const numberOf = async (pragma: string) => {
    const { rows } = await sql.raw<Record<string, number>>(`pragma ${pragma}`).execute(database);
    return Number(rows[0]?.[pragma]);
  };
  return { folder, file, opened, database, run, write, numberOf };
}

test('free space is given back a little at a time, and some of it stays', async (context) => {
  const { database, run, write, numberOf } = await open(context);
  await write(20);
  await database.deleteFrom('lines').where('id', '>', 100).execute();
  const before = await numberOf('page_count');
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const counts = await run('free space');
  clearInterval(timer);
  const after = await numberOf('page_count');
  assert.ok(after < before / 2, `${before} pages became ${after}`);
  assert.ok((counts?.['kilobytes given back'] ?? 0) > 5_000, JSON.stringify(counts));
  assert.ok((await numberOf('freelist_count')) > 100, 'what will be needed again stays');
  assert.ok(longest < 250, `nobody waited long: ${longest} ms`);
  assert.deepEqual(await run('free space'), { 'kilobytes given back': 0 });
  assert.equal((await database.selectFrom('lines').selectAll().execute()).length, 100);
});

test('a file of an earlier Acore is rewritten when much of it is free, and made smaller in steps from then on', async (context) => {
  const old = (file: string) => {
    const db = new DatabaseSync(file);
    db.exec('create table acore_migrations (slice text, key text, at integer, primary key (slice, key))');
    db.close();
  };
  const { database, run, write, numberOf } = await open(context, old);
  assert.equal(await numberOf('auto_vacuum'), 0);
  await write(30);
  await database.deleteFrom('lines').where('id', '>', 100).execute();
  assert.ok((await run('free space'))?.['kilobytes given back']);
  assert.equal(await numberOf('auto_vacuum'), 2);
  await write(20);
  await database.deleteFrom('lines').where('id', '>', 100).execute();
  assert.ok((await run('free space'))?.['kilobytes given back']);
  assert.deepEqual(await run('integrity'), {});
  assert.equal((await database.selectFrom('lines').selectAll().execute()).length, 100);
});

test('what SQLite knows of the tables is kept up', async (context) => {
  const { run, write, database } = await open(context);
  await write(2);
  assert.ok((await run('query plans'))?.['tables looked at']);
  const { rows } = await sql`select * from sqlite_stat1 where tbl = 'lines'`.execute(database);
  assert.equal(rows.length, 1);
});

test('a damaged file is told, with what to do', async (context) => {
  const { run, write, database, file } = await open(context);
  await write(2);
  await sql`pragma wal_checkpoint(truncate)`.execute(database);
  assert.deepEqual(await run('integrity'), {});
  const handle = openSync(file, 'r+');
  writeSync(handle, new Uint8Array(40 * 4_096).fill(255), 0, 40 * 4_096, 20 * 4_096);
  closeSync(handle);
  await assert.rejects(
    run('integrity'),
    /^UserError: The database is damaged \(.+\); stop Acore and run "acore doctor"/,
  );
});

test('copies go when they are old, by their names', async (context) => {
  const { run, folder, file } = await open(context);
  const copy = (daysOld: number) =>
    `${file}.before-x-${new Date(now - daysOld * dayMs).toISOString().replaceAll(':', '-').replace('.', '-')}.bak`;
  for (const daysOld of [1, 29, 31, 300]) writeFileSync(copy(daysOld), 'x');
  writeFileSync(join(folder, 'mine.bak'), 'x');
  assert.deepEqual(await run('backups'), { 'old copies': 2 });
  const left = readdirSync(folder).filter((name) => name.endsWith('.bak'));
  assert.equal(left.length, 3);
});

test('what was overwritten leaves the log of changes as well', async (context) => {
  const { file, database, run } = await open(context);
  const secret = new TextEncoder().encode('zqsecretqz');
  await database.insertInto('lines').values({ who: 'bo', text: secret }).execute();
  await database.deleteFrom('lines').execute();
  assert.ok(readFileSync(`${file}-wal`).includes('zqsecretqz'));
  await run('free space');
  assert.ok(!readFileSync(`${file}-wal`).includes('zqsecretqz'));
  assert.ok(!readFileSync(file).includes('zqsecretqz'));
});
