import { type Fact, type FactDraft, hasEnd } from './fact.ts';
import type { NewChange } from './ledger.ts';
import { excludes, isOther, isSame, matterOf } from './reconcile.ts';
import { type ChangeContext, changesOf } from './told.ts';

/**
 * What drafts make of what is known when they were said long ago: each meets what was so then. What was said later holds
 * on: it is neither replaced nor ended, and ends what it cannot be so beside.
 */
export function changesInTheirTime(
  drafts: readonly FactDraft[],
  known: readonly Fact[],
  context: ChangeContext,
  withdrawn: readonly Fact[],
): NewChange[] {
  const matters = Map.groupBy([...known], matterOf);
  const saidAt = ({ sources }: FactDraft) =>
    Math.max(...sources.map((id) => context.saidAt(id) ?? context.now));
  const inOrder = drafts.toSorted((one, other) => saidAt(one) - saidAt(other));
  return inOrder.flatMap((draft) => {
    const at = saidAt(draft);
    const matter = matterOf(draft);
    const facts = matters.get(matter) ?? [];
    const [later, then] = parted(facts, (fact) => fact.saidAt > at && concerns(draft, fact));
    const changes = changesOf([draft], then, { ...context, now: at }, withdrawn).map((change) =>
      untilLater(change, later),
    );
    matters.set(matter, afterChanges(facts, changes));
    return changes;
  });
}

function parted(facts: readonly Fact[], isFirst: (fact: Fact) => boolean): [Fact[], Fact[]] {
  const first = facts.filter(isFirst);
  return [first, facts.filter((fact) => !first.includes(fact))];
}

function afterChanges(facts: readonly Fact[], changes: readonly NewChange[]): Fact[] {
  const left = new Map(facts.map((fact) => [fact.id, fact]));
  for (const { before, after } of changes) {
    if (after !== undefined) left.set(after.id, after);
    else if (before !== undefined) left.delete(before.id);
  }
  return [...left.values()];
}

/** Whether a draft would change a fact if it had been said after it. */
function concerns(draft: FactDraft, fact: Fact): boolean {
  if (draft.slot !== undefined && isOther(draft, fact)) return true;
  return draft.ends === true && isSame(draft, fact);
}

/** What is new held until something was said that it cannot be so beside. */
function untilLater(change: NewChange, later: readonly Fact[]): NewChange {
  const { kind, after } = change;
  if (kind !== 'learned' || after === undefined || hasEnd(after)) return change;
  const [next] = later
    .filter((fact) => excludes(after, fact))
    .toSorted((one, other) => one.saidAt - other.saidAt);
  if (next === undefined) return change;
  const until = Math.max(after.saidAt, next.from ?? next.saidAt);
  return { ...change, after: { ...after, until, endedBy: [...next.sources] } };
}
