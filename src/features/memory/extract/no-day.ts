import { isDayOfMonth, monthNames } from '../../../lib/calendar.ts';
import { fold } from '../../../lib/fold.ts';
import { timeWords } from './time-languages.ts';

const monthWords = [
  ...monthNames.map((name) => fold(name)),
  ...'jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec'.split('|'),
  ...'januar|februar|marz|mai|juni|juli|oktober|okt|dezember|dez'.split('|'),
].join('|');
const written = [
  new RegExp(
    `\\b(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)? ?(?:of )?(?<month>${monthWords})\\b(?:,? (?<year>(?:19|20)\\d\\d))?`,
    'g',
  ),
  new RegExp(
    `\\b(?<month>${monthWords}) (?:the )?(?<day>3[01]|[12]\\d|\\d)(?:st|nd|rd|th)?(?![\\d:])(?:,? (?<year>(?:19|20)\\d\\d))?`,
    'g',
  ),
  /\b(?<year>\d{4})-(?<number>\d{2})-(?<day>\d{2})\b/g,
];

/** Whether a text names a day that no calendar has, such as the 31st of February: nothing with it can be so. */
export function namesNoDay(text: string): boolean {
  if (!/\d/.test(text)) return false;
  const plain = fold(text);
  return written.some((pattern) =>
    [...plain.matchAll(pattern)].some(({ groups: { day, month, number, year } = {} }) => {
      const found = { day: Number(day), month: Number(number ?? numberOf(month ?? '')) };
      return !isDayOfMonth({ ...found, year: year === undefined ? undefined : Number(year) });
    }),
  );
}

function numberOf(month: string): number {
  const letters = month.slice(0, 3);
  const found = Object.values(timeWords).map(({ months }) => months.indexOf(letters) + 1);
  return Math.max(...found);
}
