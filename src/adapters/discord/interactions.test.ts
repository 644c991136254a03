import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Connected, connect, until } from '../../../test/contracts/discord-world.ts';
import type { FakeDiscord } from '../../../test/fakes/discord/index.ts';
import { bareCharacter } from '../../../test/support/characters.ts';
import { guarded } from '../../core/commands/access.ts';
import { type Command, type CommandCall, command } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';

const calls: CommandCall<Record<string, unknown>>[] = [];

function sample(changes: Partial<Command>): Command {
  const made = command({
    name: 'echo',
    kind: 'slash',
    description: 'Says it again.',
    input: z.object({}),
    permission: 'everyone',
    contexts: ['guild', 'direct'],
    cooldownMs: 0,
    run: async (call) => {
      calls.push(call);
      return { text: 'Done @everyone.', visible: 'only-you' };
    },
    ...changes,
  });
  return guarded(made, { now: Date.now });
}

const commands: Command[] = [
  sample({
    name: 'character show',
    input: z.object({
      who: z.string().describe('Which character.'),
      times: z.int().min(1).max(3).optional().describe('How often.'),
    }),
    suggest: { who: async (partial) => ['Mira', 'Miro', 'Rufus'].filter((name) => name.startsWith(partial)) },
  }),
  sample({ name: 'Why?', kind: 'message' }),
  sample({ name: 'mute', permission: 'manage', contexts: ['guild', 'direct'] }),
  sample({ name: 'tired', cooldownMs: 60_000 }),
  sample({
    name: 'slow',
    speech: true,
    run: async () => {
      await sleep(1_300);
      return { text: 'At last.', visible: 'everyone' };
    },
  }),
  sample({
    name: 'slow-secret',
    run: async () => {
      await sleep(1_300);
      throw new UserError('Not this one.');
    },
  }),
  sample({
    name: 'slow-refusal',
    speech: true,
    run: async () => {
      await sleep(1_300);
      throw new UserError('Nobody of that name is here.');
    },
  }),
  sample({ name: 'long', run: async () => ({ text: 'word '.repeat(900), visible: 'everyone' }) }),
  sample({ name: 'panel', run: async () => ({ text: '# Mira', visible: 'everyone', characterId: 'mira' }) }),
  sample({
    name: 'broken',
    run: async () => {
      throw new Error('secret detail');
    },
  }),
];

async function connectWithCommands(changes: Parameters<typeof connect>[0] = {}): Promise<Connected> {
  const characters = [bareCharacter({ id: 'mira', name: 'Mira', colour: '#aa5500' })];
  const connected = await connect({ commands, characters, ...changes });
  await registered(connected.world);
  return connected;
}

async function registered(world: FakeDiscord): Promise<void> {
  await until('registration', () =>
    world.requests.some(({ method, path }) => method === 'PUT' && path.endsWith('/commands')),
  );
  await until('commands', () => [...world.app.commands.values()].some((scope) => scope.size > 0));
}

describe('commands on Discord', () => {
  test('are registered once, and again only when they changed', async () => {
    await using first = await connectWithCommands();
    const { world } = first;
    const puts = () =>
      world.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands')).length;
    await first.stop();
    const gets = () =>
      world.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/commands')).length;
    const before = gets();
    await using same = await connect({ world, commands });
    await until('a comparison', () => gets() > before);
    await same.stop();
    assert.equal(puts(), 1);
    await using changed = await connect({ world, commands: commands.slice(1) });
    await until('a registration', () => puts() === 2);
    await changed.stop();
  });

  test('can be registered in one server', async () => {
    await using connected = await connect();
    const { world } = connected;
    await using second = await connect({ world, commands, settings: { commandsGuild: world.guild } });
    const scope = `/guilds/${world.guild}/commands`;
    await until('registration', () =>
      world.requests.some(({ method, path }) => method === 'PUT' && path.endsWith(scope)),
    );
    await second.stop();
    await using third = await connect({ world, commands, settings: { commandsGuild: world.guild } });
    const checks = await third.adapter.checks();
    assert.equal(checks.find(({ name }) => name === 'Discord commands')?.state, 'ok');
    await third.stop();
  });

  test('that cannot be registered yet are tried again, and nothing else waits', async () => {
    await using connected = await connect({ commands });
    const { world, adapter, logged } = connected;
    await connected.stop();
    world.app.commands.clear();
    const fault = world.faults.refuse({
      method: 'PUT',
      path: '/commands',
      status: 400,
      code: 50035,
      message: 'Invalid Form Body',
    });
    await using second = await connect({ world, commands });
    assert.equal(second.adapter.state(), 'ready');
    await until('a complaint', () => second.logged.some((line) => line.includes('could not be registered')));
    assert.ok(fault.hits >= 1 && adapter.state() === 'off' && logged.length > 0);
    await second.stop();
  });

  test('get their input, place and caller, and cannot ping', async () => {
    await using connected = await connectWithCommands();
    const { world } = connected;
    const handle = world.alice.command('character show', { who: 'Mira', times: 2 });
    const shown = await handle.reply();
    assert.equal(shown.text, 'Done @everyone.');
    assert.equal(shown.onlyFor, world.alice.id);
    assert.deepEqual(shown.pinged, { everyone: false, users: [], roles: [] });
    const call = calls.at(-1);
    assert.deepEqual(call?.input, { who: 'Mira', times: 2 });
    assert.deepEqual(call?.caller, { id: world.alice.id, name: 'Alice', mayManage: true });
    assert.deepEqual(
      [call?.place.channelId, call?.place.kind, call?.place.guildId],
      [world.channels.text, 'text', world.guild],
    );
    assert.equal(call?.id, handle.id);
  });

  test('on a message get its id', async () => {
    await using connected = await connectWithCommands();
    const { world } = connected;
    const said = world.bob.say(world.channels.text, 'Hm.');
    await world.bob.contextMenu('Why?', said.id).reply();
    assert.equal(calls.at(-1)?.targetId, said.id);
    assert.equal(calls.at(-1)?.caller.mayManage, false);
  });

  test('offer suggestions', async () => {
    await using connected = await connectWithCommands();
    const choices = await connected.world.bob.autocomplete('character show', 'who', { who: 'Mi' });
    assert.deepEqual(
      choices.map(({ name }) => name),
      ['Mira', 'Miro'],
    );
  });

  test('that change the server need Manage Server or the configured role', async () => {
    await using connected = await connectWithCommands({ settings: { managerRole: 'Keepers' } });
    const { world } = connected;
    const refused = await world.bob.command('mute').reply();
    assert.match(refused.text, /Manage Server/);
    world.giveRole(world.bob.id, world.addRole('Keepers', []));
    const allowed = await until('the role to be known', async () => {
      const { text } = await world.bob.command('mute').reply();
      return text.startsWith('Done') && text;
    });
    assert.ok(allowed);
  });

  test('may be used by anybody who is alone with the bot', async () => {
    await using connected = await connectWithCommands();
    const { world } = connected;
    const channelId = world.bob.openDm(world.bot.id);
    const reply = await world.bob.command('mute', {}, { channelId }).reply();
    assert.match(reply.text, /^Done/);
    assert.equal(calls.at(-1)?.caller.mayManage, true);
    assert.equal(calls.at(-1)?.place.kind, 'direct');
  });

  test('rest for each person', async () => {
    await using connected = await connectWithCommands();
    const { world } = connected;
    assert.match((await world.bob.command('tired').reply()).text, /Done/);
    assert.match((await world.bob.command('tired').reply()).text, /again in \d+ s/);
    assert.match((await world.alice.command('tired').reply()).text, /Done/);
  });

  test('that are slow are announced in time, in the open when they are speech', async () => {
    await using connected = await connectWithCommands();
    const { world } = connected;
    const [open, secret] = [world.alice.command('slow'), world.alice.command('slow-secret')];
    const refused = world.alice.command('slow-refusal');
    assert.deepEqual(await Promise.all([open.answered(), secret.answered(), refused.answered()]), [5, 5, 5]);
    const [said, told, only] = await Promise.all([open.reply(), secret.reply(), refused.followUp()]);
    assert.deepEqual([said.text, said.onlyFor], ['At last.', undefined]);
    assert.deepEqual([told.text, told.onlyFor], ['Not this one.', world.alice.id]);
    assert.deepEqual([only.text, only.onlyFor], ['Nobody of that name is here.', world.alice.id]);
    assert.equal(refused.current()?.deleted, true);
  });

  test('may say more than one message holds', async () => {
    await using connected = await connectWithCommands();
    const { world } = connected;
    await world.alice.command('long').reply();
    await until('all parts', () => {
      const words = world
        .posts(world.channels.text)
        .flatMap(({ text }) => text.split(/\s+/))
        .filter((word) => word === 'word');
      return words.length === 900;
    });
    for (const { text } of world.posts(world.channels.text)) assert.ok(text.length <= 2_000);
  });

  test("may show a panel in a character's colour", async () => {
    await using connected = await connectWithCommands();
    const shown = await connected.world.alice.command('panel').reply();
    assert.deepEqual(
      shown.components.map(({ type, accent_color }) => ({ type, accent_color })),
      [{ type: 17, accent_color: 0xaa5500 }],
    );
    assert.match(JSON.stringify(shown.components), /# Mira/);
  });

  test('that fail say one kind sentence and leave the detail in the log', async () => {
    await using connected = await connectWithCommands();
    const { world, logged } = connected;
    const { text } = await world.alice.command('broken').reply();
    assert.match(text, /Something went wrong on my side/);
    assert.ok(logged.some((line) => line.startsWith('A command failed.')));
  });
});
