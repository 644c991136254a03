import { monthNames, wallTime } from '../../../lib/calendar.ts';

/** A day of the calendar; days and months may run over, as in the 32nd of December. */
export interface Day {
  year: number;
  /** 1 … 12. */
  month: number;
  day: number;
}

const dayMs = 86_400_000;

/** The day that a moment belongs to on somebody's calendar. */
export function dayOf(at: number, timeZone: string): Day {
  const { year, month, day } = wallTime(at, timeZone);
  return { year, month: monthNames.indexOf(month) + 1, day };
}

/** When a day begins, in milliseconds since 1970. */
export function startOf({ year, month, day }: Day, timeZone: string): number {
  const utc = utcOf({ year, month, day });
  return utc - offsetAt(utc - offsetAt(utc, timeZone), timeZone);
}

/** How far the clocks of a zone are ahead at a moment. */
function offsetAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute } = { ...wallTime(at, timeZone), month: dayOf(at, timeZone).month };
  const minutes = hour * 60 + minute - Math.floor(at / 60_000);
  return utcOf({ year, month, day }) + minutes * 60_000;
}

/** Years of one or two digits are those years. */
function utcOf({ year, month, day }: Day): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

/** The same day written so that it exists: the 32nd of December becomes the 1st of January. */
export function settled({ year, month, day }: Day): Day {
  const date = new Date(utcOf({ year, month, day }));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 is Monday. */
export function weekdayOf({ year, month, day }: Day): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
}

/** How many days lie between. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round(
    (Date.UTC(to.year, to.month - 1, to.day) - Date.UTC(from.year, from.month - 1, from.day)) / dayMs,
  );
}
