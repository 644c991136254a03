import type { Word } from './terms.ts';

/** What a passage has that questions of some kinds ask for. */
export interface Cues {
  /** It ends by asking something itself. */
  asks: boolean;
  /** It tells when something is or was. */
  hasTime: boolean;
  /** It tells how many or how long. */
  hasNumber: boolean;
  /** Which share of its words is about who says it, 0 … 1. */
  firstPerson: number;
}

const timeWords = new Set(
  `yesterday today tonight tomorrow ago last next week weekend month year day morning evening night summer winter spring autumn
  fall january february march april may june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday recently soon since birthday anniversary weeks months years days`.split(
    /\s+/,
  ),
);
const numberWords = new Set(
  `two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred thousand million once
  twice thrice couple few several first second third`.split(/\s+/),
);
const firstPersonWords = new Set(
  `i me my mine myself i'm i've i'd i'll we us our ours we're we've im ive`.split(/\s+/),
);

/** Reads the cues of a passage off its text. */
export function cuesOf(text: string, words: readonly Word[]): Cues {
  const spoken = text.replace(/\s*\[[^\]]*\]\s*$/, '');
  const has = (set: ReadonlySet<string>) => words.some(({ folded }) => set.has(folded));
  return {
    asks: /\?["'”’)\s\p{Extended_Pictographic}]*$/u.test(spoken),
    hasTime: has(timeWords),
    hasNumber: words.some(({ folded }) => /^\d/.test(folded)) || has(numberWords),
    firstPerson: words.length === 0 ? 0 : count(words) / words.length,
  };
}

function count(words: readonly Word[]): number {
  return words.filter(({ folded }) => firstPersonWords.has(folded)).length;
}

/** Whether a word speaks of whoever says it. */
export function isFirstPerson({ folded }: Word): boolean {
  return firstPersonWords.has(folded);
}
