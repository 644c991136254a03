import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lockHash } from '../bin/prepared.js';
import { preparePackages } from './prepare.ts';

const helper = pathToFileURL(fileURLToPath(new URL('../bin/prepared.js', import.meta.url))).href;
let root = '';

before(() => {
  root = mkdtempSync(join(tmpdir(), 'acore-prepared-'));
  const packages = join(root, 'node_modules/.cache/acore/packages');
  mkdirSync(join(root, 'src'));
  mkdirSync(packages, { recursive: true });
  mkdirSync(join(root, 'node_modules/thing'));
  writeFileSync(join(root, 'package-lock.json'), '{"one": 1}');
  writeFileSync(join(root, 'node_modules/thing/index.mjs'), `export const from = 'its own files';`);
  writeFileSync(join(root, 'node_modules/thing/package.json'), `{"exports": "./index.mjs"}`);
  writeFileSync(join(packages, 'thing.mjs'), `export const from = 'one file';`);
  const made = { lock: lockHash(root), files: { thing: 'thing.mjs' } };
  writeFileSync(join(packages, 'made.json'), JSON.stringify(made));
  const show = `import { from } from 'thing'; console.log(from);`;
  writeFileSync(join(root, 'src/show.mjs'), show);
  writeFileSync(join(root, 'outside.mjs'), show);
});
after(() => rmSync(root, { recursive: true }));

/** What a module prints that imports the package after `usePrepared`. */
function shown(folder: string, module: string): string {
  const program = `
    const { usePrepared } = await import(${JSON.stringify(helper)});
    usePrepared(${JSON.stringify(folder)});
    await import(${JSON.stringify(pathToFileURL(join(folder, module)).href)});`;
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  return run.stdout.trim() || run.stderr;
}

/** What a package offers, and what its functions and classes are called. */
function namesIn(whole: Record<string, unknown>): [string, string][] {
  return Object.entries(whole)
    .filter(([key]) => key !== 'default' && key !== 'module.exports')
    .map(([key, value]): [string, string] => [key, typeof value === 'function' ? value.name : typeof value])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('prepared packages', () => {
  test('are found by own modules, and by no others', () => {
    assert.equal(shown(root, 'src/show.mjs'), 'one file');
    assert.equal(shown(root, 'outside.mjs'), 'its own files');
  });

  test('are what the packages are, down to the names of classes', async () => {
    const checkout = fileURLToPath(new URL('..', import.meta.url));
    const target = join(root, 'made');
    const files = await preparePackages(checkout, target);
    for (const [name, file] of Object.entries(files)) {
      const [own, prepared] = await Promise.all([import(name), import(join(target, file))]);
      assert.deepEqual(namesIn(prepared), namesIn(own), name);
    }
  });

  test('are ignored when something else is installed now, or when they are missing', () => {
    const other = `${root}-other`;
    cpSync(root, other, { recursive: true });
    writeFileSync(join(other, 'package-lock.json'), '{"one": 2}');
    assert.equal(shown(other, 'src/show.mjs'), 'its own files');
    rmSync(join(other, 'node_modules/.cache'), { recursive: true });
    assert.equal(shown(other, 'src/show.mjs'), 'its own files');
    rmSync(other, { recursive: true });
  });
});
