import type { Candidate } from './candidate.ts';
import { type Decision, nearer } from './decision.ts';
import { ask, isMatch } from './gate.ts';
import type { GateNeeds } from './pass.ts';
import type { Reading } from './reading.ts';

/** Remembers what was decided in a scan, and works out what was not asked only when somebody wants to know. */
export interface Diary {
  /** Begins a pass: what it could see, and who was asked. */
  open(needs: GateNeeds, asked: readonly Candidate[]): void;
  note(candidate: Candidate, decision: Decision): void;
  /** What was decided about those who were asked, the last word on each. */
  noted(): ReadonlyMap<Candidate, Decision>;
  /** The decision that tells most of each candidate, in their order. */
  read(): readonly Decision[];
}

interface Page {
  needs: GateNeeds;
  asked: readonly Candidate[];
  notes: [Candidate, Decision][];
}

export function createDiary(candidates: readonly Candidate[]): Diary {
  const pages: Page[] = [];
  let known: readonly Decision[] | undefined;
  return {
    open(needs, asked) {
      pages.push({ needs, asked, notes: [] });
    },
    note(candidate, decision) {
      pages.at(-1)?.notes.push([candidate, decision]);
    },
    noted: () => new Map(pages.flatMap(({ notes }) => notes)),
    read() {
      known ??= decisionsOf(pages, candidates);
      return known;
    },
  };
}

function decisionsOf(pages: readonly Page[], candidates: readonly Candidate[]): Decision[] {
  const decisions: Decision[] = [];
  const settled = new Set<Candidate>();
  const decide = (candidate: Candidate, decision: Decision) => {
    decisions[candidate.index] = nearer(decisions[candidate.index], decision);
    // Neither who fired nor who failed the roll is asked in later passes.
    if (decision.kind === 'fired' || decision.kind === 'probability') settled.add(candidate);
  };
  for (const { needs, asked, notes } of pages) {
    const wasAsked = new Set(asked);
    for (const candidate of candidates) {
      if (wasAsked.has(candidate) || settled.has(candidate)) continue;
      const answer = ask(candidate, needs);
      if (!isMatch(answer)) decide(candidate, answer);
    }
    for (const [candidate, decision] of notes) decide(candidate, decision);
  }
  const reading = pages.at(-1)?.needs.reading;
  return reading === undefined
    ? decisions
    : decisions.map((one, index) => withLost(one, candidates[index], reading));
}

/** What ASCII word borders lost is looked for here alone: no scan needs to know. */
function withLost(decision: Decision, candidate: Candidate | undefined, reading: Reading): Decision {
  if (decision.kind !== 'no-match' || candidate === undefined) return decision;
  const lost = reading.lostTo(candidate);
  return lost.length === 0 ? decision : { ...decision, lost };
}
