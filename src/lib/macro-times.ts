import { clockFace, monthNames, wallTime } from './calendar.ts';

interface Moment {
  now: number;
  timeZone: string;
}

/** `22 November 2026` */
export function dateText({ now, timeZone }: Moment): string {
  const { day, month, year } = wallTime(now, timeZone);
  return `${day} ${month} ${year}`;
}

/** `21:40` */
export function timeText({ now, timeZone }: Moment): string {
  return clockFace(wallTime(now, timeZone));
}

/** `2026-11-22` */
export function isoDate({ now, timeZone }: Moment): string {
  return formatted('YYYY-MM-DD', { now, timeZone });
}

/** The clock somewhere so many hours east of Greenwich: `+2`, `-3:30`. Empty where that is nowhere. */
export function timeInOffset(offset: string, now: number): string {
  const match = /^([+-])?(\d{1,2})(?::?(\d{2}))?$/.exec(offset.trim());
  if (match === null) return '';
  const minutes = (Number(match[2]) * 60 + Number(match[3] ?? 0)) * (match[1] === '-' ? -1 : 1);
  return Math.abs(minutes) > 24 * 60 ? '' : clockFace(wallTime(now + minutes * 60_000, 'UTC'));
}

/** A moment in a pattern of the letters that cards use: `YYYY`, `MM`, `DD`, `HH`, `mm`, `dddd` …; `[text]` stays. */
export function formatted(pattern: string, { now, timeZone }: Moment): string {
  const { year, month, day, weekday, hour, minute } = wallTime(now, timeZone);
  const number = monthNames.indexOf(month) + 1;
  const two = (value: number) => String(value).padStart(2, '0');
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const meanings: Record<string, string> = {
    YYYY: String(year),
    YY: two(year % 100),
    MMMM: month,
    MMM: month.slice(0, 3),
    MM: two(number),
    M: String(number),
    DD: two(day),
    D: String(day),
    dddd: weekday,
    ddd: weekday.slice(0, 3),
    HH: two(hour),
    H: String(hour),
    hh: two(twelve),
    h: String(twelve),
    mm: two(minute),
    m: String(minute),
    ss: two(Math.floor(now / 1000) % 60),
    A: hour < 12 ? 'AM' : 'PM',
    a: hour < 12 ? 'am' : 'pm',
  };
  const letters = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|A|a/g;
  return pattern.replace(letters, (written, kept?: string) => kept ?? meanings[written] ?? written);
}

const units: [string, number][] = [
  ['year', 365 * 24 * 3_600_000],
  ['month', 30 * 24 * 3_600_000],
  ['day', 24 * 3_600_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long something took, as people say it: `2 hours`, `a minute`, `just now`. */
export function spanText(ms: number): string {
  const found = units.find(([, length]) => Math.round(ms / length) >= 1);
  if (found === undefined) return 'just now';
  const [unit, length] = found;
  const count = Math.round(ms / length);
  return count === 1 ? `${unit === 'hour' ? 'an' : 'a'} ${unit}` : `${count} ${unit}s`;
}

/** How far two written moments are apart; empty where one of them is none. */
export function differenceText(a: string, b: string): string {
  const span = Math.abs(Date.parse(a.trim()) - Date.parse(b.trim()));
  return Number.isNaN(span) ? '' : spanText(span);
}
