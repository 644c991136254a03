import { foldCase } from '../../../lib/regex/fold-case.ts';
import type { Candidate, CandidateKey } from './candidate.ts';
import { fastMatcher } from './fast-matcher.ts';
import type { ScanInput } from './input.ts';
import { keysOf, levelsOf, type Prepared } from './prepare.ts';
import { messagePieces } from './reading.ts';

/** So many entries are looked at closely. */
const mostCandidates = 400;

/**
 * Leaves those who had something to do with a talk: who were asked in its scan, and whose keys any message may hold. For
 * looking closely into large books, which would take long for thousands of entries.
 */
export function narrowed(
  prepared: Prepared,
  input: ScanInput,
  asked: { has(candidate: Candidate): boolean },
): Prepared {
  const mayBeFound = createGlance(input);
  const were = prepared.candidates.filter((candidate) => asked.has(candidate));
  const others = prepared.candidates.filter(
    (candidate) => !asked.has(candidate) && candidate.primary.some(mayBeFound),
  );
  const chosen = new Set([...were, ...others.slice(0, Math.max(0, mostCandidates - were.length))]);
  const candidates = prepared.candidates
    .filter((candidate) => chosen.has(candidate))
    .map((candidate, index) => ({ ...candidate, index }));
  return {
    ...prepared,
    candidates,
    byId: new Map(candidates.map((candidate) => [candidate.id, candidate])),
    levels: levelsOf(candidates),
    reader: fastMatcher.learn(keysOf(candidates)),
    calls: undefined,
  };
}

/** A quick look that leaves out keys that no message can hold, however it is compared. */
function createGlance(input: ScanInput): (key: CandidateKey) => boolean {
  const raw = messagePieces(input, true)
    .map(({ text }) => text)
    .join('\n');
  const lowered = raw.toLowerCase();
  const folded = foldCase(raw);
  return (one) => {
    if (one.kind !== 'ready') return one.kind === 'macro';
    const { pattern, text } = one.key;
    if (pattern === undefined) return lowered.includes(text.toLowerCase());
    const { needs } = pattern;
    return needs === undefined || needs.literals.some((part) => (needs.folded ? folded : raw).includes(part));
  };
}
