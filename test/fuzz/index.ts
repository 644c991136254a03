import { literalFinderTarget } from './literal-finder.ts';
import { loreMatcherTarget } from './lore-matcher.ts';
import { macrosTarget } from './macros.ts';
import { pngTextTarget } from './png-text.ts';
import { safeRegexTarget } from './safe-regex.ts';
import type { FuzzTarget } from './target.ts';

/** Every parser that reads what strangers wrote. A new parser gets a file here and a line in this list. */
export const targets: readonly FuzzTarget[] = [
  literalFinderTarget,
  loreMatcherTarget,
  macrosTarget,
  pngTextTarget,
  safeRegexTarget,
];
