import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldCase } from './fold-case.ts';

const cased = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter(
  (letter) => letter.toLowerCase() !== letter || letter.toUpperCase() !== letter,
);

test('letters that JavaScript counts as the same where capitals do not count are folded to one', () => {
  const folded = new Map(cased.map((letter) => [letter, foldCase(letter)]));
  for (const [letter, fold] of folded) {
    const others = cased.filter((other) => folded.get(other) !== fold).join('');
    for (const flags of ['i', 'iu'])
      assert.ok(!new RegExp(letter, flags).test(others), `${letter} under ${flags}`);
  }
});

test('letters without a capital are the same as themselves only', () => {
  const isCased = new Set(cased);
  const plain = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter(
    (letter) => !isCased.has(letter),
  );
  assert.equal(foldCase(plain.join('')), plain.join(''));
  const pattern = new RegExp(`[${cased.join('')}]`, 'iu');
  const single = plain.filter((letter) => letter < '\ud800' || letter > '\udfff');
  assert.deepEqual(
    single.filter((letter) => pattern.test(letter)),
    [],
  );
});

test('the length stays, and so does what has no capitals', () => {
  assert.equal(foldCase('Straße ΣΊΣΥΦΟΣ 😀!'), foldCase('sTRAẞE σίσυφος 😀!'));
  assert.equal(foldCase('İ').length, 1);
});
