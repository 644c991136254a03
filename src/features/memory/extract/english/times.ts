import { monthNames } from '../../../../lib/calendar.ts';
import { numberWords } from '../../../../lib/number-words.ts';
import { needing } from '../could-fit.ts';
import { phrases } from '../phrases.ts';
import { bareTime, endingIn, type TimeWords } from '../time-words.ts';

const englishMonths = phrases`
  jan(?:uary)?, feb(?:ruary)?, mar(?:ch)?, apr(?:il)?, may, june?, july?, aug(?:ust)?, sept?(?:ember)?
  oct(?:ober)?, nov(?:ember)?, dec(?:ember)?
`;
const englishDays =
  'mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
/** "Friday, 12 June": the date says enough. */
const englishDayFirst = `(?:(?:${englishDays}),? )?`;
const englishCount = phrases`
  \d+, a, an, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen
  fifteen, sixteen, seventeen, eighteen, nineteen, twenty, thirty, forty, fifty, a couple of, a couple, a few
  several
`;
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
const englishSeason = '(?:the )?(?:spring|summer|fall|autumn|winter)(?:(?: of)? (?:19|20)\\d\\d)?';
const englishWhen = [
  `(?:the )?(?:last|this|next|coming|past) (?:day|week|weekend|month|year|spring|summer|fall|autumn|winter|(?:${englishDays})|(?:${englishMonths}))`,
  `(?:${englishCount}) (?:${englishUnits}) ago(?: today| now| exactly)?`,
  `(?:the )?day (?:after tomorrow|before yesterday)|yesterday|today|tomorrow|tmrw|tonight`,
  `(?:${englishDays})`,
  `${englishDayFirst}(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${englishMonths})(?:,? (?:19|20)\\d\\d)?`,
  `${englishDayFirst}(?:${englishMonths}) (?:the )?\\d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\\d\\d)?`,
  `(?:${englishMonths})(?: (?:19|20)\\d\\d)?`,
  `(?:19|20)\\d\\d`,
].join('|');
/** Parts of words of which one is in each of these. */
const whenWords =
  'mon|tue|wed|thu|fri|sat|sun|day|week|month|year|yr|wk|decade|spring|summer|fall|autumn|winter|morrow|tmrw|night|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|19|20';
/** What is a time also without "on" or "in": "the sun" and "may" are none. */
const englishBareWhen = [
  `(?:the )?(?:last|this|next|coming) (?:week|weekend|month|year|spring|summer|fall|autumn|winter|(?:${englishDays})|(?:${englishMonths}))`,
  `(?:${englishCount}) (?:${englishUnits}) ago(?: today| now| exactly)?`,
  `(?:the )?day (?:after tomorrow|before yesterday)|yesterday|today|tomorrow|tmrw|tonight`,
  '(?:mon|tues|wednes|thurs|fri|satur|sun)day',
].join('|');

const englishSeasons: Readonly<Record<number, string>> = {
  3: 'spring',
  6: 'summer',
  9: 'autumn',
  12: 'winter',
};

/** How times are told in English. */
export const englishTimes: TimeWords = {
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
  ago: new RegExp(`^(${englishCount}) (${englishUnits}) ago(?: today| now| exactly)?$`),
  ahead: new RegExp(`^in (${englishCount}) (${englishUnits})$`),
  near: /^(?:the )?(last|this|next|coming|past) (\w+)$/,
  weekday: new RegExp(`^(?:(?:the )?(last|this|next|coming) )?(${englishDays})$`),
  season: /^(?:the )?(spring|summer|fall|autumn|winter)(?:(?: of)? ((?:19|20)\d\d))?$/,
  month: new RegExp(`^(?:(last|this|next|coming) )?(${englishMonths})(?: ((?:19|20)\\d\\d))?$`),
  date: new RegExp(
    `^${englishDayFirst}(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>${englishMonths})(?:,? (?<year>(?:19|20)\\d\\d))?$`,
  ),
  dateBackwards: new RegExp(
    `^${englishDayFirst}(?<month>${englishMonths}) (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>(?:19|20)\\d\\d))?$`,
  ),
  dayOfMonth: new RegExp(`^${englishDayFirst}the (\\d{1,2})(?:st|nd|rd|th)$`),
  clock:
    /[\s,]+(?:(?:at|around|by|from) )?(?:\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|o'clock)|\d{1,2}:\d\d|at \d{1,2}|at noon|at midnight|(?:in the )(?:morning|afternoon|evening)|at night)$/i,
  between: needing(
    'from|between',
    new RegExp(
      `(?:^|[\\s,]+)(?:from|between) (${englishWhen}) (?:to|until|till|and|-|–) (${englishWhen})$`,
      'i',
    ),
  ),
  roles: [
    {
      role: 'since',
      pattern: endingIn(
        '(?:ever )?since (?:(?:sometime|about|around|like|early|late|the (?:beginning|start|end) of|back) |mid-? ?|in )*',
        englishWhen,
        'since',
      ),
    },
    {
      role: 'since',
      pattern: endingIn('(?:ever )?since ', `(?:${englishCount}) (?:${englishUnits}) ago`, 'since'),
    },
    { role: 'long', pattern: endingIn('(?:ever )?', englishLong, 'for |since ') },
    { role: 'brief', pattern: endingIn('', englishBrief, 'for ') },
    {
      role: 'until',
      pattern: endingIn(
        "(?:up )?(?:until|till?|'til) (?:about |around |early |late |the end of |mid-?)?",
        englishWhen,
        'til',
      ),
    },
    {
      role: 'for',
      pattern: endingIn(`(?:for|going on) ${englishNearly}`, englishSpan, 'for |going on '),
    },
    { role: 'at', pattern: endingIn('', `in (?:${englishCount}) (?:${englishUnits})`, 'in ') },
    {
      role: 'at',
      pattern: endingIn(
        '(?:on|in|during|back in|sometime in) (?:about |around |early |late |mid-?)?',
        englishWhen,
        whenWords,
      ),
    },
    { role: 'at', pattern: endingIn('(?:sometime |early |late )?', englishBareWhen, whenWords) },
    { role: 'at', pattern: endingIn('on ', `${englishDayFirst}the \\d{1,2}(?:st|nd|rd|th)`, 'the ') },
    {
      role: 'at',
      pattern: endingIn(
        '(?:in|during) (?:early |late |mid-? ?)?',
        englishSeason,
        'spring|summer|fall|autumn|winter',
      ),
    },
  ],
};

const day = '(?:the )?(\\d{1,2})(?:st|nd|rd|th)?';
const to = '(?: (?:to|until|till|and|through) |\\s?[-–]\\s?)';

/** "From the 4th to the 20th of May", "3-10 June", "June 3 to 10": both days are told with their month. */
export const spelledSpans: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`\\b(?:from |between )${day}${to}${day}(?: of)? (${englishMonths})\\b`, 'gi'),
    'from $1 $3 to $2 $3',
  ],
  [
    new RegExp(`(?<=\\w )${day}\\s?[-–]\\s?${day}(?: of)? (${englishMonths})\\b`, 'gi'),
    'from $1 $3 to $2 $3',
  ],
  [
    new RegExp(`\\b(?:from |between )?(${englishMonths}) ${day}${to}${day}(?!\\d|:| ?(?:am|pm))\\b`, 'gi'),
    'from $2 $1 to $3 $1',
  ],
];
