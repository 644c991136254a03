import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { aBook, aTalk, fired, plainSettings, type Scanned, scanBook } from '../../../../test/support/lore.ts';
import { hashOf } from '../../../lib/random.ts';
import { type BookEntry, logics, type Profile } from '../book.ts';
import { nearMisses } from './near-misses.ts';

function misses(entries: readonly Partial<BookEntry>[], said: readonly string[], how?: Scanned) {
  const { prepared, input, result } = scanBook(aBook(entries), aTalk(...said), how);
  return nearMisses(prepared, input, result).map(({ candidate, kind, hint }) => [
    candidate.entry.uid,
    kind,
    hint,
  ]);
}

describe('near misses', () => {
  test('say what would have made an entry fire', () => {
    const entry = (change: Partial<BookEntry>) => ({ entry: change });
    assert.deepEqual(misses([{ keys: ['Cat'], caseSensitive: true }], ['cat']), [
      ['0', 'case', entry({ caseSensitive: false })],
    ]);
    assert.deepEqual(misses([{ keys: ['king'], wholeWords: true }], ['liking']), [
      ['0', 'whole-words', entry({ wholeWords: false })],
    ]);
    assert.deepEqual(misses([{ keys: ['cat'] }], ['cat', '-', '-']), [
      ['0', 'depth', entry({ scanDepth: 3 })],
    ]);
    assert.deepEqual(misses([{ keys: ['cat'], secondaryKeys: ['dog'] }], ['cat']), [
      ['0', 'secondary', entry({ selective: false })],
    ]);
    assert.deepEqual(misses([{ keys: ['cat'], probability: 10 }], ['cat']), [
      ['0', 'probability', entry({ probability: 100 })],
    ]);
    assert.deepEqual(
      misses(
        [
          { keys: ['cat'], enabled: false },
          { keys: ['x'], enabled: false },
        ],
        ['cat'],
      ),
      [['0', 'disabled', entry({ enabled: true })]],
    );
  });

  test('say by how much an entry lost or was too long', () => {
    const entries = [
      { keys: ['cat'], group: 'weather', groupWeight: 3 },
      { keys: ['cat'], group: 'weather', groupWeight: 1 },
    ];
    const lost = scanBook(aBook(entries), aTalk('cat'), { chance: () => 0.1 }).result.decisions[1];
    assert.deepEqual(lost, {
      kind: 'group',
      group: 'weather',
      how: 'chance',
      to: 'B.0',
      odds: { winner: 3, loser: 1 },
      pass: 1,
    });
    const settings = { budgetPercent: 100, windowTokens: 10 };
    const content = Array.from({ length: 23 }, () => 'word').join(' ');
    const { decisions } = scanBook(aBook([{ keys: ['cat'], content }]), aTalk('cat'), { settings }).result;
    assert.deepEqual(decisions, [{ kind: 'budget', tokens: 23, overBy: 14, pass: 1 }]);
    assert.deepEqual(misses([{ keys: ['cat'], content }], ['cat'], { settings }), [
      ['0', 'budget', { settings: { budgetPercent: 240, budgetCap: 0 } }],
    ]);
  });

  test('a key is told with the message that holds it', () => {
    const { decisions } = scanBook(aBook([{ keys: ['dog', 'cat'] }]), aTalk('-', 'cat', '-')).result;
    assert.deepEqual(decisions, [
      {
        kind: 'fired',
        because: 'key',
        pass: 1,
        tokens: 1,
        key: { written: 'cat', where: { kind: 'message', index: 1 } },
      },
    ]);
  });
});

const word = fc.constantFrom('cat', 'Cat', 'dog', 'king', 'liking', 'moon');
const entryShape = fc.record(
  {
    keys: fc.array(word, { maxLength: 2 }),
    secondaryKeys: fc.array(word, { maxLength: 2 }),
    logic: fc.constantFrom(...logics),
    enabled: fc.boolean(),
    constant: fc.constantFrom(false, false, true),
    content: fc.constantFrom('a cat', 'the moon is up tonight', '', '@@activate\nking'),
    order: fc.integer({ min: 0, max: 5 }),
    probability: fc.constantFrom(100, 100, 30),
    group: fc.constantFrom('', '', 'g', 'g,h'),
    groupOverride: fc.boolean(),
    groupWeight: fc.integer({ min: 0, max: 5 }),
    groupScoring: fc.constantFrom(undefined, true),
    excludeRecursion: fc.boolean(),
    delayUntilRecursion: fc.constantFrom(0, 0, 1, 2),
    scanDepth: fc.constantFrom(undefined, 0, 1, 3),
    caseSensitive: fc.constantFrom(undefined, true),
    wholeWords: fc.constantFrom(undefined, true),
    delay: fc.constantFrom(0, 0, 9),
    triggers: fc.constantFrom([], [], ['swipe']),
  },
  { requiredKeys: [] },
);

test('applying the hint makes the entry fire', () => {
  fc.assert(
    fc.property(
      fc.array(entryShape, { minLength: 1, maxLength: 8 }),
      fc.array(
        fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
        { maxLength: 5 },
      ),
      fc.record({
        recursive: fc.boolean(),
        windowTokens: fc.constantFrom(5, 8, 100),
        groupScoring: fc.boolean(),
      }),
      fc.constantFrom<Profile>('st-compat', 'strict'),
      fc.integer(),
      (entries, said, changes, profile, seed) => {
        const settings = { ...plainSettings, budgetPercent: 100, ...changes };
        const how = { settings, chance: (what: string) => hashOf(`${seed} ${what}`) / 2 ** 32 };
        const book = aBook(entries, { profile });
        const { prepared, input, result } = scanBook(book, aTalk(...said), how);
        for (const { candidate, hint } of nearMisses(prepared, input, result)) {
          const { uid } = candidate.entry;
          const mended = book.entries.map((entry) =>
            entry.uid === uid ? { ...entry, ...hint.entry } : entry,
          );
          const again = scanBook({ ...book, entries: mended }, aTalk(...said), {
            ...how,
            settings: { ...settings, ...hint.settings },
          });
          assert.ok(fired(again.result).includes(uid));
        }
      },
    ),
    { numRuns: 300 },
  );
});
