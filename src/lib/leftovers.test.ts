import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { removeLeftovers } from './leftovers.ts';
import { halfWritten } from './replace-file.ts';

const now = Date.now();
const dayMs = 86_400_000;

test('what is ours, old and unused goes; everything else stays', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'acore-test-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const put = (name: string, daysOld: number) => {
    const path = join(folder, name);
    writeFileSync(path, name);
    utimesSync(path, now / 1_000, (now - daysOld * dayMs) / 1_000);
  };
  const half = () => `.${crypto.randomUUID()}.new`;
  const fresh = half();
  mkdirSync(join(folder, 'inner'));
  put(half(), 2);
  put(join('inner', half()), 2);
  put(fresh, 0);
  put('notes.new', 400);
  put('.notes.new', 400);
  put('book.json.bak', 400);
  const link = half();
  symlinkSync(join(folder, 'notes.new'), join(folder, link));
  const place = { folder, name: halfWritten, deep: true };
  assert.equal(await removeLeftovers([place], now - dayMs), 2);
  assert.deepEqual(
    readdirSync(folder, { recursive: true }).map(String).sort(),
    [fresh, link, 'notes.new', '.notes.new', 'book.json.bak', 'inner'].sort(),
  );
});

test('what is still used stays, and a folder that is not there is no matter', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'acore-test-'));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const name of ['used', 'left']) {
    mkdirSync(join(folder, name));
    utimesSync(join(folder, name), 1, 1);
  }
  const name = /^(?:used|left)$/;
  const isUsed = (path: string) => path.endsWith('used');
  const places = [
    { folder, name, isUsed },
    { folder: join(folder, 'nowhere'), name },
  ];
  assert.equal(await removeLeftovers(places, now - dayMs), 1);
  assert.deepEqual(readdirSync(folder), ['used']);
});
