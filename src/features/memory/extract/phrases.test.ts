import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { anyCase, anyOf, atEnd, atStart, phrases, whole } from './phrases.ts';

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
  const either = new RegExp(`^${anyOf(table, phrases`too`)}$`);
  for (const fits of ['as well', '12 times', 'part time', 'yes,', 'too']) assert.match(fits, either);
  for (const not of ['', 'as', 'well, w/e', '123 times']) assert.doesNotMatch(not, either);
});

test('a table is looked for at the start, at the end or as the whole', () => {
  const table = phrases`new, new york`;
  assert.match('New moon', atStart(table));
  assert.doesNotMatch('news', atStart(table));
  assert.match('Almost new', atEnd(table));
  assert.doesNotMatch('new moon', atEnd(table));
  assert.match('new york', whole(table));
  assert.doesNotMatch('a new york', whole(table));
});

test('a part of an expression may be written in any letters while the rest minds them', () => {
  const mine = new RegExp(`^${anyCase('(?:my|our) (?<kin>fiancée|\\p{Ll}{3}\\d)')} [A-Z]`, 'u');
  for (const fits of ['my fiancée Ana', 'OUR FIANCÉE Ana', 'My cat7 Rex']) assert.match(fits, mine);
  for (const not of ['my fiancée ana', 'my CAT7 Rex']) assert.doesNotMatch(not, mine);
});

test('no expression relies on the flag that the engine reads wrongly', () => {
  const folder = import.meta.dirname;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const code = files.filter((file) => file.endsWith('.ts') && !/(?:^|\/)phrases\./.test(file));
  assert.ok(code.length > 100);
  for (const file of code) assert.doesNotMatch(readFileSync(`${folder}/${file}`, 'utf8'), /\(\?i:/, file);
});
