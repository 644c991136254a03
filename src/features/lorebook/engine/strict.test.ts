import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aBook, aTalk, fired, type Scanned, scanBook } from '../../../../test/support/lore.ts';
import type { Book, BookEntry } from '../book.ts';
import { readStrictDecorators } from './decorators.ts';
import { noTimedState } from './timed.ts';

function strictBook(entries: readonly Partial<BookEntry>[], settings: Partial<Book['settings']> = {}): Book {
  const plain = aBook(entries, { profile: 'strict' });
  return { ...plain, settings: { ...plain.settings, ...settings } };
}

function hit(entry: Partial<BookEntry>, said: readonly string[], how?: Scanned): boolean {
  return fired(scanBook(strictBook([{ keys: ['x'], ...entry }]), aTalk(...said), how).result).length > 0;
}

function decorated(lines: string): Partial<BookEntry> {
  return { content: `${lines}\nBody` };
}

describe('decorators of the V3 specification', () => {
  test('count the character’s messages, its greeting too', () => {
    const after = decorated('@@activate_only_after 2');
    assert.equal(hit(after, ['Ada: hi', 'x']), false);
    assert.equal(hit(after, ['Ada: hi', 'x', 'Ada: x']), true);
    const every = decorated('@@activate_only_every 2');
    assert.equal(hit(every, ['x']), true);
    assert.equal(hit(every, ['Ada: hi', 'x']), false);
    assert.equal(hit(decorated('@@activate_only_every 0'), ['Ada: hi', 'x']), true);
  });

  test('ask for more keys, or for none of some', () => {
    const more = decorated('@@additional_keys a, b\n@@additional_keys c');
    assert.deepEqual(
      ['x a', 'x c', 'x b c'].map((said) => hit(more, [said])),
      [false, false, true],
    );
    assert.equal(hit(decorated('@@exclude_keys a,b'), ['x b']), false);
  });

  test('scan depth and greeting', () => {
    assert.equal(hit(decorated('@@scan_depth 1'), ['x', '-']), false);
    const third = decorated('@@is_greeting 2');
    assert.deepEqual([hit(third, ['x'], { greeting: 2 }), hit(third, ['x'], { greeting: 0 })], [true, false]);
  });

  test('what has fired before fires always, or never again', () => {
    const inTurn = (line: string) => {
      const book = strictBook([{ keys: ['x'], ...decorated(line) }]);
      let timed = noTimedState;
      return ['x', '-', 'x'].map((said) => {
        const { result } = scanBook(book, aTalk(said), { timed });
        timed = result.timed;
        return fired(result).length;
      });
    };
    assert.deepEqual(inTurn('@@keep_activate_after_match'), [1, 1, 1]);
    assert.deepEqual(inTurn('@@dont_activate_after_match'), [1, 0, 0]);
  });

  test('a disabled entry is not forced, and forcing on beats forcing off', () => {
    assert.equal(hit({ ...decorated('@@activate'), enabled: false }, ['x']), false);
    assert.equal(hit(decorated('@@dont_activate\n@@activate'), ['-']), true);
  });

  test('a place beats depth, and an unknown place leaves depth standing', () => {
    const place = (lines: string) => {
      const { entry } =
        scanBook(strictBook([{ keys: ['x'], ...decorated(lines) }]), aTalk('x')).prepared.candidates[0] ?? {};
      return [entry?.position, entry?.depth, entry?.role];
    };
    assert.deepEqual(place('@@depth 2\n@@role assistant'), ['at-depth', 2, 'assistant']);
    assert.deepEqual(place('@@depth 2\n@@position before_desc').slice(0, 1), ['before-character']);
    assert.deepEqual(place('@@depth 2\n@@position nowhere_known').slice(0, 2), ['at-depth', 2]);
  });

  test('fallbacks are tried from the top when a line is not understood', () => {
    const { rules } = readStrictDecorators('@@odd\n@@@odder\n@@@scan_depth 3\n@@@scan_depth 9\nBody');
    assert.equal(rules.scanDepth, 3);
    assert.equal(readStrictDecorators('@@scan_depth 1\n@@@scan_depth 9\nBody').rules.scanDepth, 1);
    assert.equal(readStrictDecorators('@@instruct_depth 5\n@@@depth 2\nBody').rules.depth, 2);
    assert.equal(
      readStrictDecorators('@@scan_depth x\n@@scan_depth 4\n@@scan_depth 5\nBody').rules.scanDepth,
      4,
    );
  });
});

describe('a strict book', () => {
  test('says how deep it is searched, and whether it hears itself', () => {
    const entries = [{ keys: ['x'], content: 'y' }, { keys: ['y'] }];
    const how = { settings: { recursive: true, depth: 9 } };
    const scan = (settings: Partial<Book['settings']>, ...said: string[]) =>
      fired(scanBook(strictBook(entries, settings), aTalk(...said), how).result);
    assert.deepEqual(scan({}, 'x', '-'), ['0', '1']);
    assert.deepEqual(scan({ recursive: false }, 'x', '-'), ['0']);
    assert.deepEqual(scan({ scanDepth: 1 }, 'x', '-'), []);
  });

  test('keys are patterns where the entry says so, and a bad pattern never matches', () => {
    assert.equal(hit({ keys: ['dra.on'], useRegex: true }, ['a dragon']), true);
    assert.equal(hit({ keys: ['C++'], useRegex: true, constant: true }, ['C++']), false);
    assert.equal(hit({ keys: ['/DRA.ON/i'], useRegex: true }, ['a dragon']), true);
  });

  test('gives up the least important first', () => {
    const entries = [
      { keys: ['x'], content: 'one two', order: 3 },
      { keys: ['x'], content: 'three four', order: 2, priority: 10 },
      { keys: ['x'], content: '@@ignore_on_max_context\nfive', order: 9, priority: 99 },
    ];
    const budget = (windowTokens: number) =>
      fired(
        scanBook(strictBook(entries), aTalk('x'), { settings: { budgetPercent: 100, windowTokens } }).result,
      );
    assert.deepEqual([budget(2), budget(4), budget(5)], [['1'], ['1', '0'], ['1', '0', '2']]);
  });

  test('is not bound by strict rules of the whole while another book is not strict', () => {
    const book = aBook([{ keys: ['x'] }]);
    assert.equal(scanBook(book, aTalk('x')).prepared.strict, false);
    assert.equal(scanBook(strictBook([{ keys: ['x'] }]), aTalk('x')).prepared.strict, true);
  });
});
