import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { WebSocketServer } from 'ws';
import { type FakeDiscord, type Fakes, startFakeDiscord, startFakes } from '../fakes/index.ts';
import { begin, type Command, type Ended, environmentIn, listening } from './command.ts';
import { until } from './discord-talk.ts';
import { temporaryFolder } from './harness.ts';

let fakes: Fakes;

before(async () => {
  fakes = await startFakes();
});
after(() => fakes.close());

const secret = 'a-token-that-nobody-may-see';

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, 'close');
  return port;
}

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
