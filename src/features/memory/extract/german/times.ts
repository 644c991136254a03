import { needing } from '../could-fit.ts';
import { phrases } from '../phrases.ts';
import { bareTime, endingIn, type TimeWords } from '../time-words.ts';

const germanMonths = phrases`
  januar, jan, februar, feb, marz, april, apr, mai, juni, juli, august, aug, september, sept?, oktober, okt
  november, nov, dezember, dez, märz
`;
const germanDays = 'montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag';
const germanCount = phrases`
  \d+, einem halben, einem, einer, ein, eine, zwei, drei, vier, fünf, funf, sechs, sieben, acht, neun, zehn, elf
  zwölf, zwolf, fünfzehn, funfzehn, zwanzig, dreißig, dreissig, ein paar, einigen, anderthalb, eineinhalb
`;
const germanUnits = 'tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?|jahrzehnt(?:en?)?';
const germanNearly =
  '(?:(?:etwa|circa|ca\\.|ungefähr|ungefahr|rund|über|uber|fast|knapp|gut|mehr als|mindestens|schon|jetzt|nun) )*';
const germanLong =
  'seit (?:vielen |ewigen )?(?:jahren|jahrzehnten|monaten|wochen|langem|längerem|langerem|ewig(?:keiten)?|eh und je|immer|(?:meiner|der) (?:frühen )?(?:kindheit|jugend|schulzeit|studienzeit)|corona|der pandemie)|seit ich (?:denken kann|(?:ein )?kind (?:bin|war)|\\d+ (?:bin|war))|(?:jahre|jahrzehnte|monate|wochen)lang|lange(?: zeit)?|schon (?:immer|ewig|lange)';
const germanStep = 'letzte[nrsm]?|diese[nrsm]?|nächste[nrsm]?|nachste[nrsm]?|kommende[nrsm]?';
const germanWhen = [
  `(?:${germanStep}) (?:woche|wochenende|monat|jahr|frühling|fruhling|sommer|herbst|winter|(?:${germanDays}))`,
  `vor (?:${germanCount}) (?:${germanUnits})`,
  'übermorgen|ubermorgen|vorgestern|gestern|heute|morgen',
  `(?:${germanDays})`,
  `\\d{1,2}\\. ?(?:${germanMonths})(?: (?:19|20)\\d\\d)?`,
  `(?:${germanMonths})(?: (?:19|20)\\d\\d)?`,
  '(?:19|20)\\d\\d',
].join('|');
/** Parts of words of which one is in each of these. */
const whenWords =
  'tag|woche|monat|jahr|fr|sommer|herbst|winter|gestern|heute|morgen|mittwoch|abend|jan|feb|mar|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez|19|20';
const germanBareWhen = [
  `(?:${germanStep}) (?:woche|wochenende|monat|jahr|frühling|sommer|herbst|winter|(?:${germanDays}))`,
  `vor (?:${germanCount}) (?:${germanUnits})`,
  'übermorgen|ubermorgen|vorgestern|gestern|heute|morgen',
].join('|');

const germanMonthNames =
  'Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember'.split('|');
const germanSeasons: Readonly<Record<number, string>> = {
  3: 'Frühling',
  6: 'Sommer',
  9: 'Herbst',
  12: 'Winter',
};

/** `9. Oktober 2027` */
export function germanDate({ day, month, year }: { day: number; month: number; year?: number }): string {
  return `${day}. ${germanMonthNames[month - 1]}${year === undefined ? '' : ` ${year}`}`;
}

/** How times are told in German. */
export const germanTimes: TimeWords = {
  code: 'de',
  says(form, at) {
    const { month, year } = at;
    switch (form) {
      case 'day':
        return `am ${germanDate(at)}`;
      case 'week':
        return `in der Woche vom ${germanDate(at)}`;
      case 'weekend':
        return `am Wochenende vom ${germanDate(at)}`;
      case 'month':
        return `im ${germanMonthNames[month - 1]} ${year}`;
      case 'season':
        return `im ${germanSeasons[month] ?? ''} ${year}`;
      case 'year':
        return `im Jahr ${year}`;
      default:
        return form satisfies never;
    }
  },
  saysBetween: (first, last) => `von ${bareTime(first)} bis ${bareTime(last)}`,
  months: ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'],
  weekdays: ['mon', 'die', 'mit', 'don', 'fre', 'sam', 'son'],
  weekdayLetters: 3,
  numbers: {
    ein: 1,
    eine: 1,
    einem: 1,
    einer: 1,
    zwei: 2,
    drei: 3,
    vier: 4,
    funf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
    elf: 11,
    zwolf: 12,
    funfzehn: 15,
    zwanzig: 20,
    dreissig: 30,
    'ein paar': 3,
    einigen: 3,
    anderthalb: 1.5,
    eineinhalb: 1.5,
  },
  units: {
    tag: 'day',
    tage: 'day',
    tagen: 'day',
    woche: 'week',
    wochen: 'week',
    monat: 'month',
    monate: 'month',
    monaten: 'month',
    jahr: 'year',
    jahre: 'year',
    jahren: 'year',
    jahrzehnt: 'decade',
    jahrzehnte: 'decade',
    jahrzehnten: 'decade',
  },
  periods: {
    woche: 'week',
    wochenende: 'weekend',
    monat: 'month',
    jahr: 'year',
    fruhling: 3,
    sommer: 6,
    herbst: 9,
    winter: 12,
  },
  steps: Object.fromEntries(
    ['', 'n', 'r', 's', 'm'].flatMap((end) => [
      [`letzte${end}`, -1],
      [`diese${end}`, 0],
      [`nachste${end}`, 1],
      [`kommende${end}`, 1],
    ]),
  ),
  days: { vorgestern: -2, gestern: -1, heute: 0, morgen: 1, ubermorgen: 2 },
  length: new RegExp(`^(?<count>${germanCount}) (?<unit>${germanUnits})$`),
  half: /^einem halben$/,
  ago: new RegExp(`^vor (${germanCount}) (${germanUnits})$`),
  ahead: new RegExp(`^in (${germanCount}) (${germanUnits})$`),
  near: /^(\w+) (\w+)$/,
  weekday: new RegExp(`^(?:(\\w+) )?(${germanDays})$`),
  month: new RegExp(`^(?:(\\w+) )?(${germanMonths})(?: ((?:19|20)\\d\\d))?$`),
  date: new RegExp(`^(?<day>\\d{1,2})\\. ?(?<month>${germanMonths})(?: (?<year>(?:19|20)\\d\\d))?$`),
  dateBackwards: /^(?!)/,
  dayOfMonth: /^(?:den )?(\d{1,2})\.$/,
  clock: /[\s,]+(?:um \d{1,2}(?::\d\d)? ?(?:uhr)?|morgens|abends|nachts)$/i,
  between: needing(
    'von|zwischen',
    new RegExp(`(?:^|[\\s,]+)(?:von|zwischen) (${germanWhen}) (?:bis|und) (${germanWhen})$`, 'i'),
  ),
  roles: [
    {
      role: 'for',
      pattern: endingIn(`(?:schon )?seit ${germanNearly}`, `(?:${germanCount}) (?:${germanUnits})`, 'seit'),
    },
    { role: 'for', pattern: endingIn(germanNearly, `(?:${germanCount}) (?:${germanUnits}) lang`, 'lang') },
    {
      role: 'since',
      pattern: endingIn(
        '(?:schon )?seit (?:dem |der |etwa |ungefähr |anfang |ende |mitte )?',
        germanWhen,
        'seit',
      ),
    },
    { role: 'long', pattern: endingIn('(?:schon )?', germanLong, 'seit|lang|schon') },
    { role: 'until', pattern: endingIn('bis (?:zum |zur |etwa )?', germanWhen, 'bis') },
    { role: 'at', pattern: endingIn('', `in (?:${germanCount}) (?:${germanUnits})`, whenWords) },
    { role: 'at', pattern: endingIn('(?:am|im|in|an) (?:dem |der )?', germanWhen, whenWords) },
    { role: 'at', pattern: endingIn('', germanBareWhen, whenWords) },
  ],
};
