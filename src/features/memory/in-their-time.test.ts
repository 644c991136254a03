import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Fact, FactDraft } from './fact.ts';
import { changesInTheirTime } from './in-their-time.ts';

const bo = { id: 'bo', name: 'Bo' };
const now = 1_000;
let count = 0;

function newId(): string {
  count += 1;
  return `new-${count}`;
}

/** Where Bo said to live, as it was read in a message of that moment. */
function home(value: string, change: Partial<FactDraft> = {}): FactDraft {
  const statement = `Bo lives in ${value}.`;
  const read = { kind: 'fact', about: [bo], saidBy: bo, confidence: 0.6, extractor: 'patterns/1' } as const;
  return { ...read, statement, slot: 'home', value, sources: [], ...change };
}

function known(value: string, saidAt: number, change: Partial<Fact> = {}): Fact {
  const { ends: _ends, corrects: _corrects, ...fact } = home(value);
  return {
    ...fact,
    id: value,
    characterId: 'ada',
    lane: 'l',
    saidAt,
    sources: [`known-${saidAt}`],
    ...change,
  };
}

/** What is remembered once these drafts were read in messages of these moments. */
function after(facts: readonly Fact[], drafts: readonly [at: number, draft: FactDraft][]) {
  const times = new Map<string, number>();
  const dated = drafts.map(([at, draft]) => {
    count += 1;
    times.set(`m${count}`, at);
    return { ...draft, sources: [`m${count}`] };
  });
  const changes = changesInTheirTime(
    dated,
    facts,
    {
      ...{ characterId: 'ada', lane: 'l', now, newId },
      isConfined: () => false,
      saidAt: (id) => times.get(id),
      answered: () => undefined,
    },
    [],
  );
  const stands = new Map(facts.map((fact) => [fact.id, fact]));
  for (const { before, after: fact } of changes) {
    assert.deepEqual(
      before,
      before && stands.get(before.id),
      'each change goes on from where the fact stands',
    );
    if (fact !== undefined) stands.set(fact.id, fact);
    else if (before !== undefined) stands.delete(before.id);
  }
  return [...stands.values()]
    .map(({ value, saidAt, until, over }) => `${value} ${saidAt}–${until ?? (over ? '?' : '')}`)
    .sort();
}

describe('what was said long ago', () => {
  test('held until something else was said, and replaces nothing of that', () => {
    assert.deepEqual(after([known('bergen', 500)], [[100, home('oslo')]]), ['bergen 500–', 'oslo 100–500']);
  });

  test('takes the place of what was said before it, at its own time', () => {
    const drafts = [
      [200, home('lund')],
      [100, home('oslo')],
    ] as const;
    assert.deepEqual(after([], [...drafts.map(([at, one]) => [at, one] as [number, FactDraft])]), [
      'lund 200–',
      'oslo 100–200',
    ]);
    assert.deepEqual(after([known('oslo', 100), known('bergen', 500)], [[200, home('lund')]]), [
      'bergen 500–',
      'lund 200–500',
      'oslo 100–200',
    ]);
  });

  test('confirms what is still said', () => {
    assert.deepEqual(after([known('oslo', 500)], [[100, home('oslo')]]), ['oslo 500–']);
  });

  test('ends and puts right what was so then, and nothing that was said since', () => {
    assert.deepEqual(after([known('oslo', 500)], [[100, home('oslo', { ends: true })]]), [
      'oslo 100–?',
      'oslo 500–',
    ]);
    assert.deepEqual(
      after(
        [known('bergen', 500)],
        [
          [100, home('oslo')],
          [101, home('lund', { corrects: true })],
        ],
      ),
      ['bergen 500–', 'lund 101–500'],
    );
  });
});
