import type { Fact } from './facts.ts';
import { stem } from './stems.ts';

/** A number in figures or in words, as part of a pattern. */
export const number =
  '(?:\\d+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?:[- ]\\w+)?|(?:thir|four|fif|six|seven|eigh|nine)teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';

/** Says something of whoever speaks. */
export const own = /^I |^My |\bI\b|\bmy\b/;

const ownCue = 0.5;

/** The first of the cues ask for a form: who, how many, how long, when, where. */
const formCues = 5;

const cues: [asked: RegExp, shown: RegExp][] = [
  [/^(?:\W*\w+,? )?who\b|\bwhose\b|\bwho(?:'s| is| are| was)\b/, /(?<!^)(?<![.!?] )\b(?:[A-Z][a-z]+)\b/],
  [
    /\bhow (?:many|much|long|far|old|tall|big|late|often|high|deep|heavy)\b/,
    new RegExp(`\\b${number}\\b|\\bonce\\b|\\btwice\\b|\\bnone\\b|\\bevery\\b`, 'i'),
  ],
  [/\bhow long\b/, /\b(?:years?|months?|weeks?|days?|hours?|minutes?|centur\w+|since)\b/],
  [
    /\bwhen\b|\bwhat (?:day|time|year|date|hours)\b/,
    /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\b(?:year|spring|summer|autumn|winter|month|morning|night|evening|dawn|dusk|noon|midnight|from \w+ (?:at \w+ )?to|ago|o'clock|until|since|first of|January|February|March|April|May|June|July|August|September|October|November|December)s?\b|\d{4}/,
  ],
  [
    /\bwhere\b/,
    /\b(?:in|on|at|under|above|below|behind|between|beside|near|to|from|inside|into) (?:the |a |an |my |his |her )?\w+/,
  ],
  [
    /\bwhy\b|\bhow come\b|\bwhat for\b|\breason\b/,
    /\bbecause\b|\bsince\b|\bso that\b|\bafter\b|, so\b|\bin order\b|\bwhen\b|\bto a\b/,
  ],
  [
    /\bcolou?r\b/,
    /\b(?:red|green|blue|grey|gray|white|black|brown|yellow|gold|silver|purple|orange|pink|copper|amber|violet|brass)\b/,
  ],
  [/\b(?:called|name|named)\b/, /\b(?:called|named|name is|names?)\b|\bcall\b/],
];

const numbered = new RegExp(`\\b(?:${number}|none|no|every)\\b((?: [\\w-]+){1,4})`, 'gi');

/** `how many plants`: whether the fact says a number of them. */
export function countScore(question: string, fact: Fact): number {
  const counted = /\bhow many ((?:\w+ )?\w+)/.exec(question)?.[1]?.split(' ').map(stem) ?? [];
  if (counted.length === 0) return 0;
  const things = Array.from(fact.text.matchAll(numbered), ([, after = '']) =>
    after.trim().toLowerCase().split(' ').map(stem),
  );
  return things.flat().some((thing) => counted.includes(thing)) ? 1 : 0;
}

/** How well a fact has the form of an answer: a name for `who`, a number for `how many`. */
export function cueScore(question: string, fact: Fact): number {
  const hits = cues.filter(([asked, shown]) => asked.test(question) && shown.test(fact.text)).length;
  // A question to somebody is more likely about that one than about the world.
  return hits + (/\byour?\b/.test(question) && own.test(fact.text) ? ownCue : 0);
}

/** Whether a question for a person, a place, a time or a number finds one here. */
export function hasAskedForm(question: string, { text }: Fact): boolean {
  const wanted = cues.slice(0, formCues).filter(([asked]) => asked.test(question));
  return wanted.length === 0 || wanted.some(([, shown]) => shown.test(text));
}
