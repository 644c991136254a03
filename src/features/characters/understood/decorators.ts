import { type BookRules, decoratorUses } from './fields.ts';

/** The leading lines of an entry that steer it, each applied or not, and the text after them. */
export function countDecorators(content: string, rules: BookRules): { text: string; decorators: boolean[] } {
  const lines = content.split(/\r?\n/);
  const decorators: boolean[] = [];
  let isHandled = false;
  let at = 0;
  for (; at < lines.length; at += 1) {
    const match = /^\s*(@@@?)(\w+)\s*(.*?)\s*$/.exec(lines[at] ?? '');
    if (match === null) break;
    const [, mark, name = '', value = ''] = match;
    const isApplied = decoratorUses[rules].get(name)?.test(value) === true;
    // A fallback is meant to be passed over where the one before it is understood.
    isHandled = isApplied || (mark === '@@@' && isHandled);
    decorators.push(isHandled);
  }
  return { text: lines.slice(at).join('\n').trim(), decorators };
}
