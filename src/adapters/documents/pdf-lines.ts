/** A stretch of text as it is painted on a page. */
export interface PageItem {
  str: string;
  /** The last two are where it stands, from the left and from below. */
  transform: readonly number[];
  width: number;
  height: number;
  hasEOL: boolean;
}

/** One line of a page. */
export interface Line {
  text: string;
  /** How high its letters are. */
  size: number;
  /** From below. */
  at: number;
}

/** The lines of a page, in the order in which they were written. */
export function linesOf(items: readonly PageItem[]): Line[] {
  const lines: Line[] = [];
  let line: (Line & { end: number }) | undefined;
  for (const { str, transform, width, height, hasEOL } of items) {
    const [x = 0, at = 0] = transform.slice(4);
    const isElsewhere =
      line !== undefined && str !== '' && Math.abs(line.at - at) > Math.max(line.size, height) / 2;
    if (line !== undefined && isElsewhere) line = given(line, lines);
    if (str !== '') {
      line ??= { text: '', size: 0, at, end: x };
      const gap = line.text !== '' && x - line.end > height / 5 && !/\s$/.test(line.text) ? ' ' : '';
      line.text += gap + str;
      line.size = Math.max(line.size, str.trim() === '' ? 0 : height);
      line.end = x + width;
    }
    if (hasEOL && line !== undefined) line = given(line, lines);
  }
  if (line !== undefined) given(line, lines);
  return lines;
}

function given({ text, size, at }: Line, lines: Line[]): undefined {
  if (text.trim() !== '') lines.push({ text: text.trim(), size, at });
  return undefined;
}
