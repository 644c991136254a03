import { fold } from '../../lib/fold.ts';
import { startsSpaceless } from '../../lib/spaceless.ts';

/** What a name begins with, folded; empty where a text does not show where words begin and end. */
export function firstWord(name: string): string {
  const [word = ''] = wordsIn(name);
  return startsSpaceless(word) || /\p{scx=Hang}/u.test(word) ? '' : word;
}

/** Under what the names of a text may be looked up. */
export function firstWords(text: string): string[] {
  return [...new Set(['', ...wordsIn(text)])];
}

function wordsIn(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}
