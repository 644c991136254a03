import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webConfig, webProblems } from './config.ts';
import { hostNameOf, isOwnName, urlOf } from './hosts.ts';

test('a Host header is taken apart, or refused', () => {
  assert.equal(hostNameOf('127.0.0.1:8787'), '127.0.0.1');
  assert.equal(hostNameOf('[::1]:8787'), '::1');
  assert.equal(hostNameOf('Acore.Example.org'), 'acore.example.org');
  for (const header of [undefined, '', 'a b', 'user@host', 'host/path'])
    assert.equal(hostNameOf(header), undefined);
});

test('on loopback only loopback is an own name; elsewhere addresses and listed names are too', () => {
  const here = { host: '127.0.0.1', names: [] };
  const open = { host: '0.0.0.0', names: ['acore.example.org'] };
  assert.deepEqual(
    ['localhost', '10.0.0.1', 'evil.example'].map((name) => isOwnName(name, here)),
    [true, false, false],
  );
  assert.deepEqual(
    ['localhost', '10.0.0.1', 'acore.example.org', 'evil.example'].map((name) => isOwnName(name, open)),
    [true, true, true, false],
  );
});

test('an address is written so that a browser finds it', () => {
  assert.equal(urlOf('0.0.0.0', 80), 'http://127.0.0.1:80');
  assert.equal(urlOf('::1', 80), 'http://[::1]:80');
});

test('an address that others can reach needs a password', () => {
  const problems = (given: object) => webProblems(webConfig.parse(given)).map(({ path }) => path);
  assert.deepEqual(problems({}), []);
  assert.deepEqual(problems({ host: '0.0.0.0' }), ['web.host']);
  assert.deepEqual(problems({ host: '0.0.0.0', password: 'long enough' }), []);
});
