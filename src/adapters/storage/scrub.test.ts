import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { openStorage } from './index.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

async function open(context: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'acore-test-'));
  const file = join(folder, 'acore.db');
  const opened = await openStorage({ file, migrations: [], log: silent, clock: { now: Date.now } });
  context.after(async () => {
    await opened[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });
  const holds = (word: string) =>
    readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(word));
  return { opened, db: opened.database<Record<string, never>>(), holds };
}

test('what was deleted is nowhere in the files afterwards: no page, no log, no search index', async (context) => {
  const { opened, db, holds } = await open(context);
  await sql`create table said (id integer primary key, text text)`.execute(db);
  await sql`create virtual table found using fts5(text)`.execute(db);
  for (let index = 0; index < 200; index += 1) {
    const text = `quokka${index} ${'x'.repeat(index === 7 ? 20_000 : 50)}`;
    await sql`insert into said (text) values (${text})`.execute(db);
    await sql`insert into found (text) values (${text})`.execute(db);
  }
  await sql`insert into said (text) values ('numbat')`.execute(db);
  await sql`delete from said where text like 'quokka%'`.execute(db);
  await sql`delete from found where text match 'quokka7'`.execute(db);
  await sql`delete from found`.execute(db);
  assert.notDeepEqual(holds('quokka7'), []);
  const asked = sql<{ text: string }>`select text from said`;
  const [, before] = await Promise.all([opened.storage.scrub(), asked.execute(db)]);
  assert.deepEqual(holds('quokka'), []);
  assert.deepEqual(
    before.rows.map(({ text }) => text),
    ['numbat'],
    'whoever asks meanwhile waits',
  );
  await sql`insert into said (text) values ('wombat')`.execute(db);
  assert.equal((await asked.execute(db)).rows.length, 2);
});
