import type { PlacedEntry } from '../../core/ports/transcript.ts';
import type { Summary } from './summary.ts';

/** How many lines an episode has. After a long pause it may be shorter. */
const fewest = 20;
const fewestBeforePause = 12;
const most = 60;
/** The newest lines are left alone: they are still being edited and taken back. */
const spared = 4;
const longPauseMs = 30 * 60_000;

/** How many lines of a lane may be in no summary: those that a prompt always tells, or what an episode needs. */
export function mostUnsummed(leastTold: number): number {
  return Math.max(leastTold, fewest + spared);
}

/** How many lines to look at to find the next episode. */
export function lookedAt(leastTold: number): number {
  return mostUnsummed(leastTold) + most + 1;
}

/**
 * The next episode of lines that are in none: it ends at the longest pause among those it could end at. None while a
 * prompt still tells them all.
 */
export function nextEpisode(lines: readonly PlacedEntry[], leastTold: number): PlacedEntry[] {
  if (lines.length <= mostUnsummed(leastTold)) return [];
  return lines.slice(0, endOf(lines, Math.min(most, lines.length - spared)));
}

/** The beginning of lines that lie in a hole between summaries: all of them, or as many as an episode has. */
export function episodeOfHole(lines: readonly PlacedEntry[]): PlacedEntry[] {
  return lines.length <= most ? [...lines] : lines.slice(0, endOf(lines, most));
}

function endOf(lines: readonly PlacedEntry[], latest: number): number {
  let best = latest;
  let longest = -1;
  for (let end = Math.min(fewestBeforePause, latest); end <= latest; end += 1) {
    const pause = pauseAfter(lines, end - 1);
    const mayEnd = end >= fewest || pause >= longPauseMs;
    if (mayEnd && pause >= longest) [best, longest] = [end, pause];
  }
  return best;
}

function pauseAfter(lines: readonly PlacedEntry[], index: number): number {
  const [line, next] = [lines[index], lines[index + 1]];
  return line === undefined || next === undefined ? 0 : next.at - line.at;
}

/** How many summaries of a level stand side by side before the oldest are put together, and how many of them are. */
const folding = {
  episode: { kept: 8, together: 6, into: 'week' },
  week: { kept: 6, together: 4, into: 'era' },
  era: { kept: 4, together: 3, into: 'era' },
} as const;

/** How many episodes of a week that is over are put together at once. */
const mostOfWeek = 10;
const mostSideBySide = 24;
const mostTogether = 6;

/** Summaries that are to become one coarser one. */
export interface Fold {
  parts: readonly Summary[];
  into: 'week' | 'era';
}

/**
 * What is put together next: the episodes of a week that is over, or the oldest of a level of which there are many. Of
 * each level only neighbours. Nothing that a prompt may still tell in full, which lies after `before`.
 */
export function nextFold(summaries: readonly Summary[], before: number): Fold | undefined {
  const old = summaries.filter(({ to }) => to < before);
  const runs = runsOf(old);
  const newest = summaries.at(-1);
  for (const run of runs) {
    const level = run[0]?.level ?? 'episode';
    const { kept, together, into } = folding[level];
    const week = level === 'episode' ? finishedWeek(run, newest) : [];
    if (week.length > 1) return { parts: week.slice(0, mostOfWeek), into };
    if (run.length > kept) return { parts: run.slice(0, together), into };
  }
  // Stretches that were made anew stand between coarser ones and are nobody's neighbours.
  return old.length > mostSideBySide ? { parts: old.slice(0, mostTogether), into: 'era' } : undefined;
}

function runsOf(summaries: readonly Summary[]): Summary[][] {
  const runs: Summary[][] = [];
  for (const summary of summaries) {
    const run = runs.at(-1);
    if (run?.[0]?.level === summary.level) run.push(summary);
    else runs.push([summary]);
  }
  return runs;
}

/** The first episodes of a run that are of one week, when the talk has gone on into another. */
function finishedWeek(run: readonly Summary[], newest: Summary | undefined): Summary[] {
  for (let begin = 0; begin < run.length; begin += 1) {
    const first = run[begin];
    if (first === undefined || newest === undefined || weekOf(first.fromAt) >= weekOf(newest.toAt)) return [];
    const same = run.slice(begin).filter(({ fromAt }) => weekOf(fromAt) === weekOf(first.fromAt));
    if (same.length > 1) return same;
  }
  return [];
}

/** Weeks from Monday to Sunday, counted from 1970. */
function weekOf(at: number): number {
  return Math.floor((at / 86_400_000 + 3) / 7);
}
