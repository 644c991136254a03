import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readYaml } from '../../config/index.ts';
import { frameworkShape } from './framework.ts';
import { readFrameworks } from './shelf.ts';
import { shipped } from './shipped.ts';

const pirate = [
  'purpose: Talks like a pirate.',
  'prompt: Talk like a pirate.',
  'length: short',
  'temperature: 1.1',
].join('\n');

function shelfOf(context: TestContext, files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'acore-frameworks-'));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return { folder, ...readFrameworks(folder, readYaml) };
}

test('those that ship are as strict as one’s own, and mix in only what is there', (context) => {
  const { byName, own, mistakes } = shelfOf(context, {});
  assert.deepEqual([...byName.keys()], ['assistant', 'caring', 'chaotic', 'entertainer']);
  assert.deepEqual([own.size, mistakes.length], [0, 0]);
  for (const { name, ...fields } of shipped) {
    assert.ok(frameworkShape.safeParse(fields).success, name);
    for (const blend of fields.blends) assert.ok(byName.has(blend.with), `${name}: ${blend.with}`);
  }
});

test('YAML and JSON are read, and one with a shipped name takes its place', (context) => {
  const json = { purpose: 'Own.', prompt: 'Be mine.', length: 'long', temperature: 0.3 };
  const { byName, own, mistakes } = shelfOf(context, {
    'pirate.yaml': pirate,
    'Caring.json': JSON.stringify(json),
    'notes.txt': 'no framework',
    '.hidden.yaml': 'x: y',
  });
  assert.deepEqual(mistakes, []);
  assert.deepEqual([...own].sort(), ['caring', 'pirate']);
  assert.equal(byName.get('pirate')?.whenUnsure, 'admit');
  assert.equal(byName.get('caring')?.prompt, 'Be mine.');
});

test('all mistakes are told at once, with file and path; the others are used', (context) => {
  const { byName, mistakes } = shelfOf(context, {
    'good.yaml': pirate,
    'loud.yaml': `${pirate.replace('1.1', '3')}\ntone: high\nblends:\n  - { about: weather, with: caring, weight: 0.5, why: x }`,
    'bare.json': '{}',
    'torn.yaml': 'purpose: "never closed',
    'caring.yaml': 'length: vast',
    'none.yaml': pirate,
    'list.yaml': '- purpose',
    'lost.yaml': `${pirate}\nblends:\n  - { about: support, with: nobody, weight: 0.5 }`,
    'huge.json': JSON.stringify('x'.repeat(70_000)),
  });
  const told = mistakes.map(({ file, path, problem }) => `${basename(file)} ${path}: ${problem}`);
  for (const expected of [
    /^loud\.yaml temperature: too big: .*<=2/,
    /^loud\.yaml tone: there is no such field/,
    /^loud\.yaml blends\.0\.about: it must be one of support, creative, analytical, playful, debate/,
    /^loud\.yaml blends\.0\.why: there is no such field/,
    /^bare\.json purpose: it is missing/,
    /^bare\.json temperature: it is missing/,
    /^torn\.yaml line 1, column \d+: /,
    /^caring\.yaml length: it must be one of short, medium, long/,
    /^list\.yaml line 1, column 1: It must hold fields such as "prompt:"/,
    /^none\.yaml : its name/,
    /^lost\.yaml blends\.0\.with: there is no framework called "nobody"/,
    /^huge\.json : it is larger/,
  ])
    assert.ok(
      told.some((line) => expected.test(line)),
      `${expected}\n${told.join('\n')}`,
    );
  assert.ok(byName.has('good'));
  assert.ok(!byName.has('loud'));
  assert.match(byName.get('caring')?.purpose ?? '', /Listens/, 'the shipped one stays');
});

test('a folder that is not there, or no folder, holds none', (context) => {
  const { folder } = shelfOf(context, { file: '' });
  assert.equal(readFrameworks(join(folder, 'nowhere'), readYaml).own.size, 0);
  assert.equal(readFrameworks(join(folder, 'file'), readYaml).own.size, 0);
  mkdirSync(join(folder, 'odd.yaml'));
  assert.match(readFrameworks(folder, readYaml).mistakes[0]?.problem ?? '', /cannot be read/);
});
