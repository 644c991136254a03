import type { Language } from '../language.ts';

/** Makes what was found of a sort presentable, or refuses it. */
export type SortReader = (text: string, language: Language) => string | undefined;

/** Words that take the speaker's place in somebody else's mouth. */
const turned: readonly (readonly [RegExp, string])[] = [
  [/\bmyself\b/gi, 'themself'],
  [/\b(?:my|our)\b/gi, 'their'],
  [/\bmine\b/gi, 'theirs'],
  [/\b(?:me|us)\b/g, 'them'],
];

/** The speaker's own "my" and "me" as somebody tells it of them. */
export function turnedAround(text: string): string {
  return turned.reduce((told, [own, theirs]) => told.replace(own, theirs), text);
}

/** A time that was not understood: it is no part of a thing. */
const untold = / (?:since|until|till|ago|seit|bis|from \d.*|for \d.*)(?: |$)/;
const joins = /^(?:and|or|but|und|oder|aber|mal)\b|\bnicht\b/i;
const verbs = /\b(?:I|ich|is|are|was|were|am|will|do|does|did|has|have|had|not|can|ist|sind|habe)\b/;
const ownGerman = /\b(?:mein|unser)(?:e[nrms]?)?\b/i;

/** Any thing of so many words at most. */
export function object(text: string, { refers, code }: Language, mostWords: number): string | undefined {
  const clean = text
    .replace(/^(?:some|a lot of|lots of|loads of)\s+/i, '')
    .replace(/[\s.,!…]+$/, '')
    .replace(/^[\s.,]+/, '');
  const words = clean.split(/\s+/);
  if (clean.length < 2 || words.length > mostWords || clean.length > 60) return undefined;
  if (code === 'de' && ownGerman.test(clean)) return undefined;
  if (!/^[\p{L}\p{N}\p{M}'’&+.,/ %#-]+$/u.test(clean)) return undefined;
  if ([refers, untold, joins, verbs].some((not) => not.test(clean))) return undefined;
  return turnedAround(clean);
}

const longestPredicate = 120;

/** A whole predicate as it can be told of somebody: not endless, and nothing in it that is of whoever talks. */
export function wholePredicate(text: string): string | undefined {
  const clean = text.replace(/[\s.,!…]+$/, '');
  if (clean.length < 2 || clean.length > longestPredicate) return undefined;
  if (!/^[\p{L}\p{N}\p{M}'’&+.,/ %#-]+$/u.test(clean) || /\b(?:I|we|you|u)\b/.test(clean)) return undefined;
  return turnedAround(clean);
}

/** Any thing that the expression fits. */
export function only(fits: RegExp, mostWords: number): SortReader {
  return (text, language) => (fits.test(text) ? object(text, language, mostWords) : undefined);
}

/** Any thing that it does not fit. */
export function except(refused: RegExp, mostWords: number): SortReader {
  return (text, language) => (refused.test(text) ? undefined : object(text, language, mostWords));
}
