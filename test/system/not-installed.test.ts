import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { acore, root } from './command.ts';
import { temporaryFolder } from './harness.ts';

test('a checkout in which nothing is installed says so in a sentence', async () => {
  using folder = temporaryFolder();
  for (const name of ['bin', 'src', 'package.json'])
    cpSync(join(root, name), join(folder.path, name), { recursive: true });
  const program = [process.execPath, join(folder.path, 'bin', 'acore.js')];
  const ended = await acore(['config', 'check'], { env: {}, program, cwd: folder.path });
  assert.equal(ended.code, 1);
  assert.equal(ended.out, '');
  assert.match(
    ended.complaint,
    /^The package \S+, which Acore is built on, is not installed: run "npm ci" in .* first\.\n$/,
  );
});
