import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLocal } from './local.ts';
import { parsePattern } from './parse.ts';

function local(source: string, flags = ''): boolean {
  const pattern = parsePattern(source, flags);
  return pattern !== undefined && isLocal(pattern, '\n\x01');
}

test('patterns that take no whole border are found piece by piece', () => {
  for (const source of ['dragon', '\\bdragons?\\b', 'dark\\s+elf', 'a.*b', '\\w+\\x01\\w', '(a)\\1', '\\Bx'])
    assert.ok(local(source), source);
  assert.ok(local('^dragon$', 'm'));
});

test('patterns that may reach over a border, or look past it, are not', () => {
  for (const source of [
    '[^]*',
    '[^a]',
    '\\W+',
    '\\S\\s\\S',
    '^dragon',
    'dragon$',
    'a(?=b)',
    '(?<!a)b',
    '\\n\\x01',
  ])
    assert.ok(!local(source), source);
  assert.ok(!local('a.b', 's'));
  assert.ok(!local('a', 'y'));
});
