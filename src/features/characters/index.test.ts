import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { aPlace } from '../../../test/support/characters.ts';
import { openTestStorage, recordingLog } from '../../../test/support/storage.ts';
import { buttonProblem } from '../../core/commands/buttons.ts';
import type { CommandReply } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Place } from '../../core/message.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import { characters, migrations } from './index.ts';
import type { CharacterTables } from './store.ts';

const cards = {
  'ada.json': {
    name: 'Ada Quill',
    nickname: 'Ada',
    description: '{{char}} keeps bees. She is old.',
    first_mes: 'Hello {{user}}.',
    system_prompt: 'SECRET',
  },
  'elise.json': { name: 'Élise', description: 'Sings.', creator: 'Somebody' },
};

async function set(context: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'acore-cast-'));
  context.after(() => rm(folder, { recursive: true }));
  for (const [file, card] of Object.entries(cards)) await writeFile(join(folder, file), JSON.stringify(card));
  await writeFile(join(folder, 'bad.json'), '{');
  const opened = await openTestStorage<CharacterTables>(context, [migrations]);
  const log = recordingLog();
  const moods = { at: async () => 'neutral' as const };
  const model = {
    describe: async () => ({ model: 'test', standIn: false, contextTokens: 1_000 }),
    estimateTokens: (messages: readonly { content: string }[]) =>
      messages.reduce((sum, { content }) => sum + content.length, 3),
  };
  const again = () =>
    characters({ folders: [folder], ...opened, log, model, moods, clock: Date, timeZone: 'UTC' });
  return { slice: again(), again, log, folder };
}

type Slice = ReturnType<typeof characters>;

const caller = { id: 'alice', name: 'Alice', mayManage: true };

async function use(
  slice: Slice,
  name: string,
  input: object,
  place: Place = aPlace(),
): Promise<CommandReply> {
  const found = slice.commands?.find((each) => each.name === name);
  assert.ok(found, name);
  const call = { id: 'c1', caller, place, signal: new AbortController().signal };
  return await found.run({ ...call, input: found.input.parse(input) });
}

async function run(slice: Slice, name: string, input: object = {}, place: Place = aPlace()): Promise<string> {
  return (await use(slice, name, input, place)).text;
}

async function leadIn(slice: Slice, place: Place): Promise<string | undefined> {
  return (await slice.presentIn(place))[0]?.id;
}

test('a choice is kept over a restart, and threads follow it', async (context) => {
  const { slice, again } = await set(context);
  for (const id of ['elise', 'ada']) {
    assert.match(await run(slice, 'character use', { name: id }), /now answers here/);
    const thread = aPlace({ kind: 'thread', channelId: 't', parentId: 'tavern' });
    for (const one of [slice, again()])
      for (const place of [aPlace(), thread]) assert.equal(await leadIn(one, place), id);
  }
});

test('who is sent away is gone there only, and comes back when chosen', async (context) => {
  const { slice } = await set(context);
  await run(slice, 'character off', { name: 'elise' });
  assert.deepEqual(
    (await slice.presentIn(aPlace())).map(({ id }) => id),
    ['ada'],
  );
  assert.equal((await slice.presentIn(aPlace({ channelId: 'other' }))).length, 2);
  assert.match(await run(slice, 'characters'), /Not here: Élise\./);
  await run(slice, 'character use', { name: 'Élise' });
  assert.equal(await leadIn(slice, aPlace()), 'elise');
  assert.equal((await slice.presentIn(aPlace())).length, 2);
});

test('sending away is taken back by its button: as it was, lead or not', async (context) => {
  const { slice } = await set(context);
  await run(slice, 'character use', { name: 'elise' });
  for (const name of ['ada', 'elise']) {
    const [undo, ...more] = (await use(slice, 'character off', { name })).buttons ?? [];
    assert.ok(undo !== undefined && more.length === 0);
    assert.equal(buttonProblem(slice.commands ?? [], undo), undefined);
    await use(slice, undo.command, undo.input);
    assert.equal((await slice.presentIn(aPlace())).length, 2);
    assert.equal(await leadIn(slice, aPlace()), 'elise');
  }
  await run(slice, 'character off', { name: 'ada' });
  assert.deepEqual((await use(slice, 'character off', { name: 'ada' })).buttons, []);
});

test('the list names everybody in one line and marks the lead', async (context) => {
  const { slice } = await set(context);
  await run(slice, 'character use', { name: 'Ada' });
  const lines = (await run(slice, 'characters')).split('\n');
  assert.equal(lines[1], '- **Ada** *(answers when nobody is named)* – Ada keeps bees. She is old.');
  assert.equal(lines[2], '- **Élise** – Sings.');
});

test('a sheet shows what may be known', async (context) => {
  const { slice } = await set(context);
  const sheet = await run(slice, 'character show', { name: 'ada' });
  assert.match(sheet, /\*\*Ada Quill\*\*[\s\S]*Ada keeps bees[\s\S]*> Hello you\./);
  assert.ok(!sheet.includes('SECRET'));
  assert.match(await run(slice, 'character show', { name: 'elis' }), /by Somebody/);
  await assert.rejects(run(slice, 'character show', { name: 'Nobody' }), UserError);
});

test('names are completed', async (context) => {
  const { slice } = await set(context);
  const suggest = (name: string, typed: string) =>
    slice.commands
      ?.find((each) => each.name === name)
      ?.suggest?.['name']?.(typed, { place: aPlace(), caller });
  assert.deepEqual(await suggest('character show', 'eli'), ['Élise']);
  assert.deepEqual(await suggest('character use', ''), ['Ada', 'Élise']);
  await run(slice, 'character off', { name: 'ada' });
  assert.deepEqual(await suggest('character off', ''), ['Élise']);
});

test('only what changes a channel asks for a right', async (context) => {
  const { slice } = await set(context);
  const managed = slice.commands?.filter(({ permission }) => permission === 'manage').map(({ name }) => name);
  assert.deepEqual(managed?.sort(), [
    'character alias',
    'character delete',
    'character edit',
    'character export',
    'character import',
    'character off',
    'character reload',
    'character restore',
    'character use',
    'character versions',
  ]);
});

test('a bad card is logged and checked, by file and reason', async (context) => {
  const { slice, log } = await set(context);
  assert.equal(log.lines.length, 1);
  assert.match(log.lines[0] ?? '', /bad\.json is left out because it is not readable as JSON\.$/);
  const checks = (await slice.checks?.()) ?? [];
  assert.deepEqual(
    checks.map(({ state }) => state),
    ['ok', 'warning'],
  );
  assert.match(checks[1]?.says ?? '', /bad\.json/);
});

test('the web page gets profiles without what a card keeps to itself', async (context) => {
  const { slice } = await set(context);
  const ask = (path: string, params: Record<string, string> = {}) =>
    slice.routes?.find((route) => route.path === path)?.answer({ params, query: {}, body: undefined });
  const all = JSON.stringify(await ask('/characters'));
  assert.ok(all.includes('"greeting":"Hello you."'));
  assert.ok(!all.includes('SECRET'));
  assert.ok(JSON.stringify(await ask('/characters/:id', { id: 'elise' })).includes('Élise'));
  assert.equal(await ask('/characters/:id', { id: 'nobody' }), undefined);
  assert.equal(await ask('/characters/:id/portrait', { id: 'ada' }), undefined);
});

test('cards that come, change and go are noticed; a bad one is told once', async (context) => {
  const { slice, log, folder } = await set(context);
  const elise = slice.get('elise');
  const write = (file: string, text: string) => writeFile(join(folder, file), text);
  await write('bo.json', '{"name":"Bo","description":"New."}');
  await write('ada.json', '{"name":"Ada","description":"Changed."}');
  slice.reload();
  assert.equal(slice.get('bo')?.description, 'New.');
  assert.equal(slice.get('ada')?.description, 'Changed.');
  assert.equal(slice.get('elise'), elise, 'who did not change stays the same object');
  await rm(join(folder, 'bo.json'));
  await write('ada.json', '{"name":"Ada","description":"half a fi');
  slice.reload();
  assert.equal(slice.get('bo'), undefined);
  assert.equal(slice.get('ada')?.description, 'Changed.', 'who cannot be read stays until mended');
  slice.reload();
  const told = log.lines;
  assert.equal(told.filter((text) => text.includes('bad.json')).length, 1);
  assert.equal(told.filter((text) => text.includes('ada.json')).length, 1);
});

test('the folder is watched from the start to the end', { timeout: 30_000 }, async (context) => {
  const { slice, folder } = await set(context);
  const stop = await slice.start?.({} as Conversation);
  await writeFile(join(folder, 'bo.json'), '{"name":"Bo","description":"New."}');
  while (slice.get('bo') === undefined) await sleep(10);
  await stop?.();
});
