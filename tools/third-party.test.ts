import assert from 'node:assert/strict';
import { test } from 'node:test';
import { licenceProblems, thirdParty } from './third-party.ts';

function lockOf(packages: Record<string, object>): string {
  return JSON.stringify({ packages: { '': { name: 'acore' }, ...packages } });
}

test('a copyleft or nameless licence of a package that is shipped is a problem', () => {
  const problem = (license: string | undefined, more = {}) =>
    licenceProblems(lockOf({ 'node_modules/x': { version: '1.0.0', license, ...more } })).length;
  for (const licence of [
    'GPL-3.0-only',
    'AGPL-3.0',
    'LGPL-2.1',
    'SSPL-1.0',
    'MPL-2.0',
    'MIT AND GPL-2.0',
    undefined,
    'UNLICENSED',
  ]) {
    assert.equal(problem(licence), 1, String(licence));
    assert.equal(problem(licence, { dev: true }), 0, `${licence} in development`);
  }
  for (const licence of ['MIT', 'Apache-2.0', '(MIT OR GPL-3.0)', 'GPL-2.0 OR BSD-3-Clause', '0BSD', 'ISC']) {
    assert.equal(problem(licence), 0, licence);
  }
});

test('every shipped package is listed once, wherever npm has put it', () => {
  const text = thirdParty(
    lockOf({
      'node_modules/@a/b': { version: '2.0.0', license: 'MIT' },
      'node_modules/c/node_modules/@a/b': { version: '2.0.0', license: 'MIT' },
      'node_modules/d': { version: '1.0.0', license: 'MIT', dev: true },
    }),
  );
  assert.equal(text.split('@a/b](').length - 1, 1);
  assert.ok(!text.includes('| [d]'));
});
