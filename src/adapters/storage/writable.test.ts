import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createWriteWatch } from './writable.ts';

const full = Object.assign(new Error('database or disk is full'), { errcode: 13 });

function watched(tryToWrite: () => Promise<void>) {
  let at = 0;
  const file = join(tmpdir(), 'acore.db');
  return { watch: createWriteWatch({ file, now: () => at, tryToWrite }), pass: (ms: number) => (at += ms) };
}

test('a full disk is told until a write succeeds; only now and then one is tried for that', async () => {
  let tries = 0;
  let mended = false;
  const { watch, pass } = watched(async () => {
    tries += 1;
    if (!mended) throw full;
  });
  assert.equal(watch.obstacle(), undefined);
  watch.failed(full);
  for (let asked = 0; asked < 50; asked += 1) assert.match(watch.obstacle() ?? '', /no space left/);
  assert.equal(tries, 0);
  pass(10_000);
  for (let asked = 0; asked < 50; asked += 1) assert.match(watch.obstacle() ?? '', /no space left/);
  await Promise.resolve();
  assert.equal(tries, 1);
  mended = true;
  pass(10_000);
  watch.obstacle();
  await Promise.resolve();
  assert.equal(watch.obstacle(), undefined);
  assert.equal(tries, 2);
});

test('what fails for another reason than the disk says nothing of it', () => {
  const { watch } = watched(async () => {});
  watch.failed(new Error('no such table'));
  watch.failed(Object.assign(new Error('a constraint'), { errcode: 1555 }));
  assert.equal(watch.obstacle(), undefined);
  watch.failed(Object.assign(new Error('disk I/O error'), { errcode: 778 }));
  assert.match(watch.obstacle() ?? '', /disk .* fails/);
});
