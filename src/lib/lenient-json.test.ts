import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { JsonRefused, readJson } from './lenient-json.ts';

test('every JSON text is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const { value, noNumbers } = readJson(text);
      assert.deepEqual(value, JSON.parse(text));
      assert.equal(noNumbers, 0);
    }),
  );
});

test('any text is read or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ aN-1I') }), (text) => {
      try {
        readJson(text);
      } catch (error) {
        assert.ok(error instanceof JsonRefused);
      }
    }),
  );
});

test('keys that stand twice are told; the last one counts', () => {
  const { value, repeatedKeys } = readJson(
    String.raw`{"a":1,"b":{"a":"\"a\":"},"\u0061":2,"c":["a","a"],"c" : 3}`,
  );
  assert.deepEqual(value, { a: 2, b: { a: '"a":' }, c: 3 });
  assert.deepEqual(repeatedKeys, ['a', 'c']);
});

test('what is no number is nothing', () => {
  const { value, noNumbers } = readJson('{"a":NaN,"b":[-Infinity,1,Infinity],"c":"NaN","d":-1}');
  assert.deepEqual(value, { a: null, b: [null, 1, null], c: 'NaN', d: -1 });
  assert.equal(noNumbers, 3);
});

test('depth and number of values have an end', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  assert.ok(readJson(deep(200)));
  assert.throws(() => readJson(deep(201)), { name: 'JsonRefused', message: /deeper than 200/ });
  assert.throws(() => readJson('{"a":'.repeat(100_000)), JsonRefused);
  assert.throws(() => readJson(`[${'[],'.repeat(600_000)}0]`), { message: /more than 500,000 values/ });
});

test('a key called __proto__ is a key like others', () => {
  const { value } = readJson('{"__proto__":{"polluted":1}}');
  assert.equal(Reflect.get({}, 'polluted'), undefined);
  assert.equal(Reflect.get(Object(value), 'polluted'), undefined);
});
