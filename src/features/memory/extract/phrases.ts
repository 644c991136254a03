/**
 * A table of words and phrases as the alternatives of an expression. They stand on lines of their own, or with a comma
 * and a space between them; each may be an expression: `as well`, `(?:full|part)[- ]time`, `\d+ times`.
 */
export function phrases(table: TemplateStringsArray, ...parts: readonly string[]): string {
  return oneOf(
    ...String.raw(table, ...parts)
      .split(/,?\s*\n\s*|,\s+/)
      .filter((phrase) => phrase !== ''),
  );
}

/** Several tables, or several ways to say something, as one: the first that fits counts. */
export function oneOf(...tables: readonly string[]): string {
  return tables.join('|');
}

/** The same as a group, which more can follow. */
export function anyOf(...tables: readonly string[]): string {
  return `(?:${oneOf(...tables)})`;
}

/** Whether a text begins with one of them, as whole words. */
export function atStart(table: string, flags = 'i'): RegExp {
  return new RegExp(`^${anyOf(table)}\\b`, flags);
}

/** Whether a text ends with one of them. */
export function atEnd(table: string, flags = 'i'): RegExp {
  return new RegExp(`${anyOf(table)}$`, flags);
}

/** Whether a text is one of them. */
export function whole(table: string, flags = 'i'): RegExp {
  return new RegExp(`^${anyOf(table)}$`, flags);
}

/**
 * The same in small letters and capitals, for a part of an expression whose rest minds them. The engine's own `(?i:…)` is
 * not to be relied on: V8 14.6 reads alternatives that begin alike wrongly there once it has compiled a lot.
 */
export function anyCase(source: string): string {
  return source.replace(
    /\\(?:p\{\w+\}|.)|\[[^\]]*\]|\(\?(?:[:=!]|<[=!]|<\w+>)|(\p{L})/gu,
    (part, letter?: string) =>
      letter === undefined ? part : `[${letter.toLowerCase()}${letter.toUpperCase()}]`,
  );
}

/** A table of single words, to look up: they stand between blanks. */
export function wordSet(table: TemplateStringsArray): ReadonlySet<string> {
  return new Set(
    String.raw(table)
      .split(/\s+/)
      .filter((word) => word !== ''),
  );
}
