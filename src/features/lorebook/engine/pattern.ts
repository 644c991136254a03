import { type RequiredLiterals, requiredLiterals } from '../../../lib/regex/literals.ts';
import { isLocal } from '../../../lib/regex/local.ts';
import { compileSafeRegex, type SafeRegex } from '../../../lib/safe-regex.ts';
import { pieceBorder } from './scan-text.ts';

/** A regular expression of a book, ready to be asked; no text makes it hang. */
export interface Pattern extends SafeRegex {
  /** Without one of these there is no match; undefined where nothing in particular is needed. */
  needs: RequiredLiterals | undefined;
  /** Whether every match lies within one piece, and shows there. */
  isLocal: boolean;
}

/** Compiles the pattern of a book; undefined when it is none. */
export function compilePattern(source: string, flags: string): Pattern | undefined {
  const compiled = compileSafeRegex(source, flags);
  if ('problem' in compiled) return undefined;
  const { regex, pattern } = compiled;
  return { ...regex, needs: requiredLiterals(pattern), isLocal: isLocal(pattern, pieceBorder) };
}
