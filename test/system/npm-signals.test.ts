import assert from 'node:assert/strict';
import { test } from 'node:test';
import { begin } from './command.ts';
import { temporaryFolder } from './harness.ts';

const onPosix = { skip: process.platform === 'win32' && 'Windows has no signals', timeout: 60_000 };

// A shell between npm and Acore would die of the signal and leave Acore behind, or not hear it at all.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} to npm start alone stops Acore`, onPosix, async () => {
    using folder = temporaryFolder();
    const env = { ACORE_DATA: folder.path, PORT: '0', OLLAMA_HOST: '127.0.0.1:9' };
    await using npm = begin(['start'], { env, program: ['npm'] });
    await npm.writes(/Acore is ready: \S+/);
    const url = /Acore is ready: (\S+)/.exec(npm.out())?.[1] ?? '';
    npm.signal(signal);
    const { complaint, code } = await npm.ended;
    assert.match(complaint, /Stopping/);
    assert.equal(code, 0);
    await assert.rejects(fetch(`${url}/healthz`));
  });
}

test('npm run fakes stops on SIGTERM to npm alone', onPosix, async () => {
  await using npm = begin(['run', '-s', 'fakes', '--', '--json'], { env: {}, program: ['npm'] });
  await npm.writes(/^\{.*\}\n/);
  const { base } = JSON.parse(npm.out()) as { base: string };
  npm.signal('SIGTERM');
  assert.equal((await npm.ended).code, 0);
  await assert.rejects(fetch(base));
});
