import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from './canonical-json.ts';

test('equal values are written the same, whatever the order of their keys', () => {
  assert.equal(
    canonicalJson({ b: [1, { d: null, c: 'x' }], a: true }),
    '{"a":true,"b":[1,{"c":"x","d":null}]}',
  );
  assert.equal(canonicalJson(undefined), 'null');
});

test('a key called __proto__ stays a key', () => {
  const value = JSON.parse('{"z":1,"__proto__":{"a":1}}');
  assert.equal(canonicalJson(value), '{"__proto__":{"a":1},"z":1}');
});
