import { anyOf, phrases } from '../../phrases.ts';
import { type Order, order, speaker, words } from './order.ts';

const counted = phrases`an?, two, three, four, five, six, seven, eight, nine, ten, \d+`;
const chip = '(?:(?:rtx|gtx|rx) ?)?\\d{3,4}(?: ?(?:ti|super|xt|xtx))?';

/** What one has, collects and does. */
export const belongingOrders: readonly Order[] = [
  order(
    `there (?:is|are) (?<what>${anyOf(counted)} .+?) (?:in|on) my (?<where>\\p{L}+(?: \\p{L}+)?)`,
    'I have $<what> in my $<where>',
  ),
  order(`(?:the|that) (?<what>${words}) is mine(?:,.*)?`, 'I own a $<what>'),
  order(`(?<what>${words}) (?:runs|run) in (?:my|our) family`, 'my family has $<what>'),
  // "I collect fountain pens, I have over sixty by now"; "up to 212 vinyls now"
  order(
    `I collect (?<what>${words}),? (?:and )?(?:I )?have (?:got )?(?<many>(?:(?:about|around|over|like|almost) )?(?:\\d+|\\p{L}+))(?: of them)?(?: by now| now| so far)?`,
    'I have $<many> $<what>',
  ),
  order('up to (?<many>\\d+) (?<what>[\\p{L} ]+?) (?:now|by now|so far)(?:,.*)?', 'I have $<many> $<what>'),
  order(`(?:I am )?running (?:on )?an? (?<what>${chip})(?: here)?(?:,.*)?`, 'I have a $<what>'),
  order(
    `.*\\b(?:upgraded|got myself|now),? (?:to )?(?:an? |the )?(?<what>${chip}) in (?:the|my) (?:rig|pc|computer)\\b.*`,
    'I have a $<what>',
  ),
  order(
    '(?:it (?:is|has been)|its been) (?<long>(?:\\d+|\\p{L}+) (?:years|months)) of (?<what>\\p{L}+(?: \\p{L}+)?) for me(?: .*)?',
    'I have done $<what> for $<long>',
  ),
  order(
    `${speaker} main (?<what>drums|guitar|bass|piano|violin|keys)(?: irl| in real life)?(?:,.*)?`,
    'I play $<what>',
  ),
  order(
    '(?:I )?(?:have )?(?:just )?signed up for (?:the|an?) (?<what>.*(?:marathon|triathlon|tournament|course|class|10k|race))(?<when> (?:in|on|next) .+)',
    'I am running the $<what>$<when>',
  ),
  order('(?:only child)(?: here)?(?: is me)?(?:,.*)?', 'I am an only child'),
  order(
    '(?:I have been )?(?<state>divorced|married|sober|vegan|vegetarian|retired|single|engaged|widowed) since (?<when>[\\p{L}\\d ]+?)',
    'I have been $<state> since $<when>',
  ),
];
