import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remember } from './remember.ts';

test('work is done once for each text that was asked for lately', () => {
  const done: string[] = [];
  const length = remember(2, (text) => {
    done.push(text);
    return text.length;
  });
  assert.deepEqual(['a', 'bb', 'a', 'ccc', 'a', 'bb'].map(length), [1, 2, 1, 3, 1, 2]);
  assert.deepEqual(done, ['a', 'bb', 'ccc', 'bb']);
});

test('a result of nothing is remembered too', () => {
  let times = 0;
  const nothing = remember(1, () => {
    times += 1;
    return undefined;
  });
  nothing('x');
  nothing('x');
  assert.equal(times, 1);
});
