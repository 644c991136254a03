import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { test } from 'node:test';
import { remedyForUnwritable } from './unwritable.ts';

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

test('a folder of somebody else wants another owner', () => {
  const said = remedyForUnwritable('/data', failure('EACCES'));
  assert.equal(said, 'Give it to the user that runs Acore: chown "$(id -un)" /data');
  assert.match(remedyForUnwritable('/data', failure('EPERM'), true), /chown -R /);
});

test('a read-only mount wants to be mounted for writing', () => {
  const said = remedyForUnwritable('/data', failure('EROFS'));
  assert.match(said, /mounted read-only; mount it for writing/);
  assert.doesNotMatch(said, /chown/);
});

test('what the system itself says of a read-only mount is understood', (t) => {
  try {
    accessSync('/sys', constants.W_OK);
    t.skip('nothing is mounted read-only here');
  } catch (error) {
    assert.match(remedyForUnwritable('/sys', error), /read-only|chown/);
  }
});
