import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { naiveMoment } from './naive-time.ts';

describe('a time without a zone', () => {
  test('is read as the clocks of a place show it, in summer and in winter', () => {
    assert.equal(naiveMoment('2025-07-01T12:00:00', 'Europe/Berlin'), Date.UTC(2025, 6, 1, 10));
    assert.equal(naiveMoment('2025-12-01 12:00', 'Europe/Berlin'), Date.UTC(2025, 11, 1, 11));
    assert.equal(naiveMoment('2025-12-01', 'America/New_York'), Date.UTC(2025, 11, 1, 5));
    assert.equal(naiveMoment('2025-12-01T00:00:00', 'Asia/Kolkata'), Date.UTC(2025, 10, 30, 18, 30));
  });

  test('keeps its fractions, and a zone that it says', () => {
    assert.equal(naiveMoment('2025-12-11T10:00:00.123456', 'UTC'), Date.UTC(2025, 11, 11, 10, 0, 0, 123));
    assert.equal(naiveMoment('2025-12-11T10:00:00Z', 'Asia/Tokyo'), Date.UTC(2025, 11, 11, 10));
    assert.equal(naiveMoment('2025-12-11T10:00:00-05:30', 'Asia/Tokyo'), Date.UTC(2025, 11, 11, 15, 30));
  });

  test('is right on both sides of a change of clocks', () => {
    assert.equal(naiveMoment('2025-03-30T01:30:00', 'Europe/Berlin'), Date.UTC(2025, 2, 30, 0, 30));
    assert.equal(naiveMoment('2025-03-30T03:30:00', 'Europe/Berlin'), Date.UTC(2025, 2, 30, 1, 30));
  });

  test('is none when it names no day that there is', () => {
    for (const text of ['', 'yesterday', '2025-02-30', '2025-13-01', '2025-01-01T25:00:00', '12345'])
      assert.equal(naiveMoment(text, 'UTC'), undefined, text);
  });
});
