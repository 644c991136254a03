import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aBook, aTalk, type Scanned, scanBook } from '../../../../test/support/lore.ts';
import type { BookEntry } from '../book.ts';
import { nearMisses } from './near-misses.ts';

const near = { coverage: 0.2, similarity: 0.7 };

/** What becomes of entries of which the first is to the point by its meaning. */
function scanned(entries: readonly Partial<BookEntry>[], how: Scanned = {}) {
  return scanBook(aBook(entries), aTalk('how are you'), { meant: { 'B.0': near }, ...how });
}

const firedUids = (...given: Parameters<typeof scanned>) =>
  scanned(...given).result.fired.map(({ candidate }) => candidate.entry.uid);

describe('an entry that is to the point by its meaning', () => {
  test('fires without a key, and its decision says how near it was', () => {
    const { result } = scanned([{ keys: ['nowhere'] }, { keys: ['nowhere'] }]);
    assert.deepEqual(
      result.fired.map(({ candidate }) => candidate.id),
      ['B.0'],
    );
    assert.deepEqual(result.decisions[0], {
      kind: 'fired',
      because: 'meaning',
      pass: 1,
      tokens: 1,
      nearness: near,
    });
  });

  test('fires by its key where it has one in the talk, and by its meaning where secondary keys say no', () => {
    const because = (entry: Partial<BookEntry>) => {
      const decision = scanned([entry]).result.decisions[0];
      return decision?.kind === 'fired' ? decision.because : decision?.kind;
    };
    assert.equal(because({ keys: ['you'] }), 'key');
    assert.equal(because({ keys: ['you'], secondaryKeys: ['cat'] }), 'meaning');
  });

  test('is held to everything that an entry called by a key is held to', () => {
    const filter = { exclude: false, names: ['bo'], tags: [] };
    const character = { file: 'ada', tags: undefined };
    assert.deepEqual(firedUids([{ enabled: false }]), []);
    assert.deepEqual(firedUids([{ filter }], { character }), []);
    assert.deepEqual(firedUids([{ triggers: ['quiet'] }]), []);
    assert.deepEqual(firedUids([{ probability: 10 }]), []);
    assert.deepEqual(firedUids([{ delay: 9 }]), []);
    assert.deepEqual(firedUids([{ delayUntilRecursion: 1 }]), []);
    assert.deepEqual(firedUids([{ content: '@@dont_activate\nx' }]), []);
    const group = { group: 'g', groupOverride: true };
    assert.deepEqual(firedUids([{ group: 'g' }, { keys: ['you'], ...group }]), ['1']);
    const budget = { budgetPercent: 100, windowTokens: 2 };
    assert.deepEqual(firedUids([{ content: 'one two three four' }], { settings: budget }), []);
  });

  test('calls others by what it says', () => {
    const chain = [{ content: 'a dragon' }, { keys: ['dragon'] }];
    assert.deepEqual(firedUids(chain, { settings: { recursive: true } }), ['0', '1']);
    assert.deepEqual(
      firedUids([{ content: 'a dragon', preventRecursion: true }, { keys: ['dragon'] }], {
        settings: { recursive: true },
      }),
      ['0'],
    );
  });

  test('is a near miss when a switch alone keeps it back', () => {
    const { prepared, input, result } = scanned([{ keys: ['nowhere'], enabled: false }]);
    assert.deepEqual(
      nearMisses(prepared, input, result).map(({ kind }) => kind),
      ['disabled'],
    );
  });
});
