import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type AdapterOptions,
  type Connected,
  connect,
  until,
} from '../../../test/contracts/discord-world.ts';
import type { FakeDiscord, FakeDiscordOptions } from '../../../test/fakes/discord/index.ts';
import type { Place } from '../../core/message.ts';

/** A server with a channel of the staff's, which only their role opens. */
interface Server extends Connected {
  staff: string;
  staffRole: string;
  place(channelId: string, changes?: Partial<Place>): Place;
  direct(personId: string): Place;
  /** The names of the places heard. */
  namesHeard(place: Place, sources?: Place[]): Promise<string>;
  /** Waits until it is so. */
  becomes(place: Place, wanted: string, sources?: Place[]): Promise<void>;
  time: { now: number };
}

async function serverWithStaff(
  options: AdapterOptions & { fake?: FakeDiscordOptions; world?: FakeDiscord } = {},
) {
  const time = { now: Date.now() };
  const connected = await connect({ clock: { now: () => time.now }, ...options });
  const { world, adapter } = connected;
  const staffRole = world.addRole('Staff', []);
  const staff = world.addChannel('staff', { parentId: world.channels.cat });
  world.setPermissions(staff, world.guild, { VIEW_CHANNEL: false });
  world.setPermissions(staff, staffRole, { VIEW_CHANNEL: true });
  world.setPermissions(staff, world.bot.id, { VIEW_CHANNEL: true });
  const place: Server['place'] = (channelId, changes = {}) => {
    const kind = 'text';
    return { host: 'discord', guildId: world.guild, channelId, kind, ...changes };
  };
  const names = new Map(Object.entries({ ...world.channels, staff }).map(([name, id]) => [id, name]));
  const all = () =>
    [...names].filter(([, name]) => name !== 'cat' && name !== 'forum').map(([id]) => place(id));
  const namesHeard: Server['namesHeard'] = async (here, sources = all()) => {
    const found = (await adapter.platform.heardIn?.(here, sources)) ?? [];
    return found.map(({ channelId, name }) => name ?? names.get(channelId) ?? channelId).join();
  };
  const server: Server = {
    ...connected,
    staff,
    staffRole,
    place,
    direct: (personId) => ({
      host: 'discord',
      channelId:
        personId === world.bob.id ? world.bob.openDm(world.bot.id) : world.alice.openDm(world.bot.id),
      kind: 'direct',
      name: 'direct',
    }),
    namesHeard,
    becomes: async (here, wanted, sources) =>
      void (await until(`${wanted} is heard`, async () => (await namesHeard(here, sources)) === wanted)),
    time,
  };
  await until('the staff are known', async () => (await namesHeard(place(staff))).startsWith('text,second'));
  return server;
}

describe('who may hear what was said on Discord, by roles alone', () => {
  test('what is open is heard everywhere, what is closed only within', async () => {
    await using server = await serverWithStaff();
    const { world, place, namesHeard } = server;
    assert.equal(await namesHeard(place(world.channels.text)), 'text,second');
    assert.equal(await namesHeard(place(server.staff)), 'text,second,staff');
    // Somebody may be there as a guest of that channel alone, and the timed out may not look there.
    assert.equal(await namesHeard(place(world.channels.voice)), 'voice');
  });

  test('changes of overwrites and roles count from the next moment on', async () => {
    await using server = await serverWithStaff();
    const { world, place, becomes } = server;
    world.setPermissions(world.channels.second, server.staffRole, { READ_MESSAGE_HISTORY: false });
    await becomes(place(server.staff), 'text,staff');
    const banned = world.addRole('Banned from general', []);
    world.setPermissions(world.channels.text, banned, { VIEW_CHANNEL: false });
    await becomes(place(server.staff), 'staff');
    await becomes(place(world.channels.second), 'second');
    world.alice.call('DELETE', `/channels/${world.channels.text}/permissions/${banned}`);
    await becomes(place(server.staff), 'text,staff');
    world.setRolePermissions(world.guild, []);
    await becomes(place(server.staff), 'staff');
  });

  test('a single person with an overwrite is enough', async () => {
    await using server = await serverWithStaff();
    const { world, place, becomes } = server;
    world.setPermissions(world.channels.second, world.bob.id, { VIEW_CHANNEL: false });
    await becomes(place(world.channels.text), 'text');
    await becomes(place(server.staff), 'text,staff');
  });

  test('what is for adults is heard only where it is all for adults', async () => {
    await using server = await serverWithStaff();
    const { world, place, becomes } = server;
    const { text, second } = world.channels;
    world.alice.call('PATCH', `/channels/${second}`, { nsfw: true });
    await becomes(place(text), 'text');
    assert.equal(await server.namesHeard(server.direct(world.bob.id)), 'text,voice');
    assert.equal(await server.namesHeard(place(second)), 'text,second');
    world.alice.call('PATCH', `/channels/${text}`, { nsfw: true });
    await becomes(place(text), 'text,second');
  });

  test('threads are heard like their channels, and private ones nowhere else', async () => {
    await using server = await serverWithStaff();
    const { world, place, becomes } = server;
    const { text, forum } = world.channels;
    const thread = (parentId: string, name: string) =>
      place(world.alice.startThread(parentId, name, { text: 'Hi' }), { kind: 'thread', parentId, name });
    const open = thread(text, 'open');
    const post = thread(forum, 'post');
    const inStaff = thread(server.staff, 'aside');
    const closed = await privateThread(server, text);
    const all = [thread(text, 'other'), open, post, inStaff, closed];
    await becomes(place(text), 'other,open,post', all);
    await becomes(open, 'other,open,post', all);
    await becomes(post, 'other,open,post', all);
    await becomes(inStaff, 'other,open,post,aside', all);
    await becomes(closed, 'other,open,post,closed', all);
  });

  test('of archived threads Discord is asked, once', async () => {
    const before = await connect();
    const { world } = before;
    const { text } = world.channels;
    const threadId = world.alice.startThread(text, 'Long ago');
    world.alice.call('PATCH', `/channels/${threadId}`, { archived: true });
    await before.stop();
    await using server = await serverWithStaff({ world });
    const archived = server.place(threadId, { kind: 'thread', parentId: text, name: 'archived' });
    const gone = server.place('123456', { kind: 'thread', parentId: text, name: 'gone' });
    for (let time = 0; time < 3; time += 1)
      assert.equal(
        await server.namesHeard(server.place(world.channels.second), [archived, gone]),
        'archived',
      );
    const asked = (id: string) => world.requests.filter(({ path }) => path === `/channels/${id}`).length;
    assert.deepEqual([asked(threadId), asked('123456')], [1, 1]);
    await server.stop();
    await world.close();
  });

  test('nothing crosses to another server, and direct talk goes nowhere', async () => {
    await using server = await serverWithStaff();
    const { world, place, namesHeard } = server;
    const other = world.addGuild('Another');
    world.invite(world.bot.id, other.id);
    const there = place(other.channels.text, { guildId: other.id, name: 'there' });
    await server.becomes(there, 'there', [there, { ...there, channelId: world.channels.text }]);
    const sources = [there, { ...there, guildId: world.guild }, server.direct(world.bob.id)];
    assert.equal(await namesHeard(place(world.channels.text), sources), '');
    assert.equal(await namesHeard(there, [place(world.channels.text), there]), 'there');
  });

  test('without a connection a place hears itself alone', async () => {
    const server = await serverWithStaff();
    await server.stop();
    assert.equal(await server.namesHeard(server.place(server.staff)), 'staff');
    await server.world.close();
  });
});

describe('who may hear what was said on Discord, in direct talk', () => {
  for (const tells of [false, true])
    test(`whoever it is hears what they may read now, ${tells ? 'as' : 'though nothing'} tells of it`, async () => {
      const fake = { privilegedIntents: { members: tells } };
      await using server = await serverWithStaff({ settings: { memberList: tells }, fake });
      const { world, direct, becomes, time, place } = server;
      const bobs = direct(world.bob.id);
      const closed = await privateThread(server, world.channels.text);
      const open = [world.channels.text, server.staff, world.channels.voice].map((id) => place(id));
      const all = [...open, closed, bobs, direct(world.alice.id)];
      // No time passes, so that nothing is forgotten because it is old.
      await becomes(bobs, 'text,voice,direct', all);
      world.giveRole(world.bob.id, server.staffRole);
      await becomes(bobs, 'text,staff,voice,direct', all);
      const role = `/guilds/${world.guild}/members/${world.bob.id}/roles/${server.staffRole}`;
      world.alice.call('DELETE', role);
      if (!tells) assert.equal(await server.namesHeard(bobs, all), 'text,voice,direct');
      await becomes(bobs, 'text,voice,direct', all);
      const inThread = `/channels/${closed.channelId}/thread-members/${world.bob.id}`;
      world.alice.call('PUT', inThread);
      await becomes(bobs, 'text,voice,closed,direct', all);
      world.alice.call('DELETE', inThread);
      if (!tells) assert.equal(await server.namesHeard(bobs, all), 'text,voice,direct');
      await becomes(bobs, 'text,voice,direct', all);
      const until = new Date(time.now + 60_000).toISOString();
      world.alice.call('PATCH', `/guilds/${world.guild}/members/${world.bob.id}`, {
        communication_disabled_until: until,
      });
      await becomes(bobs, 'text,direct', all);
      world.removeMember(world.bob.id);
      await becomes(bobs, 'direct', all);
    });

  test('what two servers tell comes together in the talk with somebody who is in both', async () => {
    await using server = await serverWithStaff();
    const { world, direct, becomes, place } = server;
    const other = world.addGuild('Another');
    world.invite(world.bot.id, other.id);
    const there = place(other.channels.text, { guildId: other.id, name: 'there' });
    const sources = [place(world.channels.text), there];
    await becomes(direct(world.alice.id), 'text,there', sources);
    assert.equal(await server.namesHeard(direct(world.bob.id), sources), 'text');
  });
});

describe('who may hear what was said on Discord, with a list of members', () => {
  const settings = { memberList: true };

  test('only those who are there count, and changes count at once', async () => {
    await using server = await serverWithStaff({ settings });
    const { world, place, becomes } = server;
    const banned = world.addRole('Banned from general', []);
    world.setPermissions(world.channels.text, banned, { VIEW_CHANNEL: false });
    // Nobody has the role.
    await becomes(place(server.staff), 'text,second,voice,staff');
    world.giveRole(world.bob.id, banned);
    await becomes(place(world.channels.second), 'second,voice');
    await becomes(place(server.staff), 'text,second,voice,staff');
    world.giveRole(world.bob.id, server.staffRole);
    await becomes(place(server.staff), 'second,voice,staff');
    world.alice.call('DELETE', `/guilds/${world.guild}/members/${world.bob.id}/roles/${banned}`);
    await becomes(place(server.staff), 'text,second,voice,staff');
    const carol = world.addMember('carol', { roles: [banned] });
    await becomes(place(world.channels.second), 'second,voice');
    world.removeMember(carol.id);
    await becomes(place(world.channels.second), 'text,second,voice,staff');
  });

  test('a private thread is heard by those in it', async () => {
    await using server = await serverWithStaff({ settings });
    const { world, place, becomes } = server;
    const closed = await privateThread(server, world.channels.text);
    const sources = [closed, place(world.channels.text), place(server.staff)];
    await becomes(closed, 'closed,text,staff', sources);
    // Alice owns the server and is the only one of the staff.
    await becomes(place(server.staff), 'closed,text,staff', sources);
    world.giveRole(world.bob.id, server.staffRole);
    await becomes(place(server.staff), 'text,staff', sources);
    world.alice.call('PUT', `/channels/${closed.channelId}/thread-members/${world.bob.id}`);
    await becomes(place(server.staff), 'closed,text,staff', sources);
  });

  test('what changes while the connection is lost is made up for', async () => {
    await using server = await serverWithStaff({ settings });
    const { world, place, becomes } = server;
    const { text, second } = world.channels;
    await becomes(place(text), 'text,second,voice');
    world.dropSockets();
    world.setPermissions(second, world.bob.id, { VIEW_CHANNEL: false });
    await until('it is back', () => world.gateway.counts.resumes === 1);
    await becomes(place(text), 'text,voice');
    world.removeMember(world.bob.id);
    await becomes(place(text), 'text,second,voice,staff');
  });

  test('without the intent it goes by roles, and says so', async () => {
    await using server = await serverWithStaff({ settings, fake: { privilegedIntents: { members: false } } });
    assert.equal(await server.namesHeard(server.place(server.world.channels.text)), 'text,second');
    assert.ok(server.logged.some((line) => line.startsWith('The Server Members intent is off')));
  });
});

/** A private thread of Alice's with the bot in it. */
async function privateThread({ world, place }: Server, parentId: string): Promise<Place> {
  const made = world.alice.call('POST', `/channels/${parentId}/threads`, { name: 'Closed', type: 12 });
  const channelId = String((made as { id: string }).id);
  return place(channelId, { kind: 'thread', parentId, name: 'closed' });
}
