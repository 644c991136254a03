import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSettings } from '../src/config/load.ts';
import { documents, staleDocuments } from './write-docs.ts';

test('the generated documents are up to date', async () => {
  assert.deepEqual(await staleDocuments(), [], 'run: node tools/write-docs.ts');
});

test('the example changes nothing as it is, and is right when everything in it is taken in', async () => {
  const example = (await documents())['config.example.yaml'] ?? '';
  const load = (text: string) => loadSettings({ env: { ACORE_DATA: '/nowhere' }, readFile: () => text });
  const defaults = JSON.stringify((await load('')).settings);
  assert.equal(JSON.stringify((await load(example)).settings), defaults);
  const takenIn = example.replace(/^( *)# (\w+:)/gm, '$1$2');
  assert.notEqual(takenIn, example);
  assert.equal(JSON.stringify((await load(takenIn)).settings), defaults);
});
