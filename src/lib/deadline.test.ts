import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { createDeadline, within } from './deadline.ts';

test('it aborts when time is up, and says so', async () => {
  using deadline = createDeadline(1, new AbortController().signal);
  await once(deadline.signal, 'abort');
  assert.equal(deadline.signal.reason.name, 'TimeoutError');
});

test('it aborts with the other signal, for that one’s reason', () => {
  const other = new AbortController();
  using deadline = createDeadline(60_000, other.signal);
  other.abort('enough');
  assert.equal(deadline.signal.reason, 'enough');
});

test('once the work is done it keeps no timer', () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  const deadline = createDeadline(60_000, new AbortController().signal);
  assert.equal(timers(), before + 1);
  deadline[Symbol.dispose]();
  assert.equal(timers(), before);
});

test('work is waited for only so long', async () => {
  assert.equal(await within(60_000, Promise.resolve('done')), 'done');
  await assert.rejects(within(1, new Promise(() => {})), /too long/);
});
