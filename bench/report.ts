import { rounded } from './statistics.ts';

/** One figure, for Acore and where it has one for the bare bot. */
export interface Figure {
  name: string;
  title: string;
  bare?: number;
  acore: number;
}

/** What the figures are to be at most; `repliesPerSecond` at least. */
export const goals: Readonly<Record<string, number>> = {
  startRatio: 1.5,
  rssRatio: 1.6,
  addedLatencyP50Ms: 5,
  addedLatencyP99Ms: 20,
  longestBlockMs: 50,
  rssGrowth: 1.1,
  repliesPerSecond: 50,
};

/** Whether a figure reaches its goal; undefined where there is none. */
export function reaches({ name, acore }: Figure): boolean | undefined {
  const goal = goals[name];
  if (goal === undefined) return undefined;
  return name === 'repliesPerSecond' ? acore >= goal : acore <= goal;
}

/** The figures as a table of Markdown, side by side. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.title,
    figure.bare === undefined ? '' : String(rounded(figure.bare)),
    String(rounded(figure.acore)),
    goalOf(figure),
  ]);
  const all = [['', 'bare bot', 'Acore', 'goal'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: string[]) =>
    `| ${row.map((cell, index) => pad(cell, widths[index] ?? 0, index)).join(' | ')} |`;
  const rule = `|${widths.map((width, index) => (index === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(all[0] ?? []), rule, ...rows.map(line)].join('\n');
}

function goalOf(figure: Figure): string {
  const goal = goals[figure.name];
  if (goal === undefined) return '';
  const sign = figure.name === 'repliesPerSecond' ? '≥' : '≤';
  return `${sign} ${goal} ${reaches(figure) ? '✓' : '✗'}`;
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
