import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdsSecret } from './secrets.ts';

test('the number of a lock is a secret, whatever it locks', () => {
  for (const text of [
    'remember: my locker code is 4711',
    'the code for the bike shed is 2468',
    "my suitcase's combination: 12-34-56",
  ])
    assert.ok(holdsSecret(text), text);
});

test('a code that opens nothing is none', () => {
  for (const text of [
    'my zip code is 90210',
    'I got error code 404',
    'I code in 3 languages',
    'my area code is 212',
  ])
    assert.ok(!holdsSecret(text), text);
});
