import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factFileOf, openMemory } from '../../../../test/support/memory.ts';

test('a page that is not there says how many there are', async (context) => {
  const { use } = await openMemory(context);
  await use('memory import', { file: factFileOf('bo', 'Bo collects stamps.') });
  for (const command of ['memory list', 'memory changes'])
    await assert.rejects(use(command, { page: 99 }), /There is no page 99; the last is 1/);
});

test('what was known is asked by a day in words, and not of a time to come', async (context) => {
  const { use } = await openMemory(context);
  await use('memory import', { file: factFileOf('bo', 'Bo collects stamps.') });
  assert.match((await use('memory changes', { as_of: 'yesterday' })).text, /Nothing\./);
  assert.match((await use('memory changes', { as_of: 'today' })).text, /stamps/);
  await assert.rejects(use('memory changes', { as_of: '2999-01-01' }), /has not come yet/);
});

test('while many facts come in others are not kept waiting', async (context) => {
  const { use } = await openMemory(context);
  const bo = { id: 'bo', name: 'Bo' };
  const facts = Array.from({ length: 300 }, (_, number) => ({
    ...{ statement: `Bo has a teapot numbered ${number}.`, kind: 'fact', about: [bo], saidBy: bo },
    saidAt: 1_700_000_000_000,
  }));
  const bytes = new TextEncoder().encode(JSON.stringify({ acore: 'memory', version: 1, facts }));
  const file = { name: 'facts.json', contentType: 'application/json', size: bytes.length };
  let turns = 0;
  const beat = setInterval(() => {
    turns += 1;
  }, 1);
  await use('memory import', { file: { ...file, bytes: async () => bytes } });
  clearInterval(beat);
  assert.ok(turns >= 5, `The event loop turned ${turns} times.`);
});
