import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aBook, aTalk, scanBook } from '../../../../test/support/lore.ts';
import type { Profile } from '../book.ts';
import type { Decision } from './decision.ts';

function decisionOn(key: string, said: string, profile: Profile = 'st-compat'): Decision | undefined {
  const settings = { wholeWords: true };
  return scanBook(aBook([{ keys: [key] }], { profile }), aTalk(said), { settings }).result.decisions[0];
}

function keyOf(decision: Decision | undefined) {
  return decision?.kind === 'fired' ? decision.key : undefined;
}

test('a match that only ASCII word borders made is marked', () => {
  assert.equal(keyOf(decisionOn('caf', 'a café'))?.byAscii, true);
  assert.equal(keyOf(decisionOn('caf', 'caf é'))?.byAscii, undefined);
  assert.equal(decisionOn('caf', 'a café', 'strict')?.kind, 'no-match');
});

test('a match that ASCII word borders lost is told', () => {
  assert.deepEqual(decisionOn('猫', 'a猫b'), { kind: 'no-match', lost: ['猫'] });
  assert.equal(decisionOn('猫', 'a猫b', 'strict')?.kind, 'fired');
  assert.deepEqual(decisionOn('cat', 'concatenate'), { kind: 'no-match' });
});
