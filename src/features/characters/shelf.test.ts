import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readPngTexts, withPngTexts } from '../../lib/png-text.ts';
import { readShelf } from './shelf.ts';

/** One black pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

async function folderWith(context: TestContext, files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'acore-cards-'));
  context.after(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

function base64(card: unknown): string {
  return Buffer.from(JSON.stringify(card)).toString('base64');
}

function picture(chunks: Record<string, string>): Uint8Array {
  return withPngTexts(
    pixel,
    Object.entries(chunks).map(([keyword, text]) => ({ keyword, text })),
  );
}

const v2 = (name: string) => base64({ spec: 'chara_card_v2', data: { name } });
const v3 = (name: string) => base64({ spec: 'chara_card_v3', data: { name } });

test('the fuller card of a picture wins, whatever the order', async (context) => {
  const folder = await folderWith(context, {
    'one.png': picture({ chara: v2('Two'), ccv3: v3('Three') }),
    'two.png': picture({ CCV3: v3('Three'), Chara: v2('Two') }),
    'three.png': picture({ chara: v2('Two'), ccv3: 'broken' }),
  });
  const { characters, problems } = readShelf([folder]);
  assert.deepEqual(
    characters.map(({ id, name }) => [id, name]),
    [
      ['one', 'Three'],
      ['three', 'Two'],
      ['two', 'Three'],
    ],
  );
  assert.deepEqual(problems, []);
});

test('a portrait is the picture without the card in it', async (context) => {
  const folder = await folderWith(context, { 'ada.png': picture({ ccv3: v3('Ada') }) });
  const portrait = await readShelf([folder]).characters[0]?.portrait?.();
  assert.deepEqual(Buffer.from(portrait ?? []), pixel);
  assert.deepEqual(readPngTexts(portrait ?? new Uint8Array()), []);
});

test('a bare card takes the picture of the same name for its portrait', async (context) => {
  const folder = await folderWith(context, {
    'ada.json': '{"name":"Ada"}',
    'ada.png': pixel,
    'bo.json': '{"name":"Bo"}',
  });
  const { characters, problems } = readShelf([folder]);
  assert.deepEqual(
    await Promise.all(characters.map(async ({ name, portrait }) => [name, (await portrait?.())?.length])),
    [
      ['Ada', pixel.length],
      ['Bo', undefined],
    ],
  );
  assert.deepEqual(problems, []);
});

test('bad cards are named with their reason and cost nobody else', async (context) => {
  const folder = await folderWith(context, {
    'bad.json': '{',
    'empty.png': '',
    'good.json': '{"name":"Good"}',
    'photo.png': pixel,
    'notes.txt': 'not looked at',
    '.hidden.json': '{',
  });
  await mkdir(join(folder, 'folder.json'));
  const { characters, problems } = readShelf([folder]);
  assert.deepEqual(
    characters.map(({ name }) => name),
    ['Good'],
  );
  assert.deepEqual(problems, [
    { file: join(folder, 'bad.json'), reason: 'it is not readable as JSON' },
    { file: join(folder, 'empty.png'), reason: 'it is empty' },
    { file: join(folder, 'folder.json'), reason: 'it cannot be read' },
    { file: join(folder, 'photo.png'), reason: 'it is a picture without a character card' },
  ]);
});

test('a file where the folder of cards should be is named and costs nobody', async (context) => {
  const folder = await folderWith(context, { 'one.png': picture({ ccv3: v3('One') }), cards: '' });
  const file = join(folder, 'cards');
  const { characters, problems } = readShelf([folder, file]);
  assert.deepEqual(
    characters.map(({ name }) => name),
    ['One'],
  );
  assert.deepEqual(problems, [{ file, reason: 'it is not a folder with cards' }]);
});

test("the owner's card replaces a shipped one of the same file name; a missing folder is empty", async (context) => {
  const shipped = await folderWith(context, { 'ada.json': '{"name":"Shipped"}', 'bo.json': '{"name":"Bo"}' });
  const own = await folderWith(context, { 'Ada.json': '{"name":"Own"}' });
  const { characters } = readShelf([shipped, own, join(own, 'nowhere')]);
  assert.deepEqual(
    characters.map(({ id, name }) => [id, name]),
    [
      ['ada', 'Own'],
      ['bo', 'Bo'],
    ],
  );
});

test('ids are unique within a folder and never empty', async (context) => {
  const card = '{"name":"x"}';
  const folder = await folderWith(context, { 'a b.json': card, 'a-b.json': card, '!.json': card });
  assert.deepEqual(
    readShelf([folder])
      .characters.map(({ id }) => id)
      .sort(),
    ['a-b', 'a-b-2', 'character'],
  );
});
