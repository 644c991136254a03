import type { Candidate, CandidateKey } from './candidate.ts';
import type { Decision, GroupLoss, GroupOdds } from './decision.ts';
import type { Match } from './pass.ts';
import type { Reading } from './reading.ts';
import type { Timing } from './timed.ts';

export interface GroupNeeds {
  /** What fired in earlier passes. */
  fired: ReadonlyMap<Candidate, unknown>;
  timing: Timing;
  reading: Reading;
  scoringByDefault: boolean;
  /** The recorded engine removes a match that loses twice a second time, and hits the last one in its place. */
  removesTwice: boolean;
  pass: number;
  chance(what: string): number;
  decide(candidate: Candidate, decision: Decision): void;
}

type Loss = { how: GroupLoss; to?: Match | undefined; odds?: GroupOdds | undefined };
type Lose = (match: Match, loss: Loss) => void;

/** Lets of every inclusion group only the winner stay among the matches of a pass. */
export function holdContests(matches: readonly Match[], needs: GroupNeeds): Match[] {
  const left = [...matches];
  for (const [group, members] of groupsAmong(matches)) {
    contest(group, members, needs, (match, { how, to, odds }) => {
      remove(left, match, needs);
      const { pass, decide } = needs;
      decide(match.candidate, { kind: 'group', group, how, to: to?.candidate.id, odds, pass });
    });
  }
  return left;
}

function groupsAmong(matches: readonly Match[]): Map<string, Match[]> {
  const groups = new Map<string, Match[]>();
  for (const match of matches) {
    for (const name of match.candidate.groups) groups.set(name, [...(groups.get(name) ?? []), match]);
  }
  return groups;
}

function remove(left: Match[], match: Match, { removesTwice, decide, pass }: GroupNeeds): void {
  const at = left.indexOf(match);
  if (at === -1 && !removesTwice) return;
  const [gone] = left.splice(at, 1);
  if (gone !== undefined && gone !== match) decide(gone.candidate, { kind: 'removed-twice', pass });
}

function contest(group: string, members: readonly Match[], needs: GroupNeeds, lose: Lose): void {
  const isSticky = ({ candidate }: Match) => needs.timing.isSticky(candidate);
  const sticky = members.find(isSticky);
  const staying = sticky === undefined ? members : members.filter(isSticky);
  for (const match of members) if (!staying.includes(match)) lose(match, { how: 'sticky', to: sticky });
  const ready = withoutUntimely(staying, needs, lose);
  if (sticky !== undefined) return;
  const best = withoutLowScores(ready, needs, lose);
  if (blockedByEarlier(group, needs)) {
    for (const match of best) lose(match, { how: 'earlier' });
    return;
  }
  if (best.length > 1) chooseWinner(group, best, needs, lose);
}

function withoutUntimely(members: readonly Match[], { timing }: GroupNeeds, lose: Lose): Match[] {
  return members.filter((match) => {
    const isCooling = timing.coolsUntil(match.candidate) !== undefined;
    if (!isCooling && !timing.isDelayed(match.candidate)) return true;
    lose(match, { how: isCooling ? 'cooldown' : 'delay' });
    return false;
  });
}

function withoutLowScores(members: readonly Match[], needs: GroupNeeds, lose: Lose): Match[] {
  const isScored = ({ candidate }: Match) => candidate.entry.groupScoring ?? needs.scoringByDefault;
  if (!needs.scoringByDefault && !members.some(isScored)) return [...members];
  const scores = new Map(members.map((match) => [match, scoreOf(match.candidate, needs.reading)]));
  const most = Math.max(...scores.values());
  const winner = members.find((match) => scores.get(match) === most);
  return members.filter((match) => {
    const score = scores.get(match) ?? 0;
    if (!isScored(match) || score >= most) return true;
    lose(match, { how: 'score', to: winner, odds: { winner: most, loser: score } });
    return false;
  });
}

/** How many keys match; the secondary ones where they are wanted. */
function scoreOf(candidate: Candidate, reading: Reading): number {
  const { primary, secondary, entry } = candidate;
  const count = (keys: readonly CandidateKey[]) =>
    keys.filter((key) => reading.hasAsWritten(candidate, key)).length;
  const score = count(primary);
  if (score === 0 && primary.length === 0) return 0;
  const also = secondary.length === 0 ? 0 : count(secondary);
  if (entry.logic === 'and-any') return score + also;
  return entry.logic === 'and-all' && also === secondary.length ? score + also : score;
}

/** The recorded engine compares the whole list of groups with the one name. */
function blockedByEarlier(group: string, { fired }: GroupNeeds): boolean {
  return [...fired.keys()].some(({ entry }) => entry.group === group);
}

function chooseWinner(group: string, members: readonly Match[], needs: GroupNeeds, lose: Lose): void {
  const overriding = members
    .filter(({ candidate }) => candidate.entry.groupOverride)
    .sort((a, b) => b.candidate.entry.order - a.candidate.entry.order)[0];
  const winner = overriding ?? drawn(group, members, needs);
  const how = overriding === undefined ? 'chance' : 'override';
  for (const match of members) {
    if (match === winner) continue;
    const odds = { winner: weightOf(winner), loser: weightOf(match) };
    lose(match, { how, to: winner, odds: how === 'chance' ? odds : undefined });
  }
}

function drawn(group: string, members: readonly Match[], { chance, pass }: GroupNeeds): Match | undefined {
  const total = members.reduce((sum, match) => sum + weightOf(match), 0);
  const roll = chance(`group ${pass} ${group}`) * total;
  let sum = 0;
  return members.find((match) => {
    sum += weightOf(match);
    return roll <= sum;
  });
}

function weightOf(match: Match | undefined): number {
  return match?.candidate.entry.groupWeight ?? 0;
}
