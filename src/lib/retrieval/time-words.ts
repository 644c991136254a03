import { numberWords } from '../number-words.ts';

/** Names of months, days and the like in the languages whose times are read: English and German. */

const months: Readonly<Record<string, number>> = {
  ...{ jan: 1, feb: 2, mar: 3, mär: 3, apr: 4, may: 5, mai: 5, jun: 6, jul: 7, aug: 8, sep: 9 },
  ...{ oct: 10, okt: 10, nov: 11, dec: 12, dez: 12 },
};
const weekdays: Readonly<Record<string, number>> = {
  ...{ sunday: 0, monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6 },
  ...{ sonntag: 0, montag: 1, dienstag: 2, mittwoch: 3, donnerstag: 4, freitag: 5, samstag: 6, sonnabend: 6 },
};
const seasons: Readonly<Record<string, number>> = {
  ...{ spring: 3, summer: 6, autumn: 9, fall: 9, winter: 12 },
  ...{ frühling: 3, frühjahr: 3, sommer: 6, herbst: 9 },
};
const counts: Readonly<Record<string, number>> = {
  ...numberWords,
  ...{ 'a couple of': 2, 'a few': 3, few: 3, several: 4 },
  ...{
    einem: 1,
    einer: 1,
    ein: 1,
    zwei: 2,
    drei: 3,
    vier: 4,
    fünf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
  },
  ...{ 'ein paar': 3, einigen: 4, mehreren: 4 },
};

export type Unit = 'day' | 'week' | 'weekend' | 'month' | 'year';
const units: readonly (readonly [start: string, unit: Unit])[] = [
  ['weekend', 'weekend'],
  ['wochenende', 'weekend'],
  ['day', 'day'],
  ['tag', 'day'],
  ['week', 'week'],
  ['woche', 'week'],
  ['mon', 'month'],
  ['year', 'year'],
  ['jahr', 'year'],
];

/** 1 … 12; 0 for a word that names no month. */
export function monthCalled(word: string): number {
  return months[word.toLowerCase().slice(0, 3)] ?? 0;
}

/** 0 … 6 from Sunday on. */
export function weekdayCalled(word: string): number {
  return weekdays[word.toLowerCase()] ?? 0;
}

/** The month that a season begins with. */
export function seasonCalled(word: string): number {
  return seasons[word.toLowerCase()] ?? 1;
}

export function countCalled(word: string): number {
  return counts[word.toLowerCase()] ?? Number(word);
}

export function unitCalled(word: string): Unit {
  return units.find(([start]) => word.toLowerCase().startsWith(start))?.[1] ?? 'year';
}
