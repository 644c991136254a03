import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf, cardOf, lineOf, memorySlice } from '../../bench/cache-talk.ts';
import { startTalk } from './discord-talk.ts';

test('over sixty turns most of the prompts comes from a cache, also when a memory adds other things in every turn', async () => {
  await using talk = await startTalk({ cards: { mira: cardOf(undefined) }, guests: [memorySlice()] });
  const room = talk.room();
  const cy = talk.person('cy');
  let [read, cached] = [0, 0];
  for (let turn = 0; turn < 60; turn += 1) {
    talk.openai.respondWith(() => answerOf(turn));
    const { receipt } = await talk.say(cy, room, `Mira, ${lineOf(turn)}`);
    const [answer] = receipt.answers;
    assert.ok(answer);
    assert.ok(answer.prompt.some(({ title }) => title === 'Memories'));
    if (turn === 0) continue;
    read += answer.usage.promptTokens;
    cached += answer.usage.cachedTokens ?? 0;
  }
  // The goal is 0.8; where a talk begins depends on ids, so that runs differ by a hundredth or two.
  assert.ok(cached / read > 0.79, `${cached} of ${read}`);
});
