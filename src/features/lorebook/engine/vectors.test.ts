import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aBook, aTalk, fired, type Scanned, scanBook } from '../../../../test/support/lore.ts';
import type { BookEntry, Profile } from '../book.ts';
import { render } from './render.ts';
import { noTimedState } from './timed.ts';

type Entries = readonly Partial<BookEntry>[];

/** Which entries fire, by the rules of either profile. */
function hits(entries: Entries, said: string | readonly string[], how: Scanned = {}) {
  const talk = aTalk(...(typeof said === 'string' ? [said] : said));
  const under = (profile: Profile) => fired(scanBook(aBook(entries, { profile }), talk, how).result);
  return { compat: under('st-compat'), strict: under('strict') };
}

/** For vectors on which both profiles agree. */
function bothHit(entries: Entries, said: string | readonly string[], how?: Scanned): string[] {
  const { compat, strict } = hits(entries, said, how);
  assert.deepEqual(strict, compat);
  return compat;
}

function doesHit(key: string, said: string | readonly string[], how?: Scanned): boolean {
  return bothHit([{ keys: [key] }], said, how).length > 0;
}

describe('matching', () => {
  test('1: a blank key never matches', () => {
    assert.equal(doesHit('', 'anything'), false);
    assert.equal(doesHit(' ', 'anything'), false);
  });

  test('2: a line begins with a mark that patterns can see', () => {
    const named = { settings: { names: true } };
    assert.equal(doesHit('/^Alice/', 'hi', named), false);
    assert.equal(doesHit('/^Alice/m', 'hi', named), false);
    assert.equal(doesHit(String.raw`/\x01Alice/`, 'hi', named), true);
    assert.equal(doesHit('/hello/y', 'hello'), false);
    assert.equal(doesHit('/hello/g', 'hello'), true);
  });

  test('3: the case of a pattern is its own', () => {
    assert.equal(doesHit('/cat/', 'CAT'), false);
    assert.equal(doesHit('/cat/i', 'CAT'), true);
  });

  test('4: what is no pattern is literal', () => {
    for (const key of ['/a/b/', '/foo/x', '/foo/ii', '/foo/v', '/(foo/']) {
      assert.equal(doesHit(key, 'a b foo'), false, key);
      assert.equal(doesHit(key, `see ${key} here`), true, key);
    }
    assert.equal(doesHit(String.raw`/a\/b/`, 'a/b'), true);
  });

  test('5: whole words end where each profile says', () => {
    const whole = { settings: { wholeWords: true } };
    const table: [key: string, text: string, compat: boolean, strict: boolean][] = [
      ['king', 'liking', false, false],
      ['king', 'the king!', true, true],
      ['king', "king's", true, true],
      ['king', '_king_', false, false],
      ['кот', 'котик', true, false],
      ['猫', '黒猫です', true, true],
      ['caf', 'café', true, false],
      ['café', 'cafés', false, false],
      ['new york', 'new yorker', true, false],
      ['new york', 'in new york.', true, true],
      ['c++', 'i know c++ well', true, true],
    ];
    for (const [key, text, compat, strict] of table) {
      const found = hits([{ keys: [key] }], text, whole);
      assert.deepEqual(
        [found.compat.length > 0, found.strict.length > 0],
        [compat, strict],
        `${key} in ${text}`,
      );
    }
  });

  test('6: keys do not reach across messages, and their spaces do not count', () => {
    assert.equal(doesHit('big cat', ['cat', 'big']), false);
    assert.equal(doesHit('big cat', ['big', 'cat']), false);
    assert.equal(doesHit('cat ', 'a cat'), true);
  });

  test('7: an entry’s own case wins', () => {
    assert.deepEqual(bothHit([{ keys: ['Cat'], caseSensitive: true }], 'a cat'), []);
    assert.deepEqual(
      bothHit([{ keys: ['Cat'], caseSensitive: false }], 'a cat', { settings: { caseSensitive: true } }),
      ['0'],
    );
  });

  test('8: macros in keys stand for names', () => {
    assert.equal(doesHit('{{char}}', 'dear Ada'), true);
  });
});

describe('secondary keys', () => {
  test('the truth table', () => {
    const table: [text: string, hits: string[]][] = [
      ['p', ['not-all', 'not-any']],
      ['p s1', ['and-any', 'not-all']],
      ['p s1 s2', ['and-any', 'and-all']],
      ['s1 s2', []],
    ];
    for (const [text, expected] of table) {
      for (const logic of ['and-any', 'not-all', 'not-any', 'and-all'] as const) {
        const hit = bothHit([{ keys: ['p'], secondaryKeys: ['s1', 's2'], logic }], text).length > 0;
        assert.equal(hit, expected.includes(logic), `${logic} on ${text}`);
      }
    }
  });

  test('9: a blank one never matches, and without primary keys nothing does', () => {
    const secondaryKeys = [''];
    assert.deepEqual(bothHit([{ keys: ['p'], secondaryKeys, logic: 'not-any' }], 'p'), ['0']);
    assert.deepEqual(bothHit([{ keys: ['p'], secondaryKeys, logic: 'and-all' }], 'p'), []);
    assert.deepEqual(bothHit([{ keys: ['p'], secondaryKeys, selective: false, logic: 'and-all' }], 'p'), [
      '0',
    ]);
    assert.deepEqual(bothHit([{ secondaryKeys: ['p'] }], 'p'), []);
  });
});

describe('depth and recursion', () => {
  const recursive = { settings: { recursive: true } };

  test('10: at depth 0 only constants fire, and nothing hears them', () => {
    const entries = [{ constant: true, content: 'of dragons' }, { keys: ['dragons'] }];
    assert.deepEqual(bothHit(entries, 'dragons', { settings: { depth: 0, recursive: true } }), ['0']);
    const own = (scanDepth: number) => [entries[0] ?? {}, { keys: ['dragons'], scanDepth }];
    assert.deepEqual(bothHit(own(0), 'dragons', recursive), ['0']);
    assert.deepEqual(bothHit(own(1), 'hello', recursive), ['0', '1']);
  });

  test('11: the number of passes is limited', () => {
    const chain = [
      { keys: ['a'], content: 'bb' },
      { keys: ['bb'], content: 'ccc' },
      { keys: ['ccc'], content: '' },
    ];
    const upTo = (maxPasses: number) => bothHit(chain, 'a', { settings: { recursive: true, maxPasses } });
    assert.deepEqual([upTo(1), upTo(2), upTo(0)], [['0'], ['0', '1'], ['0', '1', '2']]);
  });

  test('12: delayed entries see the talk too, and a second level opens by itself', () => {
    const delayed = { keys: ['cat'], delayUntilRecursion: 1 };
    assert.deepEqual(bothHit([delayed], 'cat', recursive), []);
    assert.deepEqual(bothHit([delayed, { keys: ['cat'] }], 'cat', recursive), ['1', '0']);
    assert.deepEqual(bothHit([delayed, { keys: ['cat'], delayUntilRecursion: 2 }], 'cat'), ['0', '1']);
  });

  test('13: looking for a least number goes one message further than its limit', () => {
    const said = ['d4', 'd3', 'd2', 'd1'];
    const entries = said.map((key) => ({ keys: [key] }));
    const settings = { depth: 1, minActivations: 9, minActivationsDepth: 2 };
    assert.deepEqual(bothHit(entries, said, { settings }), ['3', '2', '1']);
    const fixed = entries.map((entry) => ({ ...entry, scanDepth: 1 }));
    assert.deepEqual(bothHit(fixed, said, { settings }), ['3']);
  });

  test('14: left out of recursion is not left out of the talk, and silent text triggers nothing', () => {
    assert.deepEqual(bothHit([{ keys: ['cat'], excludeRecursion: true }], 'cat', recursive), ['0']);
    const silent = [{ keys: ['cat'], content: 'dog', preventRecursion: true }, { keys: ['dog'] }];
    assert.deepEqual(bothHit(silent, 'cat', recursive), ['0']);
  });
});

describe('the budget', () => {
  const budget = (tokens: number): Scanned => ({ settings: { budgetPercent: 100, windowTokens: tokens } });

  test('15: just the budget overflows for one profile and fits for the other', () => {
    const found = hits([{ keys: ['x'], content: 'one two three' }], 'x', budget(3));
    assert.deepEqual(found, { compat: [], strict: ['0'] });
  });

  test('16: after the first that does not fit nothing is told in that pass', () => {
    const entries = [
      { keys: ['x'], order: 3, content: 'one' },
      { keys: ['x'], order: 2, content: 'one two three four' },
      { keys: ['x'], order: 1, content: 'one' },
    ];
    assert.deepEqual(bothHit(entries, 'x', budget(4)), ['0']);
  });

  test('17: constants come first only by strict rules; what is sticky always does', () => {
    const entries = [
      { keys: ['x'], order: 2, content: 'one two' },
      { constant: true, order: 1, content: 'three four' },
    ];
    assert.deepEqual(hits(entries, 'x', budget(3)), { compat: ['0'], strict: ['1'] });
  });

  test('18: silent text of earlier passes is forgotten, but not by strict rules', () => {
    const entries = [
      { keys: ['x'], order: 2, content: 'one two three', preventRecursion: true },
      { keys: ['x'], order: 1, content: 'y' },
      { keys: ['y'], content: 'four five' },
    ];
    const how: Scanned = { settings: { recursive: true, budgetPercent: 100, windowTokens: 5 } };
    assert.deepEqual(hits(entries, 'x', how), { compat: ['0', '1', '2'], strict: ['0', '1'] });
  });

  test('19: no budget still lets empty texts in', () => {
    const entries = [
      { keys: ['x'], order: 2, content: '' },
      { keys: ['x'], order: 1, content: 'one' },
    ];
    assert.deepEqual(bothHit(entries, 'x', { settings: { budgetPercent: 0 } }), ['0']);
  });
});

describe('chance and groups', () => {
  const rolling = (chance: number): Scanned => ({ chance: () => chance });

  test('20: a roll of 0 passes even 0 %', () => {
    assert.deepEqual(bothHit([{ keys: ['x'], probability: 0 }], 'x', rolling(0)), ['0']);
    assert.deepEqual(bothHit([{ keys: ['x'], probability: 0 }], 'x', rolling(0.01)), []);
    assert.deepEqual(bothHit([{ keys: ['x'], probability: 0, useProbability: false }], 'x', rolling(1)), [
      '0',
    ]);
  });

  test('21: a winner that fails its roll takes the group along, until the next pass', () => {
    const entries = [
      { keys: ['x'], group: 'g', groupOverride: true, probability: 10 },
      { keys: ['x'], group: 'g' },
    ];
    assert.deepEqual(bothHit(entries, 'x'), []);
    const again = [...entries, { keys: ['x'], content: 'z' }, { keys: ['z'] }];
    assert.deepEqual(bothHit(again, 'x', { settings: { recursive: true } }), ['2', '1', '3']);
  });

  test('22: weight 0 wins a roll of 0, and the highest of those that override wins', () => {
    const light = [
      { keys: ['x'], group: 'g', groupWeight: 0 },
      { keys: ['x'], group: 'g' },
    ];
    assert.deepEqual(bothHit(light, 'x', rolling(0)), ['0']);
    const entries = [
      { keys: ['x'], group: 'g', order: 9 },
      { keys: ['x'], group: 'g', order: 5, groupOverride: true },
      { keys: ['x'], group: 'g', order: 7, groupOverride: true },
    ];
    assert.deepEqual(bothHit(entries, 'x'), ['2']);
  });

  test('23: scores count before overriding, and only for those that are scored', () => {
    const scored = { settings: { groupScoring: true } };
    const constant = { constant: true, group: 'g', groupOverride: true };
    assert.deepEqual(bothHit([constant, { keys: ['x'], group: 'g' }], 'x', scored), ['1']);
    const own = [
      { keys: ['x'], group: 'g', groupScoring: true },
      { keys: ['x', 'y'], group: 'g', groupWeight: 0 },
      { keys: ['x'], group: 'g' },
    ];
    assert.deepEqual(bothHit(own, 'x y', rolling(0.5)), ['2']);
  });

  test('24: what fired earlier blocks only a group of exactly its name', () => {
    const later = { keys: ['z'], group: 'G' };
    const after = (group: string) =>
      bothHit([{ keys: ['x'], group, content: 'z' }, later], 'x', { settings: { recursive: true } });
    assert.deepEqual([after('G'), after('G,H')], [['0'], ['0', '1']]);
  });

  test('25: who loses twice takes the last one along, but not by strict rules', () => {
    const entries = [
      { keys: ['x'], group: 'g', groupOverride: true },
      { keys: ['x'], group: 'h', groupOverride: true },
      { keys: ['x'], group: 'g,h' },
      { keys: ['x'] },
    ];
    assert.deepEqual(hits(entries, 'x'), { compat: ['0', '1'], strict: ['0', '1', '3'] });
  });

  test('26: what is sticky beats what overrides', () => {
    const entries = [
      { keys: ['x'], group: 'g', sticky: 5 },
      { keys: ['y'], group: 'g', groupOverride: true },
    ];
    assert.deepEqual(overTime(entries, ['x', 'y']), [['0'], ['0']]);
  });
});

/** Scans after each message with what was remembered; an array of messages is said at once, a number cuts to a length. */
function overTime(
  entries: Entries | ((step: number) => Entries),
  steps: readonly (string | number)[],
): string[][] {
  const under = (profile: Profile) => {
    let said: string[] = [];
    let timed = noTimedState;
    return steps.map((step, index) => {
      said = typeof step === 'number' ? said.slice(0, step) : [...said, step];
      const book = aBook(typeof entries === 'function' ? entries(index) : entries, { profile });
      const { result } = scanBook(book, aTalk(...said), { timed, settings: { depth: 1 } });
      timed = result.timed;
      return fired(result);
    });
  };
  assert.deepEqual(under('strict'), under('st-compat'));
  return under('st-compat');
}

describe('time', () => {
  const isOn = (steps: string[][]) => steps.map((step) => (step.length > 0 ? 1 : 0)).join('');

  test('27: sticky counts the message that began it', () => {
    assert.equal(isOn(overTime([{ keys: ['x'], sticky: 3 }], ['x', '-', '-', '-'])), '1110');
    for (const short of [{ sticky: 1 }, { cooldown: 1 }]) {
      assert.equal(isOn(overTime([{ keys: ['x'], ...short }], ['x', '-', 'x', 'x'])), '1011');
    }
  });

  test('28: a cooldown follows what was sticky', () => {
    assert.equal(isOn(overTime([{ keys: ['x'], cooldown: 3 }], ['x', 'x', 'x', 'x'])), '1001');
    const both = overTime(
      [{ keys: ['x'], sticky: 5, cooldown: 3 }],
      Array.from({ length: 9 }, () => 'x'),
    );
    assert.equal(isOn(both), '111110001');
  });

  test('29: what is sticky is not made longer, but may begin anew', () => {
    assert.equal(isOn(overTime([{ keys: ['x'], sticky: 3 }], ['x', 'x', '-', '-'])), '1110');
    assert.equal(isOn(overTime([{ keys: ['x'], sticky: 2 }], ['x', '-', 'x', '-', '-'])), '11110');
  });

  test('30: a delay is over when the talk is long enough', () => {
    assert.equal(isOn(overTime([{ keys: ['x'], delay: 3 }], ['x', 'x', 'x'])), '001');
  });

  test('31: scanning the same length again undoes what began there', () => {
    const talk = aTalk('x');
    const book = aBook([{ keys: ['x'], sticky: 5 }]);
    const first = scanBook(book, talk).result.timed;
    assert.deepEqual(fired(scanBook(book, aTalk('-'), { timed: first }).result), []);
    assert.deepEqual(scanBook(book, aTalk('-'), { timed: first }).result.timed.sticky, {});
  });

  test('32: a changed entry’s effect ends, and blocks a new one until its old end', () => {
    const steps = overTime(
      (step) => [{ keys: ['x'], sticky: 3, content: step === 0 ? 'old' : 'new' }],
      ['x', '-', 'x', '-'],
    );
    assert.equal(isOn(steps), '1010');
  });
});

describe('decorators', () => {
  /** What is told, by either profile. */
  function told(content: string, said = 'x', more: Partial<BookEntry> = {}) {
    const of = (profile: Profile) =>
      render(scanBook(aBook([{ keys: ['x'], content, ...more }], { profile }), aTalk(said)).result.fired)
        .before;
    return { compat: of('st-compat'), strict: of('strict') };
  }

  test('33: the recorded engine obeys two, to the letter', () => {
    assert.deepEqual(told('@@activate\nBody', '-'), { compat: 'Body', strict: 'Body' });
    assert.deepEqual(told('@@dont_activate\nBody'), { compat: '', strict: '' });
    assert.deepEqual(told('@@activate \nBody', '-'), { compat: '', strict: 'Body' });
    assert.deepEqual(told('@@activate\r\nBody', '-'), { compat: '', strict: 'Body' });
    assert.deepEqual(told('@@unknown 3\nBody'), { compat: 'Body', strict: 'Body' });
  });

  test('34: it knows by the beginning of a line and obeys the whole of it', () => {
    const content = '@@activate_only_after 3\n@@@activate\nBody';
    assert.deepEqual(told(content, '-'), { compat: '', strict: '' });
    assert.deepEqual(told('@@unknown\n@@@activate\nBody', '-'), { compat: 'Body', strict: 'Body' });
    assert.deepEqual(told('@@activate_only_after 3\nBody'), { compat: 'Body', strict: '' });
  });

  test('35: nothing but a decorator is sent, and so is one after a blank line', () => {
    assert.deepEqual(told('@@activate', '-'), { compat: '@@activate', strict: '' });
    assert.deepEqual(told('\n@@activate\nBody'), { compat: '\n@@activate\nBody', strict: 'Body' });
  });

  test('36: an unknown place costs its budget and is not shown', () => {
    const { result } = scanBook(
      aBook([{ keys: ['x'], position: 'nowhere', sticky: 2, content: 'one two' }]),
      aTalk('x'),
    );
    assert.deepEqual(fired(result), ['0']);
    assert.equal(result.budget.used, 2);
    assert.equal(render(result.fired).before, '');
    assert.equal(Object.keys(result.timed.sticky).length, 1);
    const strict = aBook([{ keys: ['x'], position: 'nowhere' }], { profile: 'strict' });
    assert.equal(render(scanBook(strict, aTalk('x')).result.fired).after, 'e0');
  });
});
