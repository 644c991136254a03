import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSteadiness, createSteadinesses, steadyStart } from './steady-start.ts';

const ids = Array.from({ length: 500 }, (_, index) => `message-${index}`);

test('a talk that grows begins at the same message for many turns', () => {
  const starts = ids.slice(60).map((_, turn) => turn + steadyStart(ids.slice(turn, turn + 60), 0, 30));
  const steps = new Set(starts).size;
  assert.ok(steps < starts.length / 8, `${steps} steps in ${starts.length} turns`);
  assert.deepEqual(
    starts,
    starts.toSorted((a, b) => a - b),
    'it never goes back',
  );
  assert.ok(starts.every((start, turn) => start >= turn && start < turn + 30));
});

test('without a choice it begins where it has to', () => {
  assert.equal(steadyStart(ids, 7, 0), 7);
  assert.equal(steadyStart(ids, 7, 1), 7);
  assert.equal(steadyStart([], 0, 30), 0);
});

test('remembered, it goes only when it has to, and then as far as it may', () => {
  const { startOf } = createSteadiness();
  const starts = ids.slice(60).map((_, turn) => turn + startOf(ids.slice(turn, turn + 60), 0, 30));
  const steps = new Set(starts).size;
  assert.ok(steps <= Math.ceil(starts.length / 30) + 1, `${steps} steps in ${starts.length} turns`);
  assert.ok(starts.every((start, turn) => start >= turn && start < turn + 30));
});

test('a message that was taken back, or is further away than allowed, is no beginning', () => {
  const { startOf } = createSteadiness();
  const first = startOf(ids, 0, 30);
  const without = ids.filter((id) => id !== ids[first]);
  assert.equal(startOf(without, 0, 30), 29);
  assert.equal(startOf(without, 0, 10), 9);
  assert.equal(startOf(without, 4, 0), 4);
  assert.equal(startOf([], 0, 30), 0);
});

test('so many talks are remembered, those that were told last', () => {
  const talks = createSteadinesses(2);
  talks.of('a').examplesTold = 1;
  talks.of('b').examplesTold = 2;
  talks.of('a');
  talks.of('c');
  assert.deepEqual([talks.of('a').examplesTold, talks.of('b').examplesTold], [1, undefined]);
});
