import type { Word } from './terms.ts';

/** What a passage has that questions of some kinds ask for. */
export interface Cues {
  /** It ends by asking something itself. */
  asks: boolean;
  /** It tells when something is or was. */
  hasTime: boolean;
  /** It tells how many or how long. */
  hasNumber: boolean;
  /** It may tell where. */
  hasPlace: boolean;
  /** It has hardly any words: an answer seldom has so few. */
  brief: boolean;
  /** Which share of its words is about who says it, 0 … 1. */
  firstPerson: number;
}

const fewWords = 4;
/** What was attached stands at the end in brackets, and asks nothing. */
const attached = /\s*\[[^[\]]*\]\s*$/;
const asking = /\?["'”’)\s\p{Extended_Pictographic}]*$/u;

/** Reads the cues of a passage off its text. */
export function cuesOf(text: string, words: readonly Word[]): Cues {
  let firstPerson = 0;
  let hasTime = false;
  let hasNumber = false;
  let hasPlace = false;
  for (const word of words) {
    if (word.firstPerson) firstPerson += 1;
    if (word.time) hasTime = true;
    if (word.number) hasNumber = true;
    if (word.place) hasPlace = true;
  }
  const spoken = text.endsWith(']') ? text.replace(attached, '') : text;
  return {
    asks: spoken.includes('?') && asking.test(spoken.slice(-20)),
    hasTime,
    hasNumber,
    hasPlace,
    brief: words.length < fewWords,
    firstPerson: words.length === 0 ? 0 : firstPerson / words.length,
  };
}
