import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const oldNode = findOldNode();
const skip = oldNode === undefined ? 'this machine has no Node that is too old' : false;

/** A Node on this machine that cannot run TypeScript. */
function findOldNode(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .filter((path) => !path.includes('node_modules') && existsSync(path))
    .find(
      (path) =>
        Number(spawnSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.split('.')[0]) <
        24,
    );
}

/** A checkout with the launcher and a program of its own instead of Acore. */
function checkout(t: TestContext, main: string | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'acore-launcher-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  if (main === undefined) return folder;
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'main.ts'), main);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

test('an old Node is replaced by the project’s own, with arguments and exit code', { skip }, (t) => {
  const folder = checkout(
    t,
    `export async function main(argv: string[]): Promise<void> {
      console.log(JSON.stringify([process.versions.node, ...argv]));
      process.exitCode = 7;
    }`,
  );
  const { status, stdout } = spawnSync(oldNode ?? '', [join(folder, 'bin/acore.js'), 'a b', '--json'], {
    encoding: 'utf8',
  });
  assert.deepEqual(JSON.parse(stdout), [process.versions.node, 'a b', '--json']);
  assert.equal(status, 7);
});

test('where the project’s own Node is missing there is one clear sentence', { skip }, (t) => {
  const folder = checkout(t, undefined);
  const { status, stderr } = spawnSync(oldNode ?? '', [join(folder, 'bin/acore.js'), 'start'], {
    encoding: 'utf8',
  });
  assert.match(stderr, /^Acore needs Node 24\.15 or newer, this is \d.*run "npm ci" in .* first\.\n$/);
  assert.equal(status, 1);
});

for (const [signal, code] of [
  ['SIGTERM', 9],
  ['SIGINT', 9],
] as const) {
  test(`${signal} reaches the program, which decides how it ends`, { skip }, async (t) => {
    const folder = checkout(
      t,
      `export async function main(): Promise<void> {
        process.on('${signal}', () => process.exit(9));
        setInterval(() => {}, 1000);
        console.log(process.pid);
      }`,
    );
    const launcher = spawn(oldNode ?? '', [join(folder, 'bin/acore.js')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(launcher.stdout, 'data');
    launcher.kill(signal);
    assert.deepEqual(await once(launcher, 'exit'), [code, null]);
  });
}

test('a program that is killed is told as killed', { skip }, async (t) => {
  const folder = checkout(t, "export function main(): void { process.kill(process.pid, 'SIGKILL'); }");
  const { status } = spawnSync(oldNode ?? '', [join(folder, 'bin/acore.js')]);
  assert.equal(status, 137);
});
