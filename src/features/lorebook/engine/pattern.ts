import { compileSafeRegex, type SafeRegex } from '../../../lib/safe-regex.ts';

/** A regular expression of a book, ready to be asked; no text makes it hang. */
export type Pattern = Pick<SafeRegex, 'test'>;

/** Compiles the pattern of a book; undefined when it is none. */
export function compilePattern(source: string, flags: string): Pattern | undefined {
  const compiled = compileSafeRegex(source, flags);
  return 'regex' in compiled ? compiled.regex : undefined;
}
