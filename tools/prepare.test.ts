import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { isPrepared, programFolder } from '../bin/prepared.js';
import { prepareProgram } from './prepare.ts';

/** Prints what it is made of: a package, its own class, a part that is loaded later, a file beside it, and a thread. */
const main = `
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Manager } from 'discord.js';
import { from } from 'thing';
class Written {}
const tells: boolean = /^[“”]+ 😂$/.test('”“ 😂') && /^[“😂]$/u.test('😂');
const beside: string = readFileSync(new URL('../beside.txt', import.meta.url), 'utf8');
export async function main() {
  const { late } = await import('./late.ts');
  const [said] = await once(new Worker(new URL('./thread.ts', import.meta.url)), 'message');
  const found = import.meta.resolve('node:fs');
  console.log([from, Manager.name, Written.name, tells, late, beside, said, found].join(', '));
}
`;
/** A class that knows itself, which bundling gives another name. */
const library = 'exports.Manager = class Manager { static made = []; make() { return new Manager(); } };';
/** A thread is no part of what was made: it runs as it is written, with what it imports. */
const thread = `
import { parentPort } from 'node:worker_threads';
import { late } from './late.ts';
const said: string = 'a thread that knows ' + late;
parentPort?.postMessage(said);
`;
let root = '';

const launcher = new URL('../bin/prepared.js', import.meta.url).href;
/** What a program prints, started as the launcher does. */
const shown = (folder: string, ...flags: string[]) => {
  const start = `
    import { loadMain } from ${JSON.stringify(launcher)};
    const { main } = await loadMain(${JSON.stringify(folder)});
    await main();`;
  const run = spawnSync(process.execPath, [...flags, '--eval', start], {
    encoding: 'utf8',
  });
  return run.stdout.trim() || run.stderr;
};
const compiledIn = (folder: string) => globSync(join(programFolder(folder), '*.compiled'));

describe('the prepared program', () => {
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'acore-prepared-'));
    mkdirSync(join(root, 'src'));
    for (const name of ['thing', 'discord.js'])
      mkdirSync(join(root, 'node_modules', name), { recursive: true });
    writeFileSync(join(root, 'package-lock.json'), '{"one": 1}');
    writeFileSync(join(root, 'node_modules/thing/index.js'), `module.exports.from = 'a package';`);
    writeFileSync(join(root, 'node_modules/discord.js/index.js'), library);
    writeFileSync(join(root, 'src/main.ts'), main);
    writeFileSync(join(root, 'src/late.ts'), `export const late: string = 'later';`);
    writeFileSync(join(root, 'src/thread.ts'), thread);
    writeFileSync(join(root, 'beside.txt'), 'beside');
    await prepareProgram(root);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('does what the written one does, wherever its folder is moved', () => {
    const says = 'a package, Manager, Written, true, later, beside, a thread that knows later, node:fs';
    assert.ok(isPrepared(root));
    assert.equal(shown(root), says);
    const moved = `${root}-moved`;
    cpSync(root, moved, { recursive: true, preserveTimestamps: true });
    assert.ok(isPrepared(moved));
    writeFileSync(join(moved, 'beside.txt'), 'elsewhere');
    assert.equal(shown(moved), says.replace('beside', 'elsewhere'));
    rmSync(moved, { recursive: true });
  });

  test('is compiled once, and again when what was compiled is damaged or another V8’s', () => {
    const says = shown(root);
    const [compiled = ''] = compiledIn(root);
    const kept = readFileSync(compiled);
    assert.equal(shown(root), says);
    assert.deepEqual(readFileSync(compiled), kept);
    writeFileSync(compiled, kept.subarray(0, 100));
    assert.equal(shown(root), says);
    assert.ok(readFileSync(compiled).length > 100);
    assert.equal(shown(root, '--no-opt'), says);
    assert.equal(compiledIn(root).length, 2);
  });

  test('gives way when something else is written, even in a part that is loaded later', () => {
    writeFileSync(join(root, 'src/late.ts'), `export const late: string = 'changed';`);
    assert.equal(isPrepared(root), false);
    assert.match(shown(root), /changed/);
  });

  test('gives way when something else is installed, or when it is missing', () => {
    writeFileSync(join(root, 'package-lock.json'), '{"one": 2}');
    assert.equal(isPrepared(root), false);
    writeFileSync(join(root, 'package-lock.json'), '{"one": 1}');
    assert.ok(isPrepared(root));
    rmSync(join(programFolder(root), 'program.cjs'));
    assert.equal(isPrepared(root), false);
    rmSync(join(root, 'node_modules/.cache'), { recursive: true });
    assert.equal(isPrepared(root), false);
    assert.match(shown(root), /a package/);
  });
});
