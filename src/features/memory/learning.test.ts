import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCast, aCharacter, aMessage, aPlace } from '../../../test/support/characters.ts';
import { laneOf } from '../../core/message.ts';
import type { PlacedEntry } from '../../core/ports/transcript.ts';
import type { LaneStore, Listener } from './lane-store.ts';
import { createLearning } from './learning.ts';
import type { Stretch } from './writing.ts';

const place = aPlace();
const minute = 60_000;
const nothingBrought = { broughtTo: 0, broughtReadTo: 0 };

function aLine(id: string, at: number): PlacedEntry {
  const said = {
    authorId: 'bo',
    authorName: 'Bo',
    kind: 'person' as const,
    text: `I like ${id}.`,
    attachments: [],
  };
  return { ...said, messageId: id, place, at, position: at * 1_000 };
}

/** What is learned from a talk in which something was said in every minute. */
async function learned({
  since,
  listener,
  lines = [1, 2, 3, 4, 5].map((at) => aLine(`m${at}`, at * minute)),
}: {
  since: number;
  listener?: Listener;
  lines?: PlacedEntry[];
}) {
  const stretches: Stretch[] = [];
  const unknown: string[] = [];
  const drafts: string[] = [];
  const learning = createLearning({
    writing: {
      async write(stretch, read) {
        stretches.push(stretch);
        const reading = await read();
        unknown.push(...reading.unknown.map(({ messageId }) => messageId));
        drafts.push(...reading.drafts.flatMap(({ sources }) => sources));
        return { facts: [], batch: '' };
      },
      retract: () => {},
    },
    transcript: {
      after: async (_, position, limit) => lines.filter((one) => one.position > position).slice(0, limit),
      upTo: async (id, limit) =>
        lines.slice(0, lines.findIndex((one) => one.messageId === id) + 1).slice(-limit),
      calledIn: async () => [],
    },
    lanes: {
      rules: async () => ({ learnsSince: since, shared: false, noted: false }),
      revised: async () => [],
      listener: async () => listener,
      keptAmong: async () => new Set(),
    } as Partial<LaneStore> as LaneStore,
    consents: { of: async () => ({ tier: 'full', paused: false }) },
    cast: aCast([]),
    timeZone: 'UTC',
  });
  const turn = { joined: [], character: aCharacter(), text: '', messageIds: [], told: [] };
  await learning.learn({ ...turn, message: aMessage('', { place }) });
  return { unknown, drafts: [...new Set(drafts)], listener: stretches.at(-1)?.listener, stretches };
}

test('what was said before it was allowed is neither kept nor learned from', async () => {
  const { unknown, drafts } = await learned({ since: 3.5 * minute });
  assert.deepEqual(
    [unknown, drafts],
    [
      ['m4', 'm5'],
      ['m4', 'm5'],
    ],
  );
});

test('what was said while learning was off stays unlearned when it is on again, also for the model', async () => {
  const before = {
    lane: laneOf(place),
    characterId: 'ada',
    learnedTo: 2 * minute * 1_000,
    readTo: 0,
    ...nothingBrought,
  };
  const { unknown, listener } = await learned({ since: 3.5 * minute, listener: before });
  assert.deepEqual(unknown, ['m4', 'm5']);
  assert.deepEqual([listener?.learnedTo, listener?.readTo], [5 * minute * 1_000, 3.5 * minute * 1_000]);
});

test('what came in late is learned along, as far as it was allowed', async () => {
  const before = {
    lane: laneOf(place),
    characterId: 'ada',
    learnedTo: 4 * minute * 1_000,
    readTo: 0,
    ...nothingBrought,
  };
  const { unknown } = await learned({ since: minute / 2, listener: before });
  assert.deepEqual(unknown, ['m3', 'm4', 'm5']);
});

test('in a busy channel what was said right before is read along, not what was said first', async () => {
  const lines = Array.from({ length: 151 }, (_, index) => aLine(`m${index}`, minute + index));
  const before = {
    lane: laneOf(place),
    characterId: 'ada',
    learnedTo: (minute + 149) * 1_000,
    readTo: 0,
    ...nothingBrought,
  };
  const { stretches } = await learned({ since: 1, listener: before, lines });
  const read = stretches[0]?.lines.map(({ messageId }) => messageId);
  assert.deepEqual(read?.slice(-3), ['m148', 'm149', 'm150']);
});
