import { isDayOfMonth, monthNames } from '../../../lib/calendar.ts';
import { fold } from '../../../lib/fold.ts';
import { couldFit } from './could-fit.ts';
import { type Day, dayOf, settled, startOf, weekdayOf } from './day.ts';
import { timeWords } from './time-languages.ts';
import {
  type Period,
  readCount,
  type TimeForm,
  type TimeRole,
  type TimeWords,
  type Unit,
} from './time-words.ts';

/** A stretch of time somebody spoke of: from its beginning to the beginning of what follows. */
export interface Span {
  from: number;
  until: number;
  /** As a sentence tells it: `on 4 December 2026`, `in May 2027`. */
  says: string;
}

/** A phrase of time that ends what somebody said. */
export interface TimePhrase {
  role: TimeRole;
  /** As it was said: `for ten years`. */
  said: string;
  /**
   * What is over and what is to come read "in May" differently; `now` is another moment to reckon from. Undefined for
   * what nobody can reckon.
   */
  span(lean: 'past' | 'future', now?: number): Span | undefined;
}

/** Where the reader stands. */
export interface Moment {
  at: number;
  timeZone: string;
}

/** A stretch of whole days. */
interface Days {
  first: Day;
  next: Day;
  form: TimeForm;
}
type Reading = (today: Day, lean: 'past' | 'future') => Days;

/** Takes phrases of time off the end of a text: `in Oslo since May` leaves `in Oslo`. */
export function takeTimes(
  text: string,
  language: string,
  moment: Moment,
): { text: string; times: TimePhrase[] } {
  const words = timeWords[language];
  const times: TimePhrase[] = [];
  let rest = text;
  for (let again = words !== undefined; again && words !== undefined; ) {
    const taken = takeOne(rest, words, moment);
    again = taken !== undefined;
    if (taken === undefined) break;
    rest = taken.text;
    times.push(...taken.times);
  }
  return { text: rest, times };
}

function takeOne(
  text: string,
  words: TimeWords,
  moment: Moment,
): { text: string; times: TimePhrase[] } | undefined {
  const clock = words.clock.exec(text);
  if (clock !== null && clock.index > 0) return { text: text.slice(0, clock.index), times: [] };
  const span = couldFit(words.between, text) ? words.between.exec(text) : null;
  if (span !== null) {
    const said = span[0].trim();
    const ends = [span[1], span[2]].flatMap((when, index) => {
      const role = index === 0 ? 'since' : 'until';
      const reading = readWhen(when ?? '', words, role);
      return reading === undefined ? [] : ({ role, said, span: spanIn(reading, words, moment) } as const);
    });
    if (ends.length === 2) return { text: text.slice(0, span.index), times: ends };
  }
  for (const { role, pattern } of words.roles) {
    const found = couldFit(pattern, text) ? pattern.exec(text) : null;
    if (found === null) continue;
    const said = found[0].replace(/^[\s,]+/, '');
    const reading = readWhen(found[1] ?? '', words, role);
    if (reading === undefined && role !== 'long' && role !== 'brief') continue;
    return {
      text: text.slice(0, found.index),
      times: [{ role, said, span: spanIn(reading, words, moment) }],
    };
  }
  return undefined;
}

function spanIn(
  reading: Reading | undefined,
  words: TimeWords,
  { at, timeZone }: Moment,
): TimePhrase['span'] {
  return (lean, now = at) => {
    if (reading === undefined) return undefined;
    const { first, next, form } = reading(dayOf(now, timeZone), lean);
    const [from, until] = [startOf(first, timeZone), startOf(next, timeZone)];
    return { from, until, says: words.says(form, first) };
  };
}

/** A date by itself, as of a birthday: `12 May`, `12 May 1998`. */
export function readDate(
  text: string,
  language: string,
): { day: number; month: number; year?: number } | undefined {
  const words = timeWords[language];
  const found = words?.date.exec(fold(text)) ?? words?.dateBackwards.exec(fold(text));
  if (words === undefined || found?.groups === undefined) return undefined;
  const { day, month, year } = found.groups;
  const number = words.months.indexOf((month ?? '').slice(0, 3)) + 1;
  const date = { day: Number(day), month: number, ...(year !== undefined && { year: Number(year) }) };
  return isDayOfMonth(date) ? date : undefined;
}

/** `4 December 2026` */
export function dateSays({ day, month, year }: { day: number; month: number; year?: number }): string {
  return `${day} ${monthNames[month - 1]}${year === undefined ? '' : ` ${year}`}`;
}

function readWhen(phrase: string, words: TimeWords, role: TimeRole): Reading | undefined {
  const text = fold(phrase);
  if (role === 'long' || role === 'brief') return undefined;
  if (role === 'for') return readLength(text.replace(/ lang$/, ''), words);
  return (
    readRelative(text, words) ??
    readSeason(text, words) ??
    readWeekday(text, words) ??
    readMonth(text, words) ??
    readNamedDate(text, words)
  );
}

/** `five years` ending today. */
function readLength(text: string, words: TimeWords): Reading | undefined {
  const { count: said = '', unit: of = '', half, half2 } = words.length.exec(text)?.groups ?? {};
  const whole = words.half.test(said) ? 0.5 : readCount(said, words);
  const unit = words.units[of];
  if (whole === undefined || unit === undefined) return undefined;
  const count = whole + (half === undefined && half2 === undefined ? 0 : 0.5);
  return (today) => days(moved(today, unit, -count), 1);
}

function readRelative(text: string, words: TimeWords): Reading | undefined {
  const fixed = words.days[text];
  if (fixed !== undefined) return (today) => days({ ...today, day: today.day + fixed }, 1);
  const ago = words.ago.exec(text) ?? words.ahead.exec(text);
  if (ago !== null) {
    const count = readCount(ago[1] ?? '', words);
    const unit = words.units[ago[2] ?? ''];
    const sign = words.ago.test(text) ? -1 : 1;
    if (count === undefined || unit === undefined) return undefined;
    return (today) =>
      periodOf(moved(today, unit, sign * count), unit === 'day' || unit === 'week' ? 'day' : unit);
  }
  const near = words.near.exec(text);
  const step = words.steps[near?.[1] ?? ''];
  const unit = words.periods[near?.[2] ?? ''];
  if (step === undefined || unit === undefined) return undefined;
  return (today) => namedPeriod(today, unit, step);
}

/** "In spring", "in the summer of 2019": the next one, or the last that has begun. */
function readSeason(text: string, words: TimeWords): Reading | undefined {
  const found = words.season?.exec(text);
  const month = words.periods[found?.[1] ?? ''];
  if (typeof month !== 'number') return undefined;
  if (found?.[2] !== undefined) return () => seasonOf(Number(found[2]), month);
  return (today, lean) => season(today, month, lean === 'past' ? -1 : 0);
}

function readWeekday(text: string, words: TimeWords): Reading | undefined {
  const found = words.weekday.exec(text);
  if (found === null) return undefined;
  const weekday = words.weekdays.indexOf((found[2] ?? '').slice(0, words.weekdayLetters));
  const step = words.steps[found[1] ?? ''];
  if (weekday < 0) return undefined;
  return (today, lean) => {
    const back = step === undefined ? lean === 'past' : step < 0;
    const ahead = (weekday - weekdayOf(today) + 7) % 7 || 7;
    if (back) return days({ ...today, day: today.day + (ahead - 7 || -7) }, 1);
    // "Next Friday" said on a Thursday is none of this week's days.
    const skips = step === 1 && words.code === 'en' && weekdayOf(today) + ahead < 7 ? 7 : 0;
    return days({ ...today, day: today.day + ahead + skips }, 1);
  };
}

function readMonth(text: string, words: TimeWords): Reading | undefined {
  const year = /^(?:19|20)\d\d$/.exec(text);
  if (year !== null) return () => yearDays(Number(text));
  const found = words.month.exec(text);
  if (found === null) return undefined;
  const month = words.months.indexOf((found[2] ?? '').slice(0, 3)) + 1;
  const step = words.steps[found[1] ?? ''];
  if (month === 0) return undefined;
  return (today, lean) => {
    if (found[3] !== undefined) return monthDays(Number(found[3]), month);
    const past = step === undefined ? lean === 'past' : step < 0;
    if (past) return monthDays(month <= today.month ? today.year : today.year - 1, month);
    return monthDays(month >= today.month ? today.year : today.year + 1, month);
  };
}

function readNamedDate(text: string, words: TimeWords): Reading | undefined {
  const named = readDate(text, words.code);
  if (named !== undefined) {
    return (today, lean) => days({ ...named, year: named.year ?? yearFor(named, today, lean) }, 1);
  }
  const inMonth = words.dayOfMonth.exec(text);
  if (inMonth === null) return undefined;
  const day = Number(inMonth[1]);
  return (today, lean) => {
    const away = lean === 'past' ? (day > today.day ? -1 : 0) : day < today.day ? 1 : 0;
    return days({ ...today, month: today.month + away, day }, 1);
  };
}

function yearFor(
  { day, month }: { day: number; month: number },
  today: Day,
  lean: 'past' | 'future',
): number {
  const later = month > today.month || (month === today.month && day > today.day);
  if (lean === 'past') return later ? today.year - 1 : today.year;
  return later || (month === today.month && day === today.day) ? today.year : today.year + 1;
}

function moved(day: Day, unit: Unit, count: number): Day {
  const whole = Math.trunc(count);
  if (unit === 'decade') return moved(day, 'year', count * 10);
  if (unit === 'year')
    return settled({ ...day, year: day.year + whole, month: day.month + (count - whole) * 12 });
  if (unit === 'month')
    return settled({ ...day, month: day.month + whole, day: day.day + (count - whole) * 30 });
  return settled({ ...day, day: Math.round(day.day + count * (unit === 'week' ? 7 : 1)) });
}

function days(first: Day, count: number): Days {
  const begins = settled(first);
  return {
    first: begins,
    next: settled({ ...begins, day: begins.day + count }),
    form: 'day',
  };
}

function monthDays(year: number, month: number): Days {
  const first = settled({ year, month, day: 1 });
  return { first, next: settled({ ...first, month: first.month + 1 }), form: 'month' };
}

function yearDays(year: number): Days {
  return {
    first: { year, month: 1, day: 1 },
    next: { year: year + 1, month: 1, day: 1 },
    form: 'year',
  };
}

function periodOf(day: Day, unit: Unit): Days {
  if (unit === 'year' || unit === 'decade') return yearDays(day.year);
  if (unit === 'month') return monthDays(day.year, day.month);
  return days(day, 1);
}

function namedPeriod(today: Day, period: Period, step: number): Days {
  if (typeof period === 'number') return season(today, period, step);
  if (period === 'year') return yearDays(today.year + step);
  if (period === 'month') return monthDays(today.year, today.month + step);
  const monday = { ...today, day: today.day - weekdayOf(today) + step * 7 };
  if (period === 'day') return days({ ...today, day: today.day + step }, 1);
  const weekend = period === 'weekend';
  const spread = days({ ...monday, day: monday.day + (weekend ? 5 : 0) }, weekend ? 2 : 7);
  return { ...spread, form: weekend ? 'weekend' : 'week' };
}

function season(today: Day, month: number, step: number): Days {
  const over = today.month >= month + 3;
  const year = today.year + (step < 0 ? (over ? 0 : -1) : over || step > 0 ? 1 : 0);
  return seasonOf(step > 0 && today.month < month ? today.year : year, month);
}

function seasonOf(year: number, month: number): Days {
  const first = { year, month, day: 1 };
  return { first, next: settled({ ...first, month: month + 3 }), form: 'season' };
}
