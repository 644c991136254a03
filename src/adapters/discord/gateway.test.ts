import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { GatewayDispatchEvents } from 'discord.js';
import { WebSocketServer } from 'ws';
import { connect, createHeard, makeAdapter, until } from '../../../test/contracts/discord-world.ts';
import { startFakeDiscord } from '../../../test/fakes/discord/index.ts';
import { createClient } from './client.ts';
import { discordConfig } from './config.ts';

describe('the connection to Discord', () => {
  test('is off, connecting, ready, and off again', async () => {
    const world = await startFakeDiscord();
    const { adapter } = makeAdapter(world);
    assert.equal(adapter.state(), 'off');
    assert.equal((await adapter.platform.health()).ok, false);
    const starting = adapter.start(createHeard());
    assert.equal(adapter.state(), 'connecting');
    const stop = await starting;
    assert.equal(adapter.state(), 'ready');
    assert.deepEqual(await adapter.platform.health(), { ok: true, says: 'Connected to Discord.' });
    await stop();
    assert.equal(adapter.state(), 'off');
    assert.equal(world.gateway.sessions.size, 0, 'the session was said goodbye to');
    await world.close();
  });

  test('asks for no more intents than it uses', async () => {
    await using connected = await connect();
    const [session] = connected.world.gateway.sessions.values();
    const bits = { guilds: 1, messages: 1 << 9, directs: 1 << 12, content: 1 << 15 };
    assert.equal(session?.intents, bits.guilds | bits.messages | bits.directs | bits.content);
  });

  test('keeps no messages, people or members, and leaves nothing open', async () => {
    const world = await startFakeDiscord();
    const settings = { ...discordConfig.parse({ apiUrl: world.api }), token: world.bot.token };
    const { client, retire } = createClient(settings, { readsText: true, seesMembers: false });
    const ready = once(client, 'clientReady');
    await client.login(world.bot.token);
    await ready;
    let heard = 0;
    client.ws.on(GatewayDispatchEvents.MessageCreate, () => {
      heard += 1;
    });
    const threadId = world.alice.startThread(world.channels.text, 'Aside');
    for (let index = 0; index < 50; index += 1)
      world.alice.say(index % 2 ? threadId : world.channels.text, `Line ${index}`);
    await until('all of it', () => heard >= 50);
    const guild = client.guilds.cache.get(world.guild);
    const messages = client.channels.cache.reduce(
      (sum, channel) => sum + (channel.isTextBased() ? channel.messages.cache.size : 0),
      0,
    );
    assert.equal(messages, 0);
    assert.deepEqual([...client.users.cache.keys()], [world.bot.id]);
    assert.deepEqual([...(guild?.members.cache.keys() ?? [])], [world.bot.id]);
    assert.ok(guild?.channels.cache.has(threadId));
    await retire();
    assert.equal(world.gateway.sessions.size, 0);
    await world.close();
  });

  test('is made as soon as Discord can be reached, and waits until then', async () => {
    const world = await startFakeDiscord();
    const fault = world.faults.fail({ path: '/gateway/bot', status: 503 });
    const { adapter, logged } = makeAdapter(world);
    const starting = adapter.start(createHeard());
    await until('a complaint', () => logged.some((line) => line.includes('Trying again in 1 s')));
    assert.equal(adapter.state(), 'connecting');
    fault.remove();
    const stop = await starting;
    assert.equal(adapter.state(), 'ready');
    await stop();
    await world.close();
  });

  test('is given up when the signal aborts', async () => {
    const world = await startFakeDiscord();
    world.faults.fail({ path: '/applications/@me', status: 500 });
    const { adapter, logged } = makeAdapter(world);
    const over = new AbortController();
    const starting = adapter.start(createHeard(), over.signal);
    await until('a complaint', () => logged.some((line) => line.includes('Trying again')));
    over.abort();
    await assert.rejects(starting, { name: 'AbortError' });
    assert.equal(adapter.state(), 'off');
    await world.close();
  });

  test('does not hammer a gateway that closes every connection', async () => {
    const world = await startFakeDiscord();
    const refusing = createServer();
    const sockets = new WebSocketServer({ server: refusing });
    let connections = 0;
    sockets.on('connection', (socket) => {
      connections += 1;
      socket.close(4002, 'Error while decoding payload.');
    });
    refusing.listen(0, '127.0.0.1');
    await once(refusing, 'listening');
    const url = `ws://127.0.0.1:${(refusing.address() as AddressInfo).port}`;
    const limits = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 };
    world.faults.fail({
      path: '/gateway/bot',
      status: 200,
      body: { url, shards: 1, session_start_limit: limits },
    });
    const { adapter, logged } = makeAdapter(world);
    const over = new AbortController();
    const starting = adapter.start(createHeard(), over.signal);
    await until('a pause', () => logged.some((line) => line.includes('Trying again')));
    const before = connections;
    assert.ok(before <= 8, `${before} connections`);
    over.abort();
    await assert.rejects(starting);
    sockets.close();
    refusing.close();
    await world.close();
  });

  test('ends with a sentence when the token is reset while it runs', async () => {
    const world = await startFakeDiscord();
    await using connected = await connect({ world });
    const { adapter, logged } = connected;
    world.realm.state.tokens.delete(world.bot.token);
    world.invalidateSessions();
    await until('the end', () => adapter.state() === 'failed').catch(() =>
      until('the end', () => adapter.state() === 'failed'),
    );
    assert.ok(logged.some((line) => line.includes('does not accept the bot token')));
    assert.match((await adapter.platform.health()).says, /does not accept the bot token/);
    await connected.stop();
    await world.close();
  });
});

describe('joining a server', () => {
  test('is followed by one message to its admins, once', async () => {
    const world = await startFakeDiscord();
    const welcomed = new Set<string>();
    const lookUp = {
      welcomed: async (id: string) => welcomed.has(id),
      markWelcomed: async (id: string) => void welcomed.add(id),
    };
    await using connected = await connect({ world, lookUp });
    const guild = world.addGuild('The New Guild');
    world.invite(world.bot.id, guild.id);
    const post = await world.waitForPost(guild.channels.text, () => true);
    assert.equal(post.text, 'Welcome from Acore to The New Guild.');
    await until('the note', () => welcomed.has(guild.id));
    await connected.stop();
    await using again = await connect({ world, lookUp: { ...lookUp, heardUntil: async () => 1 } });
    await until('both are welcome', () => welcomed.has(world.guild));
    assert.equal(world.posts(guild.channels.text).length, 1);
    await again.stop();
    await world.close();
  });

  test('says nothing in servers that were there on the first start', async () => {
    await using connected = await connect();
    const { world } = connected;
    const guild = world.addGuild('Another');
    world.invite(world.bot.id, guild.id);
    await world.waitForPost(guild.channels.text, () => true);
    assert.deepEqual(world.posts(world.channels.text), []);
  });
});
