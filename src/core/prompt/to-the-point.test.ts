import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toThePoint } from './to-the-point.ts';

test('what has enough of the words or is near enough is to the point, words making up for a little', () => {
  const found = (id: string, coverage: number, similarity?: number) => ({
    ...{ id, shelf: 's', at: 0, score: 1, coverage, similarity },
  });
  const all = [
    found('words', 0.5),
    found('few words', 0.4),
    found('near', 0, 0.5),
    found('far', 0.2, 0.45),
    found('near with words', 0.3, 0.45),
  ];
  assert.deepEqual(
    toThePoint(all, { coverage: 0.5, similarity: 0.5 }).map(({ id }) => id),
    ['words', 'near', 'near with words'],
  );
});
