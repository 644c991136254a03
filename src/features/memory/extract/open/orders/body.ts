import { anyOf, phrases } from '../../phrases.ts';
import { illnesses } from '../illnesses.ts';
import { type Order, order, words } from './order.ts';

const illness = `(?<what>(?:\\p{L}+ )?${anyOf(illnesses)})`;
const upset = phrases`
  upsets? my stomach, does not agree with me
  makes? me (?:swell(?: up)?|sick|break out|throw up|wheeze|itch|ill|vomit|sneeze)
`;
const suffered = phrases`hives, migraines, an? rash, stomach ?aches?, cramps, heartburn, nightmares, panic attacks`;
const hospital = '(?:the )?(?:hospital|er|a&e|emergency room)';

/** Health, and what the body does not bear. */
export const bodyOrders: readonly Order[] = [
  order(
    `(?<what>${words}) (?:gives?|gave) me (?:actual |real )?(?<how>${suffered})(?: .*)?`,
    ({ what = '', how = '' }) =>
      /nightmares|panic/.test(how)
        ? `I am scared of ${what}`
        : `${/hives|rash/.test(how) ? 'I am allergic to' : 'I can not have'} ${what}`,
  ),
  order(`(?<what>${words}) ${anyOf(upset)}(?: .*)?`, 'I can not have $<what>'),
  order(
    `if I (?:eat|have|touch|drink) (?:even )?(?:one |an? |any )?(?:single )?(?<what>${words}),? I (?:end up|land|go) (?:in|to) ${hospital}.*`,
    'I am allergic to $<what>',
  ),
  order(
    `(?:I )?can not have (?<what>${words}) or I .*\\b(?:die|swell|puff|hospital|hives)\\b.*`,
    'I am allergic to $<what>',
  ),
  order(`(?<what>${words}) tastes? like soap to me`, 'I do not like $<what>'),
  order(`as (?:somebody|someone) with (?<what>${words}),? I .+`, 'I have $<what>'),
  order(`.*\\b(?:thanks to|because of|due to) my ${illness}\\b.*`, 'I have $<what>'),
  order(
    `(?:with )?my ${illness}(?: \\p{L}+)? (?:is|means|makes|has|wears?|keeps?|acts?|got)\\b.*`,
    'I have $<what>',
  ),
  order(`${illness}(?: means| meds wear off| makes?)\\b(?:.*\\b(?:me|my)\\b.*)?`, 'I have $<what>'),
  order(`(?:turns out )?it is ${illness}`, 'I have $<what>'),
  order(
    `I (?:have )?(?:got|have|do have) (?:some |a bit of |mild |severe |an? )?${illness}\\b(?: .*)?`,
    'I have $<what>',
  ),
  order(
    `.*\\bis (?<what>an? \\p{L}+ (?:injury|condition)) in my (?<where>(?:left |right )?\\p{L}+)(?: from (?<year>\\d{4}))?`,
    'I have $<what> in my $<where>',
  ),
  order(
    'my (?<side>left|right) (?<part>ear|eye) (?:is|has been) (?:completely |almost |totally )?(?<how>deaf|blind)(?: .*)?',
    'I am $<how> in my $<side> $<part>',
  ),
  order(
    `(?:they|the doctors?|doctors|my doctor|a doctor|the hospital) (?:finally |just )?(?:diagnosed me with|told me I have|confirmed) (?<what>.+)`,
    'I was diagnosed with $<what>',
  ),
];
