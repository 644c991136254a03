import { anyOf, phrases } from '../phrases.ts';

/** How much, and how surely. */
const degrees = phrases`
  really, rly, rlly, v, way, very, so, super, quite, rather, totally, absolutely, literally, mostly, deeply, dearly
  strongly, definitely, obviously, certainly, of course, hands down, only, even, all, fucking, freaking, bloody
`;

/** How it is meant. */
const manners = phrases`
  legit, lowkey, low-key, highkey, srsly, actually, just, also, too, both, honestly, personally, truly, genuinely
  sincerely, secretly, simply, seriously, generally, basically, technically, officially, happily, proudly, myself
  kinda, sort of, kind of, in fact, tbh
`;

/** When and how often. */
const times = phrases`
  still, currently, now, then, already, always, usually, often, sometimes, ever, regularly, recently, lately, newly
  finally, originally, temporarily, presently, permanently
`;

/** After these they stand; else at the beginning, or after the "is" of what is told of. */
const verbs = phrases`
  am, have, is, has, was, do not, can not, can, will, am going to, am not, have been, have not
`;
const told = "^(?!(?:am|have|want|like|love) )(?:[\\w'-]+ ){1,4}(?:is|are) ";

/** Words between subject and verb that change nothing. */
export const englishAdverbs = new RegExp(
  `(?<=^|^${anyOf(verbs)} |${told})(?:${anyOf(degrees, manners, times)} )+`,
  'i',
);
