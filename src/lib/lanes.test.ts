import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as breath } from 'node:timers/promises';
import { createLanes } from './lanes.ts';

test('a lane never works twice at once, and looks again when woken meanwhile', async () => {
  const waiting = new Map([['a', 3]]);
  let inside = 0;
  let most = 0;
  const done: string[] = [];
  const lanes = createLanes(
    async (lane) => {
      inside += 1;
      most = Math.max(most, inside);
      const left = waiting.get(lane) ?? 0;
      waiting.set(lane, 0);
      await breath();
      for (let i = 0; i < left; i += 1) done.push(lane);
      inside -= 1;
    },
    () => assert.fail('nothing fails here'),
  );
  lanes.wake('a');
  lanes.wake('a');
  waiting.set('a', (waiting.get('a') ?? 0) + 2);
  lanes.wake('a');
  await lanes.idle();
  assert.equal(most, 1);
  assert.equal(done.length, 5);
});

test('lanes do not wait for each other, and a failure stays in its lane', async () => {
  const order: string[] = [];
  const failures: string[] = [];
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const lanes = createLanes(
    async (lane) => {
      if (lane === 'slow') await held;
      if (lane === 'broken') throw new Error('no');
      order.push(lane);
    },
    (lane) => failures.push(lane),
  );
  for (const lane of ['slow', 'broken', 'quick']) lanes.wake(lane);
  await breath();
  assert.deepEqual(order, ['quick']);
  letGo();
  await lanes.idle();
  assert.deepEqual(order, ['quick', 'slow']);
  assert.deepEqual(failures, ['broken']);
});
