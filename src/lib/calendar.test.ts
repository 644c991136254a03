import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockFace, isTimeZone, partOfDay, wallTime } from './calendar.ts';

const evening = Date.UTC(2026, 10, 22, 21, 40);

test('a moment is told in its time zone', () => {
  assert.deepEqual(wallTime(evening, 'UTC'), {
    weekday: 'Sunday',
    day: 22,
    month: 'November',
    year: 2026,
    hour: 21,
    minute: 40,
  });
  assert.equal(clockFace(wallTime(evening, 'Asia/Tokyo')), '06:40');
  assert.equal(wallTime(evening, 'Asia/Tokyo').weekday, 'Monday');
  assert.equal(clockFace(wallTime(Date.UTC(2026, 0, 1), 'UTC')), '00:00');
});

test('every hour has its part of the day', () => {
  const parts = Array.from({ length: 24 }, (_, hour) => partOfDay({ ...wallTime(evening, 'UTC'), hour }));
  assert.deepEqual(
    [parts[4], parts[5], parts[12], parts[18], parts[22], parts[23]],
    ['night', 'morning', 'afternoon', 'evening', 'evening', 'night'],
  );
});

test('a time zone that does not exist is known as such', () => {
  assert.ok(isTimeZone('Europe/Berlin'));
  assert.ok(!isTimeZone('Europe/Atlantis'));
});

test('what is beyond every calendar is shown as its end, and breaks nothing', () => {
  for (const moment of [9e15, -9e15, Number.POSITIVE_INFINITY])
    assert.equal(Number.isInteger(wallTime(moment, 'Asia/Tokyo').year), true);
});
