import type { Tally } from '../../core/keeping.ts';
import { roughDuration } from '../../lib/duration.ts';
import type { Done } from './store.ts';

/** Every sentence of this slice. */
export const texts = {
  check: (name: string) => `Housekeeping: ${name}`,
  done: ({ at, tookMs, counts }: Done, now: number) =>
    `Last done ${ago(now - at)}: ${told(counts)} (${tookMs} ms).`,
  notDone: (at: number, problem: string, now: number) => `Tried ${ago(now - at)}. ${problem}`,
  mend: 'It is tried again by itself; the log has more.',
  notYet: 'Nothing was looked after yet.',
  latest: ({ name, at }: Done, jobs: number, now: number) =>
    `${jobs} jobs are done in time; the last was ${name}, ${ago(now - at)}.`,
  failing: (names: readonly string[]) => `Not done the last time: ${names.join(', ')}.`,
  look: 'Run "acore doctor".',
  unknownProblem: 'Something failed.',
  log: (name: string) => `Housekeeping, ${name}`,
};

function ago(ms: number): string {
  return ms < 60_000 ? 'just now' : `${roughDuration(ms)} ago`;
}

function told(counts: Tally): string {
  const parts = Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${what}: ${count}`] : []));
  return parts.length === 0 ? 'nothing to do' : parts.join(', ');
}
