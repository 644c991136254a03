import type { Language } from './language.ts';

/**
 * The words that a rule's pattern can begin with, in small letters, two after "have" and the like; undefined where that is
 * open. `(?:have )?[diets] ` tells them as `own ` does; a place and whatever is no plain word do not.
 */
export function firstWords(pattern: string, lists: Language['lists']): ReadonlySet<string> | undefined {
  const words = new Set<string>();
  return addFirst(pattern, lists, words) ? words : undefined;
}

/** Whether it is known what the pattern begins with; what that is is added to the words. */
function addFirst(pattern: string, lists: Language['lists'], words: Set<string>): boolean {
  const list = /^\[(\p{L}[\p{L}_]+)\]/u.exec(pattern);
  const named = lists[list?.[1] ?? ''];
  if (list !== null && named !== undefined)
    return addEach(alternativesOf(named), pattern.slice(list[0].length), lists, words);
  const open = /^\((?:\?:|\?<\p{L}\w*>)/u.exec(pattern);
  if (open === null) return addWord(pattern, lists, words);
  const end = endOfGroup(pattern);
  const inside = alternativesOf(pattern.slice(open[0].length, end));
  const rest = pattern.slice(end + 1);
  if (/^[*+{]/.test(rest)) return false;
  const optional = rest.startsWith('?');
  const after = optional ? rest.slice(1) : rest;
  return addEach(inside, after, lists, words) && (!optional || addFirst(after, lists, words));
}

function addEach(
  alternatives: readonly string[],
  after: string,
  lists: Language['lists'],
  words: Set<string>,
): boolean {
  return alternatives.every((each) => addFirst(each + after, lists, words));
}

/** So much begins with these that the next word counts as well. */
const auxiliaries = new Set(['am', 'have', 'was', 'can', 'do', 'bin', 'habe']);

/** A plain word, whose last letter may be left out, and what ends it. */
function addWord(pattern: string, lists: Language['lists'], words: Set<string>): boolean {
  const found = /^([\p{L}'-]+)(\?)?(?= (?![?*]|\{\d)|$|\(\?[:=] )/u.exec(pattern);
  if (found === null) return false;
  const [all, written = '', last] = found;
  const word = written.toLowerCase();
  const next = auxiliaries.has(word) ? firstWords(pattern.slice(all.length + 1), lists) : undefined;
  for (const each of next ?? []) words.add(`${word} ${each.split(' ', 1)[0]}`);
  if (next === undefined) words.add(word);
  if (last !== undefined) words.add(word.slice(0, -1));
  return true;
}

/** Whether a text begins with one of these words, or with two of them. */
export function beginsWith(words: ReadonlySet<string>, text: string): boolean {
  const [first = '', second = ''] = text.toLowerCase().split(' ', 2);
  return words.has(first) || words.has(`${first} ${second}`);
}

/** The lists of which every match of a pattern holds a word: `[pets]` does not count where it may be left out. */
export function listsIn(pattern: string, lists: Language['lists']): string[] {
  if (alternativesOf(pattern).length > 1) return [];
  return partsOf(pattern).flatMap(({ part, after }) => {
    if (/^(?:[?*]|\{0)/.test(after)) return [];
    const name = part.slice(1, -1);
    if (part.startsWith('[')) return lists[name] === undefined ? [] : [name];
    const inside = /^\((?:\?:|\?<\p{L}\w*>|(?!\?))(.*)\)$/su.exec(part)?.[1];
    return inside === undefined ? [] : listsIn(inside, lists);
  });
}

/** The groups and classes of a pattern that stand in no other, and what comes after each. */
function partsOf(pattern: string): { part: string; after: string }[] {
  const parts: { part: string; after: string }[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: piece, index } of pattern.matchAll(pieces)) {
    if (depth === 0) start = index;
    if (piece === '(') depth += 1;
    if (piece === ')') depth -= 1;
    const end = index + piece.length;
    if (depth === 0) parts.push({ part: pattern.slice(start, end), after: pattern.slice(end) });
  }
  return parts;
}

/** How the words of a list begin, in small letters and as far as they are plain. */
export function beginningsOf(list: string): string[] {
  const plain = alternativesOf(list).map((word) => /^(?:[\p{L}\d' -](?![?*]))*/u.exec(word)?.[0] ?? '');
  return [...new Set(plain.map((word) => word.toLowerCase()))];
}

/** Where the group ends that a pattern begins with. */
function endOfGroup(pattern: string): number {
  let depth = 0;
  for (const { 0: part, index } of pattern.matchAll(pieces)) {
    if (part === '(') depth += 1;
    if (part === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return pattern.length;
}

/** The alternatives of an expression: `a`, `b(?:c|d)` of `a|b(?:c|d)`. */
export function alternativesOf(source: string): string[] {
  const cuts = [-1];
  let depth = 0;
  for (const { 0: part, index } of source.matchAll(pieces)) {
    if (part === '(') depth += 1;
    if (part === ')') depth -= 1;
    if (part === '|' && depth === 0) cuts.push(index);
  }
  return cuts.map((cut, index) => source.slice(cut + 1, cuts[index + 1]));
}

/** Escapes and classes are passed over whole. */
const pieces = /\\.|\[(?:\\.|[^\]\\])*\]|[()|]/gsu;
