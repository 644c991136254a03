import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration, parseDuration, roughDuration } from './duration.ts';

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

test('about how long something took', () => {
  const told = (text: string) => roughDuration(parseDuration(text) ?? 0);
  assert.deepEqual(['1m', '40m', '89m', '100m', '9h', '35h', '40h', '12d'].map(told), [
    '1 minute',
    '40 minutes',
    '89 minutes',
    '2 hours',
    '9 hours',
    '35 hours',
    '2 days',
    '12 days',
  ]);
});
