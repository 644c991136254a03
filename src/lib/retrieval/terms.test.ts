import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stem } from './stem.ts';
import { termsOf, wordsOf } from './terms.ts';

test('the forms of a word have one stem', () => {
  const families = [
    'adopt adopted adopting adopts adoption',
    'paint painted painting paintings paints',
    'connect connected connecting connection connections',
    'happy happiness',
    'pony ponies',
    'go went gone going goes',
    'child children',
    'hop hopped hopping hops',
    'relate related relational',
  ];
  for (const family of families) {
    const stems = new Set(family.split(' ').map(stem));
    assert.equal(stems.size, 1, `${family}: ${[...stems].join(' ')}`);
  }
});

test('different words keep different stems', () => {
  for (const pair of ['sky skill', 'university universe1', 'cat cater', 'sing sin', 'bed be'])
    assert.equal(new Set(pair.split(' ').map(stem)).size, 2, pair);
});

test('words that say nothing are no terms; marks and capitals do not matter', () => {
  assert.deepEqual(termsOf('What did you do at the Café?'), ['cafe']);
  assert.deepEqual(termsOf('Caroline’s CAFÉ'), termsOf('caroline cafe'));
  assert.deepEqual(termsOf("I don't, isn't it?"), []);
});

test('scripts without spaces are divided as a dictionary does', () => {
  assert.ok(termsOf('東京に行きました').includes('東京'));
  assert.ok(termsOf('Ich war in Zürich').includes('zurich'));
  assert.equal(wordsOf('').length, 0);
});
