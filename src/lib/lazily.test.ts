import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lazily } from './lazily.ts';

describe('what is made lazily', () => {
  test('is made when it is asked for, and once, even when it is nothing', () => {
    let times = 0;
    const nothing = lazily(() => {
      times += 1;
      return undefined;
    });
    assert.equal(times, 0);
    assert.deepEqual([nothing(), nothing(), times], [undefined, undefined, 1]);
  });

  test('is tried again when it could not be made', () => {
    let times = 0;
    const late = lazily(() => {
      times += 1;
      if (times === 1) throw new Error('not yet');
      return times;
    });
    assert.throws(late, /not yet/);
    assert.deepEqual([late(), late()], [2, 2]);
  });
});
