import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchesOf } from './batches.ts';
import { unitVectors } from './vectors.ts';

test('vectors come out with length 1, also from numbers whose squares are too large or too small', () => {
  for (const row of [
    [3, 4],
    [3e30, 4e30],
    [3e-30, 4e-30],
  ]) {
    const [vector] = unitVectors([row], 1);
    assert.ok(
      Math.abs((vector?.[0] ?? 0) - 0.6) < 1e-6 && Math.abs((vector?.[1] ?? 0) - 0.8) < 1e-6,
      `${row}`,
    );
  }
});

test('what is no usable vector for each text is refused', () => {
  assert.throws(() => unitVectors([[1, 0]], 2), /1 vectors came for 2 texts/);
  assert.throws(() => unitVectors([[1, 0], [1]], 2), /differ in length/);
  for (const row of [[], [0, 0], [1, Number.NaN], [1, Number.POSITIVE_INFINITY]])
    assert.throws(() => unitVectors([row], 1), /no direction/, `${row}`);
});

test('batches hold every text once, the like beside the like, and not more than is quick', () => {
  const most = { texts: 8, characters: 640 };
  const texts = Array.from({ length: 100 }, (_, at) => 'x'.repeat((at * 37) % 300));
  const batches = batchesOf(texts, most);
  assert.deepEqual(
    batches.flat().sort((a, b) => a - b),
    [...texts.keys()],
  );
  for (const batch of batches) {
    const longest = Math.max(...batch.map((at) => texts[at]?.length ?? 0));
    assert.ok(batch.length <= 8 && batch.length * longest <= 640, `${batch.length} of ${longest}`);
  }
  assert.ok(batches.length < 60);
  assert.deepEqual(batchesOf(['x'.repeat(5_000)], most), [[0]], 'the longest stands alone');
  assert.deepEqual(batchesOf([], most), []);
});
