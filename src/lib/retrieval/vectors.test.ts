import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../random.ts';
import { createSigns } from './signs.ts';
import { cosine, cosineOfSum, packed, product } from './vectors.ts';

const random = seededRandom('vectors');
const vectorOf = (length: number) => Float32Array.from({ length }, () => random() - 0.5);

/** As one would write it first. */
function plainCosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const pairs = Array.from(a, (value, place) => [value, b[place] ?? 0] as const);
  const dot = (of: (pair: readonly [number, number]) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0);
  return dot(([x, y]) => x * y) / Math.sqrt(dot(([, y]) => y * y));
}

test('cosines and products are what they are, however many numbers vectors have', () => {
  for (const length of [1, 2, 3, 4, 5, 7, 50, 512, 513]) {
    const vector = vectorOf(length);
    const unit = vector.map((value) => value / Math.hypot(...vector));
    const kept = packed([vectorOf(length), vectorOf(length)]);
    const [first, second] = [kept.subarray(0, length), kept.subarray(length)];
    const near = (found: number, wanted: number) => assert.ok(Math.abs(found - wanted) < 1e-9, `${length}`);
    near(cosine(unit, kept), plainCosine(unit, first));
    near(cosine(unit, kept, length), plainCosine(unit, second));
    near(
      product(first, second, length),
      first.reduce((sum, value, place) => sum + value * (second[place] ?? 0), 0),
    );
    const both = Array.from(first, (value, place) => value + (second[place] ?? 0));
    if (both.some((value) => value !== 0)) near(cosineOfSum(unit, [first, second]), plainCosine(unit, both));
  }
  assert.equal(cosine(Float32Array.of(1, 0), new Int8Array(2)), 0);
});

test('signs are counted one by one, up to 256 of them', () => {
  for (const dimensions of [3, 31, 32, 33, 200, 256, 512]) {
    const vectors = Array.from({ length: 40 }, () => vectorOf(dimensions));
    const asked = vectorOf(dimensions);
    const signs = createSigns(dimensions);
    for (const [line, vector] of vectors.entries()) signs.put(line, packed([vector]), line + 1);
    const counted = vectors.map((vector) => {
      const rounded = packed([vector]);
      const alike = (_: unknown, place: number) => (rounded[place] ?? 0) > 0 === (asked[place] ?? 0) > 0;
      return Array.from({ length: Math.min(dimensions, 256) }, alike).filter(Boolean).length;
    });
    assert.deepEqual([...signs.agreement(asked)], counted);
  }
});
