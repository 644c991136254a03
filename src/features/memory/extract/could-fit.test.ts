import assert from 'node:assert/strict';
import { test } from 'node:test';
import { learned, missed, notLearned } from '../../../../test/fixtures/chat-lines.ts';
import { spelledOut } from './clauses.ts';
import { couldFit, needing } from './could-fit.ts';
import { languages } from './languages.ts';
import { timeWords } from './time-languages.ts';
import { takeTimes } from './times.ts';

test('an expression is tried where one of the words that it needs stands, in any letters', () => {
  const bird = needing('wren|owl', /\b(?:wren|owl)s?\b/i);
  assert.equal(couldFit(bird, 'two OWLS'), true);
  assert.equal(couldFit(bird, 'two cats'), false);
  assert.equal(couldFit(/cats/, 'two dogs'), true);
});

const changing = languages.flatMap(({ spellings, elliptic, rewrites, dropped }) =>
  [...spellings, ...elliptic, ...rewrites, ...dropped].map(([expression]) => expression),
);
const ending = Object.values(timeWords).flatMap(({ between, roles }) => [
  between,
  ...roles.map(({ pattern }) => pattern),
]);

test('what an expression is said to need is in everything that it fits', () => {
  const texts = [...learned.map(([text]) => text), ...missed, ...notLearned];
  const clauses = languages.flatMap((language) =>
    texts.map((text) => spelledOut(text, language)).flatMap((text) => [text, ...text.split(/, | and /)]),
  );
  for (const expression of [...changing, ...ending]) {
    for (const text of clauses.filter((each) => each.search(expression) >= 0))
      assert.ok(couldFit(expression, text), `${text} of ${expression.source}`);
  }
});

test('a short day of the week is a time as well', () => {
  const { text } = takeTimes('am flying to Rome on fri', 'en', { at: 0, timeZone: 'UTC' });
  assert.equal(text, 'am flying to Rome');
});
