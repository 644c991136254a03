import { alternativesOf } from '../pattern-words.ts';
import { anyOf, oneOf, phrases } from '../phrases.ts';

/** What is left of a sentence that was cut. */
const cut = phrases`and, but, or, so, so yeah, but yeah, yeah, so yes, so there(?: you go| is that)?, there`;

/** How much, how surely, and that it is meant so. */
const emphasis = phrases`
  too, also, as well, at all, ever, by far, so much, very much, a lot, a ton, lots, the most, sm, most of all
  above all(?: else)?, of all things, of all time, more than ever, honestly, actually, really, anyways?, personally
  sadly, unfortunately, luckily, somehow, though, whatever, myself, of course, in fact, in general, after all, at least
  to be honest, for real, for sure, for good, no contest, no joke, fight me, go figure, deal with it, no regrets
  believe it or not, believe me, trust me, i swear, i promise, promise, i know, idk why
  sorry, not sorry, sorry not sorry, and proud(?: of it)?, and i love it, like an idiot, as one does, as you do
  just saying, just sayin, for (?:my|work|school|uni) sins
`;

/** Letters for words, and laughter. */
const chatWords = phrases`
  irl, btw, fyi, rip, smh, ffs, lmk, istg, tbh, lol, lmao, lmfao, rofl, kek, haha, hehe, xd, tho, rn, fr, ngl, imo, imho
  fwiw, ofc, obvs?, icl, no cap, deadass, omg, omfg, smth, w/e, tf, wtf, hey, yay
`;

/** Said to whoever listens. */
const toOthers = phrases`
  by the way, in real life, you know, y'know, please, pls, please clap, thanks, tyvm, ty, thx, okay, ok
  everyone, guys, folks, mate, man, dude, bro, babe, y'all, nice to meet (?:you|u|y'all)(?: all)?, wish me luck
  if that helps, (?:please )?do not forget, (?:please )?(?:dont|do not) (?:judge|@|laugh at|hate|tell)(?: me| anyone)?
`;

/** That it is so now, or always. */
const times = phrases`
  now, right now, for now, by now, currently, at the moment, these days, nowadays, lately, of late, recently, already
  still, again, once again, yet, finally, originally, permanently, temporarily, forever, ever since, all my life
  my (?:whole|entire) life, these past (?:days|weeks|months|years)
  as of (?:today|now|this (?:week|month|morning)|yesterday)
`;

/** How, with whom and what for somebody does it. */
const circumstances = phrases`
  in my (?:free|spare) time, for a living, for work, by trade, by day, full[- ]time, part[- ]time, as a hobby
  for (?:the )?fun(?: of it)?, for pleasure, with my family, on my own, (?:all )?by myself, from scratch
  to (?:relax|unwind|de-?stress|chill|calm down|wind down|clear my head|stay sane)
`;

const all = alternativesOf(oneOf(cut, emphasis, chatWords, toOthers, times, circumstances)).toSorted(
  (one, other) => other.length - one.length,
);

/**
 * Words at the end that say nothing. Each is taken once and for all (`(?=(…))\1`), the longest first: "so there" could else be
 * read in two ways, and a line full of it in more than could ever be tried.
 */
export const englishFillers = new RegExp(`(?:(?=([\\s,]${anyOf(...all)}(?!\\w)|[\\s.!,…~^]))\\1)+$`, 'i');
