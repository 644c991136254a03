import { createLiteralFinder } from '../../../lib/literal-finder.ts';
import { foldCase } from '../../../lib/regex/fold-case.ts';
import type { Key } from './key.ts';

/** Hears of the place (in the list) of a key that may be in a text: its beginning, or something that it needs, is. */
export type Possible = (key: number) => void;

/** A piece of text as keys see it. */
export interface Stretch {
  text: string;
  lowered: string;
}

/** Longer keys are found by their beginning, so that no book makes the finder large. */
const longestNeedle = 32;

interface Needle {
  key: number;
  text: string;
}

/** In which form of a text a needle is looked for. */
type Form = 'raw' | 'lowered' | 'folded';

/**
 * Finds in one pass which of many keys may be in a text. Keys that need nothing in particular, as some regular
 * expressions do, are not among them: they are `anywhere`.
 */
export function createKeyIndex(keys: readonly Key[]): {
  look(stretch: Stretch, possible: Possible): void;
  anywhere: readonly number[];
} {
  const needles: Record<Form, Needle[]> = { raw: [], lowered: [], folded: [] };
  const anywhere: number[] = [];
  for (const [index, key] of keys.entries()) {
    const { form, texts } = needlesOf(key);
    if (texts.length === 0) anywhere.push(index);
    needles[form].push(...texts.map((text) => ({ key: index, text: text.slice(0, longestNeedle) })));
  }
  const asWritten = finderOf(needles.raw);
  const inSmall = finderOf(needles.lowered);
  const folded = finderOf(needles.folded);
  return {
    anywhere,
    look({ text, lowered }, possible) {
      asWritten?.(text, possible);
      inSmall?.(lowered, possible);
      folded?.(foldCase(text), possible);
    },
  };
}

function needlesOf({ pattern, text, caseSensitive }: Key): { form: Form; texts: readonly string[] } {
  if (pattern === undefined) return { form: caseSensitive ? 'raw' : 'lowered', texts: [text] };
  const form = pattern.needs?.folded === true ? 'folded' : 'raw';
  return { form, texts: pattern.needs?.literals ?? [] };
}

/** Many keys may share a needle, and a needle may be at many places: each key hears of it once for a text. */
function finderOf(needles: readonly Needle[]): ((text: string, possible: Possible) => void) | undefined {
  if (needles.length === 0) return undefined;
  const sharing = [...Map.groupBy(needles, ({ text }) => text)];
  const find = createLiteralFinder(sharing.map(([text]) => text));
  const keys = sharing.map(([, sharers]) => sharers.map(({ key }) => key));
  const heard = new Uint32Array(keys.length);
  let round = 0;
  return (text, possible) => {
    round += 1;
    find(text, (needle) => {
      if (heard[needle] === round) return;
      heard[needle] = round;
      for (const key of keys[needle] ?? []) possible(key);
    });
  };
}
