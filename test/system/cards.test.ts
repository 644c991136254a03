import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { aCard, anOldCard, archiveOf, base64, charxOf, pictureWith, pixel } from '../support/card-files.ts';
import { acore, document } from './command.ts';
import { temporaryFolder } from './harness.ts';

const folder = temporaryFolder();
after(() => folder[Symbol.dispose]());
const env = {};

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return path;
}

interface Report {
  lorebookEntries: number | null;
  assets: unknown[];
  warnings: string[];
  understoodPercent: number;
  [field: string]: unknown;
}

test('card inspect tells of every kind of file', async () => {
  const book = { entries: { 0: { keys: ['a'], content: 'x' }, 7: { keys: ['b'], content: 'y' } } };
  const assets = [{ type: 'icon', uri: 'embeded://a.png', name: 'main', ext: 'png' }];
  const cases: [string, string | Uint8Array, object][] = [
    [
      'v1.json',
      '{"name":"Zoë","description":"d"}',
      { spec: 'chara_card_v1', name: 'Zoë', container: 'json' },
    ],
    [
      'v2 猫.png',
      pictureWith(['chara', base64(anOldCard({ name: '猫', character_book: book }))]),
      { spec: 'chara_card_v2', specVersion: '2.0', name: '猫', container: 'png', lorebookEntries: 2 },
    ],
    [
      'v3.charx',
      charxOf(aCard({ nickname: 'Never', assets }), { 'a.png': pixel }),
      { spec: 'chara_card_v3', specVersion: '3.0', name: 'Ada', container: 'charx', assets },
    ],
  ];
  for (const [name, content, expected] of cases) {
    const ended = await acore(['card', 'inspect', file(name, content), '--json'], { env });
    const report = document<Report>(ended);
    assert.deepEqual({ ...report, ...expected }, report, name);
    assert.deepEqual([report.warnings, report.understoodPercent], [[], 100]);
    assert.equal(ended.complaint, '');
  }
});

test('card inspect names a nameless card after its file, and shows a sheet', async () => {
  const path = file(
    'Wander Er.json',
    JSON.stringify(aCard({ name: '', creator_notes: 'Be\u001b[2J kind.' })),
  );
  const told = await acore(['card', 'inspect', path], { env });
  assert.equal(told.code, 0);
  assert.match(told.out, /^Wander Er\n {2}format +chara_card_v3 3\.0 in a JSON file\n/);
  assert.match(told.out, /! The card gives no name/);
  assert.ok(!told.out.includes('\u001b'));
});

test('card inspect says in one sentence why a file is no card, and nothing else', async () => {
  mkdirSync(join(folder.path, 'a folder'));
  const files = [
    file('broken.png', pictureWith(['chara', '***'])),
    file('short.png', Buffer.from(pictureWith(['chara', base64(aCard())])).subarray(0, -40)),
    file('decoy.charx', archiveOf({ 'assets/card.json': JSON.stringify(aCard()) })),
    file('readme.txt', 'hello'),
    join(folder.path, 'nowhere.png'),
    join(folder.path, 'a folder'),
  ];
  for (const path of files) {
    const ended = await acore(['card', 'inspect', path, '--json'], { env });
    assert.deepEqual([ended.code, ended.out], [1, ''], path);
    assert.match(ended.complaint, /^[^\n]+\.\n$/);
  }
});

test('card convert writes what card inspect reads, and overwrites only when told to', async () => {
  const from = file('from.json', JSON.stringify(aCard({ name: 'Ada', description: 'Zoë' })));
  let last = from;
  for (const name of ['a.png', 'b.charx', 'c.v2.json', 'd.json']) {
    const to = join(folder.path, name);
    const ended = await acore(['card', 'convert', last, to, '--json'], { env });
    assert.equal(document<{ name: string }>(ended).name, 'Ada', ended.complaint);
    last = to;
  }
  const { data } = JSON.parse(readFileSync(last, 'utf8'));
  assert.deepEqual([data.name, data.description], ['Ada', 'Zoë']);
  const again = await acore(['card', 'convert', from, last], { env });
  assert.deepEqual([again.code, again.out], [1, '']);
  assert.match(again.complaint, /--force/);
  assert.equal((await acore(['card', 'convert', from, last, '--force'], { env })).code, 0);
  assert.match((await acore(['card', 'convert', from, 'x.gif'], { env })).complaint, /must end in/);
});

test('card import and export go to and from the characters folder', async () => {
  const data = join(folder.path, 'data');
  const here = { ACORE_DATA: data };
  const from = file('Ada Quill.json', JSON.stringify(aCard({ name: 'Ada Quill' })));
  const taken = document<{ taken: { id: string }[] }>(
    await acore(['card', 'import', from, '--json'], { env: here }),
  );
  assert.deepEqual(
    taken.taken.map(({ id }) => id),
    ['ada-quill'],
  );
  const told = await acore(['card', 'import', from, file('bad.json', '{')], { env: here });
  assert.equal(told.code, 1);
  assert.match(
    told.out,
    /Ada Quill is here already as ada-quill: 100 %\n.*bad\.json is left out: it is not readable/s,
  );
  const to = join(folder.path, 'out.charx');
  assert.equal((await acore(['card', 'export', 'ada-quill', to], { env: here })).code, 0);
  assert.equal(document<Report>(await acore(['card', 'inspect', to, '--json'], { env })).name, 'Ada Quill');
  const nobody = await acore(['card', 'export', 'nobody', join(folder.path, 'n.png')], { env: here });
  assert.match(nobody.complaint, /no character with the id nobody; there are .*ilde/);
});
