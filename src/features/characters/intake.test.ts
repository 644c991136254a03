import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import {
  aCard,
  anOldCard,
  archiveOf,
  base64,
  charxOf,
  pictureWith,
  pixel,
} from '../../../test/support/card-files.ts';
import { takeIn } from './intake.ts';

function workbench(context: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'acore-intake-'));
  context.after(() => rmSync(root, { recursive: true }));
  const own = join(root, 'own');
  const shipped = join(root, 'shipped');
  mkdirSync(shipped);
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(root, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  return { root, own, shipped, file, take: (...paths: string[]) => takeIn(paths, own, [shipped]) };
}

const card = (name: string) => JSON.stringify(aCard({ name }));

test('files of every kind are taken in as they are', (context) => {
  const { file, own, take } = workbench(context);
  const picture = pictureWith(['chara', base64(anOldCard({ name: '猫' }))]);
  const { taken, refused } = take(
    file('Ada Quill.json', card('Ada')),
    file('猫 さん.png', picture),
    file('pack.zip', charxOf(aCard({ name: 'Packed' }))),
  );
  assert.deepEqual(refused, []);
  assert.deepEqual(
    taken.map(({ id, name, known }) => [id, name, known]),
    [
      ['ada-quill', 'Ada', false],
      ['猫-さん', '猫', false],
      ['pack', 'Packed', false],
    ],
  );
  assert.deepEqual(readdirSync(own).sort(), ['ada-quill.json', 'pack.charx', '猫-さん.png'].sort());
  assert.deepEqual(readFileSync(join(own, '猫-さん.png')), Buffer.from(picture));
  assert.equal(taken[0]?.understood, '100 %');
});

test('nobody is replaced: of the same name is another, the same file is known', (context) => {
  const { file, own, shipped, take } = workbench(context);
  writeFileSync(join(shipped, 'ada.png'), pixel);
  const first = file('Ada.json', card('One'));
  assert.equal(take(first).taken[0]?.id, 'ada-2');
  assert.deepEqual(
    take(first).taken.map(({ id, known }) => [id, known]),
    [['ada-2', true]],
  );
  assert.equal(take(file('ADA.json', card('Two'))).taken[0]?.id, 'ada-3');
  assert.equal(take(file('ada.charx', charxOf(aCard()))).taken[0]?.id, 'ada-4');
  assert.deepEqual(JSON.parse(readFileSync(join(own, 'ada-2.json'), 'utf8')).data.name, 'One');
});

test('a file whose name says nothing is called after its character', (context) => {
  const { file, take } = workbench(context);
  assert.equal(take(file('card.json', card('Élise Vane'))).taken[0]?.id, 'elise-vane');
  assert.equal(take(file('---.json', card('!!!'))).taken[0]?.id, 'character');
});

test('folders and archives are gone through; what is no card is refused with a reason', (context) => {
  const { file, root, own, take } = workbench(context);
  file('all/a.json', card('A'));
  file('all/deep/b.json', card('B'));
  file('all/.hidden.json', card('C'));
  file('all/notes.txt', 'x');
  file('all/broken.json', '{');
  symlinkSync('/etc/hostname', join(root, 'all/link.json'));
  file(
    'all/cards.zip',
    archiveOf({
      'x/d.json': card('D'),
      '../../e.json': card('E'),
      'assets/card.json': card('F'),
      'readme.md': '',
    }),
  );
  const { taken, refused } = take(join(root, 'all'), join(root, 'nowhere'));
  assert.deepEqual(taken.map(({ name }) => name).sort(), ['A', 'B', 'D']);
  assert.deepEqual(
    refused.map(({ reason }) => reason),
    ['it is not readable as JSON', 'there is no such file'],
  );
  assert.ok(!existsSync(join(own, '..', 'e.json')));
  assert.match(
    take(file('no.zip', archiveOf({ 'readme.md': '' }))).refused[0]?.reason ?? '',
    /without cards/,
  );
});
