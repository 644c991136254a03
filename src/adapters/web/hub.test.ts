import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHub } from './hub.ts';

test('a page that reads nothing is let go, so that it cannot fill the memory', async () => {
  const hub = createHub<{ text: string }>();
  const response = hub.open({ text: 'hello' });
  const large = 'x'.repeat(100_000);
  for (let index = 0; index < 100; index += 1) hub.tell({ text: large });
  const kept = (await response?.text()) ?? '';
  assert.ok(kept.length < 3_000_000, `${kept.length} characters were kept`);
  assert.match(kept, /^retry: 1000\n\ndata: {"text":"hello"}\n\n/);
});

test('only so many pages are open at once; one that leaves makes room', async () => {
  const hub = createHub<string>();
  const pages = Array.from({ length: 64 }, () => hub.open('hello'));
  assert.ok(pages.every((page) => page !== undefined));
  assert.equal(hub.open('hello'), undefined);
  await pages[0]?.body?.cancel();
  assert.ok(hub.open('hello') !== undefined);
  hub.close();
});

test('every page ends when the hub closes', async () => {
  const hub = createHub<string>();
  const page = hub.open('first');
  hub.tell('second');
  hub.close();
  assert.equal(await page?.text(), 'retry: 1000\n\ndata: "first"\n\ndata: "second"\n\n');
});

test('who leaves takes all pages of the same session along, with a last word', async () => {
  const hub = createHub<string>();
  const mine = [hub.open('hello', 'mine'), hub.open('hello', 'mine')];
  const other = hub.open('hello', 'other');
  hub.leave('mine', 'bye');
  hub.tell('later');
  for (const page of mine)
    assert.equal(await page?.text(), 'retry: 1000\n\ndata: "hello"\n\ndata: "bye"\n\n');
  hub.close();
  assert.match((await other?.text()) ?? '', /"later"\n\n$/);
});
