import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aFact } from '../../../../test/support/facts.ts';
import { factFileOf, openMemory } from '../../../../test/support/memory.ts';
import { factFile, factFilesOf, mostBytes, writtenFile } from '../fact-file.ts';

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
  for (const none of ['5', '42', '31 February', '2026-02-31', '12/05/2026', 'the day of 2026-99-99'])
    await assert.rejects(use('memory changes', { as_of: none }), /is no moment/, none);
});

test('a file that is none of facts is told so in a few words', async (context) => {
  const { use } = await openMemory(context);
  const fileOf = (text: string) => {
    const bytes = new TextEncoder().encode(text);
    const file = { name: 'facts.json', contentType: 'application/json', size: bytes.length };
    return { ...file, bytes: async () => bytes };
  };
  await assert.rejects(use('memory import', { file: fileOf('{"acore"') }), /cannot be read as JSON/);
  const wrong = JSON.stringify({ acore: 'memory', version: 1, facts: Array(2_000).fill({}) });
  await assert.rejects(use('memory import', { file: fileOf(wrong) }), ({ message }: Error) => {
    assert.match(message, /is no file of facts.*statement/s);
    return message.length < 600;
  });
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

test('however many facts there are, what is given out can be brought in again', async (context) => {
  const bo = { id: 'bo', name: 'Bo' };
  const teapot = (number: number) =>
    aFact({
      id: `f${number}`,
      statement: `Bo has a teapot numbered ${number}.`,
      about: [bo],
      saidBy: bo,
      slot: undefined,
      value: `teapot ${number}`,
    });
  const many = factFilesOf(Array.from({ length: 4_500 }, (_, number) => teapot(number)));
  assert.deepEqual(
    many.map(({ facts }) => facts.length),
    [2_000, 2_000, 500],
  );
  const long = factFilesOf(
    Array.from({ length: 1_900 }, (_, number) => ({
      ...teapot(number),
      about: Array.from({ length: 10 }, () => ({ id: 'ö'.repeat(99), name: 'ü'.repeat(99) })),
    })),
  );
  for (const file of [...many, ...long]) {
    assert.ok(factFile.safeParse(JSON.parse(writtenFile(file))).success);
    assert.ok(Buffer.byteLength(writtenFile(file)) <= mostBytes);
  }
  assert.equal(
    long.reduce((sum, { facts }) => sum + facts.length, 0),
    1_900,
  );

  const { use } = await openMemory(context);
  const given = (text: string) => {
    const bytes = new TextEncoder().encode(text);
    return {
      name: 'facts.json',
      contentType: 'application/json',
      size: bytes.length,
      bytes: async () => bytes,
    };
  };
  for (const file of many.slice(1)) await use('memory import', { file: given(writtenFile(file)) });
  const { text, files = [] } = await use('memory export');
  assert.match(text, /2,500 facts, as 2 files/);
  assert.deepEqual(
    files.map(({ name }) => name),
    ['memory-1-of-2.json', 'memory-2-of-2.json'],
  );
  for (const { bytes } of files) {
    const { text: came } = await use('memory import', { file: given(new TextDecoder().decode(bytes)) });
    assert.match(came, /^0 facts were taken in\. (?:2000|500) were known already\.$/);
  }
});
