import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { mainModule } from '../bin/prepared.js';
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
const { late } = await import('./late.ts');
const [said] = await once(new Worker(new URL('./thread.ts', import.meta.url)), 'message');
console.log([from, Manager.name, Written.name, tells, late, beside, said].join(', '));
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

const isPrepared = (folder: string) => mainModule(folder).endsWith('/program/main.mjs');
const shown = (folder: string) => {
  const run = spawnSync(process.execPath, [new URL(mainModule(folder)).pathname], { encoding: 'utf8' });
  return run.stdout.trim() || run.stderr;
};

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
    const says = 'a package, Manager, Written, true, later, beside, a thread that knows later';
    assert.ok(isPrepared(root));
    assert.equal(shown(root), says);
    const moved = `${root}-moved`;
    cpSync(root, moved, { recursive: true, preserveTimestamps: true });
    assert.ok(isPrepared(moved));
    writeFileSync(join(moved, 'beside.txt'), 'elsewhere');
    assert.equal(shown(moved), says.replace('beside', 'elsewhere'));
    rmSync(moved, { recursive: true });
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
    rmSync(join(root, 'node_modules/.cache'), { recursive: true });
    assert.equal(isPrepared(root), false);
    assert.match(shown(root), /a package/);
  });
});
