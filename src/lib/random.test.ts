import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashOf, seededRandom } from './random.ts';

test('the same seed gives the same numbers, another seed others', () => {
  const draw = (seed: string) => Array.from({ length: 5 }, seededRandom(seed));
  assert.deepEqual(draw('a'), draw('a'));
  assert.notDeepEqual(draw('a'), draw('b'));
});

test('numbers lie evenly between 0 and 1', () => {
  const random = seededRandom('even');
  const counts = Array.from({ length: 10 }, () => 0);
  for (let draw = 0; draw < 10_000; draw += 1) {
    const tenth = Math.floor(random() * 10);
    counts[tenth] = (counts[tenth] ?? Number.NaN) + 1;
  }
  for (const count of counts) assert.ok(Math.abs(count - 1_000) < 150, String(counts));
});

test('a hash is a whole number of 32 bits and seldom meets another', () => {
  const hashes = new Set(Array.from({ length: 10_000 }, (_, index) => hashOf(`channel:${index}`)));
  assert.ok(hashes.size > 9_990);
  for (const hash of hashes) assert.ok(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32);
});
