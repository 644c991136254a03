import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCache } from './cache.ts';

function counting(most: number) {
  const asked: string[] = [];
  const cache = createCache(most, async (key) => {
    asked.push(key);
    return `${key}${asked.length}`;
  });
  return { asked, cache };
}

test('a key is looked up once', async () => {
  const { asked, cache } = counting(10);
  assert.equal(await cache.get('a'), 'a1');
  assert.equal(await cache.get('a'), 'a1');
  assert.deepEqual(asked, ['a']);
});

test('what is forgotten is looked up again', async () => {
  const { cache } = counting(10);
  await cache.get('a');
  cache.forget('a');
  assert.equal(await cache.get('a'), 'a2');
});

test('the key asked for longest ago makes room', async () => {
  const { asked, cache } = counting(2);
  await cache.get('a');
  await cache.get('b');
  await cache.get('a');
  await cache.get('c');
  await cache.get('a');
  await cache.get('b');
  assert.deepEqual(asked, ['a', 'b', 'c', 'b']);
});

test('a failed look-up is tried again', async () => {
  let fails = true;
  const cache = createCache(2, async () => {
    if (fails) throw new Error('no');
    return 'yes';
  });
  await assert.rejects(cache.get('a'), /no/);
  fails = false;
  assert.equal(await cache.get('a'), 'yes');
});

test('an answer begun before a change does not outlive it', async () => {
  const answers: ((value: string) => void)[] = [];
  const cache = createCache(2, () => new Promise<string>((resolve) => answers.push(resolve)));
  const before = cache.get('a');
  cache.forget('a');
  const after = cache.get('a');
  answers[1]?.('new');
  answers[0]?.('old');
  assert.deepEqual([await before, await after, await cache.get('a')], ['old', 'new', 'new']);
});
