import { wordsOf } from './echo.ts';

/** Words that a statement may add to what was said, because they tell nothing by themselves. */
const free = new Set(
  `a an the is are was were be been being has had have does do did not no cannot can who that which in at of to on for
  with and or as by from about their them they his her him she he its it s is called named name years year old age now
  currently used formerly longer once some also person one plans plan planning going will wants want kind type thing
  there this since until ago more very really own owns into around made lot called's called`.split(/\s+/),
);

/** Words that a statement may use where something of the kind was said, in whatever words. */
const framed: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^(?:liv|home|resid|hometown|mov)/,
    /\b(?:liv|mov|home|house|flat|apartment|based|resid|wohn|leb|settl|from|form|gezogen|zieh|city|town|relocat|neighbou?r)/,
  ],
  [
    /^(?:work|job|employ|profession|occupation|earn)/,
    /\b(?:work|job|am|im|i'm|is|are|as|hired|employ|promot|career|shift|boss|office|being|retired|unemployed|arbeit|bin|beruf|profession|you're|trade|quit|left|be\b|been)/,
  ],
  [
    /^(?:like|love|enjoy|fond|fan|adore)/,
    /\b(?:lov|lik|enjoy|ador|fan|fav|obsess|crazy|best|addict|into|mag\b|lieb|gern|great|delicious|amazing|soft spot|prefer|craving|weakness)/,
  ],
  [
    /^(?:dislike|hate|avoid|detest)/,
    /\b(?:hat|dislik|stand|not|dont|don't|never|gag|gross|disgust|worst|mag|hass|no\b|sick|awful|terrible|despis|loath|can't|cant)|n't\b/,
  ],
  [/^favou?rite/, /\b(?:fav|lieblings|best|all.?time|love)/],
  [
    /^(?:speak|language|fluent)/,
    /\b(?:speak|fluent|language|tongue|native|bilingual|sprech|spreche|learn|read|know|understand|kann)/,
  ],
  [/^play/, /\b(?:play|spiel|main\b|gam)/],
  [/^(?:come|origin|grew|hail)/, /\b(?:from|form|born|grew|rais|origin|komm|stamm|aus|hometown|irl)/],
  [/^(?:born|birthday|turn)/, /\b(?:born|birthday|bday|b-day|geburtstag|geboren|turn|gebor)/],
  [
    /^(?:stud|major|school|degree)/,
    /\b(?:stud|major|degree|uni|college|school|class|course|dropped|graduat)/,
  ],
  [/^(?:pet|animal)/, /\b(?:dog|cat|rabbit|pet|hund|katze|\w+)/],
  [/^(?:know|friend|acquaint|related)/, /\b(?:know|met|friend|together|my|and|mein)/],
  [
    /^(?:interest|hobby|hobb)/,
    /\b(?:interest|hobb|into|play|watch|read|free time|spend|spent|collect|keep|run|do|lern|mein|learn)/,
  ],
];

const negative =
  /\b(?:not|no|never|cannot|dont|cant|doesnt|isnt|without|hate[sd]?|nor|nicht|kein\w*|nie|hasse)\b|n't\b/;
const negativeStatement =
  /\b(?:not|no|never|cannot|without|dislik\w*|hat\w*|avoid\w*|former\w*|used|longer|was|were|had|lived|worked|gave|stopped|quit|allerg\w*|afraid|intoleran\w*|vegan|vegetarian|retired|unemployed|dropped|liked|played|rather|only|alone)\b/;

/** Statements tell of people in the third person, whatever was said. */
const otherPersons =
  /\b(?:i|i'm|me|my|mine|myself|you|your|yours|u|we|us|our|lol|guys|this|ich|mein\w*|dich|dein\w*)\b/;

/**
 * Whether a statement says nothing that its evidence does not: every word of weight stands there, and it is no denial
 * of it. `names` are how the one it is about is called; `given` are words that the evidence means, such as a date.
 */
export function isFounded(
  statement: string,
  {
    evidence,
    names,
    given = [],
  }: { evidence: readonly string[]; names: readonly string[]; given?: readonly string[] },
): boolean {
  const called = new Set(names.flatMap(wordsOf).flatMap((word) => [word, `${word}'s`]));
  const there = [...evidence, ...given].flatMap(wordsOf);
  const said = ` ${there.join(' ')} `;
  const told = wordsOf(statement).filter((word) => !called.has(word));
  const words = told.filter((word) => !free.has(word));
  const isThere = (word: string) => there.some((other) => isSameWord(word, other));
  const isFramed = (word: string) => framed.some(([frame, cue]) => frame.test(word) && cue.test(said));
  if (otherPersons.test(told.join(' ')) || !words.some(isThere)) return false;
  return words.every((word) => isThere(word) || isFramed(word)) && !isTurned(told, words, evidence);
}

/** Whether what is denied is told as so, or the other way round: in the clauses that the statement takes its words from. */
function isTurned(told: readonly string[], words: readonly string[], evidence: readonly string[]): boolean {
  const clauses = evidence
    .flatMap((text) => text.split(/[,.!?;]+|\s(?:and|but|so|und|aber)\s/))
    .map((clause) => wordsOf(clause));
  const used = clauses.filter((clause) =>
    words.some((word) => clause.some((other) => isSameWord(word, other))),
  );
  const said = ` ${used.flat().join(' ')} `;
  const text = ` ${told.join(' ')} `;
  if (negative.test(said)) return !negativeStatement.test(text);
  return /\b(?:dislik|hates?)\w*/.test(text) && !/\b(?:gag|gross|stand|sick|worst|despis|loath)/.test(said);
}

function isSameWord(one: string, other: string): boolean {
  if (one === other || one === `${other}'s` || `${one}'s` === other) return true;
  const shorter = Math.min(one.length, other.length);
  if (shorter < 4 || /\d/.test(one)) return `${one}s` === other || one === `${other}s`;
  const stem = Math.max(4, shorter - 2);
  return one.slice(0, stem) === other.slice(0, stem);
}
