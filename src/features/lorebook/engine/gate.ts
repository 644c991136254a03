import type { Candidate, CandidateKey } from './candidate.ts';
import type { Because, Decision } from './decision.ts';
import type { ScanInput } from './input.ts';
import type { GateNeeds, Match } from './pass.ts';
import type { Reading } from './reading.ts';
import { strictRefusal } from './strict-rules.ts';

// These tell nothing more, and thousands of entries end in them.
const disabled: Decision = { kind: 'disabled' };
const noKeys: Decision = { kind: 'no-keys' };
const noMatch: Decision = { kind: 'no-match' };
const trigger: Decision = { kind: 'trigger' };
const characterFilter: Decision = { kind: 'character-filter' };
const tagFilter: Decision = { kind: 'tag-filter' };
const excluded: Decision = { kind: 'excluded-from-recursion' };

/** Asks one entry whether it wants to fire; the first rule that applies decides. */
export function ask(candidate: Candidate, needs: GateNeeds): Match | Decision {
  return refusal(candidate, needs) ?? wish(candidate, needs);
}

export function isMatch(answer: Match | Decision): answer is Match {
  return 'candidate' in answer;
}

function refusal(candidate: Candidate, needs: GateNeeds): Decision | undefined {
  const { entry } = candidate;
  if (!entry.enabled) return disabled;
  if (entry.triggers.length > 0 && !entry.triggers.includes(needs.input.trigger)) return trigger;
  return filtered(candidate, needs.input) ?? untimely(candidate, needs) ?? outOfPass(candidate, needs);
}

function filtered({ entry: { filter } }: Candidate, { character }: ScanInput): Decision | undefined {
  if (filter === undefined) return undefined;
  if (filter.names.length > 0) {
    const isNamed = character !== undefined && filter.names.includes(character.file);
    if (isNamed === filter.exclude) return characterFilter;
  }
  const tags = character?.tags;
  if (filter.tags.length > 0 && tags !== undefined) {
    const isTagged = filter.tags.some((tag) => tags.includes(tag));
    if (isTagged === filter.exclude) return tagFilter;
  }
  return undefined;
}

function untimely(candidate: Candidate, { timing }: GateNeeds): Decision | undefined {
  if (timing.isDelayed(candidate)) return { kind: 'delay', messages: candidate.entry.delay };
  const until = timing.coolsUntil(candidate);
  if (until === undefined || timing.isSticky(candidate)) return undefined;
  return { kind: 'cooldown', until };
}

function outOfPass(candidate: Candidate, { timing, about, prepared }: GateNeeds): Decision | undefined {
  const { entry } = candidate;
  const level = entry.delayUntilRecursion;
  const isRecursion = about.kind === 'recursion';
  const isClosed = isRecursion && prepared.settings.recursive && entry.excludeRecursion;
  const waits = level > 0 && (!isRecursion || level > about.level);
  if ((!waits && !isClosed) || timing.isSticky(candidate)) return undefined;
  return waits ? { kind: 'waits-for-recursion', level } : excluded;
}

function wish(candidate: Candidate, needs: GateNeeds): Match | Decision {
  const { entry, rules } = candidate;
  const fires = (because: Because, key?: CandidateKey): Match => ({ candidate, because, key });
  if (rules.force === 'on') return fires('decorator');
  if (rules.force === 'off') return { kind: 'decorator', name: 'dont_activate' };
  const refused = candidate.strict ? strictRefusal(candidate, needs) : undefined;
  if (refused !== undefined) return refused;
  if (entry.constant) return fires('constant');
  if (needs.timing.isSticky(candidate)) return fires('sticky');
  if (rules.repeat === 'always' && needs.timing.hasFired(candidate)) return fires('fired-before');
  const called = keyed(candidate, needs.reading, needs.about.pass);
  return !isMatch(called) && needs.input.meant?.[candidate.id] !== undefined ? fires('meaning') : called;
}

function keyed(candidate: Candidate, reading: Reading, pass: number): Match | Decision {
  const { entry, primary, secondary } = candidate;
  if (primary.length === 0) return noKeys;
  const key = primary.find((one) => reading.has(candidate, one));
  if (key === undefined) return unmatched(candidate);
  const fires: Match = { candidate, because: 'key', key };
  if (!entry.selective || secondary.length === 0 || secondaryHolds(candidate, reading)) return fires;
  return { kind: 'secondary', logic: entry.logic, pass, key: reading.found(candidate, key) };
}

function unmatched({ primary }: Candidate): Decision {
  const barred = primary.flatMap((one) => {
    const why = one.kind === 'ready' ? one.key.pattern?.barred() : undefined;
    return one.kind === 'ready' && why !== undefined ? [{ written: one.key.written, why }] : [];
  });
  return barred.length === 0 ? noMatch : { kind: 'no-match', barred };
}

function secondaryHolds(candidate: Candidate, reading: Reading): boolean {
  const hit = (one: CandidateKey) => reading.has(candidate, one);
  const { secondary } = candidate;
  switch (candidate.entry.logic) {
    case 'and-any':
      return secondary.some(hit);
    case 'and-all':
      return secondary.every(hit);
    case 'not-any':
      return !secondary.some(hit);
    case 'not-all':
      return !secondary.every(hit);
  }
}
