import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aPlace } from '../../../test/support/characters.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import { buttonProblem } from '../../core/commands/buttons.ts';
import type { CommandReply } from '../../core/commands/command.ts';
import type { Place } from '../../core/message.ts';
import { migrations, rooms } from './index.ts';
import type { RoomTables } from './store.ts';

const thread = aPlace({ kind: 'thread', channelId: 't', parentId: 'tavern', name: 'side talk' });
const direct = aPlace({ kind: 'direct', channelId: 'd', guildId: undefined, name: undefined });

async function set(context: TestContext) {
  const { database } = await openTestStorage<RoomTables>(context, [migrations]);
  const time = { now: 1_000_000 };
  const again = () => rooms({ database, clock: { now: () => time.now }, defaultMode: 'conversational' });
  return { slice: again(), again, time };
}

type Slice = ReturnType<typeof rooms>;

async function use(
  slice: Slice,
  name: string,
  input: object,
  place: Place = aPlace(),
): Promise<CommandReply> {
  const found = slice.commands?.find((each) => each.name === name);
  assert.ok(found, name);
  const caller = { id: 'alice', name: 'Alice', mayManage: true };
  const signal = new AbortController().signal;
  return await found.run({ id: 'c', caller, place, signal, input: found.input.parse(input) });
}

async function run(slice: Slice, name: string, input: object = {}, place: Place = aPlace()): Promise<string> {
  return (await use(slice, name, input, place)).text;
}

/** Presses the only button of a reply, as a host would. */
async function press(slice: Slice, { buttons = [] }: CommandReply): Promise<CommandReply> {
  const [button] = buttons;
  assert.ok(button !== undefined && buttons.length === 1);
  assert.equal(buttonProblem(slice.commands ?? [], button), undefined);
  return await use(slice, button.command, button.input);
}

test('nothing chosen: the default, and always in direct talks', async (context) => {
  const { slice } = await set(context);
  assert.deepEqual(await slice.rules(aPlace()), { mode: 'conversational', muted: false });
  assert.deepEqual(await slice.rules(direct), { mode: 'always', muted: false });
});

test('a mode holds in its channel and its threads, and over a restart', async (context) => {
  const { slice, again } = await set(context);
  await slice.rules(thread);
  assert.equal(
    await run(slice, 'channel mode', { mode: 'named' }),
    'From now on the mode in #tavern is **named**: characters answer when they are mentioned, replied to or called by name.',
  );
  for (const one of [slice, again()]) {
    assert.equal((await one.rules(aPlace())).mode, 'named');
    assert.equal((await one.rules(thread)).mode, 'named');
    assert.equal((await one.rules(aPlace({ channelId: 'other' }))).mode, 'conversational');
    assert.equal((await one.rules(aPlace({ host: 'playground' }))).mode, 'conversational');
  }
});

test('a thread may have a mode of its own, and give it up', async (context) => {
  const { slice } = await set(context);
  await run(slice, 'channel mode', { mode: 'off' });
  await run(slice, 'channel mode', { mode: 'always' }, thread);
  assert.equal((await slice.rules(thread)).mode, 'always');
  assert.match(
    await run(slice, 'channel mode', { mode: 'default' }, thread),
    /^#side talk follows .*\*\*off\*\*/,
  );
  assert.equal((await slice.rules(thread)).mode, 'off');
});

test('without a mode the command shows what holds', async (context) => {
  const { slice } = await set(context);
  assert.match(await run(slice, 'channel mode', {}, direct), /^In this talk the mode is \*\*always\*\*/);
  await run(slice, 'mute');
  assert.match(await run(slice, 'channel mode'), /muted/);
});

test('a change of mode is taken back by its button, and the taking back as well', async (context) => {
  const { slice } = await set(context);
  const first = await use(slice, 'channel mode', { mode: 'named' });
  const second = await use(slice, 'channel mode', { mode: 'off' });
  assert.deepEqual((await use(slice, 'channel mode', { mode: 'off' })).buttons, []);
  const undone = await press(slice, second);
  assert.equal((await slice.rules(aPlace())).mode, 'named');
  await press(slice, undone);
  assert.equal((await slice.rules(aPlace())).mode, 'off');
  assert.match((await press(slice, first)).text, /follows the general setting/);
});

test('a mute is ended by its button', async (context) => {
  const { slice } = await set(context);
  await press(slice, await use(slice, 'mute', { minutes: 30 }));
  assert.equal((await slice.rules(aPlace())).muted, false);
});

test('a mute ends with its minutes', async (context) => {
  const { slice, time } = await set(context);
  assert.match(await run(slice, 'mute', { minutes: 30 }), /until <t:2800:t>/);
  assert.equal((await slice.rules(aPlace())).muted, true);
  assert.equal((await slice.rules(thread)).muted, true);
  time.now += 30 * 60_000;
  assert.equal((await slice.rules(aPlace())).muted, false);
});

test('a mute without minutes ends when somebody says so', async (context) => {
  const { slice, time, again } = await set(context);
  await run(slice, 'mute');
  time.now += 1e12;
  assert.equal((await again().rules(aPlace())).muted, true);
  await run(slice, 'unmute');
  assert.equal((await again().rules(aPlace())).muted, false);
});

test('a thread may speak while its channel is muted, and is muted with it again later', async (context) => {
  const { slice, time } = await set(context);
  await run(slice, 'mute', { minutes: 5 }, thread);
  time.now += 10 * 60_000;
  await run(slice, 'mute');
  assert.equal((await slice.rules(thread)).muted, true);
  await run(slice, 'unmute', {}, thread);
  assert.equal((await slice.rules(thread)).muted, false);
  assert.equal((await slice.rules(aPlace())).muted, true);
});

test('muting leaves the mode alone, and the other way round', async (context) => {
  const { slice } = await set(context);
  await run(slice, 'channel mode', { mode: 'named' });
  await run(slice, 'mute');
  assert.deepEqual(await slice.rules(aPlace()), { mode: 'named', muted: true });
  await run(slice, 'channel mode', { mode: 'always' });
  assert.deepEqual(await slice.rules(aPlace()), { mode: 'always', muted: true });
});

test('all three change the server, so they ask for the right', async (context) => {
  const { slice } = await set(context);
  assert.deepEqual(
    slice.commands?.map(({ name, permission }) => `${name}: ${permission}`),
    ['channel mode: manage', 'mute: manage', 'unmute: manage'],
  );
});
