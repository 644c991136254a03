import { sentencesOf } from './check.ts';
import type { Level } from './summary.ts';

/** A piece of what was said earlier, as a prompt is to tell it. */
export interface Item {
  /** Of the summary; undefined for excerpts that are made for this prompt alone. */
  id?: string | undefined;
  level?: Level | undefined;
  from: number;
  to: number;
  text: string;
  lines: number;
  excerpts: boolean;
  /** Whose words it was made from. */
  people: readonly string[];
  /** Its beginning alone is told. */
  shortened?: boolean | undefined;
  /** It stands for what there was no room for. */
  leftOut?: boolean | undefined;
}

const longestLead = 160;

/**
 * As much of the items, oldest first, as there is room for: the newest whole, older ones by their beginning, and at last
 * the oldest left out, which is said.
 */
export function fitting(items: readonly Item[], room: number, tokensOf: (item: Item) => number): Item[] {
  const told = [...items];
  let total = told.reduce((sum, item) => sum + tokensOf(item), 0);
  for (let index = 0; index < told.length - 1 && total > room; index += 1) {
    const item = told[index];
    if (item === undefined) break;
    const short = { ...item, text: leadOf(item), shortened: true };
    total -= tokensOf(item) - tokensOf(short);
    told[index] = short;
  }
  const gone: Item[] = [];
  while (total > room && told.length > 0) {
    const [oldest] = told.splice(0, 1);
    if (oldest === undefined) break;
    total -= tokensOf(oldest);
    gone.push(oldest);
  }
  return gone.length === 0 || told.length === 0 ? told : [standIn(gone), ...told];
}

function leadOf({ text, excerpts }: Item): string {
  const [lead = ''] = excerpts ? text.split('\n') : sentencesOf(text);
  return lead.length <= longestLead ? lead : `${lead.slice(0, longestLead).trimEnd().toWellFormed()}…`;
}

function standIn(gone: readonly Item[]): Item {
  const lines = gone.reduce((sum, item) => sum + item.lines, 0);
  const [first, last] = [gone[0], gone.at(-1)];
  return {
    from: first?.from ?? 0,
    to: last?.to ?? 0,
    text: '',
    lines,
    excerpts: false,
    people: [],
    leftOut: true,
  };
}
