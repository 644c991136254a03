import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as breath } from 'node:timers/promises';
import { createLimit } from './limit.ts';

test('no more than the limit run at once, in order of arrival', async () => {
  const limit = createLimit(2);
  const { signal } = new AbortController();
  const started: number[] = [];
  let inside = 0;
  let most = 0;
  await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      limit.run(signal, async () => {
        started.push(n);
        inside += 1;
        most = Math.max(most, inside);
        await breath();
        inside -= 1;
      }),
    ),
  );
  assert.deepEqual(started, [1, 2, 3, 4, 5]);
  assert.equal(most, 2);
});

test('whoever gives up while waiting leaves the queue', async () => {
  const limit = createLimit(1);
  const control = new AbortController();
  let letGo = () => {};
  const first = limit.run(
    new AbortController().signal,
    () =>
      new Promise<void>((resolve) => {
        letGo = resolve;
      }),
  );
  const second = limit.run(control.signal, async () => 'never');
  control.abort(new Error('gave up'));
  await assert.rejects(second, /gave up/);
  letGo();
  await first;
  assert.equal(await limit.run(new AbortController().signal, async () => 'third'), 'third');
  assert.equal(limit.waiting(), 0);
});
