import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type Client, Events, GatewayIntentBits, type Message } from 'discord.js';
import WebSocket from 'ws';
import { isJson, type Json, parseJson } from '../http.ts';
import { type FakeDiscord, startFakeDiscord } from './index.ts';
import { login, nextMessage } from './login.ts';

const withoutContent = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
];

describe('the gateway', () => {
  let world: FakeDiscord;
  const clients: Client[] = [];

  beforeEach(async () => {
    world = await startFakeDiscord();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.destroy()));
    await world.close();
  });

  async function join(intents?: GatewayIntentBits[]): Promise<Client<true>> {
    const client = await login(world, intents);
    clients.push(client);
    return client;
  }

  test('without the Message Content intent only mentions, direct messages and own words are readable', async () => {
    const client = await join(withoutContent);
    const heard: Message[] = [];
    client.on(Events.MessageCreate, (message) => void heard.push(message));
    world.alice.say(world.channels.text, 'a secret', { files: [{ name: 'a.txt', content: 'x' }] });
    world.alice.say(world.channels.text, `${world.bot.mention} hello`);
    world.alice.dm(world.bot.id, 'in private');
    world.bot.say(world.channels.text, 'my own');
    await waitUntil(client, () => heard.length === 4);
    assert.deepEqual(
      heard.map(({ content }) => content),
      ['', `${world.bot.mention} hello`, 'in private', 'my own'],
    );
    assert.equal(heard[0]?.attachments.size, 0);
  });

  test('events arrive only for the intents that were asked for', async () => {
    const client = await join([GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages]);
    const heard = nextMessage(client);
    world.alice.say(world.channels.text, 'in the guild');
    world.alice.dm(world.bot.id, 'in private');
    assert.equal((await heard).content, 'in private');
  });

  test('channels that cannot be seen are not heard', async () => {
    const client = await join();
    world.setPermissions(world.channels.text, world.roleOfBot(world.bot.id), { VIEW_CHANNEL: false });
    const heard = nextMessage(client);
    world.alice.say(world.channels.text, 'hidden');
    world.alice.say(world.channels.second, 'open');
    assert.equal((await heard).content, 'open');
  });

  test('a privileged intent that is not enabled closes the connection with 4014', async () => {
    world.setPrivilegedIntents({ messageContent: false });
    const socket = await identify(world.bot.token, 1 << 15);
    assert.equal(await closeCode(socket), 4014);
    await assert.rejects(login(world), /disallowed intents/i);
  });

  test('a wrong token closes with 4004, unknown intents with 4013', async () => {
    assert.equal(await closeCode(await identify('nonsense', 1)), 4004);
    assert.equal(await closeCode(await identify(world.bot.token, 1 << 30)), 4013);
  });

  test('a session that is unknown cannot be resumed', async () => {
    const socket = await connect();
    socket.send(JSON.stringify({ op: 6, d: { token: world.bot.token, session_id: 'gone', seq: 3 } }));
    assert.deepEqual(await nextPacket(socket, ({ op }) => op === 9), { t: null, s: null, op: 9, d: false });
    socket.terminate();
  });

  test('heartbeats are answered', async () => {
    const socket = await connect();
    socket.send(JSON.stringify({ op: 1, d: null }));
    assert.equal((await nextPacket(socket, ({ op }) => op === 11))['op'], 11);
    socket.terminate();
  });

  test('members can be fetched over the gateway', async () => {
    const client = await join();
    const carol = world.addMember('carol');
    const members = await client.guilds.cache.get(world.guild)?.members.fetch();
    assert.deepEqual(
      [...(members?.keys() ?? [])].sort(),
      [world.alice.id, world.bob.id, world.bot.id, carol.id].sort(),
    );
  });

  test('a person hears everything with their own token, private answers included', async () => {
    const socket = await connect();
    const ready = nextPacket(socket, ({ t }) => t === 'READY');
    socket.send(JSON.stringify({ op: 2, d: { token: world.bob.token, properties: {} } }));
    const data = (await ready)['d'];
    assert.ok(isJson(data) && isJson(data['user']) && data['user']['username'] === 'bob');
    const heard = nextPacket(socket, ({ t }) => t === 'MESSAGE_CREATE');
    world.alice.say(world.channels.text, 'hello bob');
    const message = (await heard)['d'];
    assert.equal(isJson(message) && message['content'], 'hello bob');
    socket.terminate();
  });

  test('edits, deletions, reactions, threads and typing are heard', async () => {
    const client = await join();
    const said = world.alice.say(world.channels.text, 'first');
    const edited = once(client, Events.MessageUpdate);
    world.alice.edit(said.id, 'second');
    assert.equal(((await edited)[1] as Message).content, 'second');
    const reacted = once(client, Events.MessageReactionAdd);
    world.bob.react(said.id, '👍');
    assert.equal(((await reacted)[1] as { id: string }).id, world.bob.id);
    const opened = once(client, Events.ThreadCreate);
    const thread = world.bob.startThread(world.channels.text, 'A talk', { messageId: said.id });
    assert.equal(((await opened)[0] as { id: string }).id, thread);
    const typed = once(client, Events.TypingStart);
    world.bob.type(thread);
    assert.equal(((await typed)[0] as { user: { id: string } }).user.id, world.bob.id);
    const deleted = once(client, Events.MessageDelete);
    world.alice.delete(said.id);
    assert.equal(((await deleted)[0] as Message).id, said.id);
  });

  test('a bot that is invited to another guild hears of it at once', async () => {
    const client = await join();
    const created = once(client, Events.GuildCreate);
    const { id } = world.addGuild('Second home');
    world.invite(world.bot.id, id);
    assert.equal(((await created)[0] as { name: string }).name, 'Second home');
  });

  async function connect(): Promise<WebSocket> {
    const socket = new WebSocket(`${world.base.replace('http', 'ws')}/gateway?v=10&encoding=json`);
    await nextPacket(socket, ({ op }) => op === 10);
    return socket;
  }

  async function identify(token: string, intents: number): Promise<WebSocket> {
    const socket = await connect();
    socket.send(JSON.stringify({ op: 2, d: { token, intents, properties: {} } }));
    return socket;
  }
});

async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = await once(socket, 'close');
  return Number(code);
}

function nextPacket(socket: WebSocket, fits: (packet: Json) => boolean): Promise<Json> {
  return new Promise((resolve) => {
    socket.on('message', function hear(raw) {
      const packet = parseJson(String(raw));
      if (!packet || !fits(packet)) return;
      socket.off('message', hear);
      resolve(packet);
    });
  });
}

async function waitUntil(client: Client, isDone: () => boolean): Promise<void> {
  while (!isDone()) await once(client, Events.MessageCreate);
}
