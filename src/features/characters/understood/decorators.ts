import { decorators as known } from './fields.ts';

/** The leading lines of an entry that steer it, and the text after them. */
export function countDecorators(content: string): { text: string; decorators: boolean[] } {
  const lines = content.split('\n');
  const decorators: boolean[] = [];
  let isHandled = false;
  let at = 0;
  for (; at < lines.length; at += 1) {
    const match = /^\s*(@@@?)(\w+)/.exec(lines[at] ?? '');
    if (match === null) break;
    const isKnown = known.has(match[2] ?? '');
    // A fallback is meant to be passed over where the one before it is understood.
    const isFallback = match[1] === '@@@';
    isHandled = isKnown || (isFallback && isHandled);
    decorators.push(isHandled);
  }
  return { text: lines.slice(at).join('\n').trim(), decorators };
}
