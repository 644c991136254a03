import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quarterMs, timelineOf } from './days.ts';

const timeZone = 'Europe/Berlin';
/** Half past eleven in the evening in Berlin. */
const evening = Date.UTC(2026, 6, 1, 21, 30);
const quarter = (startsAt: number, count = 1) => ({ startsAt, count });

test('quarters fall into days as the clock on the wall has them', () => {
  const facts = [quarter(evening + 2 * quarterMs, 2), quarter(evening + quarterMs), quarter(evening)];
  const { days, next } = timelineOf(facts, [quarter(evening, 5)], { timeZone, asked: 10 });
  assert.deepEqual(days, [
    { day: '2026-07-02', from: Date.UTC(2026, 6, 1, 22), to: Date.UTC(2026, 6, 2, 22), facts: 2, changes: 0 },
    {
      day: '2026-07-01',
      from: Date.UTC(2026, 5, 30, 22),
      to: Date.UTC(2026, 6, 1, 22),
      facts: 2,
      changes: 5,
    },
  ]);
  assert.equal(next, undefined);
});

test('a day that may not be whole is left for the next step, one alone is not', () => {
  const facts = [quarter(evening + 2 * quarterMs), quarter(evening)];
  const { days, next } = timelineOf(facts, [], { timeZone, asked: 2 });
  assert.deepEqual([days.map(({ day }) => day), next], [['2026-07-02'], Date.UTC(2026, 6, 1, 22)]);
  const alone = timelineOf(facts.slice(1), [], { timeZone, asked: 1 });
  assert.deepEqual([alone.days.length, alone.next], [1, Date.UTC(2026, 5, 30, 22)]);
});

test('what lies before the last that was told of one list is not told of the other', () => {
  const facts = [quarter(evening), quarter(evening - 80 * quarterMs)];
  const changes = [quarter(evening - 200 * quarterMs)];
  const { days } = timelineOf(facts, changes, { timeZone, asked: 2 });
  assert.deepEqual(
    days.map(({ day, changes: count }) => [day, count]),
    [['2026-07-01', 0]],
  );
});
