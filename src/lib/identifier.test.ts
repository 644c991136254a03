import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIdentifiers } from './identifier.ts';

test('identifiers are unique and sort in the order of making, also within one millisecond', () => {
  const next = createIdentifiers(() => 1_763_800_000_000);
  const made = Array.from({ length: 5_000 }, () => next());
  assert.equal(new Set(made).size, made.length);
  assert.deepEqual(made, made.toSorted());
});

test('a later identifier sorts after an earlier one, and a clock that steps back does not change that', () => {
  let ms = 1_000;
  const next = createIdentifiers(() => ms);
  const first = next();
  ms = 2_000;
  const second = next();
  ms = 500;
  const third = next();
  assert.deepEqual([third, first, second].toSorted(), [first, second, third]);
  assert.match(first, /^[0-9a-hjkmnp-tv-z]{26}$/);
});

test('two makers do not collide', () => {
  const one = createIdentifiers(() => 7);
  const other = createIdentifiers(() => 7);
  assert.notEqual(one(), other());
});
