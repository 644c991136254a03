import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { type Fakes, startFakes } from '../fakes/index.ts';
import { acore, begin, type Ended, environmentIn, listening, nobody } from './command.ts';
import { makeDatabase, temporaryFolder } from './harness.ts';

let fakes: Fakes;

before(async () => {
  fakes = await startFakes();
});
after(() => fakes.close());

const secret = 'a-token-that-nobody-may-see';

/** What somebody must be told when Acore does not start. */
function assertRefused({ code, out, complaint }: Ended, sentence: RegExp): void {
  assert.match(complaint, sentence);
  assert.equal(code, 1, complaint);
  assert.equal(out, '');
  assert.doesNotMatch(complaint, /\n\s+at |node:internal|"stack"/, 'a stack trace');
  assert.ok(!complaint.includes(secret), 'a secret');
}

describe('a start that cannot be', { concurrency: 2 }, () => {
  test('an invalid token', async () => {
    using folder = temporaryFolder();
    const env = { ...environmentIn(folder.path, fakes), DISCORD_TOKEN: secret };
    const sentence =
      /discord\.token: Discord does not accept the bot token\. Reset it on https:\S+ .* set DISCORD_TOKEN\.\n$/;
    assertRefused(await acore(['start'], { env }), sentence);
  });

  test('a port that is in use', async () => {
    using folder = temporaryFolder();
    const server = createServer();
    const port = await listening(server);
    const env = { ...environmentIn(folder.path, fakes), PORT: String(port) };
    const ended = await acore(['start'], { env });
    server.close();
    assertRefused(
      ended,
      new RegExp(`web\\.port: Port ${port} is in use\\. Stop what uses it, or set PORT to another one\\.\n$`),
    );
  });

  test('a second Acore on one data folder', async () => {
    using folder = temporaryFolder();
    const env = environmentIn(folder.path, fakes);
    await using first = begin(['start'], { env });
    await first.writes(/Acore is ready/);
    const ended = await acore(['start'], { env });
    assertRefused(ended, /Another Acore is using \S+acore\.db\. Stop that one first, .* ACORE_DATA\.\n$/);
    first.signal('SIGTERM');
    assert.equal((await first.ended).code, 0);
  });

  test('a database that is damaged is left as it is', async () => {
    using folder = temporaryFolder();
    const file = await makeDatabase(folder.path);
    truncateSync(file, 8_192);
    const before = readFileSync(file);
    const ended = await acore(['start'], { env: environmentIn(folder.path, fakes) });
    assertRefused(
      ended,
      /The database \S+acore\.db is damaged \(.*\)\. Nothing was changed\. .*start afresh.*\n$/,
    );
    assert.deepEqual(readFileSync(file), before);
  });

  test('a database of a newer Acore is left as it is', async () => {
    using folder = temporaryFolder();
    const file = await makeDatabase(folder.path);
    const db = new DatabaseSync(file);
    db.exec("INSERT INTO acore_migrations VALUES ('rooms', '900-future', 1)");
    db.close();
    const ended = await acore(['start'], { env: environmentIn(folder.path, fakes) });
    assertRefused(
      ended,
      /written by a newer Acore \(it knows rooms\/900-future\)\. Nothing was changed\. Update Acore/,
    );
  });

  test('settings with mistakes: all of them at once', async () => {
    using folder = temporaryFolder();
    writeFileSync(
      join(folder.path, 'config.yaml'),
      `discord: { tokn: ${secret} }\nweb: { port: many }\nreceipts: { keep: soon }\n`,
      { mode: 0o600 },
    );
    const ended = await acore(['start'], { env: environmentIn(folder.path, fakes) });
    assertRefused(ended, /^The settings are wrong:\n/);
    assert.match(
      ended.complaint,
      /discord\.tokn: There is no such setting\. Did you mean discord\.token\?\n/,
    );
    assert.match(ended.complaint, /receipts\.keep: .*Change it in .*config\.yaml/);
  });

  test('a data folder that cannot be written to', async (t) => {
    using folder = temporaryFolder();
    chmodSync(folder.path, 0o755);
    const data = join(folder.path, 'data');
    mkdirSync(data, { mode: 0o555 });
    const env = environmentIn(data, fakes);
    const version = await acore(['--version'], { env, uid: nobody });
    if (version.code !== 0) return t.skip('this checkout cannot be read by another user');
    const sentence = /The data folder \S+data cannot be written to\. .*ACORE_DATA.*\n$/;
    assertRefused(await acore(['start'], { env, uid: nobody }), sentence);
    const inside = { ...env, ACORE_DATA: join(data, 'deeper') };
    assertRefused(
      await acore(['start'], { env: inside, uid: nobody }),
      /The data folder \S+deeper cannot be made\. .*ACORE_DATA.*\n$/,
    );
  });

  test('a data folder with files of another user', {
    skip: nobody === undefined && 'only the superuser can make them',
  }, async () => {
    using folder = temporaryFolder();
    await makeDatabase(folder.path);
    chmodSync(folder.path, 0o777);
    const ended = await acore(['start'], { env: environmentIn(folder.path, fakes), uid: nobody });
    assertRefused(
      ended,
      /acore\.(db|lock) cannot be written to, or belongs to another user\. .*chown -R .*\n$/,
    );
  });

  test('a data folder where none can be made', {
    skip: !existsSync('/proc') && 'there is no /proc here',
  }, async () => {
    const ended = await acore(['start'], { env: environmentIn('/proc/acore/data', fakes) });
    assertRefused(ended, /The data folder \/proc\/acore\/data cannot be made\. .*ACORE_DATA.*\n$/);
  });

  test('a data folder that is a file', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'data');
    writeFileSync(file, '');
    const ended = await acore(['start'], { env: environmentIn(file, fakes) });
    assertRefused(ended, /\S+data is a file, not a folder\. .*ACORE_DATA.*\n$/);
  });
});
