import { type Fact, hasEnd } from './fact.ts';
import type { NewChange } from './ledger.ts';
import { excludes } from './reconcile.ts';

/**
 * Changes that bring facts back, as they can stand beside what was learned since: of two that cannot both be so, the one
 * that was said later is, and the other is over.
 */
export function besideWhatIsKnown(
  changes: readonly NewChange[],
  known: readonly Fact[],
  now: number,
): NewChange[] {
  const changed = new Set(changes.map(({ before, after }) => (after ?? before)?.id));
  const others = known.filter((fact) => !hasEnd(fact) && !changed.has(fact.id));
  return changes.flatMap((change) => {
    const { after } = change;
    if (after === undefined || hasEnd(after)) return [change];
    const other = others.find((one) => isBeside(after, one) && excludes(after, one));
    if (other === undefined) return [change];
    if (other.saidAt >= after.saidAt) return [{ ...change, after: overBy(after, other, now) }];
    return [{ kind: 'replaced', before: other, after: overBy(other, after, now) }, change];
  });
}

function isBeside(one: Fact, other: Fact): boolean {
  return one.characterId === other.characterId && one.lane === other.lane;
}

function overBy(fact: Fact, { from, saidAt, sources }: Fact, now: number): Fact {
  return { ...fact, until: Math.min(from ?? saidAt, now), endedBy: [...sources] };
}
