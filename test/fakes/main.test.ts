import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isJson, parseJson } from './http.ts';

test('npm run fakes -- --json prints one line, serves, and stops on SIGTERM', async () => {
  const child = spawn(process.execPath, [new URL('main.ts', import.meta.url).pathname, '--json']);
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += String(chunk);
  });
  await once(child.stdout, 'data');
  const said = parseJson(printed);
  assert.ok(said && isJson(said['alice']) && isJson(said['channels']) && isJson(said['openai']));
  assert.equal(printed.trim().split('\n').length, 1);
  assert.deepEqual(Object.keys(said), [
    'base',
    'api',
    'alice',
    'bob',
    'app',
    'bot',
    'guild',
    'channels',
    'openai',
    'ollama',
  ]);
  assert.deepEqual(Object.keys(said['channels']), ['cat', 'text', 'second', 'voice', 'forum']);
  const url = `${String(said['api'])}/v10/channels/${String(said['channels']['text'])}/messages`;
  const headers = { authorization: String(said['alice']['token']), 'content-type': 'application/json' };
  const posted = await fetch(url, { method: 'POST', headers, body: '{"content":"hello"}' });
  assert.equal(posted.status, 200);
  await posted.text();
  const models = await fetch(`${String(said['openai']['base'])}/models`);
  assert.equal(models.status, 200);
  await models.text();
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
});

test('the fakes stop when the shell that npm started them with is stopped', async () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  // The words after it keep the shell from becoming the program itself.
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${main}" --json; exit`], {
    env: { ...process.env, npm_lifecycle_event: 'fakes' },
  });
  await once(shell.stdout, 'data');
  const silent = once(shell.stdout, 'close');
  shell.kill('SIGTERM');
  await silent;
});
