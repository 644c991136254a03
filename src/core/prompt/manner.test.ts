import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCharacter, aMessage } from '../../../test/support/characters.ts';
import { recordingLog } from '../../../test/support/storage.ts';
import type { Feature, Manner } from '../feature.ts';
import { mannerFor, mannerText } from './manner.ts';

const view = {
  message: aMessage('hi'),
  character: aCharacter(),
  talk: [],
  signal: new AbortController().signal,
};
const settings = { temperature: 0.8, replyTokens: 500 };
const asked: Manner = {
  sections: [{ title: 'Manner', text: 'Sing.', volatility: 'stable', priority: 0 }],
  temperature: 1.2,
  replyTokens: 200,
  length: 'short',
  mix: [{ name: 'bard', share: 1, because: 'the card names it' }],
};

function feature(manner: Feature['manner']): Feature {
  return { name: 'frameworks', ...(manner && { manner }) };
}

async function ask(features: Feature[], change: Partial<typeof settings> = {}) {
  const log = recordingLog();
  return { ...(await mannerFor({ settings: { ...settings, ...change }, features, log }, view)), log };
}

test('where no slice has a say, the settings hold', async () => {
  for (const features of [[], [feature(undefined)], [feature(async () => undefined)]]) {
    const { log: _, ...manner } = await ask(features);
    assert.deepEqual(manner, { sections: [], ...settings });
  }
});

test('what a slice asks for is in force, and the receipt can tell it', async () => {
  const { sections, temperature, replyTokens, length, used } = await ask([feature(async () => asked)]);
  assert.deepEqual([sections[0]?.text, sections[0]?.source], ['Sing.', 'frameworks']);
  assert.deepEqual(
    { temperature, replyTokens, length },
    { temperature: 1.2, replyTokens: 200, length: 'short' },
  );
  assert.ok(used);
  assert.equal(mannerText(used), 'bard 100 % (the card names it); temperature 1.2, at most 200 tokens');
});

test('the owner’s limits stay: the longest answer, and answers that can be repeated', async () => {
  const loud = feature(async () => ({ ...asked, replyTokens: 9_000 }));
  const { temperature, replyTokens } = await ask([loud], { temperature: 0 });
  assert.deepEqual([temperature, replyTokens], [0, 500]);
});

test('a slice that fails costs its manner, not the reply', async () => {
  const { temperature, log } = await ask([feature(() => Promise.reject(new Error('bug')))]);
  assert.equal(temperature, 0.8);
  assert.equal(log.lines.length, 1);
});
