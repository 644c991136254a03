import { lazily } from './lazily.ts';

/** A code block that is open where a part begins. */
interface Fence {
  language: string;
}

const fenceMark = '```';
const closing = `\n${fenceMark}`;

/** What reads as one thing and is cut only when it is longer than a part: marks of chat markup, and addresses. */
const wholes =
  /```|<a?:\w+:\d+>|<(?:@[!&]?|#)\d+>|<\/[^<>]{1,80}:\d+>|<t:-?\d+(?::\w)?>|<?https?:\/\/[^\s<>]+>?/g;

const graphemes = lazily(() => new Intl.Segmenter(undefined, { granularity: 'grapheme' }));

/**
 * Cuts text into parts of at most `limit` UTF-16 units (never fewer than Discord's code points), at paragraphs,
 * lines, sentences or words where there are any. A code block that is cut is closed and opened again.
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let fence: Fence | undefined;
  let rest = text.trim();
  while (rest !== '') {
    const opening = fence === undefined ? '' : openingOf(fence);
    const whole = opening + rest;
    if (whole.length <= limit) return [...parts, whole];
    const at = cutAt(rest, limit - opening.length - closing.length, fence !== undefined);
    const head = rest.slice(0, at);
    const after = fenceAfter(head, fence);
    parts.push(opening + (after === undefined ? head.trimEnd() : head.trimEnd() + closing));
    [rest, fence] = continued(rest.slice(at), after);
  }
  return parts;
}

function openingOf(fence: Fence): string {
  return `${fenceMark}${fence.language}\n`;
}

/** The code block open at the end of `head`, when `fence` is open at its beginning. */
function fenceAfter(head: string, fence: Fence | undefined): Fence | undefined {
  let open = fence;
  for (const mark of head.matchAll(/```(?:([\w+\-.#]*)(?=\n))?/g)) {
    open = open === undefined ? { language: mark[1] ?? '' } : undefined;
  }
  return open;
}

/** What is left after a cut: a block that would be opened only to be closed again is closed already. */
function continued(rest: string, fence: Fence | undefined): [string, Fence | undefined] {
  if (fence === undefined) return [rest.trimStart(), undefined];
  const code = rest.replace(/^[^\S\n]*\n/, '');
  const left = code.trimStart();
  if (left.startsWith(fenceMark)) return [left.slice(fenceMark.length).trimStart(), undefined];
  return left === '' ? ['', undefined] : [code, fence];
}

/** The best place to cut: more than 0, at most `budget`. */
function cutAt(text: string, budget: number, inCode: boolean): number {
  const window = text.slice(0, budget);
  const at = goodPlace(window, text, inCode) ?? boundaryIn(text, budget);
  return emptyBlockStart(window.slice(0, at), inCode) ?? at;
}

const places = [/\n\s*\n/g, /\n/g, /[.!?…。！？]["'”’)*_]*(?=\s)/g];

function goodPlace(window: string, text: string, inCode: boolean): number | undefined {
  for (const place of inCode ? [/\n/g] : places) {
    const end = lastEnd(window, place);
    if (end > window.length / 2) return end;
  }
  const spaced = /\s/.test(text.charAt(window.length)) ? window.length : lastEnd(window, /\s/g);
  return spaced > 0 && window.slice(0, spaced).trim() !== '' ? spaced : undefined;
}

function lastEnd(text: string, pattern: RegExp): number {
  let end = 0;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

/** Where there is no space to cut at: before a whole that does not fit, else between graphemes. */
function boundaryIn(text: string, budget: number): number {
  const crossing = wholeAcross(text, budget);
  if (crossing !== undefined && crossing > 0) return crossing;
  let end = 0;
  for (const { index, segment } of graphemes().segment(text.slice(0, budget + 64))) {
    if (index + segment.length > budget) break;
    end = index + segment.length;
  }
  return end > 0 ? end : withoutHalfPair(text, budget);
}

function wholeAcross(text: string, at: number): number | undefined {
  for (const match of text.slice(0, at * 2).matchAll(wholes)) {
    if (match.index >= at) return undefined;
    if (match.index + match[0].length > at) return match.index;
  }
  return undefined;
}

function withoutHalfPair(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xd800 && unit <= 0xdbff && at > 1 ? at - 1 : at;
}

/** Where a code block begins that would stand empty at the end of this part. */
function emptyBlockStart(head: string, inCode: boolean): number | undefined {
  const match = /```[\w+\-.#]*\s*$/.exec(head);
  if (match === null || match.index === 0 || head.slice(0, match.index).trim() === '') return undefined;
  const opened = (head.slice(0, match.index).split(fenceMark).length - 1) % 2 === (inCode ? 1 : 0);
  return opened ? match.index : undefined;
}
