import { fold } from '../fold.ts';
import { lazily } from '../lazily.ts';
import { hashOf } from '../random.ts';
import { isSmall } from './small-words.ts';
import { stem } from './stem.ts';
import { wordCues } from './word-cues.ts';

/** One word of a text. */
export interface Word {
  /** Small letters without marks, as it stands there. */
  folded: string;
  /** What it is searched by. */
  term: string;
  /** A number that stands for the term. */
  mark: number;
  /** It says nothing about what the text is about. */
  empty: boolean;
  /** It speaks of whoever says it, of a time, of a number, or of a place. */
  firstPerson: boolean;
  time: boolean;
  number: boolean;
  place: boolean;
}

const latin = /[a-z0-9]+(?:['][a-z]+)*/g;
const latinOnly = /^[\x20-\x7e\s]*$/;
/** Its dictionaries are megabytes. */
const segmenter = lazily(() => new Intl.Segmenter(undefined, { granularity: 'word' }));
const english = /^[a-z]+$/;

/** Words that were met lately, as they were understood. */
const met = new Map<string, Word>();
const mostMet = 50_000;

/** The words of a text in their order; in scripts without spaces as a dictionary divides them. */
export function wordsOf(text: string): Word[] {
  const folded = fold(text);
  const found = latinOnly.test(folded) ? (folded.match(latin) ?? []) : segmented(folded);
  return found.map(asWord);
}

function segmented(text: string): string[] {
  return Array.from(segmenter().segment(text))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

/** Few words make up most of what is said, and stemming is the dearest part of reading it. */
function asWord(folded: string): Word {
  const known = met.get(folded);
  if (known !== undefined) return known;
  const bare = folded.replace(/'s$|'/g, '');
  const term = english.test(bare) ? stem(bare) : bare;
  const empty = isSmall(folded) || isSmall(bare);
  const word = { folded, term, mark: hashOf(term), empty, ...wordCues(folded) };
  if (met.size >= mostMet) met.clear();
  met.set(folded, word);
  return word;
}

/** What a text is searched by: the terms of its words, those that say nothing left out. */
export function termsOf(text: string): string[] {
  return wordsOf(text)
    .filter(({ empty }) => !empty)
    .map(({ term }) => term);
}

/** What a text is about: the stems of its words that say something. */
export function termsIn(text: string): Set<string> {
  return new Set(wordsOf(text).flatMap(({ term, empty }) => (empty ? [] : term)));
}
