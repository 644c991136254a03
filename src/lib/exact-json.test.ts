import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readExactJson } from './exact-json.ts';
import { JsonRefused } from './lenient-json.ts';

describe('JSON of which no number is lost', () => {
  test('whole numbers that JavaScript cannot hold become their digits, others stay numbers', () => {
    const read = readExactJson(
      '{"a": 1234567890123456789, "b": [-98765432109876543210, 42, 1.5, 1e30], "c": "7"}',
    );
    assert.deepEqual(read, {
      a: '1234567890123456789',
      b: ['-98765432109876543210', 42, 1.5, 1e30],
      c: '7',
    });
    assert.deepEqual(readExactJson('[9007199254740991, 9007199254740992, 9007199254740993]'), [
      9007199254740991,
      '9007199254740992',
      '9007199254740993',
    ]);
  });

  test('what looks like a number in a text stays as it is', () => {
    assert.deepEqual(readExactJson('["id: 1234567890123456789"]'), ['id: 1234567890123456789']);
  });

  test('what is no JSON, or made to hurt, is refused', () => {
    assert.throws(() => readExactJson('{"a": '), JsonRefused);
    assert.throws(() => readExactJson('['.repeat(100_000)), JsonRefused);
  });
});
