import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { entriesOf } from '../../../lib/json-fields.ts';
import { type Book, defaultEntry, noBookSettings, positions } from '../book.ts';
import { runCases } from '../cases.ts';
import { readBook } from './index.ts';
import { readWorldInfoEntry } from './sillytavern.ts';
import { writeBook, writtenFormats } from './write.ts';

const naming = { id: 'b', name: 'World' };

function again(book: Book, format: (typeof writtenFormats)[number]): Book | undefined {
  const written: unknown = JSON.parse(JSON.stringify(writeBook(book, format)));
  return readBook(written, naming)?.book;
}

const whole = {
  ...defaultEntry,
  uid: '7',
  name: 'Dragons',
  keys: ['dragon', '/wy(r|v)m/i'],
  secondaryKeys: ['hill'],
  logic: 'not-any',
  content: '@@depth 2\nThey sleep.',
  constant: true,
  order: 12,
  position: 'at-depth',
  depth: 3,
  role: 'assistant',
  outlet: 'deep',
  probability: 40,
  useProbability: false,
  group: 'beasts, hills',
  groupOverride: true,
  groupWeight: 7,
  ignoreBudget: true,
  excludeRecursion: true,
  preventRecursion: true,
  delayUntilRecursion: 2,
  scanDepth: 9,
  caseSensitive: true,
  wholeWords: false,
  groupScoring: true,
  sticky: 3,
  cooldown: 4,
  delay: 5,
  filter: { exclude: true, names: ['ada'], tags: ['sea'] },
  triggers: ['normal'],
  sources: ['scenario', 'creatorNotes'],
  automationId: 'robot',
  vectorized: true,
} as const;

describe('a book that is written in another format', () => {
  for (const format of writtenFormats) {
    test(`${format} holds every field of an entry`, () => {
      const entries = [whole, { ...defaultEntry, uid: '8', keys: ['x'], enabled: false, selective: false }];
      const book: Book = { ...naming, profile: 'st-compat', settings: noBookSettings, entries };
      assert.deepEqual(again(book, format), book);
    });

    test(`${format} holds every position that its numbers know`, () => {
      for (const position of positions.filter((one) => one !== 'personality' && one !== 'scenario')) {
        const book: Book = {
          ...{ ...naming, profile: 'st-compat', settings: noBookSettings },
          entries: [{ ...defaultEntry, uid: '1', position }],
        };
        assert.equal(again(book, format)?.entries[0]?.position, position);
      }
    });
  }

  test('a strict book stays one, and in lorebook_v3 with its own settings and priorities', () => {
    const book: Book = {
      ...naming,
      profile: 'strict',
      settings: { scanDepth: 6, tokenBudget: 300, recursive: false },
      entries: [{ ...whole, uid: 'a b', priority: 4, useRegex: true }],
    };
    assert.deepEqual(again(book, 'lorebook_v3'), book);
    const inWorldInfo = again(
      { ...book, entries: [{ ...whole, keys: ['a/b'], useRegex: true }] },
      'sillytavern',
    );
    assert.deepEqual([inWorldInfo?.profile, inWorldInfo?.entries[0]?.keys], ['strict', ['/a\\/b/']]);
  });

  test('every book of the recorded cases fires as before', () => {
    interface Case {
      books: { entries: unknown }[];
    }
    const url = new URL('../../../../test/fixtures/lore-oracle/cases.json', import.meta.url);
    const file = JSON.parse(readFileSync(url, 'utf8')) as { cases: Case[]; entryDefaults: object };
    const rewritten = structuredClone(file);
    for (const one of rewritten.cases) {
      for (const book of one.books) {
        const entries = entriesOf(book.entries).map(({ key, fields }) =>
          readWorldInfoEntry({ ...file.entryDefaults, ...fields }, key),
        );
        const written = writeBook(
          { ...naming, profile: 'st-compat', settings: noBookSettings, entries },
          'sillytavern',
        ) as { entries: Record<string, Record<string, unknown>> };
        book.entries = Object.values(written.entries);
      }
    }
    const activated = (from: unknown) =>
      runCases(from, { profile: 'st-compat' }).map(({ expected }) => expected.map((step) => step.activated));
    assert.deepEqual(activated(rewritten), activated(file));
  });
});
