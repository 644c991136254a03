import { compilePattern, type Pattern } from './pattern.ts';

/** How plain keys are compared. */
export interface Manner {
  caseSensitive: boolean;
  wholeWords: boolean;
  /**
   * What ends a word. `ascii` as the recorded engine has it: every sign but a–z, 0–9 and `_` does, and a key of several
   * words is not bounded at all. `unicode`: a letter of any script is a letter.
   */
  borders: 'ascii' | 'unicode';
}

/** One key of an entry, ready to be looked for. Keys that are written and meant alike are the same object. */
export interface Key extends Manner {
  /** As the book has it. */
  written: string;
  /** What is looked for: trimmed, in small letters unless the case counts. */
  text: string;
  /** Set when the key is a regular expression, which minds neither case nor words unless it says so itself. */
  pattern: Pattern | undefined;
}

const slashed = /^\/([\s\S]+?)\/([gimsuy]*)$/;
const openSlash = /(?:^|[^\\])\//;

/** Makes keys: `/pattern/flags` is a regular expression where it can be one, everything else is plain. Blank keys are none. */
export function makeKey(written: string, manner: Manner, alwaysPattern = false): Key | undefined {
  const text = written.trim();
  if (text === '') return undefined;
  const pattern = slashedPattern(text);
  if (alwaysPattern && pattern === undefined) {
    const bare = compilePattern(text, '');
    return bare && { ...manner, written, text, pattern: bare };
  }
  const plain = manner.caseSensitive ? text : text.toLowerCase();
  return { ...manner, written, text: pattern === undefined ? plain : text, pattern };
}

function slashedPattern(text: string): Pattern | undefined {
  const [, source = '', flags = ''] = slashed.exec(text) ?? [];
  if (source === '' || openSlash.test(source)) return undefined;
  return compilePattern(source.replaceAll('\\/', '/'), flags);
}

/** Makes each key once, so that a matcher sees no key twice. */
export function createKeyRing(): typeof makeKey {
  const kept = new Map<string, Key | undefined>();
  return (written, manner, alwaysPattern = false) => {
    const { caseSensitive, wholeWords, borders } = manner;
    const name = `${caseSensitive}${wholeWords}${borders}${alwaysPattern}${written}`;
    if (!kept.has(name)) kept.set(name, makeKey(written, manner, alwaysPattern));
    return kept.get(name);
  };
}

/** Whether a key changes with the names of the talk. A `<` alone does not: look-behinds have one as well. */
export function hasMacro(written: string): boolean {
  return /\{\{|<(?:user|bot|char)>/i.test(written);
}
