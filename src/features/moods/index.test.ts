import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCharacter, aMessage, aPlace } from '../../../test/support/characters.ts';
import type { Mood } from '../../core/mood.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import { moodsConfig } from './config.ts';
import { moods } from './index.ts';

const ada = aCharacter();

function line(mood: Mood | undefined, at: number, characterId = 'ada'): TranscriptEntry {
  return {
    messageId: `m${at}`,
    place: aPlace(),
    authorId: characterId,
    authorName: characterId,
    kind: 'character',
    characterId,
    text: 'Said.',
    at,
    attachments: [],
    ...(mood !== undefined && { mood }),
  };
}

function slice(
  talk: TranscriptEntry[],
  now: number,
  settings: Partial<{ enabled: boolean; fade: string }> = {},
) {
  const made = moods({
    transcript: { recent: async ({ channelId }) => (channelId === 'tavern' ? talk : []) },
    clock: { now: () => now },
    settings: moodsConfig.parse(settings),
  });
  const turn = { message: aMessage('hi'), character: ada, talk, signal: new AbortController().signal };
  return {
    ...made.moods,
    told: async () => (await made.context?.(turn))?.map(({ title, text }) => `${title}: ${text}`),
  };
}

test('the mood of the last words lasts, is told, and fades', async () => {
  const talk = [line('anger', 1_000), line('amusement', 2_000), line('sadness', 3_000, 'bo')];
  const soon = slice(talk, 4_000);
  assert.equal(await soon.at(aPlace(), 'ada'), 'amusement');
  assert.equal(await soon.at(aPlace(), 'bo'), 'sadness');
  assert.deepEqual(await soon.told(), ['Mood: Ada is amused.']);
  const later = slice(talk, 2_000 + 30 * 60_000 + 1);
  assert.equal(await later.at(aPlace(), 'ada'), 'neutral');
  assert.deepEqual(await later.told(), []);
  assert.equal(await slice(talk, 10_000, { fade: '1s' }).at(aPlace(), 'ada'), 'neutral');
});

test('who is calm, silent, or elsewhere has nothing told of it', async () => {
  assert.deepEqual(await slice([line('neutral', 1_000)], 2_000).told(), []);
  assert.deepEqual(await slice([line(undefined, 1_000)], 2_000).told(), []);
  assert.deepEqual(await slice([line('anger', 1_000), line('neutral', 1_500)], 2_000).told(), []);
  const talk = slice([line('anger', 1_000)], 2_000);
  assert.equal(await talk.at(aPlace({ channelId: 'library' }), 'ada'), 'neutral');
  assert.equal(await talk.at(aPlace(), 'nobody'), 'neutral');
});

test('switched off, nobody has moods', async () => {
  const off = slice([line('anger', 1_000)], 2_000, { enabled: false });
  assert.equal(off.shownBy('*laughs*'), undefined);
  assert.equal(await off.at(aPlace(), 'ada'), 'neutral');
  assert.deepEqual(await off.told(), []);
  assert.equal(slice([], 0).shownBy('*laughs*'), 'amusement');
});
