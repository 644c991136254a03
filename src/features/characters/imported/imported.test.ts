import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import {
  aCard,
  archiveOf,
  base64,
  charxOf,
  pictureWith,
  pixel,
} from '../../../../test/support/card-files.ts';
import { aPlace } from '../../../../test/support/characters.ts';
import { openTestStorage, recordingLog } from '../../../../test/support/storage.ts';
import { buttonProblem } from '../../../core/commands/buttons.ts';
import type { CommandReply } from '../../../core/commands/command.ts';
import type { GivenFile } from '../../../core/commands/file.ts';
import { UserError } from '../../../core/errors.ts';
import type { Place } from '../../../core/message.ts';
import { canonicalJson } from '../../../lib/canonical-json.ts';
import { plainPng } from '../../../lib/plain-png.ts';
import { asV3 } from '../files/as-version.ts';
import { readCardFile } from '../files/read.ts';
import { characters, migrations } from '../index.ts';
import type { CharacterTables } from '../store.ts';

const here = aPlace();
const elsewhere = aPlace({ guildId: 'h', channelId: 'other' });
const page = aPlace({ host: 'playground', guildId: 'playground' });
const direct = aPlace({ guildId: undefined, channelId: 'd', kind: 'direct' });
const caller = { id: 'alice', name: 'Alice', mayManage: true };

const zara = {
  name: 'Zara',
  description: '{{char}} mends clocks.',
  creator: 'Somebody',
  character_version: '1.2',
  tags: ['clocks', 'quiet'],
  creator_notes: 'Be kind to her.',
  first_mes: 'Tick.',
  character_book: {
    entries: [{ keys: ['clock'], content: 'Clocks tick.', enabled: true, insertion_order: 1 }],
  },
  assets: [
    { type: 'icon', uri: 'embeded://face.png', name: 'main', ext: 'png' },
    { type: 'emotion', uri: 'embeded://glad.png', name: 'glad', ext: 'png' },
  ],
  extensions: { unheard_of: { of: [1, 2] } },
};
const zaraFile = charxOf(aCard(zara), { 'face.png': pixel, 'glad.png': pixel, 'more/notes.txt': 'hm' });

async function set(context: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'acore-cast-'));
  context.after(() => rm(folder, { recursive: true }));
  await writeFile(
    join(folder, 'ada.json'),
    JSON.stringify(aCard({ name: 'Ada', description: 'Keeps bees.' })),
  );
  const opened = await openTestStorage<CharacterTables>(context, [migrations]);
  const clock = { at: Date.UTC(2026, 10, 26), now: () => clock.at };
  const moods = { at: async () => 'neutral' as const };
  const model = {
    describe: async () => ({ model: 'test', standIn: false, contextTokens: 1_000 }),
    estimateTokens: () => 0,
  };
  const again = () =>
    characters({ folders: [folder], ...opened, clock, timeZone: 'UTC', model, moods, log: recordingLog() });
  return { slice: again(), again, clock, database: opened.database };
}

type Slice = ReturnType<typeof characters>;

function given(name: string, bytes: Uint8Array): GivenFile {
  return { name, size: bytes.length, bytes: async () => bytes };
}

async function use(slice: Slice, name: string, input: object, place: Place = here): Promise<CommandReply> {
  const found = slice.commands?.find((each) => each.name === name);
  assert.ok(found, name);
  const call = { id: 'c1', caller, place, signal: new AbortController().signal };
  const reply = await found.run({ ...call, input: found.input.parse(input) });
  for (const button of reply.buttons ?? [])
    assert.equal(buttonProblem(slice.commands ?? [], button), undefined);
  return reply;
}

async function press(slice: Slice, { buttons = [] }: CommandReply, label: string): Promise<CommandReply> {
  const button = buttons.find((one) => one.label === label);
  assert.ok(button, label);
  return use(slice, button.command, button.input);
}

const take = (slice: Slice, bytes: Uint8Array, place = here, name = 'card.charx') =>
  use(slice, 'character import', { file: given(name, bytes) }, place);

function called(slice: Slice, name: string, place = here) {
  return slice.knownIn(place).find(({ displayName }) => displayName === name);
}

test('an imported card lives in its server, with its portrait, book and assets, over a restart', async (context) => {
  const { slice, again } = await set(context);
  const reply = await take(slice, zaraFile);
  assert.match(reply.text, /\*\*Zara\*\* now lives in this server\.\nUnderstood: \d+ %/);
  assert.match(reply.text, /Tags: clocks, quiet\.\nComes with a lorebook of one entry and pictures/);
  for (const one of [slice, again()]) {
    const present = await one.presentIn(here);
    const found = present.find(({ displayName }) => displayName === 'Zara');
    assert.notEqual(present[0], found, 'a newcomer leads nowhere by itself');
    assert.deepEqual(Buffer.from((await found?.portrait?.()) ?? []), pixel);
    assert.deepEqual(Buffer.from((await found?.assets?.[0]?.picture()) ?? []), pixel);
    assert.equal(found?.version, '1.2');
  }
  await press(slice, reply, 'Use here');
  assert.equal((await slice.presentIn(here))[0]?.displayName, 'Zara');
});

test('a server never sees, names or changes what another one imported', async (context) => {
  const { slice } = await set(context);
  await take(slice, zaraFile);
  const zaraId = called(slice, 'Zara')?.id ?? '';
  for (const place of [elsewhere, direct, aPlace({ host: 'playground', guildId: 'playground' })]) {
    assert.equal(called(slice, 'Zara', place), undefined);
    assert.deepEqual(
      (await slice.presentIn(place)).map(({ id }) => id),
      ['ada'],
    );
    assert.doesNotMatch((await use(slice, 'characters', {}, place)).text, /Zara/);
    for (const name of ['character show', 'character use', 'character off', 'character export'])
      for (const typed of ['Zara', zaraId])
        await assert.rejects(use(slice, name, { name: typed }, place), /no character called/);
    for (const command of slice.commands ?? []) {
      const offered = (await command.suggest?.['name']?.('', { place, caller })?.catch(() => [])) ?? [];
      assert.ok(!offered.some((offer) => /zara/i.test(offer)), command.name);
    }
  }
  const change = { field: 'description', value: 'Mine.' };
  await assert.rejects(use(slice, 'character edit', { name: zaraId, ...change }, elsewhere), UserError);
  await assert.rejects(use(slice, 'character delete', { name: zaraId, sure: true }, elsewhere), UserError);
  await take(slice, zaraFile, elsewhere);
  const other = called(slice, 'Zara', elsewhere);
  assert.ok(other !== undefined && other.id !== zaraId);
  await use(slice, 'character edit', { name: 'Zara', ...change }, elsewhere);
  assert.equal(called(slice, 'Zara')?.description, '{{char}} mends clocks.');
});

test('nobody of the installation is replaced or changed by a server', async (context) => {
  const { slice } = await set(context);
  const reply = await take(
    slice,
    Buffer.from(JSON.stringify(aCard({ name: 'Ada', description: 'Another.' }))),
  );
  assert.match(reply.text, /There is another Ada here/);
  assert.equal(slice.get('ada')?.description, 'Keeps bees.');
  const [first, second] = slice.knownIn(here);
  assert.deepEqual([first?.id, second?.displayName], ['ada', 'Ada']);
  assert.notEqual(second?.id, 'ada');
  const show = slice.commands?.find(({ name }) => name === 'character show');
  assert.deepEqual(await show?.suggest?.['name']?.('a', { place: here, caller }), ['Ada', second?.id]);
  await use(slice, 'character alias', { name: second?.id, alias: 'Ada Two' });
  assert.equal(called(slice, 'Ada Two')?.id, second?.id);
  const edit = { field: 'description', value: 'No.' };
  for (const name of ['character delete', 'character versions'])
    await assert.rejects(use(slice, name, { name: 'ada' }, elsewhere), /belongs to this whole installation/);
  await assert.rejects(use(slice, 'character edit', { name: 'ada', ...edit }, elsewhere), UserError);
});

test('an export of every format is the same card again', async (context) => {
  const { slice } = await set(context);
  await take(slice, zaraFile);
  const before = readCardFile(zaraFile, 'card');
  for (const format of ['png', 'charx', 'v3-json', 'v2-json']) {
    const [file] = (await use(slice, 'character export', { name: 'Zara', format })).files ?? [];
    assert.ok(file !== undefined);
    const after = readCardFile(file.bytes, 'zara');
    assert.equal(canonicalJson(asV3(after.card)), canonicalJson(asV3(before.card)), format);
    assert.deepEqual([...after.files.keys()].sort(), [...before.files.keys()].sort(), format);
    assert.match(
      (await take(slice, file.bytes, here, file.name)).text,
      /is now as this file says|was here already/,
    );
  }
});

test('the same file twice changes nothing; a newer one is a version that can be taken back', async (context) => {
  const { slice, again } = await set(context);
  await take(slice, zaraFile);
  assert.match((await take(slice, zaraFile)).text, /was here already/);
  const id = called(slice, 'Zara')?.id;
  const newer = pictureWith(['ccv3', base64(aCard({ ...zara, description: 'Newer.' }))]);
  const reply = await take(slice, newer, here, 'zara.png');
  assert.match(reply.text, /is now as this file says \(version 2\)/);
  assert.deepEqual([called(slice, 'Zara')?.id, called(slice, 'Zara')?.description], [id, 'Newer.']);
  await press(slice, reply, 'Undo');
  for (const one of [slice, again()]) {
    await one.presentIn(here);
    assert.equal(called(one, 'Zara')?.description, '{{char}} mends clocks.');
  }
  const { text } = await use(slice, 'character versions', { name: 'Zara' });
  assert.match(
    text,
    /\*\*3\*\* \(now\): went back to version 1, by Alice[\s\S]*\*\*1\*\*: imported, by Alice/,
  );
  await assert.rejects(use(slice, 'character versions', { name: 'Zara', back: 9 }), /no version 9/);
});

test('an edit keeps everything else, and is taken back by its button', async (context) => {
  const { slice } = await set(context);
  await take(slice, zaraFile);
  const changes = {
    greeting: 'One\\ntwo',
    tags: 'a, b',
    talkativeness: '0.9',
    colour: '#aabbcc',
    name: 'Zora',
  };
  for (const [field, value] of Object.entries(changes))
    await use(slice, 'character edit', { name: 'zara', field, value });
  const changed = called(slice, 'Zora');
  assert.deepEqual(
    [changed?.firstMessage, changed?.tags, changed?.talkativeness, changed?.colour],
    ['One\ntwo', ['a', 'b'], 0.9, '#aabbcc'],
  );
  const [file] = (await use(slice, 'character export', { name: 'Zora', format: 'charx' })).files ?? [];
  const { card, files } = readCardFile(file?.bytes ?? new Uint8Array(), 'x');
  assert.deepEqual(Object(card.data.extensions).unheard_of, { of: [1, 2] });
  assert.equal(files.size, 3);
  const reply = await use(slice, 'character edit', { name: 'Zora', field: 'description' });
  assert.equal(called(slice, 'Zora')?.description, '');
  await press(slice, reply, 'Undo');
  assert.equal(called(slice, 'Zora')?.description, '{{char}} mends clocks.');
  for (const [field, value] of Object.entries({ name: ' ', talkativeness: '3', colour: 'red' }))
    await assert.rejects(use(slice, 'character edit', { name: 'Zora', field, value }), UserError);
});

test('another portrait is a further version, of which the one before can be had back', async (context) => {
  const { slice, again } = await set(context);
  await take(slice, zaraFile, page);
  const id = called(slice, 'Zara', page)?.id ?? '';
  const ask = async (path: string, body: object) => {
    const route = slice.routes?.find((one) => one.path === path);
    const answer = await route?.answer({ params: { id }, query: {}, body });
    assert.ok(answer && 'json' in answer);
    return Object(answer.json);
  };
  const faceOf = async (one: typeof slice) => {
    await one.presentIn(page);
    return Buffer.from((await called(one, 'Zara', page)?.portrait?.()) ?? []);
  };
  const before = await faceOf(slice);
  const portrait = Buffer.from(plainPng(3, 0x40)).toString('base64');
  const { stamp } = await ask('/editor/cards/:id', {});
  const { saved } = await ask('/editor/save', { id, stamp, changes: { portrait } });
  assert.deepEqual(saved, { id, version: 2 });
  for (const one of [slice, again()]) assert.deepEqual(await faceOf(one), Buffer.from(plainPng(3, 0x40)));
  const [file] = (await use(slice, 'character export', { name: 'Zara', format: 'charx' }, page)).files ?? [];
  const exported = readCardFile(file?.bytes ?? new Uint8Array(), 'x');
  assert.ok(exported.files.has('glad.png') && exported.files.has('more/notes.txt'));
  assert.deepEqual(Object(exported.card.data.extensions).unheard_of, { of: [1, 2] });
  await ask('/editor/back', { id, version: 1 });
  for (const one of [slice, again()]) assert.deepEqual(await faceOf(one), before);
});

test('deleting asks once, can be undone for 30 days, and then nothing is left', async (context) => {
  const { slice, again, clock, database } = await set(context);
  await take(slice, zaraFile);
  const asked = await use(slice, 'character delete', { name: 'Zara' });
  assert.ok(called(slice, 'Zara') !== undefined);
  const gone = await press(slice, asked, 'Delete');
  assert.equal(called(slice, 'Zara'), undefined);
  assert.equal(slice.all().length, 1);
  await assert.rejects(use(slice, 'character restore', { name: 'Zara' }, elsewhere), UserError);
  await press(slice, gone, 'Undo');
  assert.ok(called(slice, 'Zara') !== undefined);
  await use(slice, 'character delete', { name: 'Zara', sure: true });
  clock.at += 31 * 86_400_000;
  const later = again();
  await later.presentIn(here);
  await assert.rejects(use(later, 'character restore', { name: 'Zara' }), UserError);
  assert.equal((await database.selectFrom('character_files').selectAll().execute()).length, 0);
  assert.equal((await database.selectFrom('character_versions').selectAll().execute()).length, 0);
});

test('a name given in one server is seen and heard there alone, beside the old one', async (context) => {
  const { slice, again } = await set(context);
  await use(slice, 'character alias', { name: 'Ada', alias: 'The Keeper' });
  for (const one of [slice, again()]) {
    await one.presentIn(here);
    assert.equal(called(one, 'The Keeper')?.id, 'ada');
    assert.ok(called(one, 'The Keeper')?.aliases.includes('Ada'));
    assert.equal(called(one, 'The Keeper'), called(one, 'The Keeper'), 'the same object each time');
    assert.equal(called(one, 'Ada', elsewhere)?.id, 'ada');
  }
  await take(slice, zaraFile);
  await assert.rejects(use(slice, 'character alias', { name: 'Zara', alias: 'the keeper' }), /already/);
  await use(slice, 'character alias', { name: 'The Keeper' });
  assert.equal(called(slice, 'Ada')?.id, 'ada');
});

test('who is kept out of the whole server is only where a channel chose them', async (context) => {
  const { slice } = await set(context);
  await take(slice, zaraFile);
  const away = await use(slice, 'character off', { name: 'Ada', everywhere: true });
  const names = async (place: Place) => (await slice.presentIn(place)).map(({ displayName }) => displayName);
  const another = aPlace({ channelId: 'kitchen' });
  assert.deepEqual(await names(another), ['Zara']);
  assert.deepEqual(await names(elsewhere), ['Ada']);
  await use(slice, 'character use', { name: 'Ada' });
  assert.deepEqual(await names(here), ['Ada', 'Zara']);
  assert.deepEqual(await names(another), ['Zara']);
  await press(slice, away, 'Undo');
  assert.deepEqual((await names(another)).sort(), ['Ada', 'Zara']);
});

test('several files and archives are told card by card; what cannot be read is one sentence', async (context) => {
  const { slice } = await set(context);
  const card = (name: string) => JSON.stringify(aCard({ name }));
  const archive = archiveOf({
    'a.json': card('Ann'),
    'in/b.png': pictureWith(['ccv3', base64(aCard({ name: 'Bea' }))]),
    'c.json': '{',
  });
  const reply = await use(slice, 'character import', {
    file: given('all.zip', archive),
    file2: given('zara.charx', zaraFile),
    file3: given('no.png', pixel),
  });
  assert.match(reply.text, /^3 cards are imported:\n- \*\*Ann\*\* \(new\): 100 %/);
  assert.match(reply.text, /“all\.zip: c\.json” cannot be imported because it is not readable as JSON\./);
  assert.match(reply.text, /“no\.png” cannot be imported because it is a picture without a character card\./);
  await assert.rejects(take(slice, pixel, here, 'no.png'), /“no\.png” cannot be imported because/);
  await assert.rejects(take(slice, archiveOf({ 'assets/card.json': card('Decoy') })), UserError);
  await assert.rejects(take(slice, Buffer.from('rcc||AAAA')), UserError);
});
