import { monthNames } from '../../../lib/calendar.ts';
import { numberWords } from '../../../lib/number-words.ts';

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

const englishMonths =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const englishDays =
  'mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
const englishCount =
  '\\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|a couple of|a couple|a few|several';
const englishUnits = 'days?|weeks?|wks?|months?|years?|yrs?|decades?';
const englishNearly =
  '(?:the (?:last|past) )?(?:(?:about|around|over|almost|nearly|like|more than|less than|roughly|approximately|at least|well over|just over|just under|close to|some|good|a good) )*';
const englishSpan = `(?:${englishCount}|half an?) (?:${englishUnits})(?: and a half)?|(?:${englishCount}) and a half (?:${englishUnits})`;
const englishLong = [
  'for (?:the longest time|(?:a |quite a |such a )?(?:very |really |so )?long(?:(?:est)? time)?)',
  'for (?:(?:quite )?(?:a while|some time|ages|yonks)|(?:so )?many (?:years|months|decades))',
  'for (?:some |literal |literally |actual )?(?:years|months|weeks|days|decades|centuries|ever|eons|forever)(?: and years)?',
  'for (?:my|most of my|all my|nearly all my|the better part of my) (?:whole |entire )?life',
  'since (?:forever|always|birth|day one|the beginning|then|I can remember)',
  'since (?:(?:before|the) )*(?:covid|pandemic|lockdown)',
  'since (?:(?:my|early|earliest) )*(?:childhood|youth|teens?|college|uni|university|(?:high |middle |primary )?school|kindergarten)(?: days)?',
  'since I was (?:(?:an?|in|at|about|around|like) )*[\\w -]{1,24}',
].join('|');
const englishBrief =
  'for (?:\\d+|an?|[a-z]+) (?:hours?|hrs?|minutes?|mins?)(?: straight)?(?: (?:a|every|per|each) (?:day|week|night))?';
const englishWhen = [
  `(?:the )?(?:last|this|next|coming|past) (?:day|week|weekend|month|year|spring|summer|fall|autumn|winter|(?:${englishDays})|(?:${englishMonths}))`,
  `(?:${englishCount}) (?:${englishUnits}) ago`,
  `(?:the )?day (?:after tomorrow|before yesterday)|yesterday|today|tomorrow|tmrw|tonight`,
  `(?:${englishDays})`,
  `(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${englishMonths})(?:,? (?:19|20)\\d\\d)?`,
  `(?:${englishMonths}) (?:the )?\\d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\\d\\d)?`,
  `(?:${englishMonths})(?: (?:19|20)\\d\\d)?`,
  `(?:19|20)\\d\\d`,
].join('|');
/** What is a time also without "on" or "in": "the sun" and "may" are none. */
const englishBareWhen = [
  `(?:the )?(?:last|this|next|coming) (?:week|weekend|month|year|spring|summer|fall|autumn|winter|(?:${englishDays})|(?:${englishMonths}))`,
  `(?:${englishCount}) (?:${englishUnits}) ago`,
  `(?:the )?day (?:after tomorrow|before yesterday)|yesterday|today|tomorrow|tmrw|tonight`,
  '(?:mon|tues|wednes|thurs|fri|satur|sun)day',
].join('|');

function english(before: string, when: string): RegExp {
  return new RegExp(`(?:^|[\\s,]+)${before}(${when})$`, 'i');
}

const englishSeasons: Readonly<Record<number, string>> = {
  3: 'spring',
  6: 'summer',
  9: 'autumn',
  12: 'winter',
};

const englishWords: TimeWords = {
  code: 'en',
  says(form, { day, month, year }) {
    const date = `${day} ${monthNames[month - 1]} ${year}`;
    switch (form) {
      case 'day':
        return `on ${date}`;
      case 'week':
        return `in the week of ${date}`;
      case 'weekend':
        return `on the weekend of ${date}`;
      case 'month':
        return `in ${monthNames[month - 1]} ${year}`;
      case 'season':
        return `in ${englishSeasons[month] ?? 'season'} ${year}`;
      case 'year':
        return `in ${year}`;
      default:
        return form satisfies never;
    }
  },
  saysBetween: (first, last) => `from ${bareTime(first)} to ${bareTime(last)}`,
  months: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  weekdayLetters: 3,
  numbers: {
    ...numberWords,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    'a couple of': 2,
    'a couple': 2,
    'a few': 3,
    several: 3,
  },
  units: {
    day: 'day',
    days: 'day',
    week: 'week',
    weeks: 'week',
    wk: 'week',
    wks: 'week',
    month: 'month',
    months: 'month',
    year: 'year',
    years: 'year',
    yr: 'year',
    yrs: 'year',
    decade: 'decade',
    decades: 'decade',
  },
  periods: {
    day: 'day',
    week: 'week',
    weekend: 'weekend',
    month: 'month',
    year: 'year',
    spring: 3,
    summer: 6,
    fall: 9,
    autumn: 9,
    winter: 12,
  },
  steps: { last: -1, past: -1, this: 0, next: 1, coming: 1 },
  days: {
    yesterday: -1,
    today: 0,
    tonight: 0,
    tomorrow: 1,
    tmrw: 1,
    'day after tomorrow': 2,
    'the day after tomorrow': 2,
    'day before yesterday': -2,
    'the day before yesterday': -2,
  },
  length: new RegExp(
    `^(?<count>${englishCount}|half an?)(?<half> and a half)? (?<unit>${englishUnits})(?<half2> and a half)?$`,
  ),
  half: /^half/,
  ago: new RegExp(`^(${englishCount}) (${englishUnits}) ago$`),
  ahead: new RegExp(`^in (${englishCount}) (${englishUnits})$`),
  near: /^(?:the )?(last|this|next|coming|past) (\w+)$/,
  weekday: new RegExp(`^(?:(?:the )?(last|this|next|coming) )?(${englishDays})$`),
  month: new RegExp(`^(?:(last|this|next|coming) )?(${englishMonths})(?: ((?:19|20)\\d\\d))?$`),
  date: new RegExp(
    `^(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>${englishMonths})(?:,? (?<year>(?:19|20)\\d\\d))?$`,
  ),
  dateBackwards: new RegExp(
    `^(?<month>${englishMonths}) (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>(?:19|20)\\d\\d))?$`,
  ),
  dayOfMonth: /^the (\d{1,2})(?:st|nd|rd|th)$/,
  clock:
    /[\s,]+(?:(?:at|around|by|from) )?(?:\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|o'clock)|\d{1,2}:\d\d|at \d{1,2}|at noon|at midnight|(?:in the )(?:morning|afternoon|evening)|at night)$/i,
  between: new RegExp(
    `(?:^|[\\s,]+)(?:from|between) (${englishWhen}) (?:to|until|till|and|-|–) (${englishWhen})$`,
    'i',
  ),
  roles: [
    {
      role: 'since',
      pattern: english(
        '(?:ever )?since (?:(?:sometime|about|around|like|early|late|the (?:beginning|start|end) of|back) |mid-? ?|in )*',
        englishWhen,
      ),
    },
    { role: 'since', pattern: english('(?:ever )?since ', `(?:${englishCount}) (?:${englishUnits}) ago`) },
    { role: 'long', pattern: english('(?:ever )?', englishLong) },
    { role: 'brief', pattern: english('', englishBrief) },
    {
      role: 'until',
      pattern: english(
        "(?:up )?(?:until|till?|'til) (?:about |around |early |late |the end of |mid-?)?",
        englishWhen,
      ),
    },
    {
      role: 'for',
      pattern: english(`(?:for|going on) ${englishNearly}`, englishSpan),
    },
    { role: 'at', pattern: english('', `in (?:${englishCount}) (?:${englishUnits})`) },
    {
      role: 'at',
      pattern: english(
        '(?:on|in|during|back in|sometime in) (?:about |around |early |late |mid-?)?',
        englishWhen,
      ),
    },
    { role: 'at', pattern: english('(?:sometime |early |late )?', englishBareWhen) },
    { role: 'at', pattern: english('on ', 'the \\d{1,2}(?:st|nd|rd|th)') },
  ],
};

const germanMonths =
  'januar|jan|februar|feb|marz|april|apr|mai|juni|juli|august|aug|september|sept?|oktober|okt|november|nov|dezember|dez|märz';
const germanDays = 'montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag';
const germanCount =
  '\\d+|einem halben|einem|einer|ein|eine|zwei|drei|vier|fünf|funf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwolf|fünfzehn|funfzehn|zwanzig|dreißig|dreissig|ein paar|einigen|anderthalb|eineinhalb';
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
const germanBareWhen = [
  `(?:${germanStep}) (?:woche|wochenende|monat|jahr|frühling|sommer|herbst|winter|(?:${germanDays}))`,
  `vor (?:${germanCount}) (?:${germanUnits})`,
  'übermorgen|ubermorgen|vorgestern|gestern|heute|morgen',
].join('|');

function german(before: string, when: string): RegExp {
  return new RegExp(`(?:^|[\\s,]+)${before}(${when})$`, 'i');
}

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

const germanWords: TimeWords = {
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
  between: new RegExp(`(?:^|[\\s,]+)(?:von|zwischen) (${germanWhen}) (?:bis|und) (${germanWhen})$`, 'i'),
  roles: [
    {
      role: 'for',
      pattern: german(`(?:schon )?seit ${germanNearly}`, `(?:${germanCount}) (?:${germanUnits})`),
    },
    { role: 'for', pattern: german(germanNearly, `(?:${germanCount}) (?:${germanUnits}) lang`) },
    {
      role: 'since',
      pattern: german('(?:schon )?seit (?:dem |der |etwa |ungefähr |anfang |ende |mitte )?', germanWhen),
    },
    { role: 'long', pattern: german('(?:schon )?', germanLong) },
    { role: 'until', pattern: german('bis (?:zum |zur |etwa )?', germanWhen) },
    { role: 'at', pattern: german('', `in (?:${germanCount}) (?:${germanUnits})`) },
    { role: 'at', pattern: german('(?:am|im|in|an) (?:dem |der )?', germanWhen) },
    { role: 'at', pattern: german('', germanBareWhen) },
  ],
};

function bareTime(says: string): string {
  return says.replace(/^(?:on|in|am|im) /, '');
}

/** By the code of the language. */
export const timeWords: Readonly<Record<string, TimeWords>> = { en: englishWords, de: germanWords };

/** `five`, `5`, `a few`. */
export function readCount(text: string, { numbers }: TimeWords): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  return numbers[text];
}
