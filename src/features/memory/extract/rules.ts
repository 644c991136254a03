import { fold } from '../../../lib/fold.ts';
import { lazily } from '../../../lib/lazily.ts';
import { remember } from '../../../lib/remember.ts';
import type { Language, Rule } from './language.ts';
import { beginningsOf, beginsWith, firstWords, listsIn } from './pattern-words.ts';
import { readSort } from './sorts.ts';

/** A rule with its patterns. */
export interface ReadyRule {
  rule: Rule;
  patterns: readonly ReadyPattern[];
  /** It looks for a date, which other rules are spared. */
  dated: boolean;
}

interface ReadyPattern {
  expression(): RegExp;
  /** The words that it can begin with; undefined where that is open. Patterns that cannot fit are never compiled. */
  begins: ReadonlySet<string> | undefined;
  /** The lists of which it holds a word. */
  lists(): readonly string[];
}

/** What a rule found: the words in its places, made presentable. */
export interface RuleMatch {
  rule: Rule;
  places: Readonly<Record<string, string>>;
  /** The same by which facts are known as one, in whatever language they were said. */
  keys: Readonly<Record<string, string>>;
}

const ready = new WeakMap<readonly Rule[], readonly ReadyRule[]>();

/** The rules of a language, looked through once. */
export function rulesOf(language: Language): readonly ReadyRule[] {
  const known = ready.get(language.rules);
  if (known !== undefined) return known;
  const compiled = language.rules.map((rule) => ({
    rule,
    patterns: rule.when.map((pattern) => ({
      expression: lazily(() => compile(pattern, language.lists)),
      begins: firstWords(pattern, language.lists),
      lists: lazily(() => listsIn(pattern, language.lists)),
    })),
    dated: rule.when.some((pattern) => /\{(?:date|year)\}/.test(pattern)),
  }));
  ready.set(language.rules, compiled);
  return compiled;
}

function compile(pattern: string, lists: Language['lists']): RegExp {
  const named = new Set<string>();
  const source = pattern
    .replace(/\[(\p{L}[\p{L}_]+)\]/gu, (written, name: string) => {
      const words = lists[name];
      if (words === undefined) return written;
      const group = named.has(name) ? '?:' : `?<${name}>`;
      named.add(name);
      return `(${group}${words})`;
    })
    .replace(/\{(\p{Ll}\w*)\}/gu, (_, name: string) => `(?<${name}>.+?)`);
  return new RegExp(`^${source}$`, 'iu');
}

/** What a predicate says: the first rule that fits it, with one match for each thing of a list. */
export function matchRules(
  { predicate, dated: whole, of }: { predicate: string; dated: string; of?: Rule['of'] },
  language: Language,
): RuleMatch[] {
  for (const { rule, patterns, dated } of rulesOf(language)) {
    if (rule.of !== of) continue;
    const text = dated ? whole : predicate;
    for (const { expression, begins, lists } of patterns) {
      const couldFit =
        (begins === undefined || beginsWith(begins, text)) &&
        lists().every((name) => holdsWordOf(name, text, language));
      const found = couldFit ? expression().exec(text) : null;
      if (found === null) continue;
      const matches = eachOf(found.groups ?? {}, rule, language).flatMap((found) =>
        readPlaces(found, rule, language),
      );
      if (matches.length > 0) return matches;
    }
  }
  return [];
}

const beginnings = remember(100, beginningsOf);

/** Whether a text may hold a word of a list: to compile all of its words takes far longer than to look for them. */
function holdsWordOf(name: string, text: string, { lists }: Language): boolean {
  const small = text.toLowerCase();
  return beginnings(lists[name] ?? '').some((word) => small.includes(word));
}

const mostListed = 5;

function eachOf(
  groups: Record<string, string>,
  { each }: Rule,
  { listed }: Language,
): Record<string, string>[] {
  if (each === undefined) return [groups];
  // The place may have another name in some of a rule's patterns.
  const name =
    groups[each] === undefined ? Object.keys(groups).find((key) => groups[key] !== undefined) : each;
  const all = groups[name ?? each] ?? '';
  const parts = /\b(?:between|both)\b/i.test(all)
    ? [all]
    : all.split(listed).filter((part) => part.trim() !== '');
  return parts.slice(0, mostListed).map((part) => ({ ...groups, [name ?? each]: part }));
}

function readPlaces(groups: Record<string, string>, rule: Rule, language: Language): RuleMatch[] {
  const places: Record<string, string> = {};
  const keys: Record<string, string> = {};
  for (const [name, text] of Object.entries(groups)) {
    if (text === undefined) continue;
    const read = readSort(name, text, language);
    if (read === undefined) return [];
    keys[name] = language.keyOf(name, read);
    Object.assign(places, { [name]: read }, language.shown(name, read));
  }
  const first = Object.keys(places)[0];
  if (rule.each !== undefined && places[rule.each] === undefined && first !== undefined) {
    places[rule.each] = places[first] ?? '';
    keys[rule.each] = keys[first] ?? '';
  }
  return [{ rule, places, keys }];
}

/** A template with its places filled in: `lives in {place}`. */
export function fill(template: string, places: Readonly<Record<string, string>>): string {
  return template.replace(
    /(\ba )?\{(\p{L}[\p{L}\w]*)\}/gu,
    (_, article: string | undefined, name: string) => {
      const word = places[name] ?? '';
      return article === undefined ? word : `${articleFor(word)} ${word}`;
    },
  );
}

/** `an` before a word that begins with a spoken vowel. */
function articleFor(word: string): 'a' | 'an' {
  if (/^(?:uni(?![nm])|us[aeu]|ukulele|ufo|utop|eu|ewe|one\b|once\b)/i.test(word)) return 'a';
  return /^(?:[aeiou]|hour|honest|heir)/i.test(word) ? 'an' : 'a';
}

/** What the fact turns on, folded and without articles. */
export function turnsOn({ rule, keys }: RuleMatch): string {
  const template = rule.value ?? Object.values(keys)[0] ?? '';
  return plainValue(rule.value === undefined ? template : fill(template, keys));
}

/** Two ways to say one thing have one value: no article, no capital, no accent. */
export function plainValue(text: string): string {
  return fold(text)
    .replace(/^(not )?(?:the|an?|to|some|playing|watching|eating|drinking) /, '$1')
    .slice(0, 80);
}
