import type { Fact } from '../../src/features/memory/fact.ts';

/** A fact that Bo told Ada in one channel. */
export function aFact(change: Partial<Fact> = {}): Fact {
  const bo = { id: 'bo', name: 'Bo' };
  return {
    id: 'fact-1',
    characterId: 'ada',
    lane: 'discord:tavern',
    statement: 'Bo lives in Oslo.',
    kind: 'fact',
    about: [bo],
    saidBy: bo,
    sources: ['m1'],
    confidence: 0.9,
    slot: 'home',
    value: 'oslo',
    extractor: 'patterns/1',
    saidAt: 1_700_000_000_000,
    ...change,
  };
}
