import type { CardFile } from '../files/card-file.ts';
import { type Value, valuesOf } from './count.ts';

/** How much of a card Acore applies or shows. */
export interface Understood {
  /** Whole percents; 100 only when nothing is left out. */
  percent: number;
  /** What is only kept, most frequent first. */
  notApplied: { what: string; count: number }[];
}

/** Weighs a card: the share of its values that change a prompt, a behaviour or a picture, or are shown. */
export function weigh(file: CardFile): Understood {
  const values = valuesOf(file);
  const applied = values.filter((value) => value.applied).length;
  const percent = values.length === 0 ? 100 : Math.floor((applied * 100) / values.length);
  return { percent, notApplied: counted(values) };
}

function counted(values: readonly Value[]): Understood['notApplied'] {
  const counts = new Map<string, number>();
  for (const { label, applied } of values) if (!applied) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([what, count]) => ({ what, count })).sort((a, b) => b.count - a.count);
}

/** `98 %; not applied: 2 decorators, 1 Live2D asset`. */
export function sentenceOf({ percent, notApplied }: Understood): string {
  if (notApplied.length === 0) return `${percent} %`;
  const parts = notApplied.map(({ what, count }) => `${count} ${count === 1 ? what : plural(what)}`);
  return `${percent} %; not applied: ${parts.join(', ')}`;
}

function plural(what: string): string {
  return what.endsWith('entry') ? `${what.slice(0, -1)}ies` : `${what}s`;
}
