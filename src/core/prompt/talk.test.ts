import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aMessage, aPlace } from '../../../test/support/characters.ts';
import { conversationConfig } from '../config.ts';
import type { Message, Place } from '../message.ts';
import type { PlacedEntry } from '../ports/transcript.ts';
import { createSteadinesses } from './steady-start.ts';
import { entryOf, talkFor } from './talk.ts';

const minuteMs = 60_000;

/** What was said in a place: one line a minute, with a silence of so many minutes before some of them. */
function saidIn(place: Place, count: number, silences: Readonly<Record<number, number>> = {}): Message[] {
  let at = 0;
  return Array.from({ length: count }, (_, index) => {
    at += (silences[index] ?? 1) * minuteMs;
    return aMessage(`line ${index}`, { id: `${place.channelId}-${index}`, place, at });
  });
}

/** The talk of a turn that answers the last of these. */
async function talkOf(said: readonly Message[], settings: object = {}, elsewhere: readonly Message[] = []) {
  const entries = [...elsewhere, ...said].map((message, position): PlacedEntry => {
    return { ...entryOf(message), position };
  });
  const message = said.at(-1);
  assert.ok(message);
  const inPlace = ({ channelId }: Place) => entries.filter(({ place }) => place.channelId === channelId);
  const talk = await talkFor(
    {
      settings: conversationConfig.parse(settings),
      steady: createSteadinesses(),
      transcript: {
        recent: async (place, limit) => inPlace(place).slice(-limit),
        find: async (id) => entries.find(({ messageId }) => messageId === id),
        async upTo(id, limit) {
          const last = entries.find(({ messageId }) => messageId === id);
          if (last === undefined) return [];
          return inPlace(last.place)
            .filter(({ position }) => position <= last.position)
            .slice(-limit);
        },
      },
    },
    { message, joined: [] },
  );
  const ids = talk.lines.map(({ messageId }) => messageId);
  return { ...talk, ids, first: ids[0] };
}

describe('a long silence', () => {
  const silence = { 40: 45 };

  test('ends the talk in a channel: some of what was said before it is told, and the rest is accounted for', async () => {
    const { ids, first, earlier, lines } = await talkOf(saidIn(aPlace(), 45, silence));
    assert.deepEqual([first, ids.length, earlier.length], ['tavern-20', 25, 20]);
    assert.deepEqual(
      lines
        .filter(({ pauseMs }) => pauseMs !== undefined)
        .map(({ messageId, pauseMs }) => [messageId, pauseMs]),
      [['tavern-40', 45 * minuteMs]],
    );
  });

  test('leaves the beginning where it is, however long the new talk becomes', async () => {
    for (const count of [41, 48, 55])
      assert.equal((await talkOf(saidIn(aPlace(), count, silence))).first, 'tavern-20');
  });

  test('leaves a short talk whole', async () => {
    assert.equal((await talkOf(saidIn(aPlace(), 20, { 12: 600 }))).first, 'tavern-0');
  });

  test('is what the settings say, or none at all', async () => {
    const said = saidIn(aPlace(), 45, silence);
    assert.equal((await talkOf(said, { beforePause: 0 })).first, 'tavern-40');
    assert.equal((await talkOf(said, { pause: '1h' })).first, 'tavern-0');
    const { first, lines } = await talkOf(said, { pause: '0s' });
    assert.equal(first, 'tavern-0');
    assert.ok(lines.every(({ pauseMs }) => pauseMs === undefined));
  });

  test('leaves nothing out in threads and between two, but is told; unless the settings want it', async () => {
    for (const [kind, group] of [
      ['thread', 'threads'],
      ['direct', 'direct'],
    ] as const) {
      const said = saidIn(aPlace({ kind }), 45, silence);
      const { first, lines } = await talkOf(said);
      assert.equal(first, 'tavern-0');
      assert.equal(lines.find(({ messageId }) => messageId === 'tavern-40')?.pauseMs, 45 * minuteMs);
      assert.equal((await talkOf(said, { [group]: { beforePause: 5 } })).first, 'tavern-35');
    }
  });
});

test('each kind of place holds as many messages as its settings say', async () => {
  const settings = { historyMessages: 50, threads: { historyMessages: 30 }, direct: { historyMessages: 20 } };
  const told = async (kind: Place['kind']) =>
    (await talkOf(saidIn(aPlace({ kind }), 70), settings)).ids.length;
  for (const [kind, most] of [
    ['text', 50],
    ['thread', 30],
    ['direct', 20],
  ] as const) {
    const count = await told(kind);
    assert.ok(count <= most && count >= most / 2, `${kind}: ${count}`);
  }
  const unset = (await talkOf(saidIn(aPlace({ kind: 'direct' }), 50), { historyMessages: 60 })).ids.length;
  assert.equal(unset, 50);
});

describe('a thread', () => {
  const channel = saidIn(aPlace(), 30, { 24: 90 });
  const inThread = (begunOn: string) =>
    saidIn(aPlace({ kind: 'thread', channelId: begunOn, parentId: 'tavern' }), 3);

  test('begun on a message knows it and what led to it in the same talk', async () => {
    const { lines } = await talkOf(inThread('tavern-27'), {}, channel);
    assert.deepEqual(
      lines.slice(0, 5).map(({ messageId }) => messageId),
      ['tavern-24', 'tavern-25', 'tavern-26', 'tavern-27', 'tavern-27-0'],
    );
    assert.deepEqual(
      [...new Set(lines.map(({ because }) => because))].length,
      4,
      'led to it, begun on it, said lately, to be answered',
    );
  });

  test('is told as many of them as the settings say, and none where it began on nothing', async () => {
    const first = async (begunOn: string, fromChannel: number) =>
      (await talkOf(inThread(begunOn), { threads: { fromChannel } }, channel)).first;
    assert.equal(await first('tavern-20', 4), 'tavern-16');
    assert.equal(await first('tavern-20', 0), 'tavern-20');
    assert.equal(await first('of-its-own', 4), 'of-its-own-0');
  });
});
