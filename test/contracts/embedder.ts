import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Embedder } from '../../src/core/ports/embedder.ts';

/** An embedder under test, and what takes it down again. */
export interface EmbedderRig extends AsyncDisposable {
  embedder: Embedder;
}

const sentences = [
  'The lighthouse keeper feeds her goats at dawn.',
  'My brother sells used bicycles.',
  'It rained all through the wedding.',
];

/** How near the meanings of two texts are, as their vectors say. */
export function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  assert.ok(a !== undefined && b !== undefined, 'two vectors');
  return a.reduce((sum, number, at) => sum + number * (b[at] ?? Number.NaN), 0);
}

function assertUnit(vectors: readonly Float32Array[]): void {
  const [first] = vectors;
  for (const vector of vectors) {
    assert.ok(vector instanceof Float32Array);
    assert.equal(vector.length, first?.length, 'all of the same length');
    assert.ok(Math.abs(cosine(vector, vector) - 1) < 1e-4, 'of length 1');
  }
}

/** What every embedder promises, whatever stands behind it. */
export function embedderContract(name: string, start: () => Promise<EmbedderRig>): void {
  describe(`${name} as an embedder`, () => {
    test('gives one unit vector for each text, all of the same length, and says that it is well', async () => {
      await using rig = await start();
      const vectors = await rig.embedder.embed(sentences);
      assert.equal(vectors.length, 3);
      assertUnit(vectors);
      assert.match(rig.embedder.id, /^\S+\/\S+$/);
      assert.equal((await rig.embedder.health()).ok, true);
    });

    test('the same text always gets the same vector, alone and among others, in its own place', async () => {
      await using rig = await start();
      const { embedder } = rig;
      const many = Array.from({ length: 70 }, (_, at) =>
        `Note ${at}: ${sentences[at % 3]}`.slice(0, 20 + at),
      );
      const together = await embedder.embed(many);
      assert.equal(together.length, many.length);
      assertUnit(together);
      for (const at of [0, 31, 69]) {
        const [alone] = await embedder.embed([many[at] ?? '']);
        assert.ok(cosine(alone, together[at]) > 0.999, `place ${at}`);
        const nearest = together.map((vector) => cosine(alone, vector));
        assert.ok(Math.max(...nearest) - (nearest[at] ?? 0) < 1e-4, `place ${at}`);
      }
    });

    test('nothing to embed is no vectors', async () => {
      await using rig = await start();
      assert.deepEqual(await rig.embedder.embed([]), []);
    });

    test('takes texts of any kind: none, spaces, signs, half a sign, other scripts, very long', async () => {
      await using rig = await start();
      const odd = ['', '   \n', '🦊🦊', '\ud83e', '\0', '灯台守は山羊を飼う', '…', 'word '.repeat(40_000)];
      const vectors = await rig.embedder.embed(odd);
      assert.equal(vectors.length, odd.length);
      assertUnit(vectors);
    });

    test('a vector that its receiver changes is right again for the next', async () => {
      await using rig = await start();
      const [before] = await rig.embedder.embed(['A quiet harbour.']);
      const kept = before?.slice();
      before?.fill(0);
      assert.ok(cosine((await rig.embedder.embed(['A quiet harbour.']))[0], kept) > 0.999);
    });

    test('is asked from several sides at once', async () => {
      await using rig = await start();
      const all = await Promise.all(sentences.map((sentence) => rig.embedder.embed([sentence])));
      const [together, alone] = [await rig.embedder.embed(sentences), all.map(([vector]) => vector)];
      for (const [at, vector] of together.entries()) assert.ok(cosine(vector, alone[at]) > 0.999);
    });

    test('gives up with the reason of the signal, before and while it works, and goes on for others', async () => {
      await using rig = await start();
      const { embedder } = rig;
      const reason = new Error('no longer wanted');
      await assert.rejects(embedder.embed(sentences, AbortSignal.abort(reason)), reason);
      const controller = new AbortController();
      const many = Array.from({ length: 200 }, (_, at) => `Line ${at} of a long talk.`);
      const given = embedder.embed(many, controller.signal);
      const kept = embedder.embed(sentences);
      setImmediate(() => controller.abort(reason));
      await assert.rejects(given, reason);
      assertUnit(await kept);
    });
  });
}
