import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aFact } from '../../../test/support/facts.ts';
import type { Fact } from './fact.ts';
import { withoutRepetition } from './told-once.ts';

const dayMs = 86_400_000;

function journey(id: string, change: Partial<Fact> = {}): Fact {
  return aFact({ id, kind: 'plan', slot: undefined, value: 'flies to rome', ...change });
}

/** The ids of those that are told beside what is known. */
function told(found: readonly Fact[], known: readonly Fact[]): string[] {
  const memories = found.map((fact) => ({
    kind: 'fact' as const,
    found: { id: fact.id, shelf: 'facts', at: fact.saidAt, score: 1, coverage: 1 },
    fact,
  }));
  return withoutRepetition(memories, known).map(({ found: { id } }) => id);
}

test('a fact is told once, whoever remembers it; a journey to the same place at another time is another one', () => {
  const known = journey('mine', { from: dayMs });
  const twin = journey('theirs', { characterId: 'other', from: dayMs });
  const later = journey('later', { from: 90 * dayMs });
  const over = journey('over', { from: dayMs, until: 2 * dayMs });
  assert.deepEqual(told([twin, later, later, over], [known]), ['later', 'over']);
});
