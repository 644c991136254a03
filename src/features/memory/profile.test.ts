import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aFact } from '../../../test/support/facts.ts';
import { profileOf } from './profile.ts';

const cy = { id: 'cy', name: 'Cy' };

function told(facts: Parameters<typeof profileOf>[0], people = ['bo'], most = 10): string[] {
  return profileOf(facts, people, most).facts.map(({ statement }) => statement);
}

describe('what is told of people', () => {
  test('those who are answered come first, then the others of the talk, nobody else', () => {
    const facts = [
      aFact({ id: '1', about: [cy], saidBy: cy, statement: 'Cy bakes.', value: 'bakes' }),
      aFact({ id: '2' }),
      aFact({ id: '3', about: [{ id: 'dee', name: 'Dee' }], statement: 'Dee sails.', value: 'sails' }),
    ];
    assert.deepEqual(told(facts, ['bo', 'cy']), ['Bo lives in Oslo.', 'Cy bakes.']);
  });

  test('what is over is not told, and of two talks the later one counts', () => {
    const facts = [
      aFact({ id: '1', until: 5 }),
      aFact({ id: '2', statement: 'Bo lives in Rome.', value: 'rome', lane: 'discord:b', saidAt: 20 }),
      aFact({ id: '3', statement: 'Bo lives in Bern.', value: 'bern', lane: 'discord:a', saidAt: 10 }),
    ];
    assert.deepEqual(told(facts), ['Bo lives in Rome.']);
  });

  test('what somebody else says does not replace what somebody says of themselves', () => {
    const facts = [
      aFact({ id: '1', saidAt: 10 }),
      aFact({
        id: '2',
        statement: 'Bo lives in Rome.',
        value: 'rome',
        saidBy: cy,
        confidence: 0.5,
        saidAt: 20,
      }),
    ];
    assert.deepEqual(told(facts), ['Bo lives in Oslo.', 'Bo lives in Rome.']);
  });

  test('what somebody asked for comes first, and no more is told than there is room for', () => {
    const facts = [
      aFact({ id: '1', saidAt: 30 }),
      aFact({
        id: '2',
        kind: 'instruction',
        slot: undefined,
        value: 'captain',
        statement: 'Bo wants to be called Captain.',
        saidAt: 10,
      }),
      aFact({
        id: '3',
        kind: 'interest',
        slot: undefined,
        value: 'chess',
        statement: 'Bo plays chess.',
        saidAt: 20,
      }),
    ];
    assert.deepEqual(told(facts, ['bo'], 2), ['Bo wants to be called Captain.', 'Bo lives in Oslo.']);
  });
});
