import { fold } from '../../../lib/fold.ts';

/** The words of a text, folded and without marks. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu) ?? [];
}

const shingleWords = 3;
/** This share of a sentence's runs of three words must be new. */
const mostEchoed = 0.6;

/** Knows what was told before, and says whether a sentence only gives it back. */
export function createEchoCheck(told: readonly string[]): (sentence: string) => boolean {
  const texts = told.map(wordsOf).filter((words) => words.length > 0);
  if (texts.length === 0) return () => false;
  const known = new Set(texts.flatMap(shinglesOf));
  const joined = texts.map((words) => ` ${words.join(' ')} `);
  return (sentence) => {
    const words = wordsOf(sentence);
    if (words.length < 2) return false;
    if (words.length < shingleWords + 1) return joined.some((text) => text.includes(` ${words.join(' ')} `));
    const shingles = shinglesOf(words);
    return shingles.filter((shingle) => known.has(shingle)).length / shingles.length >= mostEchoed;
  };
}

function shinglesOf(words: readonly string[]): string[] {
  return words
    .slice(0, Math.max(0, words.length - shingleWords + 1))
    .map((_, index) => words.slice(index, index + shingleWords).join(' '));
}
