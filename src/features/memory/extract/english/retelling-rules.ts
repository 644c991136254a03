import type { Language, Rule } from '../language.ts';
import { eventRetellings } from './retelling-events.ts';
import { habitRetellings } from './retelling-habits.ts';
import { ownRetellings, stateRetellings } from './retelling-states.ts';

/** Tried only where no other rule has read anything. */
export const retellings: readonly Rule[] = [
  ...habitRetellings,
  ...stateRetellings,
  ...eventRetellings,
  ...ownRetellings,
];

/** How chats leave out the one who tells, where the form shows it. */
export const retoldWithoutSubject: Language['dropped'] = [
  [
    /^(?=(?:(?:proud|lifelong|long-?time|long-?suffering|very happy) )*(?:(?:supporter|veteran|survivor|native|resident|co-?founder) of |(?:member|founder) of an? |(?:father|mother|dad|mum|mom|parent|aunt|uncle|grandmother|grandfather|grandma|grandad) (?:of|to) (?:one|two|three|four|five|six|seven|an?|\d|twins|triplets)\b))/i,
    'I am a ',
  ],
  [/^(?=been (?:\p{L}+ing) )/iu, 'I have '],
  [/^(?=(?:first|second|third|fourth|final) year (?:of|at|in) )/i, 'I am in the '],
  [
    /^(?=trying to (?:pick up|learn) |not (?:really |much of )?an? \p{L}+ (?:person|drinker|eater)\b)/iu,
    'I am ',
  ],
  [/^(\p{L}+) diagnosed (?=at \d|in \d{4})/iu, 'I was diagnosed with $1 '],
  [/^(?=(?:ditched|deleted) )/i, 'I '],
  [/^(?=never (?:seen|been to|owned|read|learned to|learnt to|eaten|driven|flown) )/i, 'I have '],
  [/^(?=(?:inherited|rescued|adopted|sold|founded|opened|bought) (?:an?|my|our|the|two|three) )/i, 'I '],
];
