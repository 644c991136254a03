import { anyOf, oneOf, phrases } from '../phrases.ts';

/** What a question begins with, where its mark may be missing. */
const asking = phrases`
  do(?! not), does(?! not), did(?! not), is, are, can(?! not), could, will, would, should, shall, has
  who, what, where, when(?! I was\b), why, how, which, whose, anyone, anybody, any of you, did n
  let us, let's, lets
`;
export const englishAsks = new RegExp(`^(?:(?:and|but|so|well|ok|hey|btw|oh)[, ]+)*${anyOf(asking)}\\b`, 'i');

/** Says in a clause of its own that the one before does not hold. */
const retracting = phrases`
  not (?:really|sure|certain|true), unsure, kidding, joking, lie, lying, believes? (?:it|that), fell for, fall for
  made (?:it|that|this) up, do not know, dream\w*, wish\w*, not (?:any ?more|any longer)
`;
export const englishRetracts = new RegExp(`\\b${anyOf(retracting)}\\b`, 'i');

/** What follows one of these holds only if something else does. */
const conditions = phrases`if, unless, whether, provided, assuming, in case, otherwise, even if`;
export const englishConditions = new RegExp(`\\b${anyOf(conditions)}\\b`, 'i');

/** Guesses and wishes. */
const wishing = phrases`
  would, could, might, should, may have, must be, hope, hoping, someday, one day, seem(?:s|ed)? to, looks? like
  want(?:s|ed)? to, tempted, thinking (?:of|about), considering, I'd
`;
export const englishWishes = new RegExp(`\\b${anyOf(wishing)}\\b`, 'i');

/** Marks of a joke, wherever they stand, and "not" at the very end. */
export const englishJokes = new RegExp(
  oneOf(
    '\\bjk\\b',
    '\\b(?:just|only|totally) (?:kidding|joking|trolling|messing)\\b',
    "\\b(?:I'?m|am) (?:kidding|joking|lying)\\b",
    '\\bsarcas\\w+|\\bnot!+\\s*$|\\bpsych!*\\s*$|\\.\\.\\. ?not\\b',
    '\\bin your dreams\\b|\\b(?:copypasta|pov:|plot twist)|\\bsaid no one ever\\b|#?\\bnot\\s*$',
  ),
  'i',
);

/** Takes back what the same person said before. */
const takingBack = phrases`
  jk, j/k, /j, just kidding, i'?m (?:just )?(?:kidding|joking|lying)
  i (?:was|am) (?:just |only )?(?:kidding|joking|lying), kidding, joking, that was (?:a (?:joke|lie)|not true)
  not really, psych, april fools?
`;
export const englishTakesBack = new RegExp(
  `^(?:(?:lol|haha|ok|no|nah|nvm)[,! ]+)*${anyOf(takingBack)}\\b`,
  'i',
);

/** Says that something else is meant than what was said before. */
const correcting = phrases`
  no, nope, nah, actually, correction, i meant?, rather, scratch that, typo, my bad, wait, sorry, oops
`;
export const englishCorrects = new RegExp(
  `^(?:(?:oh|ah|oops|sorry|wait|well|hm+)[,! ]+)*${anyOf(correcting)}\\b[,:! ]`,
  'i',
);
