import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aFact } from '../../../test/support/facts.ts';
import { type Change, factsAfter, inverseOf } from './ledger.ts';

let position = 0;

function change(parts: Partial<Change>): Change {
  position += 1;
  const fact = parts.after ?? parts.before;
  return {
    position,
    at: position,
    kind: 'learned',
    factId: fact?.id ?? '',
    characterId: 'ada',
    lane: 'discord:1',
    batch: `b${position}`,
    ...parts,
  };
}

describe('the ledger', () => {
  test('gives the facts as they were after the last change', () => {
    const oslo = aFact({ id: 'home', statement: 'Bo lives in Oslo.' });
    const ended = { ...oslo, until: 5 };
    const changes = [change({ after: oslo }), change({ kind: 'ended', before: oslo, after: ended })];
    assert.deepEqual([...factsAfter(changes).values()], [ended]);
    assert.deepEqual([...factsAfter(changes.slice(0, 1)).values()], [oslo]);
    assert.deepEqual(
      [...factsAfter([...changes, change({ kind: 'forgotten', before: ended })]).values()],
      [],
    );
  });

  test('takes a batch back in the opposite order', () => {
    const oslo = aFact({ id: 'old', statement: 'Bo lives in Oslo.' });
    const rome = aFact({ id: 'new', statement: 'Bo lives in Rome.' });
    const ended = { ...oslo, until: 5 };
    const batch = [change({ kind: 'replaced', before: oslo, after: ended }), change({ after: rome })];
    const now = new Map([
      ['old', ended],
      ['new', rome],
    ]);
    assert.deepEqual(
      inverseOf(batch, (id) => now.get(id)),
      [
        { kind: 'undone', before: rome, after: undefined },
        { kind: 'undone', before: ended, after: oslo },
      ],
    );
  });

  test('takes nothing back that has changed since', () => {
    const oslo = aFact({ id: 'home' });
    const batch = [change({ after: oslo })];
    assert.equal(
      inverseOf(batch, () => ({ ...oslo, statement: 'Bo lives in Rome.' })),
      undefined,
    );
    assert.equal(
      inverseOf(batch, () => undefined),
      undefined,
    );
  });
});
