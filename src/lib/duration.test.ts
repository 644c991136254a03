import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration, parseDuration } from './duration.ts';

test('a duration is read in every unit', () => {
  assert.equal(parseDuration('250ms'), 250);
  assert.equal(parseDuration('1.5s'), 1_500);
  assert.equal(parseDuration('5m'), 300_000);
  assert.equal(parseDuration('2h'), 7_200_000);
  assert.equal(parseDuration(' 7d '), 604_800_000);
});

test('what is not a duration is undefined', () => {
  for (const text of ['', '5', 'm', '5 weeks', '-5s', '5s5'])
    assert.equal(parseDuration(text), undefined, text);
});

test('a duration is written in its largest whole unit', () => {
  assert.equal(formatDuration(604_800_000), '7d');
  assert.equal(formatDuration(90_000), '90s');
  assert.equal(formatDuration(1_500), '1500ms');
});
