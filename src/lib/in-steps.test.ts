import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inSteps } from './in-steps.ts';

test('a step is done until nothing is left, and others go first in between', async () => {
  const left = [3, 2, 1];
  const order: string[] = [];
  setImmediate(() => order.push('somebody else'));
  const done = await inSteps(async () => {
    order.push('step');
    return left.shift() ?? 0;
  });
  assert.equal(done, 6);
  assert.ok(order.indexOf('somebody else') < order.length - 1, order.join());
});

test('what is stopped takes no further step', async () => {
  const stop = new AbortController();
  let steps = 0;
  const work = inSteps(async () => {
    steps += 1;
    stop.abort(new Error('stopped'));
    return 1;
  }, stop.signal);
  await assert.rejects(work, /stopped/);
  assert.equal(steps, 1);
});
