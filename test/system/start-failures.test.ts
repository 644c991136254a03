import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { WebSocketServer } from 'ws';
import { openStorage } from '../../src/adapters/storage/index.ts';
import { migrations } from '../../src/slices.ts';
import { type FakeDiscord, type Fakes, startFakeDiscord, startFakes } from '../fakes/index.ts';
import { recordingLog } from '../support/storage.ts';
import { acore, begin, type Command, type Ended, environmentIn, nobody } from './command.ts';
import { until } from './discord-talk.ts';
import { temporaryFolder } from './harness.ts';

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

async function makeDatabase(folder: string): Promise<string> {
  const file = join(folder, 'acore.db');
  const clock = { now: Date.now };
  await (await openStorage({ file, migrations, log: recordingLog(), clock }))[Symbol.asyncDispose]();
  return file;
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, 'close');
  return port;
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

/** Tells it to stop, and that it did so soon. */
async function assertStopsSoon(command: Command, withinMs = 4_000): Promise<Ended> {
  const asked = performance.now();
  command.signal('SIGTERM');
  const ended = await command.ended;
  const tookMs = Math.round(performance.now() - asked);
  assert.equal(ended.code, 0, ended.complaint);
  assert.ok(tookMs < withinMs, `it took ${tookMs} ms`);
  return ended;
}

async function statusOf(port: number, path: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  await response.arrayBuffer();
  return response.status;
}

describe('a start that has to wait', { concurrency: 2 }, () => {
  test('for a Discord that cannot be reached: says so, keeps the page up, and goes on once it is there', async () => {
    using folder = temporaryFolder();
    const [page, port] = [await freePort(), await freePort()];
    const env = {
      ...environmentIn(folder.path, fakes),
      PORT: String(page),
      DISCORD_API_URL: `http://127.0.0.1:${port}/api`,
      DISCORD_TOKEN: secret,
    };
    await using command = begin(['start'], { env });
    await command.writes(/Discord could not be reached .*Trying again in 1 s/);
    const statuses = [
      await statusOf(page, '/healthz'),
      await statusOf(page, '/readyz'),
      await statusOf(page, '/'),
    ];
    assert.deepEqual(statuses, [200, 503, 200]);
    assert.doesNotMatch(command.complaint(), new RegExp(secret));
    await using late = await lateDiscord(port, secret);
    await command.writes(/Acore is ready/);
    assert.equal(await statusOf(page, '/readyz'), 200);
    assert.equal(late.gateway.counts.identifies, 1);
    await assertStopsSoon(command);
  });

  let connections = 0;
  const silent = createServer(() => {
    connections += 1;
  });
  before(() => listening(silent));
  after(() => {
    silent.close();
    silent.closeAllConnections();
  });

  const mute = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  after(() => {
    for (const client of mute.clients) client.terminate();
    mute.close();
  });

  const waits: [
    string,
    (discord: FakeDiscord) => string | undefined,
    RegExp | ((discord: FakeDiscord) => boolean),
  ][] = [
    ['for a Discord that is not there', () => 'http://127.0.0.1:1/api', /Trying again in/],
    [
      'for a Discord that does not answer',
      () => `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api`,
      () => connections > 0,
    ],
    ['for a Discord in trouble', (discord) => void discord.faults.fail({ status: 503 }), /Trying again in/],
    [
      'for a Discord that asks to wait',
      (discord) => void discord.faults.limit({ path: '/applications/@me', retryAfterMs: 20_000 }),
      /Discord asks to wait/,
    ],
    [
      'for a gateway that says nothing',
      (discord) => {
        const url = `ws://127.0.0.1:${(mute.address() as AddressInfo).port}`;
        const session_start_limit = { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 };
        discord.faults.fail({
          path: '/gateway/bot',
          status: 200,
          body: { url, shards: 1, session_start_limit },
        });
        return undefined;
      },
      () => mute.clients.size > 0,
    ],
    [
      'for a gateway that accepts nobody',
      (discord) => {
        discord.settings.acceptConnections = false;
        return undefined;
      },
      ({ requests }) => requests.some(({ path }) => path === '/gateway/bot'),
    ],
  ];
  for (const [what, prepare, waiting] of waits) {
    test(`${what}: stops at once when it is told to`, async () => {
      using folder = temporaryFolder();
      await using discord = disposable(await startFakeDiscord());
      const api = prepare(discord) ?? discord.api;
      const env = {
        ...environmentIn(folder.path, fakes),
        DISCORD_API_URL: api,
        DISCORD_TOKEN: discord.bot.token,
        PORT: '0',
      };
      await using command = begin(['start', '--json'], { env });
      if (waiting instanceof RegExp) await command.writes(waiting);
      else await until('it waits', () => waiting(discord));
      const ended = await assertStopsSoon(command);
      assert.equal(ended.out, '{"url":null}\n');
    });
  }
});

function disposable(discord: FakeDiscord): FakeDiscord & AsyncDisposable {
  return Object.assign(discord, { [Symbol.asyncDispose]: () => discord.close() });
}

/** A Discord that comes up later, on a port and with a token that are known before. */
async function lateDiscord(port: number, token: string): Promise<FakeDiscord & AsyncDisposable> {
  const discord = disposable(await startFakeDiscord({ port }));
  const bot = discord.realm.state.users.get(discord.bot.id);
  assert.ok(bot);
  discord.realm.state.tokens.set(token, bot);
  return discord;
}

describe('on Discord', { concurrency: 2 }, () => {
  test('without the intent it runs, and names the page where it is enabled', async () => {
    using folder = temporaryFolder();
    await using discord = disposable(
      await startFakeDiscord({ privilegedIntents: { messageContent: false } }),
    );
    const env = {
      ...environmentIn(folder.path, fakes),
      DISCORD_API_URL: discord.api,
      DISCORD_TOKEN: discord.bot.token,
    };
    await using command = begin(['start'], { env });
    await command.writes(/Acore is ready/);
    assert.match(
      command.complaint(),
      new RegExp(`Message Content intent is off.*https:\\S+/applications/${discord.app.id}/bot and restart`),
    );
    await assertStopsSoon(command);
  });

  test('when Discord goes away it says so, and goes on when it is back', async () => {
    using folder = temporaryFolder();
    await using discord = disposable(await startFakeDiscord());
    const env = {
      ...environmentIn(folder.path, fakes),
      DISCORD_API_URL: discord.api,
      DISCORD_TOKEN: discord.bot.token,
    };
    await using command = begin(['start'], { env });
    await command.writes(/Acore is ready/);
    leave(discord);
    await command.writes(/Reconnecting to Discord/);
    discord.faults.clear();
    discord.settings.acceptConnections = true;
    const asked = discord.alice.say(discord.channels.text, 'Ilde, are you still there?');
    await discord.waitForPost(discord.channels.text, ({ text }) => text.includes('You said'), {
      after: asked.id,
      timeoutMs: 20_000,
    });
    leave(discord);
    await assertStopsSoon(command);
  });
});

function leave(discord: FakeDiscord): void {
  discord.settings.acceptConnections = false;
  discord.faults.fail({ status: 503 });
  discord.dropSockets();
}
