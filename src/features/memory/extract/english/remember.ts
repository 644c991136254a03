import { anyOf, phrases } from '../phrases.ts';

/** Asks for something to be kept in mind. */
const asking = phrases`
  remember(?: this)?, note, keep in mind, do not forget, never forget, make a note, write down, save this
`;
const politely = phrases`please, pls, hey, can you, could you, and, now`;
const whom = '(?:(?:hey |hi |ok )?@?[\\p{L}\\p{N}_]+,? )?';

export const englishRemember = new RegExp(
  `^(?:${whom}(?:${politely.replaceAll('|', ' |')} )*${anyOf(asking)}(?:,|:| that| down that| for (?:me|later)(?: that)?|\\s-)*)\\s+(?!to\\b)`,
  'iu',
);
