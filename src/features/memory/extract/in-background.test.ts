import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { extractFacts, extractInBackground } from './index.ts';

const bo = { id: 'bo', name: 'Bo', kind: 'person' as const };

function lines(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    messageId: String(index),
    author: bo,
    text: `I live in Oslo, I have ${index + 2} cats and “I love tea”`,
    at: index,
    mentions: [],
  }));
}

test('in the background the same is read, and others have their turn between the lines', async () => {
  let turns = 0;
  let done = false;
  const others = (async () => {
    for (; !done; turns += 1) await turn();
  })();
  const drafts = await extractInBackground(lines(300), [bo], {});
  done = true;
  await others;
  assert.deepEqual(drafts, extractFacts(lines(300), [bo]));
  assert.ok(drafts.length >= 300);
  assert.ok(turns > 5, `${turns} turns`);
});

test('where everything ends, what is under way is still read', async () => {
  const drafts = await extractInBackground(lines(1), [bo], { signal: AbortSignal.abort() });
  assert.deepEqual(drafts, extractFacts(lines(1), [bo]));
});
