import { needing } from './could-fit.ts';

/** What a stretch of time is counted in. */
export type Unit = 'day' | 'week' | 'month' | 'year' | 'decade';

/** What "last" and "next" go with; a season is the month it begins in. */
export type Period = Unit | 'weekend' | number;

/** How a phrase of time bounds what is said. `long` bounds it by what nobody can reckon, as "for years" does; `brief` is a matter of hours. */
export type TimeRole = 'since' | 'until' | 'at' | 'for' | 'long' | 'brief';

/** What is spoken of as one time. */
export type TimeForm = 'day' | 'month' | 'year' | 'week' | 'weekend' | 'season';

/** How one language speaks of time, as data; the words are folded. */
export interface TimeWords {
  code: string;
  /** The first three letters of each month. */
  months: readonly string[];
  weekdays: readonly string[];
  weekdayLetters: number;
  numbers: Readonly<Record<string, number>>;
  units: Readonly<Record<string, Unit>>;
  periods: Readonly<Record<string, Period>>;
  /** "last", "this", "next". */
  steps: Readonly<Record<string, number>>;
  /** "today", "tomorrow". */
  days: Readonly<Record<string, number>>;
  /** A number and a unit, perhaps with a half. */
  length: RegExp;
  /** Half of one. */
  half: RegExp;
  ago: RegExp;
  ahead: RegExp;
  /** A step and a period. */
  near: RegExp;
  /** A step, if any, and a weekday. */
  weekday: RegExp;
  /** A season without a step, and a year, if any. */
  season?: RegExp;
  /** A step, if any, a month and a year, if any. */
  month: RegExp;
  date: RegExp;
  dateBackwards: RegExp;
  dayOfMonth: RegExp;
  /** The time of day, which is left out. */
  clock: RegExp;
  /** "From 2015 to 2019": both ends are caught. */
  between: RegExp;
  /** How a sentence tells a time. */
  says(form: TimeForm, at: { day: number; month: number; year: number }): string;
  /** How it tells a stretch, by two of those. */
  saysBetween(first: string, last: string): string;
  /** How phrases of time end a text; what follows the preposition is caught. */
  roles: readonly { role: TimeRole; pattern: RegExp }[];
}

/**
 * A time of this kind at the end of a text, behind what stands before it; the time is caught. `needs` are words of which one
 * is in it.
 */
export function endingIn(before: string, when: string, needs?: string): RegExp {
  const pattern = new RegExp(`(?:^|[\\s,]+)${before}(${when})$`, 'i');
  return needs === undefined ? pattern : needing(needs, pattern);
}

/** A time without its preposition. */
export function bareTime(says: string): string {
  return says.replace(/^(?:on|in|am|im) /, '');
}

/** `five`, `5`, `a few`. */
export function readCount(text: string, { numbers }: TimeWords): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  return numbers[text];
}
