/** A regular expression of a book, ready to be asked. */
export interface Pattern {
  test(text: string): boolean;
}

/** Compiles the pattern of a book; undefined when it is none. */
export function compilePattern(source: string, flags: string): Pattern | undefined {
  try {
    const pattern = new RegExp(source, flags);
    return {
      test(text) {
        pattern.lastIndex = 0;
        return pattern.test(text);
      },
    };
  } catch {
    return undefined;
  }
}
