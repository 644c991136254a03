import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBreath } from './breath.ts';

test('a chain of promises lets the event loop turn', async () => {
  const breath = createBreath(2);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 0);
  for (const end = performance.now() + 60; performance.now() < end; ) await breath();
  clearInterval(timer);
  assert.ok(turns >= 5, `the loop turned ${turns} times`);
});

test('without it, it does not', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 0);
  for (const end = performance.now() + 30; performance.now() < end; ) await undefined;
  assert.equal(turns, 0);
  clearInterval(timer);
});
