import { anyOf, phrases } from '../../phrases.ts';
import { capital, type Order, order, speaker, words } from './order.ts';

/** A town by its name, which chats write small. */
const town = `(?<where>${capital}[\\p{L}'-]+(?: ${capital}[\\p{L}'-]+)?)`;
const nowadays = '(?: now| these days| nowadays)?';
const wentThere = phrases`grew, was, live, lived, work, worked, studied, study, moved, went`;
/** What is told of one's time of day, which only those do who live there. */
const timeOfDay = phrases`
  midnight, late, early, morning, night, noon, dark, bedtime, \d+ ?(?:am|pm), hours? (?:ahead|behind), asleep
  (?:time ?zone|timezone)
`;
const date = '(?<date>\\p{L}{3,9} \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)?(?: of)? \\p{L}{3,9})';

/** Where one lives and works, what one speaks and studies, and on which days something is. */
export const whereaboutsOrders: readonly Order[] = [
  order(
    `(?<where>${words}) is where ${speaker} (?:ended up|landed|settled(?: down)?|wound up)(?: .*)?`,
    'I live in $<where>',
  ),
  order(
    `(?<where>${words})(?:,? which)? is where ${speaker} (?<did>.+?)(?<after>,? (?:after|since|when|before) .+)?`,
    'I $<did> in $<where>$<after>',
  ),
  order(
    `.*\\b(?<where>${capital}[\\p{L}'-]+),? (?:which is )?where ${speaker} (?<did>${anyOf(wentThere)}\\b.*)`,
    'I $<did> in $<where>',
  ),
  order(
    `.* from (?<where>(?:the|a|my) [\\p{L} ]{3,30}?) where ${speaker} work(?<as> as an? .+)?`,
    'I work$<as> at $<where>',
  ),
  // "Leeds is home now", "I call Leeds home", "home has been Leeds since 2019"
  order(
    `(?<where>${capital}${words}|${capital}[\\p{L}'-]+) (?:is|has been|became|feels like) (?:my |our )?home${nowadays}(?<rest>(?: since| for| ever).*)?`,
    'I live in $<where>$<rest>',
  ),
  order(
    `(?:now |these days |currently )?(?:my |our )?home (?:is|has been|became)(?: now)? (?:in )?(?<where>${capital}[\\p{L}' -]+?)${nowadays}(?<rest> (?:since|for) .*)?`,
    'I live in $<where>$<rest>',
  ),
  order(`${speaker} (?:consider|call) ${town} (?:my |our )?home${nowadays}`, 'I live in $<where>'),
  order(
    `(?:I )?(?:have )?got my own (?:place|flat|apartment) in (?<where>\\p{L}+(?: ${capital}\\p{L}+)?)(?<since> since \\p{L}+)?(?: .*)?`,
    'I live in $<where>$<since>',
  ),
  order(
    `I am (?:literally |only |just )?(?:(?:an?|\\d+|\\p{L}+) (?:hours?|minutes|mins|miles|km) away )?in ${town},? so .*\\b${anyOf(timeOfDay)}\\b.*`,
    'I live in $<where>',
  ),
  order(
    `I am (?:literally |only |just )?(?:an?|\\d+|\\p{L}+) (?:hours?|minutes|mins|miles|km) away in ${town}`,
    'I live in $<where>',
  ),
  order(
    `.*\\b(?:the )?(?:rent|weather|humidity|traffic)(?: here)? in ${town}(?: (?:is|does|makes|never)\\b.*)`,
    ({ where = '' }) => (/\bhere\b/.test(where) ? undefined : `I live in ${where}`),
  ),
  order(`(?:my|our) (?:van|boat|car|bus|trailer) is (?:also )?(?:my|our) (?:house|home)`, 'I live in a van'),
  order(
    `${town} is (?:fine|nice|ok|okay|great|lovely|cold|windy)(?: .*)?, moved here .*`,
    'I live in $<where>',
  ),
  order(`now (?:back |based |living )?in ${town}`, 'I live in $<where>'),
  order(
    '(?:I )?graduated .*\\bwith an? (?<what>(?:degree|diploma|masters?|bachelors?|phd|doctorate) in [^,]+)(?:,.*)?',
    'I have a $<what>',
  ),
  // Work
  order('(?:my|our) (?:day )?job is (?<where>(?:in|at|with|for) .+)', 'I work $<where>'),
  order(`(?:my|our) (?:office|workplace|work|lab|school) is in ${town}`, 'I work in $<where>'),
  order(
    "(?<who>(?!(?:they|he|she)\\b)[\\p{L}\\d&' -]+?) (?:has |have |just |recently |finally )*(?:employed|employs|hired|took on|taken on) me as (?<what>an? .+)",
    'I work as $<what> at $<who>',
  ),
  order(
    '(?:they|he|she|my boss|work|the company) (?:has |have |just |recently |finally )*(?:promoted me to|made me|hired me as|appointed me) (?<what>.+)',
    'I am $<what>',
  ),
  order(
    `still at (?<where>(?:the|my) .+?|${capital}.+?),? (?:yeah,? |yes,? )?(?<long>(?:\\p{L}+|\\d+) years)(?: and counting| now| in)?(?:,.*)?`,
    'I have worked at $<where> for $<long>',
  ),
  order(
    '(?:I )?working (?:at )?the (?<desk>front desk|bar|tills?|counter|night shift|door|kitchen) (?<where>(?:at|in|of) (?:an?|the|my) .+?)(?: (?:you|u|and) .*)?',
    'I work $<where>',
  ),
  order(
    `(?:this|that|it) is (?:what|the kind of thing) ${speaker} do for a living at (?<where>.+)`,
    'I work at $<where>',
  ),
  order('(?:I am )?an? (?<what>\\p{L}+(?: \\p{L}+)?) major\\b.*', 'I major in $<what>'),
  // Languages
  order(
    `(?<lang>${capital}\\p{L}+) (?:is|was) (?:my|our) (?:first|second|third|native|mother|home) (?:language|tongue)(?: .*)?`,
    'I speak $<lang>',
  ),
  order(
    `${speaker} (?:only |mostly |mainly )?speak (?<lang>${capital}\\p{L}+(?: and ${capital}\\p{L}+)?) at home`,
    'I speak $<lang>',
  ),
  order(
    `(?<lang>${capital}\\p{L}+) is (?:what|the language) ${speaker} speak(?: at home| with .+)?`,
    'I speak $<lang>',
  ),
  order(
    `.*\\b(?:my|our) (?:two|three) (?:mother tongues|native languages|first languages)(?:,|:| are) (?<langs>${capital}\\p{L}+(?:, ${capital}\\p{L}+)*(?: and ${capital}\\p{L}+)?)(?:,.*)?`,
    'I speak $<langs>',
  ),
  // Days and dates
  order(
    "(?:I )?can not (?:do|make|come|play)(?: it)?(?: on)? (?<day>\\p{L}+days?),? (?:because )?(?:that is|that's|thats|those are) when I (?<did>have .+)",
    'I $<did> on $<day>',
  ),
  order(
    '(?:.*, )?(?<day>\\p{L}+days) are (?:for )?(?<what>(?:\\p{L}+ )?(?:class|practice|training|rehearsal|lessons?|night|club))',
    'I have $<what> on $<day>',
  ),
  order('.*\\bI am always at (?<what>[\\p{L} -]+?) on (?<day>\\p{L}+days)', 'I have $<what> on $<day>'),
  order(`(?<when>(?:the )?${words}) is when ${speaker} (?<did>.+)`, 'I $<did> on $<when>'),
  order(
    `(?:my )?(?<what>\\p{L}+ surgery|surgery|operation) is (?:on )?${date}`,
    'I will have $<what> on $<date>',
  ),
  order(`.*\\b${date} (?:gang|bby|baby|babies|club|squad|crew)`, 'my birthday is on $<date>'),
];
