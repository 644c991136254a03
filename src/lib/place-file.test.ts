import assert from 'node:assert/strict';
import { existsSync, mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { placeFile } from './place-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a file is put in once, beside another of its name, and never over it', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'acore-place-'));
  const put = (text: string, write = true) => placeFile(folder.path, 'lore/sea.txt', bytes(text), write);
  assert.deepEqual(put('salt', false), { path: 'lore/sea.txt', known: false });
  assert.equal(existsSync(join(folder.path, 'lore')), false);
  assert.deepEqual(put('salt'), { path: 'lore/sea.txt', known: false });
  assert.deepEqual(put('salt'), { path: 'lore/sea.txt', known: true });
  assert.deepEqual(put('foam'), { path: 'lore/sea-2.txt', known: false });
  assert.deepEqual(put('foam'), { path: 'lore/sea-2.txt', known: true });
  assert.equal(readFileSync(join(folder.path, 'lore/sea.txt'), 'utf8'), 'salt');
});
