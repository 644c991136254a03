import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortDigest } from './short-digest.ts';

test('a text has one short digest, which it had before', async () => {
  assert.equal(await shortDigest('tavern'), await shortDigest('tavern'));
  assert.notEqual(await shortDigest('tavern'), await shortDigest('Tavern'));
  assert.match(await shortDigest(''), /^e3b0c44298fc1c149afb$/);
});
