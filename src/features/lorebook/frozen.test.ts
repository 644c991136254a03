import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { freezeChecked } from '../../../test/support/frozen-lore.ts';
import { aBook, aTalk, type Scanned, scanBook } from '../../../test/support/lore.ts';
import type { Book, BookEntry } from './book.ts';
import { runCases } from './cases.ts';
import type { TimedState } from './engine/timed.ts';
import { type FrozenNote, freeze } from './frozen.ts';

/** A talk in which lore is frozen, turn by turn. */
function aFrozenTalk(first: readonly Partial<BookEntry>[], how: Scanned = {}) {
  let book = aBook(first);
  let notes: readonly FrozenNote[] = [];
  let timed: TimedState | undefined;
  return {
    edit(entries: readonly Partial<BookEntry>[], changes: Partial<Book> = {}) {
      book = aBook(entries, changes);
    },
    /** What is told, each with the message that it stands below; what has no message stands where the book says. */
    turn(messages: readonly { messageId: string; text: string }[]): string[] {
      const talk = aTalk(...messages.map(({ text }) => text));
      const { prepared, result } = scanBook(book, talk, { ...how, ...(timed && { timed }) });
      timed = result.timed;
      const countTokens = (text: string) => text.split(' ').length;
      const now = freeze({ before: notes, result, byId: prepared.byId, talk: messages, countTokens });
      notes = JSON.parse(JSON.stringify(now.notes));
      return [
        ...now.asWritten.map(({ text }) => text),
        ...now.notes.map(({ text, after }) => `${text} below ${after}`),
      ];
    },
  };
}

/** Messages whose ids are their first letters. */
function say(...said: readonly string[]) {
  return said.map((text) => ({ messageId: text.slice(0, 1), text }));
}

const bees = { keys: ['bees'], content: 'B' };
const wasps = { keys: ['wasps'], content: 'W' };

describe('frozen lore', () => {
  test('stands below the newest message and stays there, whether it fires again or not', () => {
    const { turn } = aFrozenTalk([bees, wasps]);
    assert.deepEqual(turn(say('1 bees')), ['B below 1']);
    assert.deepEqual(turn(say('1 bees', '2', '3 bees and wasps')), ['B below 1', 'W below 3']);
    assert.deepEqual(turn(say('1 bees', '2', '3 bees and wasps', '4', '5', '6')), ['B below 1', 'W below 3']);
  });

  test('leaves with its message, and is told anew when it fires after that', () => {
    const { turn } = aFrozenTalk([bees]);
    turn(say('1 bees', '2'));
    assert.deepEqual(turn(say('3', '4', '5')), []);
    assert.deepEqual(turn(say('5', '6 bees')), ['B below 6']);
  });

  test('ends when what called it was deleted or edited, unless something else calls it', () => {
    const { turn } = aFrozenTalk([bees]);
    assert.deepEqual(turn(say('1 bees', '2')), ['B below 2']);
    assert.deepEqual(turn(say('2', '3', '4')), [], 'deleted');
    assert.deepEqual(turn(say('2', '5 bees')), ['B below 5']);
    assert.deepEqual(turn(say('2', '5 birds', '6')), [], 'edited');
    assert.deepEqual(turn(say('7 bees')), ['B below 7']);
    assert.deepEqual(turn(say('7 birds', '8 bees')), ['B below 7'], 'called again');
  });

  test('what always fires stands where the book says, and so does what ends the prompt anyway', () => {
    const { turn } = aFrozenTalk([
      { constant: true, content: 'C' },
      { keys: ['bees'], content: 'N', position: 'note-top' },
      { keys: ['bees'], content: 'O', position: 'outlet', outlet: 'o' },
      { constant: true, probability: 60, content: 'P' },
    ]);
    assert.deepEqual(turn(say('1 bees')).toSorted(), ['C', 'N', 'O', 'P below 1']);
  });

  test('lower orders stand above higher ones', () => {
    const at = (order: number) => ({ keys: ['x'], content: String(order), order });
    const { turn } = aFrozenTalk([at(3), at(1), at(2)]);
    assert.deepEqual(turn(say('a x')), ['1 below a', '2 below a', '3 below a']);
  });

  test('what no longer fires may have what is left of the budget, the latest first', () => {
    const entry = (key: string) => ({ keys: [key], content: `${key} ${'word '.repeat(9).trim()}` });
    const settings = { windowTokens: 100, budgetPercent: 25, depth: 1 };
    const { turn } = aFrozenTalk([entry('a'), entry('b'), entry('c')], { settings });
    const told = (...said: string[]) => turn(say(...said)).map((text) => text.slice(0, 1));
    assert.deepEqual(told('1 a'), ['a']);
    assert.deepEqual(told('1 a', '2 b'), ['a', 'b']);
    assert.deepEqual(told('1 a', '2 b', '3 c'), ['b', 'c']);
  });

  test('of a group one alone is told, and a changed entry is told anew', () => {
    const inGroup = (entry: object) => ({ ...entry, group: 'insects' });
    const { turn, edit } = aFrozenTalk([inGroup(bees), inGroup(wasps)], { settings: { depth: 1 } });
    turn(say('1 bees'));
    assert.deepEqual(turn(say('1 bees', '2 wasps')), ['W below 2']);
    edit([inGroup(bees), { ...wasps, content: 'W2' }]);
    assert.deepEqual(turn(say('1 bees', '2 wasps', '3')), []);
    assert.deepEqual(turn(say('1 bees', '2 wasps', '3', '4 wasps')), ['W2 below 4']);
  });

  test('what is sticky stays in its place, and what rests is not told a second time', () => {
    const { turn } = aFrozenTalk([{ ...bees, sticky: 2, cooldown: 2 }], { settings: { depth: 1 } });
    const said = ['1 bees', '2', '3', '4 bees', '5', '6 bees'];
    for (const length of [1, 2, 3, 4, 5, 6])
      assert.deepEqual(turn(say(...said.slice(0, length))), ['B below 1'], `after ${length}`);
  });
});

test('whatever the recorded cases activate is told once and in its place', () => {
  const url = new URL('../../../test/fixtures/lore-oracle/cases.json', import.meta.url);
  const file = JSON.parse(readFileSync(url, 'utf8')) as { cases: { id: string; expected: unknown }[] };
  const notes = new Map<string, readonly FrozenNote[]>();
  const answers = runCases(file, {
    profile: 'st-compat',
    watch({ id, ...step }) {
      notes.set(id, freezeChecked({ ...step, before: notes.get(id) ?? [] }).notes);
    },
  });
  assert.equal(notes.size, file.cases.length);
  assert.deepEqual(
    answers,
    file.cases.map(({ id, expected }) => ({ id, expected })),
  );
});
