import { anyOf, phrases, wordSet } from '../phrases.ts';

/** Points at something that is there, at whoever is talked with, or at nothing. */
const pointing = phrases`
  it, that, this, these, those, them, him, her, you, u, ya, your, ur, y'all, me, us, there, here, what, how, when, why
  whatever, everything, nothing, something, anything, everyone, everybody, someone, anyone, nobody, people, all
  none, one, ones, another, other, well, better, worse, badly, too, so, very, much, more, less, enough, a lot, a bit
  out of, up, down, off, over, around, away, back, along, again, like, some of, in circles, hard, late, early, fast, slow
  dead, dumb, alone, first, next, last, mid, top, jungle, carry, healer, tank, dps, forward, attention, together, ready, even, any, than
`;
const points = new RegExp(`^${anyOf(pointing)}\\b`, 'i');
const pointedAt = phrases`it, them, him, that, this, those, these, one, ones, there, here, you, u, me`;
const endsPointing = new RegExp(`\\b${anyOf(pointedAt)}$`, 'i');
const ofTheTalk = /\b(?:you|your|u|ur|this|these|those|that|chat|server|discord|lol|lmao)\b/i;
const definite = /^(?:the|his|her|their|its|\p{Lu}\p{Ll}+'s) /u;

/** Verbs whose object may be "the": everybody knows which piano, and which church. */
const ofTheOne = wordSet`
  play speak attend practise practice observe learn study lead support celebrate sing teach clean tend milk
  coach
`;

/** Whether it points at something that is known only where it is said. */
export function isPointing(text: string): boolean {
  return points.test(text) || ofTheTalk.test(text) || endsPointing.test(text);
}

/** Whether a thing is told with weight: neither pointed at nor left open. */
export function hasWeight(verb: string, thing: string, isCued: boolean): boolean {
  if (isPointing(thing)) return false;
  if (definite.test(thing) && !isCued && !ofTheOne.has(verb)) return false;
  return /\p{L}{3}|\d/u.test(thing);
}

/** "The dishes", "her car": it is known which. */
export function isDefinite(thing: string): boolean {
  return definite.test(thing);
}
