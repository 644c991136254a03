import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { root } from './command.ts';
import { temporaryFolder } from './harness.ts';

test('who reads the log may go away: Acore goes on, and stops as it should', async () => {
  using folder = temporaryFolder();
  const acore = spawn(process.execPath, [`${root}bin/acore.js`, 'start', '--json'], {
    env: { PATH: process.env['PATH'] ?? '', ACORE_DATA: folder.path, PORT: '0', OLLAMA_HOST: '127.0.0.1:9' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(acore, 'exit');
  await once(acore.stdout, 'data');
  acore.stdout.destroy();
  acore.stderr.destroy();
  acore.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
});
