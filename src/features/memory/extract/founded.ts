import { fold } from '../../../lib/fold.ts';
import { stem } from '../../../lib/retrieval/stem.ts';
import { wordsOf } from './echo.ts';
import { asCounted, freeWords, meansSame, paraphrases } from './paraphrases.ts';

const negative =
  /\b(?:not|no|never|cannot|dont|cant|doesnt|isnt|havent|hasnt|wont|without|hate[sd]?|nor|nicht|kein\w*|nie|hasse)\b|n't\b/;
const negativeStatement =
  /\b(?:not|no|never|cannot|unable|without|dislik\w*|hat\w*|avoid\w*|former\w*|used|longer|was|were|had|lived|worked|gave|stopped|quit|allerg\w*|afraid|intoleran\w*|vegan|vegetarian|retired|unemployed|dropped|liked|played|rather|only|alone|broke|split|left|lost|instead)\b|n't\b/;

/** Statements tell of people in the third person, whatever was said. */
const otherPersons =
  /\b(?:i|i'm|me|my|mine|myself|you|your|yours|u|we|us|our|lol|guys|this|ich|mein\w*|dich|dein\w*)\b/;

/** What a statement is held against. */
interface Ground {
  evidence: readonly string[];
  /** How the one it is about is called. */
  names: readonly string[];
  /** Words that the evidence means, such as a date. */
  given?: readonly string[];
  /** It is told of whoever said it, of whom no `she` and no name of another may tell. */
  ofSpeaker?: boolean;
}

/**
 * Whether a statement says nothing that its evidence does not: every word of weight stands there, in this form, another,
 * or in other words that mean it, and it is no denial of it. One small word of its own may be in a long statement.
 */
export function isFounded(statement: string, { evidence, names, given = [], ofSpeaker }: Ground): boolean {
  const called = new Set(names.flatMap(wordsOf).flatMap((word) => [word, `${word}'s`]));
  const there = [...evidence, ...given].flatMap(wordsOf);
  const told = wordsOf(statement).filter((word) => !called.has(word));
  const words = told.filter((word) => !freeWords.has(word));
  const clauses = clausesWith(words, evidence);
  const isFoundedWord = createWordCheck(there, [...clauses, ...evidence.filter(asks)]);
  if (otherPersons.test(told.join(' ')) || !givesBack(statement, words, there, evidence)) return false;
  const unfounded = words.filter((word) => !isFoundedWord(word));
  if (unfounded.length > 0 && !isOwnWording(statement, unfounded, words.length)) return false;
  if (!clausesOf(statement).every((clause) => says(clause, isFoundedWord, called))) return false;
  if (isTurned(told, words, clauses.map(folded)) || !isTheirs(statement, evidence)) return false;
  return ofSpeaker !== true || !isOfAnother(statement, clauses);
}

/** At least one word of weight, or a pair such as `she/her`, was said as it stands. */
function givesBack(
  statement: string,
  words: readonly string[],
  there: readonly string[],
  evidence: readonly string[],
): boolean {
  if (words.some((word) => isThere(word, there))) return true;
  const pair = /\p{L}+\/\p{L}+/u.exec(fold(statement))?.[0];
  return pair !== undefined && evidence.some((text) => fold(text).includes(pair));
}

/** Words are there anywhere; what they mean counts only in the clauses that the statement takes its words from. */
function createWordCheck(there: readonly string[], clauses: readonly string[]): (word: string) => boolean {
  // With its marks as well: `she/her` and `>` say something.
  const said = clauses.map((clause) => `${fold(clause)} ${wordsOf(clause).map(plain).join(' ')}`).join(' ');
  return (word) => isThere(word, there) || meansSame(plain(word), said);
}

const asks = (text: string) => /\?\s*$/.test(text);

function isThere(word: string, there: readonly string[]): boolean {
  return there.some((other) => isSameWord(word, other));
}

const plain = (word: string) => word.replace(/'s$/, '');

/** A statement of four founded words and more may have one of its own, if that names nobody, counts nothing and has a meaning only beside the others. */
function isOwnWording(statement: string, [own = '', ...more]: readonly string[], all: number): boolean {
  return (
    more.length === 0 &&
    all >= 4 &&
    /^\p{Ll}{3,}$/u.test(own) &&
    asCounted(own) === own &&
    !paraphrases.some(([says]) => says.test(own)) &&
    !new RegExp(`(?<!^)\\b\\p{Lu}${own.slice(1)}`, 'u').test(statement)
  );
}

function clausesOf(statement: string): string[] {
  return statement.split(/,|;|\s(?:and|but|while|und|aber)\s/).filter((clause) => /\p{L}/u.test(clause));
}

/** Each part of a statement has something that was said, if it has anything of its own. */
function says(
  clause: string,
  isFoundedWord: (word: string) => boolean,
  called: ReadonlySet<string>,
): boolean {
  const words = wordsOf(clause).filter((word) => !called.has(word) && !freeWords.has(word));
  return words.length === 0 || words.some(isFoundedWord);
}

const possession =
  /\b(?:has|have|had)\b(?! (?:been|to|not|never|just|already|recently|also|lived|moved|worked|\p{L}+(?:ed|en|wn|un)|met|had|got|gone|read|run|done|made|left|lost|taught|kept|sung|quit|bought|sold|known|seen)\b)/u;
const possessed =
  /\b(?:got|have|has|had|ive|my|our|own\w*|bought|buy\w*|adopt\w*|get\w*|new|with|your|his|her|their|there'?s|raise|driv\w*|keep\w*|habe?n?|hat|mein\w*|unser\w*|dein\w*|ihr\w*)\b|'(?:ve|s)\b/;

/** What somebody only likes or is allergic to is not told as theirs. */
function isTheirs(statement: string, evidence: readonly string[]): boolean {
  return (
    !possession.test(fold(statement)) ||
    /\bno longer\b/.test(statement) ||
    evidence.some((text) => possessed.test(fold(text)))
  );
}

/** Somebody else begins a clause: `Halvard's 37`, `Ann lives in Rome`, `he's 9`. */
const another =
  /^\s*(?:(?!It|That|There|This|What|Here|Who|Let)(?<who>\p{Lu}[\p{L}-]+)(?:'s (?=[\p{L}\d])| (?:is|has|was|had|lives?|works?|likes?|loves?|hates?|plays?|got)\b)|(?:he|she|his|her)\b)/u;

/** Whether all that a statement takes its words from is said of somebody whom it does not name. */
function isOfAnother(statement: string, clauses: readonly string[]): boolean {
  const told = fold(statement);
  return clauses.every((clause) => {
    const found = another.exec(clause);
    if (found === null) return false;
    const who = found.groups?.['who'];
    return who === undefined
      ? !/\b(?:who|whose|he|she|his|her|named|called)\b/.test(told)
      : !told.includes(fold(who));
  });
}

/** Whether what is denied is told as so, or the other way round: in the clauses that the statement takes its words from. */
function isTurned(told: readonly string[], words: readonly string[], clauses: readonly string[]): boolean {
  const text = ` ${told.join(' ')} `;
  if (clauses.some((clause) => denies(clause, words))) return !negativeStatement.test(text);
  if (/ (?:not|never|cannot) |n't /.test(text) && !clauses.some((clause) => negative.test(clause)))
    return true;
  return /\b(?:dislik|hates?)\w*/.test(text) && !clauses.some((clause) => aversion.test(clause));
}

const aversion =
  /\b(?:hat\w*|dislik\w*|gag|gross|stand|sick|worst|despis\w*|loath\w*|detest\w*|devils?|awful|terrible|horrible|not|never|no|hass\w*|ew+|yuck)\b|n't\b/;

/** `in May, not in June` denies nothing of May. */
function denies(clause: string, words: readonly string[]): boolean {
  const denial = negative.exec(clause.replace(/\b(?:don'?t|never) (?:forget|mind)\b/g, ''));
  if (denial === null) return false;
  const denied = denial.input.slice(denial.index).split(' ');
  return words.some((word) => isThere(word, denied));
}

/** The clauses that a statement takes its words from, folded. */
export function clausesBehind(words: readonly string[], evidence: readonly string[]): string[] {
  return clausesWith(words, evidence).map(folded);
}

const folded = (clause: string) => wordsOf(clause).join(' ');

/** All of them where the words stand in none, as in `she/her`. */
function clausesWith(words: readonly string[], evidence: readonly string[]): string[] {
  const all = evidence
    .flatMap((text) => text.split(/[,.!?;]+|\s(?:but|so|because|aber|weil)\s/))
    .flatMap(joinedParts);
  const behind = all.filter((clause) => words.some((word) => isThere(word, wordsOf(clause))));
  return behind.length > 0 ? behind : all;
}

/** What "and" joins is a clause of its own only behind one that is long enough to be one: not in "Ann and I met". */
function joinedParts(clause: string): string[] {
  const parts = clause.split(/\s(?:and|und)\s/);
  return parts.every((part) => wordsOf(part).length > 2) ? parts : [clause];
}

function isSameWord(one: string, other: string): boolean {
  const [word, said] = [asCounted(one), asCounted(other)];
  if (word === said) return true;
  if (/\d/.test(word)) return false;
  const shorter = Math.min(word.length, said.length);
  if (shorter < 4) return stem(word) === stem(said);
  const beginning = Math.max(4, shorter - 2);
  return stem(word) === stem(said) || word.slice(0, beginning) === said.slice(0, beginning);
}
