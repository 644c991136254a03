import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factFileOf, openMemory } from '../../../../test/support/memory.ts';

test('a page that is not there says how many there are', async (context) => {
  const { use } = await openMemory(context);
  await use('memory import', { file: factFileOf('bo', 'Bo collects stamps.') });
  await assert.rejects(use('memory list', { page: 99 }), /There is no page 99; the last is 1/);
});

test('what was known is asked by a day in words, and not of a time to come', async (context) => {
  const { use } = await openMemory(context);
  await use('memory import', { file: factFileOf('bo', 'Bo collects stamps.') });
  assert.match((await use('memory changes', { as_of: 'yesterday' })).text, /Nothing\./);
  assert.match((await use('memory changes', { as_of: 'today' })).text, /stamps/);
  await assert.rejects(use('memory changes', { as_of: '2999-01-01' }), /has not come yet/);
});
