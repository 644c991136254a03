import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/acore.js', import.meta.url));
const cases = fileURLToPath(new URL('../fixtures/lore-oracle/cases.json', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'acore-lore-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function acore(...argv: string[]): Promise<{ code: number; out: string; complaint: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [bin, 'lore', 'scan', ...argv],
      { maxBuffer: 2 ** 26, env: { ...process.env, ACORE_DATA: folder } },
      (error, out, complaint) => {
        resolve({ code: Number(error?.code ?? 0), out, complaint });
      },
    );
  });
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('a file of cases is answered in its own shape', async () => {
  const { code, out } = await acore('--cases', cases, '--json');
  const recorded = JSON.parse(readFileSync(cases, 'utf8')) as { cases: { id: string; expected: unknown }[] };
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out), { cases: recorded.cases.map(({ id, expected }) => ({ id, expected })) });
});

test('own books and an own chat are explained', async () => {
  const book = file('World.json', {
    entries: {
      0: { uid: 0, key: ['dragon'], content: 'Dragons are old.' },
      1: { uid: 1, key: ['wolf'], scanDepth: 1 },
    },
  });
  const chat = file(
    'chat.jsonl',
    [
      '{"user_name":"Alice"}',
      '{"name":"Alice","is_user":true,"mes":"a wolf"}',
      '{"name":"Ada","is_user":false,"mes":"a dragon"}',
    ].join('\n'),
  );
  const json = JSON.parse((await acore('--book', book, '--chat', chat, '--json')).out);
  assert.deepEqual(json.activated, ['World.0']);
  assert.deepEqual(
    json.nearMisses.map(({ id, kind, hint }: Record<string, unknown>) => ({ id, kind, hint })),
    [{ id: 'World.1', kind: 'depth', hint: { entry: { scanDepth: 2 } } }],
  );
  const { out } = await acore('--book', book, '--chat', chat);
  assert.match(out, /✓ World\.0 {2}fired in pass 1: key “dragon” in message 2/);
});

test('what cannot be used is told in a sentence', async () => {
  const chat = file('talk.json', []);
  const refused: [string[], RegExp][] = [
    [[], /Give --cases FILE, or --book FILE and --chat FILE/],
    [['--cases', join(folder, 'none.json')], /There is no file .*none\.json/],
    [['--cases', file('broken.json', '{')], /broken\.json is not readable as JSON/],
    [['--cases', chat], /talk\.json is no file of cases/],
    [['--book', file('odd.json', [1]), '--chat', chat], /odd\.json is no lorebook/],
    [['--book', cases, '--chat', file('x.txt', 'hello')], /is no lorebook|is no chat/],
  ];
  for (const [argv, says] of refused) {
    const { code, out, complaint } = await acore(...argv, '--json');
    assert.deepEqual([code, out], [1, '']);
    assert.match(complaint, says);
    assert.equal(complaint.trim().split('\n').length, 1);
  }
});

test('vectorised entries are found by their meaning, by the embedder of the installation, and it is told when there is none', async () => {
  const book = file('Coast.json', {
    entries: {
      0: {
        uid: 0,
        key: ['zq'],
        vectorized: true,
        comment: 'Gulls',
        content: 'The keeper feeds the seagulls by the sea.',
      },
      1: {
        uid: 1,
        key: ['zq'],
        vectorized: true,
        comment: 'Tax',
        content: 'The tax on salt is collected in autumn.',
      },
    },
  });
  const chat = file('coast.json', [
    { name: 'Ada', is_user: false, mes: 'Good evening.' },
    { name: 'Bo', is_user: true, mes: 'Who gives food to the birds at the coast?' },
  ]);
  const found = await acore('--book', book, '--chat', chat);
  assert.equal(found.code, 0, found.complaint);
  assert.match(found.out, /✓ Coast\.0 {2}fired in pass 1: by its meaning, nearness 0\.\d\d, .*\(Gulls\)/);
  assert.match(found.out, /– Coast\.1 {2}no key was found/);
  file('config.yaml', 'embeddings: { use: none }');
  const without = await acore('--book', book, '--chat', chat);
  assert.match(without.out, /– Coast\.0/);
  assert.match(without.out, /No embedder is set \(embeddings\.use: none\)/);
});
