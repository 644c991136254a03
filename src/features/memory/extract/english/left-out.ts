import type { Language } from '../language.ts';
import { anyOf, phrases } from '../phrases.ts';
import { selfDropped } from './other-words.ts';
import { shortTastes, turnedTastes } from './turned.ts';

/** What "I" is left out before: verbs with what tells them from a command or a noun. */
const done = phrases`
  gave up, got, turned, sold, bought, moved, used to, adopted, broke, broke up, grew up, was born, started, joined, quit
  graduated, retired, majored, studied, hated, loved, lost my, have been, went (?:vegan|vegetarian), dropped out
  lived in, worked (?:at|as|for|in), never liked
`;
const doing = phrases`
  love, loving, hate, adore, speak, own an?, live (?:in|near|with|on), work (?:at|as an?|for|in)
  have (?:an?|two|three|four|\d) , can not stand, can not eat, can not (?:drive|swim), do not (?:eat|drink|drive|smoke)
`;

/** What "I am" is left out before. */
const going = phrases`
  flying, going, moving, planning, visiting, heading, travell?ing, starting, driving, getting married, turning
`;
const being = phrases`
  (?:happily )?(?:married|engaged|divorced|widowed)(?= (?:to|with|since|for|and)\b|,), dating \p{L}, married to
  working as, working at, studying, learning, living (?:in|with|near), based in, originally from, from \p{Lu}
  allergic to, scared of, afraid of, obsessed with, addicted to, not an? (?:\w+ )?fan of, not into, vegan, vegetarian
  (?:an? )?\d\d years old
`;

/** What "I have been" is left out of: "been married for years". */
const been = phrases`
  with \p{Lu}, married, engaged, dating, together with, playing, learning, working, living, studying, collecting
  vegan, vegetarian
`;

/** What "no longer" stands before as before a verb. */
const stopped = phrases`live, work, play, speak, smoke, eat, drink, study, drive`;

/** Relatives and others of whom "my" is left out. */
const kin = phrases`
  gf, bf, mom, mum, dad, wife, husband, hubby, sis, bro, sister, brother, boss, roommate, flatmate
`;

/** Verbs before which the subject is left out in chats: "just moved to Oslo". */
export const englishDropped: Language['dropped'] = [
  [new RegExp(`^(?:just )?(?=no longer ${anyOf(stopped)}\\b)`, 'i'), 'I '],
  [
    new RegExp(
      `^(?:just )?(?=no longer (?!${anyOf(stopped)}\\b)|not .{2,40} (?:any ?more|any longer)\\b)`,
      'i',
    ),
    'I am ',
  ],
  ...selfDropped,
  [new RegExp(`^(?:just |also )?(?=(?:been|always been) ${anyOf(been)}\\b)`, 'iu'), 'I have '],
  [new RegExp(`^(?:just |recently |finally |also )?(?=${anyOf(done, doing)}\\b)`, 'i'), 'I '],
  [new RegExp(`^(?:just |also |currently |still )?(?=${anyOf(going, being)}\\b)`, 'iu'), 'I am '],
  [/^(?:just |also )?(?=(?:born|raised)\b)/i, 'I was '],
  [/^(?=(?:friends|family|mates|buddies)(?: all)? call me\b)/i, 'my '],
  [/^(?=(?:(?:all-?time )?favourite [\p{L} ]{2,20} (?:is|are|has to be) |name(?:'s| is) \p{Lu}))/u, 'my '],
  [new RegExp(`^(?=${anyOf(kin)} \\p{Ll}+s\\b)`, 'iu'), 'my '],
  ...shortTastes,
  ...turnedTastes,
];
