import type { DocumentBlock } from '../../core/document.ts';
import type { Line } from './pdf-lines.ts';

/** From so many pages on, lines that stand on most of them are titles and numbers of pages. */
const fewestPages = 4;
const edgeLines = 2;
const headingLonger = 120;
const headingLarger = 1.12;
const fewestLetters = 40;

/** Takes away what stands at the edges of most pages. */
export function withoutRunningLines(pages: readonly (readonly Line[])[]): Line[][] {
  if (pages.length < fewestPages) return pages.map((page) => [...page]);
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(edgesOf(page).map(({ text }) => keyOf(text))))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  return pages.map((page) => {
    const running = new Set(
      edgesOf(page).filter(({ text }) => (counts.get(keyOf(text)) ?? 0) > pages.length / 2),
    );
    const left = page.filter((line) => !running.has(line));
    return left.length === 0 && saysSomething(page) ? [...page] : left;
  });
}

/** Pages of a ledger are all alike: what stands at their edges is all that they say. A page's number alone says nothing. */
function saysSomething(page: readonly Line[]): boolean {
  const letters = page.map(({ text }) => text.replaceAll(/\P{L}/gu, '')).join('');
  return letters.length >= fewestLetters;
}

function edgesOf(page: readonly Line[]): Line[] {
  return [...page.slice(0, edgeLines), ...page.slice(-edgeLines)];
}

/** Numbers of pages differ from page to page. */
function keyOf(text: string): string {
  return text.replaceAll(/\d+/g, '#');
}

/** Puts lines together that belong together; larger ones that stand alone are headings. */
export function paragraphsOf(pages: readonly (readonly Line[])[]): DocumentBlock[] {
  const body = bodySize(pages.flat());
  const levels = levelsOf(pages.flat(), body);
  return pages.flatMap((lines, index) => {
    const groups = groupsOf(lines);
    return groups.map((group) => {
      const text = joined(group);
      const heading = text.length <= headingLonger ? levels.get(rounded(group[0]?.size ?? 0)) : undefined;
      return { text, page: index + 1, ...(heading !== undefined && { heading }) };
    });
  });
}

/** The size in which most is written. */
function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { text, size } of lines)
    letters.set(rounded(size), (letters.get(rounded(size)) ?? 0) + text.length);
  return [...letters].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** The sizes of headings, the largest first. */
function levelsOf(lines: readonly Line[], body: number): ReadonlyMap<number, number> {
  const sizes = [...new Set(lines.map(({ size }) => rounded(size)))]
    .filter((size) => size > body * headingLarger)
    .sort((a, b) => b - a);
  return new Map(sizes.map((size, index) => [size, Math.min(index + 1, 6)]));
}

function rounded(size: number): number {
  return Math.round(size * 2) / 2;
}

/** Lines of one size, as long as no gap between them is larger than the usual one. */
function groupsOf(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const isSame =
      before !== undefined &&
      rounded(before.size) === rounded(line.size) &&
      Math.abs(before.at - line.at) <= line.size * 1.75;
    if (isSame) groups.at(-1)?.push(line);
    else groups.push([line]);
    before = line;
  }
  return groups;
}

/** Words that were broken at the end of a line are whole again. */
function joined(lines: readonly Line[]): string {
  return lines.reduce((text, line) => {
    if (text === '') return line.text;
    return /\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(line.text)
      ? text.slice(0, -1) + line.text
      : `${text} ${line.text}`;
  }, '');
}
