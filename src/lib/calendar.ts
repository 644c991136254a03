/** A moment as a calendar and a clock on the wall show it. */
export interface WallTime {
  /** `Sunday` */
  weekday: string;
  day: number;
  /** `November` */
  month: string;
  year: number;
  /** 0 … 23 */
  hour: number;
  minute: number;
}

/** The months in English, in order. */
export const monthNames: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const kept = formats.get(timeZone);
  if (kept !== undefined) return kept;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}

/** Whether there is a time zone of this name. */
export function isTimeZone(timeZone: string): boolean {
  // Asking the calendar at all costs 8 MB, and most installations keep the default.
  if (timeZone === 'UTC') return true;
  try {
    formatFor(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** Between these moments lie the years that people write with up to four digits. */
export const firstMoment = -62_135_596_800_000;
export const lastMoment = 253_402_300_799_999;

/** Whether something is a moment that stands in people's calendars. */
export function isMoment(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= firstMoment && Number(value) <= lastMoment;
}

/** Whether a month has that day; without a year February has 29. */
export function isDayOfMonth({
  day,
  month,
  year = 2000,
}: {
  day: number;
  month: number;
  year?: number | undefined;
}): boolean {
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate() && month >= 1 && month <= 12;
}

/** The last moment that a calendar of any time zone can show, and the first is as far away. */
const furthest = 8.64e15 - 86_400_000;

/** Throws a RangeError for a time zone that does not exist; what is beyond every calendar counts as its end. */
export function wallTime(moment: number, timeZone: string): WallTime {
  const atMs = Math.max(-furthest, Math.min(moment, furthest));
  const parts = formatFor(timeZone).formatToParts(atMs);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    weekday: part('weekday'),
    day: Number(part('day')),
    month: part('month'),
    year: Number(part('year')),
    hour: Number(part('hour')),
    minute: Number(part('minute')),
  };
}

/** `21:40` */
export function clockFace({ hour, minute }: WallTime): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** `morning`, `afternoon`, `evening` or `night`. */
export function partOfDay({ hour }: WallTime): string {
  if (hour < 5 || hour >= 23) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}
