import { lazily } from '../../../../../lib/lazily.ts';
import { anyCase } from '../../phrases.ts';
import { verbOf } from '../verb-forms.ts';

/** Makes the plain sentence of what a pattern found; undefined where it is none after all. */
export type Turn = (groups: Readonly<Record<string, string>>) => string | undefined;

/** A way in which English says a plain thing, and the plain thing. */
export interface Order {
  /** In small letters what stands in every clause that it fits: expressions are compiled only where they could fit. */
  needs: string;
  pattern: () => RegExp;
  plain: string | Turn;
}

/** Whoever speaks, as the subject of a clause. */
export const speaker = '(?:I|we)';
/** A letter that is written large, although all else may be written either way. */
export const capital = '\\p{Lu}';
/** A few words in a row: a thing with whatever belongs to it. */
export const words = "[\\p{L}\\d’'&-]+(?: [\\p{L}\\d’'&-]+){0,5}?";

/** The longest word that a pattern asks for outside of its groups, where nothing else can stand; empty where there is none. */
export function neededWord(pattern: string): string {
  let outer = pattern.replace(/\[[^\]]*\]/g, '()');
  for (let inner = ''; inner !== outer; ) {
    inner = outer;
    outer = outer.replace(/\((?!\))[^()]*\)|\(\)[?*+]*(?:\{[^}]*\})?/g, '\0');
  }
  if (outer.includes('|')) return '';
  const words = outer.replace(/\\p\{\w+\}|\\./g, '\0').match(/[\p{L} ']{3,}(?![?*{])/gu) ?? [];
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '').toLowerCase();
}

/** `plain` names the groups of the pattern: `I $<verb> $<what>`. The pattern is for a clause without its stop. */
export function order(pattern: string, plain: string | Turn): Order {
  const isMinded = pattern.includes(capital);
  const source = isMinded ? anyCase(pattern) : pattern;
  return {
    needs: neededWord(pattern),
    pattern: lazily(() => new RegExp(`^${source}$`, isMinded ? 'u' : 'iu')),
    plain,
  };
}

/** "Collecting stamps has been my hobby for years" as "I collect stamps for years". */
export const gerund: Turn = ({ verb = '', rest = '', also = '' }) => {
  const base = verbOf(verb, 'ing');
  return base === undefined ? undefined : `I ${base} ${rest} ${also}`;
};
