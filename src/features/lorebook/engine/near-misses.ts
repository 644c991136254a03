import type { Candidate } from './candidate.ts';
import type { Decision } from './decision.ts';
import type { Change, Hint } from './hint.ts';
import { hintsFor } from './hints.ts';
import type { ScanInput } from './input.ts';
import { levelsOf, type Prepared } from './prepare.ts';
import { type ScanResult, scan } from './scan.ts';

/** An entry that nearly fired, and one change with which it fires: it was tried. */
export interface NearMiss extends Hint {
  candidate: Candidate;
  /** What it failed at. */
  decision: Decision;
}

/** Each try is a scan of its own. */
const mostTries = 60;

/** Looks for the entries that one change would have made fire. Meant for people who ask, not for every turn. */
export function nearMisses(
  prepared: Prepared,
  input: ScanInput,
  result: ScanResult,
  most = mostTries,
): NearMiss[] {
  const found: NearMiss[] = [];
  let tries = 0;
  for (const [candidate, decision] of missed(prepared, result)) {
    for (const hint of hintsFor(candidate, decision, prepared, input, result)) {
      if (tries >= mostTries || found.length >= most) return found;
      tries += 1;
      if (!firesWith(prepared, input, candidate, hint.hint)) continue;
      found.push({ candidate, decision, ...hint });
      break;
    }
  }
  return found;
}

/** Nearest first: those that found their keys before those that did not. */
function missed({ candidates }: Prepared, { decisions }: ScanResult): [Candidate, Decision][] {
  const all = candidates.flatMap((candidate): [Candidate, Decision][] => {
    const decision = decisions[candidate.index];
    return decision === undefined || decision.kind === 'fired' ? [] : [[candidate, decision]];
  });
  const isNear = ([, { kind }]: [Candidate, Decision]) => kind !== 'no-match' && kind !== 'disabled';
  return [...all.filter(isNear), ...all.filter((one) => !isNear(one))];
}

function firesWith(
  prepared: Prepared,
  input: ScanInput,
  { index, book, written }: Candidate,
  change: Change,
) {
  const tried = prepared.compile(book, { ...written, ...change.entry }, index);
  const candidates = prepared.candidates.with(index, tried);
  const { fired } = scan(
    {
      ...prepared,
      candidates,
      byId: new Map(prepared.byId).set(tried.id, tried),
      levels: levelsOf(candidates),
      calls: undefined,
      settings: { ...prepared.settings, ...change.settings },
    },
    input,
  );
  return fired.some(({ candidate }) => candidate === tried);
}
