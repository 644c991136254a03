import { isDayOfMonth, type WallTime, wallTime } from '../calendar.ts';
import { countCalled, monthCalled, seasonCalled, unitCalled, weekdayCalled } from './time-words.ts';

/** A stretch of time that a question speaks of, in milliseconds since 1970; `to` is not part of it. */
export interface Span {
  from: number;
  to: number;
}

/** One with the words that speak of it. */
export interface Said extends Span {
  said: string;
}

/** What expressions are counted from. */
interface Here {
  now: number;
  timeZone: string;
  today: Day;
}

/** A day of the calendar, month 1 … 12; one beyond the month's end is meant as in `Date.UTC`. */
interface Day {
  year: number;
  month: number;
  day: number;
}

type Reader = readonly [pattern: RegExp, read: (match: RegExpExecArray, here: Here) => Span | undefined];

const dayMs = 86_400_000;
// "May" is a month where it has a capital or a word before it that only times have; "march" likewise.
const month = String.raw`(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`;
const day = String.raw`(?<day>[0-3]?\d)(?:st|nd|rd|th)?`;
const year = String.raw`(?<year>(?:19|20)\d\d)`;
const weekday = '(?<weekday>(?:sun|mon|tues|wednes|thurs|fri|satur)day)';
const season = '(?<season>spring|summer|autumn|fall|winter)';
const count = String.raw`(?<count>\d{1,3}|a couple of|a few|few|several|an?|one|two|three|four|five|six|seven|eight|nine|ten)`;

const readers: readonly Reader[] = [
  [new RegExp(String.raw`\b${year}-(?<number>[01]\d)-(?<day>[0-3]\d)\b`, 'g'), isoDay],
  [new RegExp(String.raw`\b${day}\s+(?:of\s+)?${month},?(?:\s+(?:of\s+)?${year})?\b`, 'gi'), namedDay],
  [new RegExp(String.raw`\b${month}\s+(?:the\s+)?${day}\b(?!:)(?:,?\s+${year})?`, 'gi'), namedDay],
  [new RegExp(String.raw`\b${month},?\s+(?:of\s+)?${year}\b`, 'gi'), namedMonth],
  [
    new RegExp(
      String.raw`\b(?:in|of|since|during|last|this|early|late|mid|until|by|around)[\s-]+${month}`,
      'gi',
    ),
    namedMonth,
  ],
  [new RegExp(String.raw`(?<=\S\s+)(?=[A-Z])${month}`, 'g'), namedMonth],
  [
    new RegExp(String.raw`\b(?:(?:in|last|this|the|during)\s+)+${season}(?:\s+(?:of\s+)?${year})?\b`, 'gi'),
    namedSeason,
  ],
  [new RegExp(String.raw`\b${season}\s+(?:of\s+)?${year}\b`, 'gi'), namedSeason],
  [new RegExp(String.raw`\b${count}\s+(?<unit>day|week|month|year)s?\s+(?:ago|back|earlier)\b`, 'gi'), ago],
  [/\b(?:(?<before>(?:the )?day before )?yesterday|last night|today|tonight|this morning)\b/gi, nearDay],
  [new RegExp(String.raw`\b(?:last|on|past|(?<this>this))\s+${weekday}\b`, 'gi'), namedWeekday],
  [/\b(?:last|past|(?<this>this))\s+(?<unit>week|weekend|month|year)\b/gi, lately],
  ...german(),
  [new RegExp(String.raw`(?<![-.\d])\b${year}\b(?!-)`, 'gi'), wholeYear],
];

function german(): Reader[] {
  const month =
    '(?<month>januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)\\b';
  const weekday = '(?<weekday>(?:sonn|mon|diens|donners|frei|sams)tag|mittwoch|sonnabend)';
  const season = '(?<season>frühling|frühjahr|sommer|herbst|winter)';
  const count =
    '(?<count>\\d{1,3}|ein paar|einigen|mehreren|eine[mr]|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)';
  const unit = '(?<unit>tag(?:e|en)?|wochen?|monat(?:e|en)?|jahr(?:e|en)?)';
  const last = '(?:letzte|vergangene|vorige)[nsrm]?';
  const these = 'diese[nsrm]?';
  return [
    [new RegExp(String.raw`\b${day}\.\s*(?<number>[01]?\d)\.\s*${year}\b`, 'g'), isoDay],
    [new RegExp(String.raw`\b${day}\.\s*${month}(?:\s+${year})?`, 'gi'), namedDay],
    [new RegExp(String.raw`\b${month}\s+${year}\b`, 'gi'), namedMonth],
    [
      new RegExp(String.raw`\b(?:im|seit|bis|anfang|mitte|ende|${last}|${these})\s+${month}`, 'gi'),
      namedMonth,
    ],
    [new RegExp(String.raw`\b(?:im|${last}|${these})\s+${season}\b(?:\s+${year})?`, 'gi'), namedSeason],
    [new RegExp(String.raw`\bvor\s+${count}\s+${unit}\b`, 'gi'), ago],
    [/\b(?:(?<before>vor)?gestern|heute)\b/gi, nearDay],
    [new RegExp(String.raw`\b(?:am|${last}|(?<this>${these}))\s+${weekday}\b`, 'gi'), namedWeekday],
    [
      new RegExp(String.raw`\b(?:${last}|(?<this>${these}))\s+(?<unit>woche|wochenende|monat|jahr)\b`, 'gi'),
      lately,
    ],
  ];
}

/** Which times a question speaks of: "on 7 May", "in May 2023", "last Tuesday", "two weeks ago", "letzten Dienstag". */
export function timesIn(text: string, now: number, timeZone: string): Said[] {
  const here = { now, timeZone, today: calendarDay(wallTime(now, timeZone)) };
  const taken: { start: number; end: number }[] = [];
  const spans: Said[] = [];
  for (const [pattern, read] of readers) {
    for (const match of text.matchAll(pattern)) {
      const place = { start: match.index, end: match.index + match[0].length };
      if (taken.some(({ start, end }) => start < place.end && place.start < end)) continue;
      const span = read(match, here);
      if (span === undefined) continue;
      taken.push(place);
      spans.push({ ...span, said: match[0] });
    }
  }
  return spans;
}

/** How near a moment is to a time that was spoken of, 0 … 1: things are told when they happen, or in the days after. */
export function nearness(at: number, { from, to }: Span): number {
  if (at >= from && at < to) return 1;
  const fadeMs = Math.min(30 * dayMs, Math.max(7 * dayMs, (to - from) / 2));
  return at < from ? 0 : Math.exp((to - at) / fadeMs);
}

function calendarDay({ year, month, day }: WallTime): Day {
  return { year, month: monthCalled(month), day };
}

/** When a day begins on the clocks of a time zone. */
function startOf({ year, month, day }: Day, timeZone: string): number {
  const asUtc = Date.UTC(year, month - 1, day);
  const wall = wallTime(asUtc, timeZone);
  const shown = calendarDay(wall);
  const offset = Date.UTC(shown.year, shown.month - 1, shown.day, wall.hour, wall.minute) - asUtc;
  return asUtc - offset;
}

function spanOf(first: Day, beyond: Day, { timeZone }: Here): Span {
  return { from: startOf(first, timeZone), to: startOf(beyond, timeZone) };
}

function oneDay(first: Day, here: Here, days = 1): Span {
  return spanOf(first, { ...first, day: first.day + days }, here);
}

function months(year: number, month: number, count: number, here: Here): Span {
  return spanOf({ year, month, day: 1 }, { year, month: month + count, day: 1 }, here);
}

/** The latest one that has begun: who says "in May" means the last May there was. */
function latest(make: (year: number) => Span, given: string | undefined, here: Here): Span {
  if (given !== undefined) return make(Number(given));
  const thisYear = make(here.today.year);
  return thisYear.from <= here.now ? thisYear : make(here.today.year - 1);
}

function monthOf(match: RegExpExecArray): number {
  return monthCalled(match.groups?.['month'] ?? '');
}

function isoDay(match: RegExpExecArray, here: Here): Span | undefined {
  const { year, number, day } = match.groups ?? {};
  const said = { year: Number(year), month: Number(number), day: Number(day) };
  return isDayOfMonth(said) ? oneDay(said, here) : undefined;
}

function namedDay(match: RegExpExecArray, here: Here): Span | undefined {
  const { day, year } = match.groups ?? {};
  const [month, first] = [monthOf(match), Number(day)];
  if (!isDayOfMonth({ month, day: first })) return undefined;
  return latest((year) => oneDay({ year, month, day: first }, here), year, here);
}

function namedMonth(match: RegExpExecArray, here: Here): Span {
  return latest((year) => months(year, monthOf(match), 1, here), match.groups?.['year'], here);
}

function namedSeason(match: RegExpExecArray, here: Here): Span {
  const first = seasonCalled(match.groups?.['season'] ?? '');
  return latest((year) => months(year, first, 3, here), match.groups?.['year'], here);
}

function wholeYear(match: RegExpExecArray, here: Here): Span {
  return months(Number(match.groups?.['year']), 1, 12, here);
}

function ago(match: RegExpExecArray, here: Here): Span {
  const { count = '', unit = '' } = match.groups ?? {};
  const number = countCalled(count);
  const { year, month, day } = here.today;
  // The longer ago, the rougher it is meant.
  const called = unitCalled(unit);
  if (called === 'day') return oneDay({ year, month, day: day - number }, here);
  if (called === 'week') return oneDay({ year, month, day: day - 7 * number - 3 }, here, 7);
  if (called === 'month') return oneDay({ year, month: month - number, day: day - 15 }, here, 31);
  return months(year - number, 1, 12, here);
}

function nearDay(match: RegExpExecArray, here: Here): Span {
  const isPast = /yesterday|last night|gestern/i.test(match[0]);
  const back = match.groups?.['before'] === undefined ? Number(isPast) : 2;
  return oneDay({ ...here.today, day: here.today.day - back }, here);
}

function namedWeekday(match: RegExpExecArray, here: Here): Span {
  const wanted = weekdayCalled(match.groups?.['weekday'] ?? '');
  const today = weekdayCalled(wallTime(here.now, here.timeZone).weekday);
  const back = (today - wanted + 7) % 7;
  const isToday = back === 0 && match.groups?.['this'] !== undefined;
  return oneDay({ ...here.today, day: here.today.day - (isToday ? 0 : back || 7) }, here);
}

function lately(match: RegExpExecArray, here: Here): Span {
  const back = match.groups?.['this'] === undefined ? 1 : 0;
  const unit = unitCalled(match.groups?.['unit'] ?? '');
  const { year, month, day } = here.today;
  if (unit === 'year') return months(year - back, 1, 12, here);
  if (unit === 'month') return months(year, month - back, 1, here);
  const sinceMonday = (weekdayCalled(wallTime(here.now, here.timeZone).weekday) + 6) % 7;
  const monday = { year, month, day: day - sinceMonday - 7 * back };
  if (unit === 'week') return oneDay(monday, here, 7);
  const saturday = { ...monday, day: monday.day + 5 };
  return oneDay(
    startOf(saturday, here.timeZone) > here.now ? { ...saturday, day: saturday.day - 7 } : saturday,
    here,
    2,
  );
}
