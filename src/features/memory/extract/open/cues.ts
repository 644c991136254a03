import { anyOf, phrases } from '../phrases.ts';

const parts = phrases`
  day, morning, evening, afternoon, night, week, weekend, month, year, summer, winter, spring, autumn, fall, christmas
  ramadan, lent, (?:sun|mon|tues|wednes|thurs|fri|satur)day
`;
const often = phrases`
  (?:every|each)(?: (?:single|other|second))? ${anyOf(parts)}s?, (?:once|twice|\w+ times) (?:a|per|every|each) (?:day|week|month|year)
  (?:on )?(?:sun|mon|tues|wednes|thurs|fri|satur)days, on weekends, at weekends, most (?:days|nights|mornings|evenings|weekends)
  year-?round, all year, as a rule, before (?:bed|work|school), after (?:work|school), for breakfast, in the mornings?
`;
const asALife = phrases`
  in my (?:spare|free) time, for a living, as a hobby, professionally, competitively, semi-professionally, religiously
  all my life, my (?:whole|entire) life, since (?:childhood|birth|school|primary school|high school), by hand
  from scratch, on the side, part-?time, full-?time, at home
`;

/** What says that something is done again and again, or for one's living. */
export const habitCue = new RegExp(`\\b${anyOf(often, asALife)}\\b`, 'i');

/** The same for how long it has been so. */
export const allOnesLife =
  /\b(?:all my life|my (?:whole|entire) life|since (?:childhood|birth|primary school|school)|ever since)\b/i;

const months = phrases`january, february, march, april, june, july, august, september, october, november, december, in may`;
const seasons = phrases`spring, summer, autumn, fall, winter`;
/** A time that is of a life: its year, its season, years ago. */
export const yearOrSeason = new RegExp(`\\d{4}|year|${seasons}|${months}`, 'i');

const ages = phrases`
  when I was (?:\d+|\p{L}+teen|\p{L}+|in \p{L}+ (?:grade|school)), as a (?:kid|child|teenager|student)
  at (?:age |the age of )?\d+, at school, in school, \d{4}, years? ago, last (?:year|${seasons}), years later
  in (?:my|the) \p{L}*(?:twenties|thirties|forties|\d0s)
`;
/** The age or the years in which something was. */
export const aged = new RegExp(`\\b${anyOf(ages)}\\b`, 'iu');

/** Verbs that say nothing by themselves, and do where somebody does them again and again. */
const light = phrases`
  get up, wake up, go to, go, have, take, do, make, spend, help out, help, visit, run, walk, meet, use, work out, train
  babysit, call my, see my, cook, clean, swim, work
`;
export const lightDoing = new RegExp(`^${anyOf(light)}\\b .`, 'i');
