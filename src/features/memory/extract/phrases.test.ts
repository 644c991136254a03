import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anyOf, phrases } from './phrases.ts';

test('a table is read by its lines and commas, and a comma within an expression parts nothing', () => {
  const table = phrases`
    as well, w/e, \d{1,2} times
    (?:full|part)[- ]time, yes,?
  `;
  assert.deepEqual(table.split('|'), [
    'as well',
    'w/e',
    '\\d{1,2} times',
    '(?:full',
    'part)[- ]time',
    'yes,?',
  ]);
  const whole = new RegExp(`^${anyOf(table, phrases`too`)}$`);
  for (const fits of ['as well', '12 times', 'part time', 'yes,', 'too']) assert.match(fits, whole);
  for (const not of ['', 'as', 'well, w/e', '123 times']) assert.doesNotMatch(not, whole);
});
