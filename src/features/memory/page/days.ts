import { isMoment } from '../../../lib/calendar.ts';
import { type Day, dayOf, startOf } from '../extract/day.ts';

/** How much there is in a quarter of an hour: no day of any time zone begins within one. */
export interface Quarter {
  /** In milliseconds since 1970. */
  startsAt: number;
  count: number;
}

export const quarterMs = 900_000;

/** A day of the timeline. */
export interface DayOfMemory {
  /** `2026-11-26` */
  day: string;
  from: number;
  /** When the next day begins. */
  to: number;
  /** Facts that were said. */
  facts: number;
  /** Lines of the ledger. */
  changes: number;
}

/** Days on which something was said or changed, the newest first. */
export interface Timeline {
  days: DayOfMemory[];
  /** Before when there are more days. */
  next?: number | undefined;
}

/**
 * The days of quarters that come newest first. Where so many were asked for as there are, older ones may be missing, so
 * that the day of the last is not told yet.
 */
export function timelineOf(
  facts: readonly Quarter[],
  changes: readonly Quarter[],
  { timeZone, asked }: { timeZone: string; asked: number },
): Timeline {
  const cuts = [facts, changes].flatMap((some) => (some.length < asked ? [] : (some.at(-1)?.startsAt ?? 0)));
  const cut = Math.max(Number.NEGATIVE_INFINITY, ...cuts);
  const told = [
    ...facts.map(({ startsAt, count }) => ({ startsAt, facts: count, changes: 0 })),
    ...changes.map(({ startsAt, count }) => ({ startsAt, facts: 0, changes: count })),
  ]
    .filter(({ startsAt }) => startsAt >= cut && isMoment(startsAt))
    .sort((one, other) => other.startsAt - one.startsAt);
  const days: DayOfMemory[] = [];
  for (const quarter of told) {
    const last = days.at(-1);
    const day = last !== undefined && quarter.startsAt >= last.from ? last : begin(days, quarter, timeZone);
    day.facts += quarter.facts;
    day.changes += quarter.changes;
  }
  if (cuts.length === 0) return { days };
  const whole = days.length > 1 ? days.slice(0, -1) : days;
  return { days: whole, next: whole.at(-1)?.from };
}

function begin(days: DayOfMemory[], { startsAt }: { startsAt: number }, timeZone: string): DayOfMemory {
  const day = dayOf(startsAt, timeZone);
  const begun = {
    day: written(day),
    from: startOf(day, timeZone),
    to: startOf({ ...day, day: day.day + 1 }, timeZone),
    facts: 0,
    changes: 0,
  };
  days.push(begun);
  return begun;
}

function written({ year, month, day }: Day): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  );
}
