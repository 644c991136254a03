import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { aCard, base64, charxOf, pictureWith } from '../../../../test/support/card-files.ts';
import type { Character } from '../../../core/character.ts';
import type { Message } from '../../../core/message.ts';
import type { Conversation } from '../../../core/ports/conversation.ts';
import { readCardFile } from '../files/read.ts';
import { createLiveShelf } from '../live-shelf.ts';
import { openCard } from '../shelf.ts';
import type { CardForm } from './form.ts';
import type { LuggageForm } from './luggage-form.ts';
import { editorRoutes } from './routes.ts';

interface Opened {
  form: CardForm;
  stamp: string;
  kept: string[];
  shipped: boolean;
}
interface Saved {
  saved?: { id: string; file: string; replacesShipped: boolean; backup?: string };
  problems?: { field: string; says: string }[];
}

function desk(context: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'acore-editor-'));
  context.after(() => rmSync(root, { recursive: true }));
  const [shipped, own] = [join(root, 'shipped'), join(root, 'own')];
  mkdirSync(shipped);
  mkdirSync(own);
  const shippedCard = pictureWith(['ccv3', base64(aCard({ name: 'Odo', description: 'Old.', odd: 1 }))]);
  writeFileSync(join(shipped, 'odo.png'), shippedCard);
  writeFileSync(join(own, 'bea.json'), JSON.stringify(aCard({ name: 'Bea', description: 'Bees.' })));
  writeFileSync(join(own, 'cat.charx'), charxOf(aCard({ name: 'Cat' }), { 'x.txt': 'x' }));
  const folders = [shipped, own];
  const nothing = () => {};
  const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  const shelf = createLiveShelf({ folders, log });
  const rehearsed: { message: Message; character: Character }[] = [];
  const conversation = {
    rehearse: async (message: Message, character: Character) => {
      rehearsed.push({ message, character });
      return { parts: [], budgetTokens: 100 };
    },
  };
  const ida = readCardFile(Buffer.from(JSON.stringify(aCard({ name: 'Ida', odd: 1 }))), 'ida');
  const imported = [ida];
  const routes = editorRoutes({
    shelf,
    folders,
    clock: { now: () => 5_000 },
    model: {
      describe: async () => ({ model: 'test', standIn: false, contextTokens: 1_000 }),
      estimateTokens: (messages) => messages.reduce((sum, { content }) => sum + content.length, 7),
    },
    conversation: () => conversation as unknown as Conversation,
    imported: {
      open: async (id) => (id === 'ida~1' ? imported.at(-1) : undefined),
      edit: async (_, card, bytes) =>
        imported.push(bytes === undefined ? { ...ida, card } : readCardFile(bytes, 'ida')),
      goBack: async (_, version) => {
        const wanted = imported[version - 1];
        return wanted && imported.push(wanted);
      },
    },
  });
  async function ask(method: string, path: string, body?: unknown, params: Record<string, string> = {}) {
    const route = routes.find((one) => one.method === method && one.path === path);
    assert.ok(route, path);
    return await route.answer({ params, query: {}, body });
  }
  async function json<Answer>(...asked: Parameters<typeof ask>): Promise<Answer> {
    const answer = await ask(...asked);
    assert.ok(answer && 'json' in answer);
    return answer.json as Answer;
  }
  const open = (id: string) => json<Opened>('GET', '/editor/cards/:id', undefined, { id });
  const save = async (id: string, changes: object) =>
    json<Saved>('POST', '/editor/save', { id, stamp: (await open(id)).stamp, changes });
  return { root, shipped, own, imported, shippedCard, shelf, ask, json, open, save, rehearsed };
}

test('a saved shipped character becomes an own one in its place', async (context) => {
  const { open, save, shelf, shipped, own, shippedCard } = desk(context);
  const { form, kept, shipped: ships } = await open('odo');
  assert.deepEqual([form.texts.description, kept, ships], ['Old.', ['odd'], true]);
  const { saved } = await save('odo', { texts: { description: 'New.' } });
  assert.deepEqual([saved?.id, saved?.replacesShipped, saved?.backup], ['odo', true, undefined]);
  assert.deepEqual(readFileSync(join(shipped, 'odo.png')), Buffer.from(shippedCard));
  assert.equal(openCard(join(own, 'odo.png')).card.data['odd'], 1);
  assert.deepEqual(
    shelf
      .now()
      .characters.map(({ id, description }) => [id, description])
      .find(([id]) => id === 'odo'),
    ['odo', 'New.'],
  );
  assert.equal((await open('odo')).shipped, false);
});

test('an own card keeps its kind of file, and the one before lies beside it', async (context) => {
  const { save, own } = desk(context);
  await save('bea', { texts: { description: 'Wasps.' } });
  await save('cat', { texts: { description: 'Purrs.' } });
  assert.deepEqual(readdirSync(own).sort(), ['bea.json', 'bea.json.bak', 'cat.charx', 'cat.charx.bak']);
  assert.match(readFileSync(join(own, 'bea.json.bak'), 'utf8'), /Bees/);
  assert.ok(openCard(join(own, 'cat.charx')).files.has('x.txt'));
});

test('a bare card that gets a face becomes a picture', async (context) => {
  const { save, own, shelf } = desk(context);
  const portrait = Buffer.from(pictureWith()).toString('base64');
  const { saved } = await save('bea', { portrait });
  assert.equal(saved?.id, 'bea');
  assert.deepEqual(
    readdirSync(own)
      .filter((file) => file.startsWith('bea'))
      .sort(),
    ['bea.json.bak', 'bea.png'],
  );
  assert.equal(shelf.now().characters.filter(({ name }) => name === 'Bea').length, 1);
});

test('a new character takes a name that nobody has', async (context) => {
  const { json, own, shelf } = desk(context);
  const refused = await json<Saved>('POST', '/editor/save', { changes: {} });
  assert.deepEqual(refused.problems, [{ field: 'texts.name', says: 'must not be empty' }]);
  const { saved } = await json<Saved>('POST', '/editor/save', { changes: { texts: { name: 'Odo' } } });
  assert.equal(saved?.id, 'odo-2');
  assert.ok(existsSync(join(own, 'odo-2.json')));
  assert.equal(shelf.now().characters.length, 4);
});

test('what is wrong, or was changed meanwhile, is not saved', async (context) => {
  const { json, open, save, own } = desk(context);
  const { problems } = await save('bea', { portrait: 'bm8=', texts: { description: 'x' } });
  assert.deepEqual(problems, [{ field: 'portrait', says: 'is not a PNG picture' }]);
  const { stamp } = await open('bea');
  writeFileSync(join(own, 'bea.json'), JSON.stringify(aCard({ name: 'Bea', description: 'Changed.' })));
  await assert.rejects(
    json('POST', '/editor/save', { id: 'bea', stamp, changes: { texts: { description: 'x' } } }),
    { name: 'UserError', message: /changed by somebody else/ },
  );
  assert.match(readFileSync(join(own, 'bea.json'), 'utf8'), /Changed/);
});

test('a card that cannot be written is told, and nothing is left behind', async (context) => {
  const { save, own, root } = desk(context);
  rmSync(own, { recursive: true });
  writeFileSync(own, 'a file where the folder should be');
  await assert.rejects(save('odo', { texts: { description: 'x' } }), {
    name: 'UserError',
    message: /could not be written/,
  });
  assert.deepEqual(readdirSync(root).sort(), ['own', 'shipped']);
});

test('the prompt is rehearsed with the card as it is written now', async (context) => {
  const { json, open, rehearsed, own } = desk(context);
  const { stamp } = await open('bea');
  const asked = {
    id: 'bea',
    stamp,
    changes: { texts: { description: 'Unsaved.' } },
    message: 'Hi',
    person: 'Ann',
  };
  assert.deepEqual(await json('POST', '/editor/preview', asked), { parts: [], budgetTokens: 100 });
  assert.equal(rehearsed[0]?.character.description, 'Unsaved.');
  assert.equal(rehearsed[0]?.message.author.name, 'Ann');
  assert.match(readFileSync(join(own, 'bea.json'), 'utf8'), /Bees/);
});

test('an imported character gets a further version, also of its face, and goes back to one before', async (context) => {
  const { save, json, imported } = desk(context);
  const { saved } = await save('ida~1', { texts: { description: 'Edited.' } });
  assert.deepEqual(saved, { id: 'ida~1', version: 2 });
  assert.deepEqual([imported[1]?.card.data['description'], imported[1]?.card.data['odd']], ['Edited.', 1]);
  assert.equal(imported[1]?.picture, undefined);
  const portrait = Buffer.from(pictureWith()).toString('base64');
  assert.deepEqual((await save('ida~1', { portrait })).saved, { id: 'ida~1', version: 3 });
  assert.deepEqual([imported[2]?.card.data['description'], imported[2]?.card.data['odd']], ['Edited.', 1]);
  assert.ok(imported[2]?.picture);
  const back = await json<Saved>('POST', '/editor/back', { id: 'ida~1', version: 2 });
  assert.deepEqual(back.saved, { id: 'ida~1', version: 4, from: 2 });
  assert.equal(imported[3]?.picture, undefined);
  await assert.rejects(json('POST', '/editor/back', { id: 'ida~1', version: 9 }), {
    name: 'UserError',
    message: 'There is no version 9 of this card any more.',
  });
});

test('what came with a card is shown, with the one that is the portrait', async (context) => {
  const { json, own, shelf } = desk(context);
  const assets = [
    { type: 'icon', name: 'main', uri: 'embeded://face.png', ext: 'PNG' },
    { type: 'emotion', name: 'glad', uri: 'embeded://gone.png', ext: 'png' },
    { type: 'background', name: 'sea', uri: 'https://example.org/sea.png', ext: 'png' },
    { type: 'x_note', name: '', uri: `data:text/plain;base64,${'QUJD'.repeat(100)}`, ext: 'txt' },
  ];
  const files = { 'face.png': pictureWith(), 'x.txt': 'x' };
  writeFileSync(join(own, 'dee.charx'), charxOf(aCard({ name: 'Dee', assets }), files));
  shelf.reload();
  const { luggage, kept } = await json<Opened & { luggage: LuggageForm }>(
    'GET',
    '/editor/cards/:id',
    undefined,
    { id: 'dee' },
  );
  assert.deepEqual(
    luggage.assets.map(({ type, ext, isPortrait, where }) => [type, ext, isPortrait, where]),
    [
      ['icon', 'png', true, 'here'],
      ['emotion', 'png', false, 'missing'],
      ['background', 'png', false, 'elsewhere'],
      ['x_note', 'txt', false, 'here'],
    ],
  );
  assert.equal(luggage.assets[3]?.uri.length, 121);
  assert.deepEqual([luggage.files, luggage.isPicturePortrait, kept], [['x.txt'], false, []]);
});

test('texts are counted each by itself', async (context) => {
  const { json } = desk(context);
  const counted = await json('POST', '/editor/tokens', { texts: ['four', ' ', 'a'] });
  assert.deepEqual(counted, { tokens: [4, 0, 1], model: 'test', contextTokens: 1_000 });
});

test('a card is fetched as it is written, in every kind of file', async (context) => {
  const { ask, open } = desk(context);
  const { stamp } = await open('odo');
  for (const format of ['png', 'charx', 'v3-json', 'v2-json']) {
    const changes = { texts: { description: 'Unsaved.' } };
    const answer = await ask('POST', '/editor/download', { id: 'odo', stamp, changes, format });
    assert.ok(answer && 'bytes' in answer);
    const { card } = readCardFile(answer.bytes, 'fetched');
    assert.deepEqual([card.data['description'], card.data['odd']], ['Unsaved.', 1], format);
  }
});

test('a request that makes no sense is refused in words', async (context) => {
  const { ask } = desk(context);
  await assert.rejects(ask('POST', '/editor/tokens', undefined), { name: 'UserError' });
  await assert.rejects(ask('POST', '/editor/preview', { changes: {} }), { name: 'UserError' });
  assert.equal(await ask('GET', '/editor/cards/:id', undefined, { id: 'nobody' }), undefined);
});
