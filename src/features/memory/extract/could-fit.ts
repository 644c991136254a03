import { remember } from '../../../lib/remember.ts';

const needed = new WeakMap<RegExp, readonly string[]>();
const inSmallLetters = remember(4, (text) => text.toLowerCase());

/** An expression that fits no text without one of these words or parts of words (in small letters, with `|` between them). */
export function needing(words: string, expression: RegExp): RegExp {
  needed.set(expression, words.split('|'));
  return expression;
}

/**
 * Whether a text holds what an expression needs. To compile an expression takes the machine far longer than to try it, and
 * most of them never come near to what is said: those are never compiled.
 */
export function couldFit(expression: RegExp, text: string): boolean {
  const words = needed.get(expression);
  if (words === undefined) return true;
  const small = inSmallLetters(text);
  return words.some((word) => small.includes(word));
}
