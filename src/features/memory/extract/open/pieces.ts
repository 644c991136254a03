import { anyOf, phrases } from '../phrases.ts';
import { verbOf } from './verb-forms.ts';

/** Words at the beginning that say nothing. */
const sounds = phrases`
  ye, yea, yeah, yep, yup, yh, nah, no(?=,? (?:I|my)\b), nope, oh, ah, lo+l, lma+o+, ha(?:ha)+, hehe, hm+, wait, yo, omg
  ugh+, wow, nice, same, true, fr, brb, aw+, wbu, tbf, welp, imo, mhm
`;
const addresses = phrases`
  bro, bruh, dude, man, mate, guys, u guys, you guys, y'?all, fam, chat, nah mate
`;
const asides = phrases`
  idk(?: man)?, tbh, ngl, fwiw, btw, sry, sorry, ok, okay, well, so, and, but, actually, anyway, honestly, see, look
  listen, swear, swear down, deadass, lowkey, highkey, kinda proud, good news, update, as it happens, by the way
  to be (?:precise|fair|honest|clear), to answer your question, fun fact, believe it or not, can not complain
  call me old-fashioned, one thing about me, not (?:going to|gonna) lie, like my (?:father|mother) before me, turns out
  just saying, for the record, I think you should know, to be honest with you, none for me(?:,? thanks)?, no thanks
  same age then, oh nice, of course, personally, speaking of which, thanks for asking
`;
export const noise = new RegExp(`^(?:${anyOf(sounds, addresses, asides)}\\b[,:!.]*\\s+)+`, 'i');

/** Words that end one clause and begin another, which can stand for itself. */
const joins = phrases`
  because, although, though, even though, whereas, which is why, that is why, that's why, so, but, and, yet, since, as
  cos, cause, where, before, after, then, therefore, so much that
`;
/** Whoever the next clause is about. */
const next = phrases`
  I, we, my, our, im, ive, now I, then I, today I, also I, here I, though I, on \p{L}+days I
`;
/** What only goes on without any mark: "i work at taco bell you do not want to know". */
const runsOn = phrases`
  you (?:do not|know|would|can|should|all|guys|have no|meet|are), it is, its, it's, he is, hes, he's, she is, shes, she's
  that is, thats, that's, they are, no more, lol, lmao, smh, fr, and i oop
`;
const startsAnew = phrases`
  now in, broke, got, moved, started, quit, bought, adopted, passed, mum's, mom's, dad's, stacking, working, moving, seen
`;
const breaks = new RegExp(
  [
    '\\s*[;(]\\s*',
    // "Ana and I moved": two of whom one thing is told are no two clauses.
    `(?<!^(?:(?!I\\b)\\S+\\s+){0,3}(?!I\\b)\\S+),?\\s+${anyOf(joins)}\\s+(?=${anyOf(next)}\\b)`,
    `,\\s+(?=${anyOf(next, startsAnew)}\\b)`,
    `,?\\s+(?=${anyOf(runsOn)}\\b)`,
  ].join('|'),
  'iu',
);

/** What makes a clause depend on another, and does not make it less true. */
const depending = phrases`
  (?:al|even )?though, because, since, as, while, whereas, given that, seeing as, now that, before
  (?:only |right |shortly )?after, until, ever since
  (?:few|not many|most|some|a lot)(?: of)? (?:people|you)(?: here)? know(?: that)?, nobody (?:here )?knows(?: that)?
  (?:the )?(?:fact|truth|thing|reason) is(?: that)?, it is (?:true|no secret) that
  what (?:few|most|many|some) people do not know is(?: that)?, turns out, you can tell(?: that)?
  you (?:should|may|might) know(?: that)?
`;
const depends = new RegExp(`^${anyOf(depending)} (?=(?:I|my|we|our)\\b)`, 'i');

/** What may stand before "I" and says when, how often or where. */
const frontWords = phrases`
  in, on, at, since, ever since, every, each, once, twice, next, last, for, from, until, by, after, before, during, as
  these, those, most, back, around, between, with, among, here, outside, two, three, four, five, \d+, this, some
`;
const fronted = new RegExp(`^(?<front>${anyOf(frontWords)}\\b[^,]{2,60}?),? (?=(?:I|we|my|our) )`, 'i');
const frontTimes = phrases`
  every, each, once, twice, since, next, ago, until, on the, on, last, for, most, times
  in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|\d{4})\p{L}*
`;
const saysWhen = new RegExp(`\\b${anyOf(frontTimes)}\\b`, 'iu');

/** The clauses of a sentence that can each stand for themselves, without the words that lead up to them. */
export function piecesOf(sentence: string): string[] {
  return sentence
    .split(breaks)
    .map((piece) => piece.replace(noise, '').trim())
    .filter((piece) => /\p{L} \p{L}|\p{L}\p{L} \d/u.test(piece));
}

/** "Switched from Windows to Linux": a past form that is no base begins what somebody did who leaves themself out. */
export function withSubject(piece: string): string | undefined {
  const first =
    /^(?:just |finally |recently |also )?(?<verb>\p{L}+) \p{L}/u.exec(piece)?.groups?.['verb'] ?? '';
  const verb = verbOf(first, 'past');
  return verb === undefined || verbOf(first, 'base') !== undefined ? undefined : `I ${piece}`;
}

/** A clause that depended on another, as a sentence; undefined where it stood for itself. */
export function freed(piece: string): string | undefined {
  const free = piece.replace(depends, '').trim();
  return free === piece ? undefined : free;
}

/** "Every Tuesday I sing" as "I sing every Tuesday"; what says neither when nor how often is left out. */
export function withFrontLast(piece: string): string | undefined {
  const found = fronted.exec(piece);
  if (found === null) return undefined;
  const front = found.groups?.['front'] ?? '';
  const rest = piece.slice(found[0].length);
  return saysWhen.test(front) && !front.includes('.')
    ? `${rest} ${front.charAt(0).toLowerCase()}${front.slice(1)}`
    : rest;
}
