import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nearness, timesIn } from './times.ts';

// A Friday.
const now = Date.UTC(2023, 9, 20, 12);
const dayMs = 86_400_000;

function daysIn(text: string, timeZone = 'UTC'): string[] {
  return timesIn(text, now, timeZone).map(({ from, to }) => {
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    return `${day(from)}…${day(to - 1)}`;
  });
}

describe('times in questions', () => {
  const cases: [text: string, ...days: string[]][] = [
    ['What happened on 7 May?', '2023-05-07…2023-05-07'],
    ['and on the 7th of December', '2022-12-07…2022-12-07'],
    ['July 12, 2022', '2022-07-12…2022-07-12'],
    ['on 2023-05-07', '2023-05-07…2023-05-07'],
    ['on 31 February'],
    ['on 2023-02-30'],
    ['in May 2023', '2023-05-01…2023-05-31'],
    ['in may, i think', '2023-05-01…2023-05-31'],
    ['in November', '2022-11-01…2022-11-30'],
    ['in 2022', '2022-01-01…2022-12-31'],
    ['the summer of 2022', '2022-06-01…2022-08-31'],
    ['last summer', '2023-06-01…2023-08-31'],
    ['yesterday', '2023-10-19…2023-10-19'],
    ['the day before yesterday', '2023-10-18…2023-10-18'],
    ['three days ago', '2023-10-17…2023-10-17'],
    ['two weeks ago', '2023-10-03…2023-10-09'],
    ['a month ago', '2023-09-05…2023-10-05'],
    ['last Tuesday', '2023-10-17…2023-10-17'],
    ['last Friday', '2023-10-13…2023-10-13'],
    ['last week', '2023-10-09…2023-10-15'],
    ['last weekend', '2023-10-14…2023-10-15'],
    ['this month', '2023-10-01…2023-10-31'],
    ['last year', '2022-01-01…2022-12-31'],
    ['between 3 May and 5 May 2023', '2023-05-03…2023-05-03', '2023-05-05…2023-05-05'],
    ['Was war gestern?', '2023-10-19…2023-10-19'],
    ['vorgestern', '2023-10-18…2023-10-18'],
    ['vor drei Tagen', '2023-10-17…2023-10-17'],
    ['vor zwei Wochen', '2023-10-03…2023-10-09'],
    ['letzten Dienstag', '2023-10-17…2023-10-17'],
    ['am Freitag', '2023-10-13…2023-10-13'],
    ['letzte Woche', '2023-10-09…2023-10-15'],
    ['letztes Wochenende', '2023-10-14…2023-10-15'],
    ['diesen Monat', '2023-10-01…2023-10-31'],
    ['im März', '2023-03-01…2023-03-31'],
    ['im Mai 2022', '2022-05-01…2022-05-31'],
    ['am 7. Mai', '2023-05-07…2023-05-07'],
    ['am 7.5.2022', '2022-05-07…2022-05-07'],
    ['im letzten Sommer', '2023-06-01…2023-08-31'],
    ['May I ask what you may do on a march?'],
    ['Who is there?'],
  ];
  for (const [text, ...days] of cases) test(text, () => assert.deepEqual(daysIn(text).sort(), days));

  test('days begin on the clocks of the time zone', () => {
    const [span] = timesIn('on 7 May 2023', now, 'America/New_York');
    assert.equal(new Date(span?.from ?? 0).toISOString(), '2023-05-07T04:00:00.000Z');
  });
});

test('what is told in the days after is near, what was told before is not', () => {
  const span = { from: now, to: now + dayMs };
  assert.equal(nearness(now + 5, span), 1);
  assert.equal(nearness(now - 1, span), 0);
  assert.ok(nearness(now + 3 * dayMs, span) > nearness(now + 10 * dayMs, span));
});
