import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { elementsAt, parsedWithout, placeAt } from './json-places.ts';

const value = fc.jsonValue({ maxDepth: 3 });

test('finds a value within a document, however that is written, and what is around it', () => {
  fc.assert(
    fc.property(value, fc.array(value), value, fc.nat(3), (before, list, after, indent) => {
      const whole = { before, model: { 'a"\\': before, vocab: list, after }, after };
      const bytes = Buffer.from(` ${JSON.stringify(whole, null, indent)}\n`);
      const place = placeAt(bytes, ['model', 'vocab']);
      assert.ok(place);
      assert.deepEqual([...elementsAt(bytes, place)], JSON.parse(JSON.stringify(list)));
      const rest = { ...whole, model: { ...whole.model, vocab: null } };
      assert.deepEqual(parsedWithout(bytes, place), JSON.parse(JSON.stringify(rest)));
      assert.equal(placeAt(bytes, ['model', 'nothing']), undefined);
    }),
  );
});

test('a long list comes in parts, whole', () => {
  const list = Array.from({ length: 30_000 }, (_, at) => [`▁],["${at}\\`, at / 8]);
  const bytes = Buffer.from(JSON.stringify(list));
  assert.deepEqual([...elementsAt(bytes, { from: 0, to: bytes.length })], list);
});

test('what is cut off is no document', () => {
  for (const text of ['{"model":{"vocab":[[1,2', '{"model":{"vocab":["x', '{"model":{"vocab":["x\\"]}}'])
    assert.throws(() => placeAt(Buffer.from(text), ['model', 'vocab']), SyntaxError);
  for (const text of ['', '[]', '{"model"', '{"model":1}', '{"a":1}'])
    assert.equal(placeAt(Buffer.from(text), ['model', 'vocab']), undefined, text);
});
