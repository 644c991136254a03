import { spokenPart } from '../../../lib/words.ts';

/** Stands where something was left out: no pattern reads across it. */
export const gap = '\ufffc';

const emoji = /<a?:\w{2,32}:\d+>|(?<![\p{L}\p{N}_:]):\w{2,32}:(?![\p{L}\p{N}_])/gu;
/** After these a sentence needs what the mark stands for. */
const wantsMore =
  /(?:^|\s)(?:in|at|on|to|is|are|was|am|called|named|with|from|for|of|by|about|like|likes|love|loves|hate|hates|have|has|an?|the|my|and|or|im|am|ist|sind|heißt|mit|aus|von|bei|nach|mag|liebe|hasse|habe|und|oder|eine?n?)\s*$/iu;

/**
 * A text without what a host shows as something else, and without addresses. An emoji ends a sentence; where something
 * is missing without the rest there is a gap.
 */
export function withoutMarks(text: string): string {
  if (!/[<:]|www\./.test(text)) return text;
  const written = text.replace(emoji, '\n');
  const spoken = spokenPart(written);
  let rest = '';
  let last = 0;
  for (const { index, end } of blanked(written, spoken)) {
    const before = spoken.slice(0, index);
    const isMissed = wantsMore.test(before) || /^[^\S\n]*[\p{L}\p{N}]/u.test(spoken.slice(end));
    rest += `${spoken.slice(last, index)} ${isMissed ? gap : ''} `;
    last = end;
  }
  return rest + spoken.slice(last);
}

/** Where something was blanked out. */
function* blanked(written: string, spoken: string): Generator<{ index: number; end: number }> {
  for (let index = 0; index < written.length; index += 1) {
    if (written[index] === spoken[index]) continue;
    let end = index + 1;
    while (end < written.length && spoken[end] === ' ' && !/\s/.test(written[end] ?? '')) end += 1;
    yield { index, end };
    index = end;
  }
}

/** Whether a text names something by a mark of its host or an address: a fact would keep a bare number of it. */
export function holdsMarks(text: string): boolean {
  return /<(?:@[!&]?|#|id:|t:|a?:\w+:|\/)[^<>\n]*>|\b\w+:\/\/\S|(?<![\w.])www\.\S|\bdiscord\.gg\//i.test(
    text,
  );
}
