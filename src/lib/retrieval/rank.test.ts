import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  createShelf,
  createSigns,
  firstPass,
  packed,
  type Ranked,
  type RankOptions,
  rank,
  understand,
  weights,
} from './index.ts';
import { largest } from './pick.ts';
import type { Line } from './shelf.ts';

const noon = Date.UTC(2026, 4, 20, 12);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function shelfOf(...lines: Partial<Line>[]) {
  const shelf = createShelf();
  lines.forEach((given, seq) => {
    shelf.add({
      seq,
      text: '',
      speaker: 'Ada',
      at: noon + seq * minuteMs,
      alone: false,
      ...given,
    });
  });
  return shelf;
}

function ask(shelf: ReturnType<typeof shelfOf>, text: string, more: Partial<RankOptions> = {}) {
  const now = noon + 24 * hourMs;
  const question = understand({ text, now, timeZone: 'UTC' }, [...shelf.speakers().keys()]);
  const options = { limit: 10, now, weights, ...more };
  return rank(firstPass([shelf], question, options), options);
}

function ids(found: readonly Ranked[]): string[] {
  return found.map(({ shelf, line }) => String(shelf.seqOf(line)));
}

function placeOf(found: readonly Ranked[], id: string): number {
  return ids(found).indexOf(id);
}

/** What the lines of the only shelf mean: of each the whole and its sentences; undefined where it is not embedded. */
function meaningOf(
  question: { statement: Float32Array; asked: Float32Array },
  lines: readonly (readonly Float32Array[] | undefined)[],
) {
  const signs = createSigns(question.asked.length);
  const rows = lines.map((vectors) => vectors && packed(vectors));
  rows.forEach((row, line) => {
    if (row !== undefined) signs.put(line, row, line);
  });
  return {
    ...question,
    read() {},
    vectorsOf: (_: unknown, line: number) => rows[line],
    agreement: (_: unknown, vector: Float32Array) => signs.agreement(vector),
  };
}

describe('ranking', () => {
  test('lines beside what was found come before others, unless they stand alone or a pause lies between', () => {
    const beside = shelfOf(
      { text: 'Hello there.' },
      { text: 'Which film was that?' },
      { text: 'A good one.' },
    );
    assert.deepEqual(ids(ask(beside, 'the film')).slice(0, 2), ['1', '2']);
    const alone = shelfOf({ text: 'Hi.' }, { text: 'A film, then.' }, { text: 'A good one.', alone: true });
    assert.equal(placeOf(ask(alone, 'the film'), '2'), 2);
    const paused = shelfOf(
      { text: 'Hi.' },
      { text: 'A film, then.' },
      { text: 'A good one.', at: noon + 9 * hourMs },
    );
    assert.equal(placeOf(ask(paused, 'the film'), '2'), 2);
  });

  test('who is named counts', () => {
    const shelf = shelfOf({ text: 'My cat is old.', speaker: 'Bo' }, { text: 'My cat is new.', alone: true });
    assert.equal(ids(ask(shelf, 'How old is the cat of Ada?'))[0], '1');
    assert.equal(ids(ask(shelf, 'What about the cat of Bo?'))[0], '0');
  });

  test('to name one of many tells more than to name one of two', () => {
    const said = (speaker: string, text = 'Hello there, you.') => ({ speaker, text, alone: true });
    const guests = Array.from({ length: 8 }, (_, place) => said(`Guest ${place}`));
    const group = shelfOf(said('Ada', 'An old cat sat on it.'), ...guests, said('Zoe'));
    const others = guests.map((guest, place) => ({ ...guest, speaker: place % 2 === 0 ? 'Ada' : 'Zoe' }));
    const pair = shelfOf(said('Ada', 'An old cat sat on it.'), ...others, said('Zoe'));
    assert.equal(ids(ask(group, 'What did Zoe say of an old cat?'))[0], '9');
    assert.equal(ids(ask(pair, 'What did Zoe say of an old cat?'))[0], '0');
  });

  test('a place answers where, a number how many', () => {
    const shelf = shelfOf(
      { text: 'Our carpet is an old relic.', alone: true },
      { text: 'Our carpet is from Leeds, dear.', alone: true },
      { text: 'Our carpet cost us three.', alone: true },
    );
    assert.equal(ids(ask(shelf, 'Where is the carpet?'))[0], '1');
    assert.equal(ids(ask(shelf, 'Wo war der carpet?'))[0], '1');
    assert.equal(ids(ask(shelf, 'How much was the carpet?'))[0], '2');
  });

  test('a line of hardly any words goes down, what stands alone does not', () => {
    const shelf = shelfOf({ text: 'That carpet!' }, { text: 'Old carpet.', alone: true });
    const scores = (brief: number) =>
      new Map(
        ask(shelf, 'the carpet', { weights: { ...weights, brief } }).map(({ line, score }) => [line, score]),
      );
    const lost = (line: number) => (scores(0).get(line) ?? 0) - (scores(weights.brief).get(line) ?? 0);
    assert.equal(Math.round(lost(0) * 100), -100 * weights.brief);
    assert.equal(lost(1), 0);
  });

  test('when it was said counts', () => {
    const days = Array.from({ length: 10 }, (_, day) => ({
      text: 'We went swimming.',
      at: noon + (day - 20) * 24 * hourMs,
    }));
    const shelf = shelfOf(...days);
    assert.equal(
      ids(ask(shelf, 'Where did we go on 5 May?', { weights: { ...weights, repeated: 0 } }))[0],
      '5',
    );
  });

  test('what says the same again goes down', () => {
    const same = { text: 'I like green tea.', alone: true };
    const others = ['Hm.', 'Oh.', 'Well then.'].map((text) => ({ text, alone: true }));
    const shelf = shelfOf(same, same, same, { text: 'I like the green one.', alone: true }, ...others);
    assert.equal(placeOf(ask(shelf, 'Who likes green tea?'), '3'), 1);
  });

  test('a line that is not embedded yet is not put behind all that are', () => {
    const shelf = shelfOf(
      { text: 'A lighthouse keeper.', alone: true },
      { text: 'Hm.', alone: true },
      { text: 'Oh.', alone: true },
    );
    const vector = Float32Array.of(1, 0, 0, 0);
    const meaning = meaningOf({ statement: vector, asked: vector }, [undefined, [vector], [vector]]);
    const found = ask(shelf, 'the lighthouse keeper', { meaning });
    assert.equal(ids(found)[0], '0');
    assert.equal(found[0]?.similarity, undefined);
    assert.ok((found[1]?.similarity ?? 0) > 0.99);
  });

  test('a line that means what was asked is found, whoever said it', () => {
    const [asked, statement, other] = [0, 1, 2].map((axis) =>
      Float32Array.from({ length: 4 }, (_, place) => (place === axis ? 1 : 0)),
    ) as [Float32Array, Float32Array, Float32Array];
    const shelf = shelfOf(...Array.from({ length: 3 }, () => ({ text: 'Such a day it was.', alone: true })));
    const meaning = meaningOf({ statement, asked }, [[other], [other, other, asked], [other]]);
    const alone = { ...weights, window: 0, recency: 0, repeated: 0 };
    assert.equal(ids(ask(shelf, 'anything', { meaning, weights: alone }))[0], '1');
  });

  test('what was taken away is found no more, and what comes after finds its neighbours', () => {
    const shelf = shelfOf({ text: 'One cat.' }, { text: 'Two cats.' });
    ask(shelf, 'cats');
    shelf.take(new Set([0]));
    assert.deepEqual(ids(ask(shelf, 'cats')), ['1']);
    shelf.add({ seq: 2, text: 'Early.', at: noon - minuteMs, alone: false });
    assert.equal(shelf.layout().previous[1], 2);
    shelf.add({ seq: 3, text: 'Late.', at: noon + 5 * minuteMs, alone: false });
    assert.equal(shelf.layout().previous[3], 1);
    assert.equal(shelf.layout().session[3], shelf.layout().session[2]);
  });

  test('nothing is found where nothing is', () => {
    assert.deepEqual(ask(shelfOf(), 'anything'), []);
    assert.deepEqual(ask(shelfOf({ text: 'A word.' }), '').length, 1);
  });
});

test('the largest are picked, of those that are alike the last ones', () => {
  const values = Float32Array.of(3, 1, 3, 2, 3, 0);
  const all = () => true;
  assert.deepEqual(largest(values, 2, all).sort(), [2, 4]);
  assert.deepEqual(largest(values, 4, all).sort(), [0, 2, 3, 4]);
  assert.deepEqual(largest(values, 3, (place) => place !== 2).sort(), [0, 3, 4]);
  assert.deepEqual(largest(values, 9, all).length, 6);
});

test('signs agree as far as vectors do', () => {
  const signs = createSigns(64);
  const up = Float32Array.from({ length: 64 }, () => 1);
  const half = up.map((value, place) => (place % 2 === 0 ? value : -value));
  signs.put(2, packed([half]), 7);
  signs.put(0, packed([up]), 9);
  assert.deepEqual([...signs.agreement(up)], [64, 0, 32]);
  assert.deepEqual([0, 1, 2, 3].map(signs.rowOf), [9, undefined, 7, undefined]);
});
