import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Json } from '../http.ts';
import { intents } from './flags.ts';
import { type FakeDiscord, startFakeDiscord } from './index.ts';
import { joinLine, type Line, openLine } from './outsider.ts';

describe('the gateway, spoken by hand', () => {
  let world: FakeDiscord;
  const lines: Line[] = [];
  before(async () => {
    world = await startFakeDiscord();
  });
  afterEach(() => {
    for (const { socket } of lines.splice(0)) socket.terminate();
  });
  after(() => world.close());

  async function join(wanted: number, extra: Json = {}): Promise<Line> {
    const line = await joinLine(world.api, world.bot.token, { intents: wanted, ...extra });
    lines.push(line);
    return line;
  }

  test('a guild is announced with its members only to who asked for presences', async () => {
    const shy = await (await join(intents.guilds | intents.guildMembers)).event('GUILD_CREATE');
    assert.deepEqual(userIds(shy), [world.bot.id]);
    assert.equal(shy['member_count'], 3);
    const open = await (await join(intents.guilds | intents.guildPresences)).event('GUILD_CREATE');
    assert.deepEqual(userIds(open).sort(), [world.alice.id, world.bob.id, world.bot.id].sort());
  });

  test('what was missed is replayed in order when a session is resumed', async () => {
    const line = await join(intents.guilds | intents.guildMessages);
    const { session_id, resume_gateway_url } = await line.event('READY');
    const { s } = await line.packet(({ t }) => t === 'GUILD_CREATE');
    world.dropSockets();
    assert.equal(await line.closed(), 1006);
    const said = ['one', 'two', 'three'].map((text) => world.bot.say(world.channels.text, text).id);
    assert.match(String(resume_gateway_url), /^ws:/);
    const again = await openLine(world.api);
    lines.push(again);
    again.send(6, { token: world.bot.token, session_id, seq: s });
    await again.event('RESUMED');
    assert.equal((await again.event('MESSAGE_CREATE'))['id'], said[0]);
    const last = await again.packet(({ d }) => (d as Json)?.['id'] === said[2]);
    assert.equal(last['s'], Number(s) + 3);
  });

  test('a session that ended may be resumed, or is begun anew on the same connection', async () => {
    const line = await join(intents.guilds);
    world.invalidateSessions(true);
    assert.equal((await line.packet(({ op }) => op === 9))['d'], true);
    const { session_id } = await line.event('READY');
    const again = await openLine(world.api);
    lines.push(again);
    again.send(6, { token: world.bot.token, session_id, seq: 2 });
    await again.event('RESUMED');
    world.invalidateSessions();
    assert.equal((await again.packet(({ op }) => op === 9))['d'], false);
    again.send(2, { token: world.bot.token, intents: intents.guilds, properties: {} });
    assert.notEqual((await again.event('READY'))['session_id'], session_id);
  });

  test('who identifies twice, counts wrongly, sends too much or shards wrongly is shown out', async () => {
    const twice = await join(intents.guilds);
    twice.send(2, { token: world.bot.token, intents: 1, properties: {} });
    assert.equal(await twice.closed(), 4005);
    const { session_id } = await (await join(intents.guilds)).event('READY');
    const wrong = await openLine(world.api);
    wrong.send(6, { token: world.bot.token, session_id, seq: 99 });
    assert.equal(await wrong.closed(), 4007);
    const flood = await openLine(world.api);
    for (let count = 0; count < 121; count += 1) flood.send(1, null);
    assert.equal(await flood.closed(), 4008);
    const shard = await openLine(world.api);
    shard.send(2, { token: world.bot.token, intents: 1, properties: {}, shard: [2, 2] });
    assert.equal(await shard.closed(), 4010);
  });

  test('each shard hears of its own guilds', async () => {
    const own = Number((BigInt(world.guild) >> 22n) % 2n);
    const line = await join(intents.guilds, { shard: [own, 2] });
    assert.equal(((await line.event('READY'))['guilds'] as Json[]).length, 1);
    const other = await join(intents.guilds, { shard: [1 - own, 2] });
    assert.deepEqual((await other.event('READY'))['guilds'], []);
  });
});

function userIds(guild: Json): string[] {
  return (guild['members'] as Json[]).map(({ user }) => String((user as Json)['id']));
}
