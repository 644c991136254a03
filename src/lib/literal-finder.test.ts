import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLiteralFinder } from './literal-finder.ts';

function find(keys: string[], text: string): [string, number][] {
  const found: [string, number][] = [];
  createLiteralFinder(keys)(text, (key, end) => found.push([keys[key] ?? '', end]));
  return found;
}

test('all keys are found in one pass, those within others as well', () => {
  assert.deepEqual(find(['he', 'she', 'his', 'hers'], 'ushers'), [
    ['she', 4],
    ['he', 4],
    ['hers', 6],
  ]);
  assert.deepEqual(find(['aa'], 'aaaa'), [
    ['aa', 2],
    ['aa', 3],
    ['aa', 4],
  ]);
});

test('keys that are equal are found each, an empty one never', () => {
  const found: number[] = [];
  createLiteralFinder(['cat', '', 'cat'])('a cat', (key) => found.push(key));
  assert.deepEqual(found, [0, 2]);
  assert.deepEqual(find([], 'text'), []);
});

test('halves of pairs are characters like others', () => {
  assert.deepEqual(find(['\ude00', '😀'], 'x😀'), [
    ['😀', 3],
    ['\ude00', 3],
  ]);
});

test('ten thousand keys are found where they are, and only there', () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `key ${index * 7};`);
  const found = find(keys, `key 7; and key 69993; but not key 8; key 70`);
  assert.deepEqual(
    found.map(([key]) => key),
    ['key 7;', 'key 69993;'],
  );
});
