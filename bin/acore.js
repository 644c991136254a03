#!/usr/bin/env node
// Starts Acore on a Node that can run it: this one if it is new enough, else the one the project brings.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, loadMain } from './prepared.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 24 || (major === 24 && minor >= 15)) {
  // What is compiled already is not compiled again, and the TypeScript stripper is not even loaded: 18 MB less.
  module.enableCompileCache(cacheFolder(root));
  try {
    const { main } = await loadMain(root);
    await main(process.argv.slice(2));
  } catch (error) {
    const missing = /^Cannot find package '([^']+)'/.exec(error?.message)?.[1];
    if (missing === undefined) throw error;
    console.error(
      `The package ${missing}, which Acore is built on, is not installed: run "npm ci" in ${root} first.`,
    );
    process.exit(1);
  }
} else {
  runOnOwnNode();
}

function runOnOwnNode() {
  const node = ownNode();
  if (node === undefined) {
    console.error(
      `Acore needs Node 24.15 or newer, this is ${process.versions.node}, and the project's own Node is not installed: run "npm ci" in ${root} first.`,
    );
    process.exit(1);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal tells both processes by itself; told twice, Acore would not finish its turns.
    const toldAlready = process.stdin.isTTY && signal !== 'SIGTERM';
    process.on(signal, () => toldAlready || child.kill(signal));
  }
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

function ownNode() {
  const modules = join(root, 'node_modules');
  if (!existsSync(modules)) return undefined;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return readdirSync(modules)
    .filter((name) => /^node-(bin-)?(linux|win|darwin)-/.test(name))
    .map((name) => join(modules, name, 'bin', binary))
    .find((path) => existsSync(path));
}
