import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldCase } from './fold-case.ts';
import { requiredLiterals } from './literals.ts';
import { parsePattern } from './parse.ts';

function required(source: string, flags = ''): readonly string[] | undefined {
  const pattern = parsePattern(source, flags);
  return pattern && requiredLiterals(pattern)?.literals;
}

test('what every match must hold is read from the pattern', () => {
  assert.deepEqual(required('dragon'), ['dragon']);
  assert.deepEqual(required('\\bdragons?\\b'), ['dragon', 'dragons']);
  assert.deepEqual(required('[Dd]ragon'), ['Dragon', 'dragon']);
  assert.deepEqual(required('(?:red|blue) (?:fox|owl)'), ['red fox', 'red owl', 'blue fox', 'blue owl']);
  assert.deepEqual(required('a.*dragon.*bc'), ['dragon']);
  assert.deepEqual(required('(?:dragon\\d+|wyrm)'), ['dragon', 'wyrm']);
  assert.deepEqual(required('(?:ab){2}c+'), ['abab']);
  assert.deepEqual(required('(?=wolf)w\\w+(?!x)'), ['w']);
  assert.deepEqual(required('(ab)\\1'), ['ab']);
  assert.deepEqual(required('\\u{1f600}!', 'u'), ['😀!']);
});

test('a pattern that needs nothing in particular has none', () => {
  for (const source of ['', '\\w+', 'a?', 'a*', 'dragon|', '(?:dragon|\\d)', '[^a]', '^$', '(?=dragon)'])
    assert.equal(required(source), undefined, source);
});

test('where capitals do not count, literals are folded', () => {
  assert.deepEqual(required('DRAGON', 'i'), [foldCase('dragon')]);
  assert.deepEqual(required('(?i:D)ragon'), [foldCase('dragon')]);
  assert.deepEqual(required('КОТ', 'iu'), [foldCase('кот')]);
  assert.deepEqual(required('ſσK', 'iu'), [foldCase('sςk')]);
  assert.deepEqual(required('\u{10400}ab', 'iu'), [foldCase('ab')]);
});

test('of many alternatives only some are kept', () => {
  assert.deepEqual(required('[abc][abc][abc]x'), ['ax', 'bx', 'cx']);
  assert.deepEqual(required(`${'[abcd]'.repeat(3)}\\d+dragon`), ['dragon']);
});
