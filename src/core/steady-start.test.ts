import assert from 'node:assert/strict';
import { test } from 'node:test';
import { steadyStart } from './steady-start.ts';

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
