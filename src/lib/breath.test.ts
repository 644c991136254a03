import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBreath } from './breath.ts';

/** How often the event loop turns during so many steps of a chain of promises, each a millisecond long. */
async function turnsDuring(steps: number, everyMs: number): Promise<number> {
  let now = 0;
  const breath = createBreath(everyMs, () => now);
  let turns = 0;
  let counting: NodeJS.Immediate | undefined;
  const count = () => {
    turns += 1;
    counting = setImmediate(count);
  };
  counting = setImmediate(count);
  for (; now < steps; now += 1) await breath();
  clearImmediate(counting);
  return turns;
}

test('a chain of promises lets the event loop turn, as often as it should', async () => {
  assert.equal(await turnsDuring(60, 2), 20);
  assert.equal(await turnsDuring(60, 20), 2);
});

test('without it, it does not', async () => {
  assert.equal(await turnsDuring(60, Infinity), 0);
});
