import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { replaceFile } from './replace-file.ts';

test('a file is replaced whole, and the one before lies beside it', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'acore-replace-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const target = join(folder, 'a.json');
  assert.equal(replaceFile(target, Buffer.from('one')), undefined);
  assert.equal(replaceFile(target, Buffer.from('two')), `${target}.bak`);
  assert.deepEqual(
    [target, `${target}.bak`].map((file) => readFileSync(file, 'utf8')),
    ['two', 'one'],
  );
  mkdirSync(join(folder, 'folder'));
  assert.throws(() => replaceFile(join(folder, 'folder'), Buffer.from('three')));
  assert.deepEqual(readdirSync(folder).sort(), ['a.json', 'a.json.bak', 'folder']);
});
