import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { anInput, aTalk, plainSettings } from '../../../../test/support/lore.ts';
import type { Book, BookEntry } from '../book.ts';
import { prepare } from '../engine/prepare.ts';
import { scan } from '../engine/scan.ts';
import { readChat } from './chat.ts';
import { readBook } from './index.ts';

const naming = { id: 'b', name: 'book.json' };

function read(raw: unknown) {
  const found = readBook(raw, naming);
  assert.ok(found);
  assert.equal(found.raw, raw);
  return found;
}

function first(raw: unknown): BookEntry {
  const entry = read(raw).book.entries[0];
  assert.ok(entry);
  return entry;
}

/** Only what is asked about. */
function some<Name extends keyof BookEntry>(entry: BookEntry, ...names: Name[]): unknown[] {
  return names.map((name) => entry[name]);
}

describe('SillyTavern’s World Info', () => {
  test('every field is read', () => {
    const entry = first({
      entries: {
        7: {
          uid: 7,
          key: ['a'],
          keysecondary: ['b'],
          comment: 'Title',
          content: 'text',
          constant: true,
          selective: false,
          selectiveLogic: 3,
          order: 12,
          position: 4,
          depth: 2,
          role: 2,
          disable: true,
          probability: 40,
          useProbability: false,
          group: 'g,h',
          groupOverride: true,
          groupWeight: 7,
          excludeRecursion: true,
          preventRecursion: true,
          delayUntilRecursion: true,
          scanDepth: 5,
          caseSensitive: true,
          matchWholeWords: false,
          useGroupScoring: true,
          sticky: 3,
          cooldown: 4,
          delay: 5,
          automationId: 'x',
          vectorized: true,
          ignoreBudget: true,
          outletName: 'out',
          triggers: ['swipe'],
          matchScenario: true,
          characterFilter: { isExclude: true, names: ['Ada'], tags: ['t'] },
        },
      },
    });
    assert.deepEqual(entry, {
      uid: '7',
      name: 'Title',
      keys: ['a'],
      secondaryKeys: ['b'],
      logic: 'and-all',
      selective: false,
      useRegex: false,
      content: 'text',
      enabled: false,
      constant: true,
      order: 12,
      priority: undefined,
      position: 'at-depth',
      depth: 2,
      role: 'assistant',
      outlet: 'out',
      probability: 40,
      useProbability: false,
      group: 'g,h',
      groupOverride: true,
      groupWeight: 7,
      ignoreBudget: true,
      excludeRecursion: true,
      preventRecursion: true,
      delayUntilRecursion: 1,
      scanDepth: 5,
      caseSensitive: true,
      wholeWords: false,
      groupScoring: true,
      sticky: 3,
      cooldown: 4,
      delay: 5,
      filter: { exclude: true, names: ['Ada'], tags: ['t'] },
      triggers: ['swipe'],
      sources: ['scenario'],
      automationId: 'x',
      vectorized: true,
    } satisfies BookEntry);
  });

  test('an unknown position is nowhere, a missing one before the character', () => {
    const at = (position: unknown) => first({ entries: { 0: { uid: 0, key: ['a'], position } } }).position;
    assert.deepEqual(
      [at(99), at(undefined), at(null), at('1')],
      ['nowhere', 'before-character', 'before-character', 'after-character'],
    );
  });
});

describe('card books', () => {
  const entry = {
    keys: ['a'],
    content: 'x',
    enabled: true,
    insertion_order: 3,
    use_regex: true,
    case_sensitive: true,
    extensions: {},
  };
  const book = { name: 'World', scan_depth: 7, recursive_scanning: false, entries: [entry] };

  test('alone, in a card and as lorebook_v3', () => {
    const all = [
      book,
      { spec: 'chara_card_v2', data: { character_book: book } },
      { spec: 'lorebook_v3', data: book },
    ];
    for (const raw of all) {
      const { book: found } = read(raw);
      assert.deepEqual([found.name, found.settings.scanDepth, found.settings.recursive], ['World', 7, false]);
      assert.deepEqual(some(found.entries[0] ?? first(raw), 'order', 'position', 'caseSensitive'), [
        3,
        'after-character',
        undefined,
      ]);
    }
    assert.deepEqual(
      all.map((raw) => read(raw).format),
      ['card-book', 'card-book', 'lorebook-v3'],
    );
  });

  test('SillyTavern’s own fields stand under extensions', () => {
    const extensions = {
      position: 2,
      exclude_recursion: true,
      selectiveLogic: 1,
      group_weight: 9,
      match_whole_words: true,
      depth: 0,
      display_index: 1,
    };
    const found = first({ entries: [{ ...entry, position: 'before_char', extensions }] });
    assert.deepEqual(
      some(found, 'position', 'excludeRecursion', 'logic', 'groupWeight', 'wholeWords', 'depth'),
      ['note-top', true, 'not-all', 9, true, 0],
    );
  });

  test('what does not say that it is on is off, but not in a strict book', () => {
    const silent = { entries: [{ keys: ['a'], content: 'x' }] };
    assert.equal(first(silent).enabled, false);
    const strict = { ...silent, extensions: { acore: { profile: 'strict' } } };
    assert.deepEqual([first(strict).enabled, read(strict).book.profile], [true, 'strict']);
  });

  test('of two entries with one id the later counts', () => {
    const entries = [
      { ...entry, id: 5, content: 'old' },
      { ...entry, id: 2 },
      { ...entry, id: 5, content: 'new' },
    ];
    assert.deepEqual(
      read({ entries }).book.entries.map(({ uid, content }) => [uid, content]),
      [
        ['2', 'x'],
        ['5', 'new'],
      ],
    );
  });
});

test('NovelAI, Agnai and RisuAI', () => {
  const novel = {
    lorebookVersion: 5,
    entries: [
      {
        text: 'x',
        displayName: 'N',
        keys: ['a'],
        forceActivation: true,
        contextConfig: { budgetPriority: 400 },
      },
    ],
  };
  assert.deepEqual(some(first(novel), 'name', 'content', 'constant', 'order', 'enabled'), [
    'N',
    'x',
    true,
    400,
    true,
  ]);
  const agnai = {
    kind: 'memory',
    name: 'M',
    entries: [{ name: 'A', entry: 'y', keywords: ['b'], priority: 2, weight: 8, enabled: true }],
  };
  assert.deepEqual(some(first(agnai), 'keys', 'content', 'order', 'priority'), [['b'], 'y', 8, 2]);
  const risu = {
    type: 'risu',
    ver: 1,
    data: [
      { key: 'c, d', secondkey: '', content: 'z', comment: 'R', insertorder: 4, mode: 'normal' },
      { mode: 'folder' },
    ],
  };
  assert.deepEqual(some(first(risu), 'keys', 'secondaryKeys', 'order'), [['c', 'd'], [], 4]);
  assert.equal(read(risu).book.entries[1]?.enabled, false);
  assert.deepEqual(
    [novel, agnai, risu].map((raw) => read(raw).format),
    ['novelai', 'agnai', 'risu'],
  );
});

describe('hostile books', () => {
  test('numbers as text and wrong kinds do no harm', () => {
    const entry = first({
      entries: [
        {
          keys: 'a, b',
          content: 7,
          enabled: 'true',
          insertion_order: '100',
          extensions: { depth: 'x', probability: null, sticky: -3, role: 9 },
        },
      ],
    });
    assert.deepEqual(
      some(entry, 'keys', 'content', 'enabled', 'order', 'depth', 'probability', 'sticky', 'role'),
      [['a', 'b'], '7', true, 100, 4, 100, 0, 'system'],
    );
    for (const odd of [Number.NaN, 1e300, {}, [], '1e999']) {
      assert.equal(first({ entries: [{ keys: [], insertion_order: odd, content: '' }] }).order, 100);
    }
  });

  test('members of the prototype are no fields', () => {
    const raw = JSON.parse(
      '{"__proto__": {"entries": []}, "entries": {"__proto__": {"key": ["a"]}, "constructor": {"key": ["b"]}}}',
    );
    const { book } = read(raw);
    assert.deepEqual(book.entries.map(({ keys }) => keys[0]).sort(), ['a', 'b']);
    assert.equal(({} as Record<string, unknown>)['key'], undefined);
    scanned(book);
  });

  test('ten thousand entries are read and searched', () => {
    const entries = Array.from({ length: 10_000 }, (_, id) => ({
      id,
      keys: [`key${id}.`],
      content: 'x',
      enabled: true,
    }));
    assert.equal(scanned(read({ entries }).book).fired.length, 1);
  });

  test('anything at all is read or refused, and never fails', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5 }),
        fc.constantFrom('entries', 'data', 'character_book'),
        (value, name) => {
          for (const raw of [value, { [name]: value }, { entries: [value] }, { entries: { 0: value } }]) {
            const found = readBook(raw, naming);
            if (found !== undefined) scanned(found.book);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

function scanned(book: Book) {
  return scan(prepare([{ book, scope: 'global' }], plainSettings), anInput(aTalk('key77. a b')));
}

test('a chat is a list of messages, or SillyTavern’s lines', () => {
  const expected = [
    { name: 'Alice', text: 'hi', byCharacter: false },
    { name: 'Ada', text: 'hello', byCharacter: true },
  ];
  const list = [
    { name: 'Alice', text: 'hi', is_user: true },
    { name: 'Ada', mes: 'hello', is_user: false },
  ];
  assert.deepEqual(readChat(JSON.stringify(list)), expected);
  const lines = [
    { user_name: 'Alice', chat_metadata: {} },
    ...list,
    { name: 'Note', mes: 'x', is_system: true },
  ];
  assert.deepEqual(readChat(`\uFEFF${lines.map((one) => JSON.stringify(one)).join('\r\n')}\n`), expected);
  assert.deepEqual([readChat('hello'), readChat(''), readChat('7')], [undefined, undefined, undefined]);
});
