import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { UserError } from '../../core/errors.ts';
import type { Log } from '../../core/ports/log.ts';
import { inside, type Migrations } from '../../lib/sql.ts';
import { checkDatabase, isOutdated, openStorage } from './index.ts';

interface Tables {
  note: { id: string; text: string };
}

const notes: Migrations = {
  slice: 'notes',
  steps: {
    '001-notes': {
      up: (db) =>
        db.schema
          .createTable('note')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('text', 'text', (column) => column.notNull())
          .execute(),
    },
  },
};
const tags: Migrations = {
  slice: 'tags',
  steps: { '001-tags': { up: (db) => db.schema.createTable('tag').addColumn('id', 'text').execute() } },
};
/** A database that may not grow is to SQLite what a full disk is. */
const tooLarge: Migrations = {
  slice: 'large',
  steps: {
    '001-large': {
      async up(db) {
        await sql`pragma max_page_count = 1`.execute(db);
        await sql`create table large (text)`.execute(db);
        await sql`insert into large values (zeroblob(1000000))`.execute(db);
      },
    },
  },
};

const broken: Migrations = {
  slice: 'broken',
  steps: {
    '001-fine': { up: (db) => db.schema.createTable('half').addColumn('id', 'text').execute() },
    '002-not': { up: () => Promise.reject(new Error('this step fails')) },
  },
};
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const clock = { now: () => Date.UTC(2026, 10, 22, 9, 30) };

function temporaryFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'acore-storage-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data', 'acore.db');
}

function open(
  file: string,
  migrations: Migrations[] = [notes],
  more: { readOnly?: boolean; backups?: number } = {},
) {
  return openStorage({ file, migrations, log: silent, clock, ...more });
}

async function fill(file: string, ids: string[], migrations: Migrations[] = [notes]): Promise<void> {
  await using opened = await open(file, migrations);
  for (const id of ids) await opened.database<Tables>().insertInto('note').values({ id, text: id }).execute();
}

async function idsIn(file: string, migrations: Migrations[] = [notes]): Promise<string[]> {
  await using opened = await open(file, migrations);
  return (await opened.database<Tables>().selectFrom('note').select('id').execute()).map(({ id }) => id);
}

function filesBeside(file: string): Record<string, string> {
  const folder = join(file, '..');
  const content = (name: string) => readFileSync(join(folder, name)).toString('base64');
  return Object.fromEntries(readdirSync(folder).map((name) => [name, content(name)]));
}

describe('opening', () => {
  test('what was written is there after closing, in files of the owner alone', async (t) => {
    const file = temporaryFile(t);
    await fill(file, ['a', 'b']);
    assert.deepEqual(await idsIn(file), ['a', 'b']);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(join(file, '..')).mode & 0o777, 0o700);
    await using opened = await open(file);
    assert.equal((await opened.storage.health()).ok, true);
    for (const name of readdirSync(join(file, '..'))) {
      assert.equal(statSync(join(file, '..', name)).mode & 0o777, 0o600, name);
    }
  });

  test('a database that lacks a step is outdated; one that is not there is not', async (t) => {
    const file = temporaryFile(t);
    assert.equal(isOutdated({ file, migrations: [notes] }), false);
    await fill(file, []);
    assert.equal(isOutdated({ file, migrations: [notes] }), false);
    assert.equal(isOutdated({ file, migrations: [notes, tags] }), true);
  });

  test('a database whose file was taken away is not well', async (t) => {
    const file = temporaryFile(t);
    await using opened = await open(file);
    rmSync(join(file, '..'), { recursive: true });
    const { ok, says } = await opened.storage.health();
    assert.equal(ok, false);
    assert.match(says, /file is gone/);
    assert.ok(!says.includes(join(file, '..')), 'members of a server may read it');
  });

  test('a database that cannot grow says so, until it can again', async (t) => {
    let at = 0;
    await using opened = await openStorage({
      file: temporaryFile(t),
      migrations: [notes],
      log: silent,
      clock: { now: () => at },
    });
    const limitPages = (pages: number) =>
      sql`${sql.raw(`pragma max_page_count = ${pages}`)}`.execute(opened.database());
    const write = (id: string) =>
      opened.storage.transaction((transaction) =>
        inside<Tables>(transaction)
          .insertInto('note')
          .values({ id, text: 'x'.repeat(100_000) })
          .execute(),
      );
    assert.equal(opened.obstacle(), undefined);
    await limitPages(1);
    await assert.rejects(write('a'), /full/);
    assert.match(opened.obstacle() ?? '', /no space left/);
    assert.equal((await opened.storage.health()).ok, false);
    at += 10_000;
    opened.obstacle();
    await limitPages(1_000_000);
    at += 10_000;
    assert.match(opened.obstacle() ?? '', /no space left/);
    await opened.database<Tables>().selectFrom('note').select('id').execute();
    while (opened.obstacle() !== undefined) await new Promise(setImmediate);
    await write('b');
  });

  test('the settings of the connection are the durable ones', async (t) => {
    await using opened = await open(temporaryFile(t));
    const pragma = async (name: string) =>
      Object.values(
        (await sql<Record<string, unknown>>`${sql.raw(`PRAGMA ${name}`)}`.execute(opened.database()))
          .rows[0] ?? {},
      )[0];
    assert.equal(await pragma('journal_mode'), 'wal');
    assert.equal(await pragma('synchronous'), 2);
    assert.equal(await pragma('foreign_keys'), 1);
    assert.equal(await pragma('temp_store'), 2);
  });

  test('reading takes no lock, sees what is committed and cannot write', async (t) => {
    const file = temporaryFile(t);
    await assert.rejects(open(file, [notes], { readOnly: true }), /no database .* yet/);
    await using writer = await open(file);
    await writer.database<Tables>().insertInto('note').values({ id: 'a', text: '' }).execute();
    await using reader = await open(file, [notes], { readOnly: true });
    const db = reader.database<Tables>();
    assert.equal((await db.selectFrom('note').select('id').execute()).length, 1);
    await assert.rejects(db.insertInto('note').values({ id: 'b', text: '' }).execute(), /readonly/);
  });
});

describe('transactions', () => {
  test('overlapping transactions queue', async (t) => {
    await using opened = await open(temporaryFile(t));
    const steps: string[] = [];
    const work = (name: string) =>
      opened.storage.transaction(async (transaction) => {
        steps.push(`${name} begins`);
        await inside<Tables>(transaction).insertInto('note').values({ id: name, text: '' }).execute();
        await inside<Tables>(transaction).selectFrom('note').select('id').execute();
        steps.push(`${name} ends`);
      });
    await Promise.all([work('a'), work('b'), work('c')]);
    assert.deepEqual(steps, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  test('a query beside a transaction waits for it and never sees half of it', async (t) => {
    await using opened = await open(temporaryFile(t));
    const db = opened.database<Tables>();
    const half = Promise.withResolvers<void>();
    const change = opened.storage.transaction(async (transaction) => {
      await inside<Tables>(transaction).insertInto('note').values({ id: 'a', text: '' }).execute();
      half.resolve();
      await inside<Tables>(transaction).insertInto('note').values({ id: 'b', text: '' }).execute();
    });
    await half.promise;
    assert.equal((await db.selectFrom('note').select('id').execute()).length, 2);
    await change;
  });

  test('a transaction that fails leaves nothing and the next one works', async (t) => {
    await using opened = await open(temporaryFile(t));
    const insert = (id: string) =>
      opened.storage.transaction(async (transaction) => {
        await inside<Tables>(transaction).insertInto('note').values({ id, text: '' }).execute();
        if (id === 'bad') throw new Error('no');
      });
    await assert.rejects(insert('bad'), /^Error: no$/);
    await insert('good');
    const rows = await opened.database<Tables>().selectFrom('note').select('id').execute();
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['good'],
    );
  });

  test('a query that would wait for its own transaction is refused instead', async (t) => {
    await using opened = await open(temporaryFile(t));
    const outside = () => opened.database<Tables>().selectFrom('note').select('id').execute();
    await assert.rejects(opened.storage.transaction(outside), /must go through inside/);
    let later: Promise<unknown> | undefined;
    await opened.storage.transaction(async () => {
      later = new Promise((resolve) => setImmediate(resolve)).then(outside);
    });
    assert.deepEqual(await later, []);
  });

  test('more statements than are kept still work, and a changed table is seen', async (t) => {
    await using opened = await open(temporaryFile(t));
    const db = opened.database<Tables>();
    for (let index = 0; index < 300; index++) {
      const { rows } = await sql<{ n: number }>`select ${sql.lit(index)} as n`.execute(db);
      assert.equal(rows[0]?.n, index);
    }
    assert.equal((await db.selectFrom('note').selectAll().execute()).length, 0);
    await sql`alter table note add column extra text default 'x'`.execute(db);
    await db.insertInto('note').values({ id: 'a', text: '' }).execute();
    const [row] = await db.selectFrom('note').selectAll().execute();
    assert.deepEqual({ ...row }, { id: 'a', text: '', extra: 'x' });
  });
});

describe('migrations', () => {
  test('new steps run once, after a copy of what was there', async (t) => {
    const file = temporaryFile(t);
    await fill(file, ['a']);
    assert.deepEqual(await idsIn(file, [notes, tags]), ['a']);
    const backups = readdirSync(join(file, '..')).filter((name) => name.endsWith('.bak'));
    assert.deepEqual(backups, ['acore.db.before-tags-001-tags-2026-11-22T09-30-00-000Z.bak']);
    const copy = new DatabaseSync(join(file, '..', backups[0] ?? ''), { readOnly: true });
    assert.equal(copy.prepare('select count(*) as n from note').get()?.['n'], 1);
    assert.throws(() => copy.prepare('select * from tag'), /no such table/);
    copy.close();
    await idsIn(file, [notes, tags]);
    assert.equal(readdirSync(join(file, '..')).filter((name) => name.endsWith('.bak')).length, 1);
  });

  test('a step that fails undoes all of them, and the lock is given back', async (t) => {
    const file = temporaryFile(t);
    await fill(file, ['a']);
    await assert.rejects(open(file, [notes, broken]), /this step fails/);
    await using opened = await open(file);
    const { rows } = await sql<{ name: string }>`select name from sqlite_schema where name = 'half'`.execute(
      opened.database(),
    );
    assert.deepEqual(rows, []);
  });

  test('a disk that is full is told in a sentence, and the next start goes on', async (t) => {
    const file = temporaryFile(t);
    await fill(file, ['a']);
    await assert.rejects(
      open(file, [notes, tooLarge]),
      /^UserError: There is no space left for .*Free some space/,
    );
    assert.deepEqual(await idsIn(file, [notes, tags]), ['a']);
  });

  test('only the newest backups are kept', async (t) => {
    const file = temporaryFile(t);
    await fill(file, ['a']);
    for (let day = 10; day < 17; day++) {
      writeFileSync(`${file}.before-x-2026-01-${day}T00-00-00-000Z.bak`, '');
    }
    await (await open(file, [notes, tags], { backups: 3 }))[Symbol.asyncDispose]();
    const stamps = readdirSync(join(file, '..')).filter((name) => name.endsWith('.bak'));
    assert.deepEqual(stamps.map((name) => name.match(/2026-\d\d-\d\d/)?.[0]).sort(), [
      '2026-01-15',
      '2026-01-16',
      '2026-11-22',
    ]);
  });
});

describe('refusals change nothing', () => {
  async function refuses(file: string, says: RegExp, migrations: Migrations[] = [notes]): Promise<void> {
    const before = filesBeside(file);
    for (const readOnly of [false, true]) {
      await assert.rejects(open(file, migrations, { readOnly }), (error) => {
        assert.ok(error instanceof UserError, String(error));
        assert.match(error.message, says);
        return true;
      });
    }
    assert.deepEqual(filesBeside(file), before);
    const [check] = await checkDatabase({ file, migrations });
    assert.equal(check?.state, 'failed');
    assert.match(`${check?.says} ${check?.fix}`, says);
  }

  test('a database of a newer version', async (t) => {
    const file = temporaryFile(t);
    await fill(file, ['a'], [notes, tags]);
    await refuses(file, /newer Acore \(it knows tags\/001-tags\)/);
    assert.deepEqual(await idsIn(file, [notes, tags]), ['a']);
  });

  test('a damaged file, naming the newest backup', async (t) => {
    const file = temporaryFile(t);
    await fill(file, ['a']);
    const whole = readFileSync(file);
    const damage: [string, Buffer][] = [
      [
        'other bytes',
        Buffer.from('this is not a database at all, only some text that stands here'.repeat(100)),
      ],
      ['cut off', whole.subarray(0, Math.floor(whole.length / 2))],
      [
        'a page of noise',
        Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(4096, 0xa5), whole.subarray(8192)]),
      ],
    ];
    for (const [what, bytes] of damage) {
      await t.test(what, async () => {
        writeFileSync(file, bytes);
        await refuses(file, /damaged .* no backup/);
      });
    }
    writeFileSync(`${file}.before-notes-001-2026-01-02T00-00-00-000Z.bak`, '');
    writeFileSync(`${file}.before-zebra-001-2026-01-01T00-00-00-000Z.bak`, '');
    await refuses(file, /damaged .* copy .*before-notes-001-2026-01-02T00-00-00-000Z\.bak to/);
    writeFileSync(file, '');
    await refuses(file, /damaged \(it is empty\)/);
  });

  test("another program's database", async (t) => {
    const file = temporaryFile(t);
    await fill(file, []);
    rmSync(file);
    const other = new DatabaseSync(file);
    other.exec('create table theirs (id)');
    other.close();
    await refuses(file, /another program/);
  });
});

describe('other processes', () => {
  const program = fileURLToPath(new URL('./index.test-child.ts', import.meta.url));

  async function startWriter(file: string): Promise<{ child: ChildProcess; acknowledged: string[] }> {
    const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const acknowledged: string[] = [];
    const enough = Promise.withResolvers<void>();
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      acknowledged.push(...text.split('\n').filter((line) => line !== ''));
      if (acknowledged.length >= 20) enough.resolve();
    });
    await Promise.race([enough.promise, once(child, 'exit').then(() => assert.fail('the writer ended'))]);
    return { child, acknowledged };
  }

  test('two cannot write to one database; kill -9 frees it and loses nothing that was acknowledged', async (t) => {
    const file = temporaryFile(t);
    const { child, acknowledged } = await startWriter(file);
    t.after(() => child.kill('SIGKILL'));
    await assert.rejects(open(file), /Another Acore is using .*ACORE_DATA/);
    await (await open(file, [notes], { readOnly: true }))[Symbol.asyncDispose]();
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
    assert.ok(existsSync(file.replace('.db', '.lock')));
    const ids = new Set(await idsIn(file));
    assert.deepEqual(
      acknowledged.filter((id) => !ids.has(id)),
      [],
    );
    assert.equal(ids.size % 2, 0, 'rows are written in pairs, in one transaction');
  });

  test('within one process the second is refused as well, and the lock holds', async (t) => {
    const file = temporaryFile(t);
    await using _first = await open(file);
    await assert.rejects(open(file), /Another Acore/);
    const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout?.once('data', () => child.kill('SIGKILL'));
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    await once(child, 'close');
    assert.match(complaint, /Another Acore/);
  });
});
