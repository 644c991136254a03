import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aPlace } from '../../../test/support/characters.ts';
import type { PlacedEntry } from '../../core/ports/transcript.ts';
import { episodeOfHole, mostUnsummed, nextEpisode, nextFold } from './stretches.ts';
import type { Level, Summary } from './summary.ts';

const monday = Date.UTC(2026, 10, 2);
const minute = 60_000;
const day = 24 * 60 * minute;

/** Lines a minute apart; after each of these a pause of an hour. */
function lines(count: number, ...pausesAfter: number[]): PlacedEntry[] {
  let at = monday;
  return Array.from({ length: count }, (_, index) => {
    at += pausesAfter.includes(index) ? 60 * minute : minute;
    return {
      ...{
        messageId: `m${index}`,
        place: aPlace(),
        authorId: 'bo',
        authorName: 'Bo',
        kind: 'person' as const,
      },
      ...{ text: `line ${index}`, at, attachments: [], position: at * 1_000 },
    };
  });
}

function summary(level: Level, number: number, at: number): Summary {
  return {
    ...{ id: `${level}-${number}`, lane: 'discord:tavern', level, after: number * 10, to: number * 10 + 10 },
    ...{ fromAt: at, toAt: at + minute, lines: 20, text: 'x', madeBy: 'excerpts/1', madeAt: at },
    ...{ language: 'en', confined: false, people: [] },
  };
}

function row(level: Level, count: number, from: number, apart: number, first = 0): Summary[] {
  return Array.from({ length: count }, (_, index) => summary(level, first + index, from + index * apart));
}

describe('episodes', () => {
  test('none is made while a prompt still tells every line', () => {
    assert.equal(mostUnsummed(30), 30);
    assert.deepEqual(nextEpisode(lines(30), 30), []);
    assert.ok(nextEpisode(lines(31), 30).length >= 20);
    assert.deepEqual(nextEpisode(lines(200), 250), []);
  });

  test('each ends at the longest pause, has 20 to 60 lines, and leaves the newest alone', () => {
    assert.equal(nextEpisode(lines(40, 24, 38), 30).length, 24);
    assert.equal(nextEpisode(lines(40, 14), 30).length, 14);
    assert.equal(nextEpisode(lines(40, 5), 30).length, 36);
    assert.equal(nextEpisode(lines(200), 30).length, 60);
    assert.equal(nextEpisode(lines(33), 30).length, 29);
  });

  test('what fills a hole is all of it, or as much as an episode has', () => {
    assert.equal(episodeOfHole(lines(3)).length, 3);
    assert.equal(episodeOfHole(lines(61, 40)).length, 40);
  });
});

describe('putting together', () => {
  test('the episodes of a week that is over become one, when there are several', () => {
    const week = row('episode', 3, monday, day);
    const last = summary('episode', 9, monday + 8 * day);
    assert.equal(nextFold(week, 1_000), undefined);
    const fold = nextFold([...week, last], 1_000);
    assert.deepEqual(
      fold?.parts.map(({ id }) => id),
      ['episode-0', 'episode-1', 'episode-2'],
    );
    assert.equal(fold?.into, 'week');
    assert.equal(nextFold([...week.slice(0, 1), last], 1_000), undefined);
  });

  test('many of one level become fewer of a coarser one', () => {
    const episodes = nextFold(row('episode', 9, monday, minute), 1_000);
    assert.deepEqual([episodes?.parts.length, episodes?.into], [6, 'week']);
    const weeks = nextFold(row('week', 7, monday, 7 * day), 1_000);
    assert.deepEqual([weeks?.parts.length, weeks?.into], [4, 'era']);
    const eras = nextFold(row('era', 5, monday, 30 * day), 1_000);
    assert.deepEqual([eras?.parts.length, eras?.into], [3, 'era']);
  });

  test('what a prompt may still tell in full is left alone', () => {
    assert.equal(nextFold(row('episode', 9, monday, minute), 60), undefined);
  });

  test('only neighbours go together, until there are very many', () => {
    const mixed = Array.from({ length: 25 }, (_, index) =>
      summary(index % 2 === 0 ? 'week' : 'era', index, monday + index * day),
    );
    assert.equal(nextFold(mixed.slice(0, 24), 1_000), undefined);
    const fold = nextFold(mixed, 1_000);
    assert.deepEqual([fold?.parts.length, fold?.into], [6, 'era']);
  });

  test('a talk of years comes down to a few', () => {
    let kept: Summary[] = [];
    for (let number = 0; number < 2_000; number += 1) {
      kept.push(summary('episode', number, monday + number * day));
      for (let fold = nextFold(kept, 1e9); fold !== undefined; fold = nextFold(kept, 1e9)) {
        const [first, last] = [fold.parts[0], fold.parts.at(-1)];
        assert.ok(first && last);
        const whole = { ...first, id: `fold-${number}`, level: fold.into, to: last.to, toAt: last.toAt };
        const begin = kept.indexOf(first);
        kept = [...kept.slice(0, begin), whole, ...kept.slice(begin + fold.parts.length)];
      }
      assert.ok(kept.length <= 20, `${kept.length} after ${number} days`);
    }
  });
});
