import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { answerOf, cardOf, lineOf } from '../../bench/cache-talk.ts';
import { startTalk } from './discord-talk.ts';

const told = [
  'I live in Lund and I have a dog called Rex.',
  'I work as a nurse.',
  'I love old maps.',
  'My sister is called Wren.',
  'I am allergic to nuts.',
  'I play the cello.',
];

test('over sixty turns most of the prompts comes from a cache, also with a memory that learns, recalls and sums up', async (context: TestContext) => {
  await using talk = await startTalk({ cards: { mira: cardOf(undefined) } });
  const room = talk.room();
  const cy = talk.person('cy');
  await talk.discord.alice.command('memory learning', { state: 'on' }, { channelId: room }).reply();
  let [read, cached] = [0, 0];
  const titles = new Set<string>();
  for (let turn = 0; turn < 60; turn += 1) {
    talk.openai.respondWith(() => answerOf(turn));
    const text = (turn % 7 === 3 ? told[Math.floor(turn / 7)] : undefined) ?? lineOf(turn);
    const { receipt } = await talk.say(cy, room, `Mira, ${text}`);
    await talk.app.app.conversation.idle();
    const [answer] = receipt.answers;
    assert.ok(answer);
    for (const { title } of answer.prompt) titles.add(title);
    if (turn === 0) continue;
    read += answer.usage.promptTokens;
    cached += answer.usage.cachedTokens ?? 0;
  }
  for (const title of [
    'What is remembered of the people here',
    'What was said before',
    'Earlier in this talk',
  ])
    assert.ok(titles.has(title), `${title} never came up`);
  context.diagnostic(`${(cached / read).toFixed(3)} of ${read}`);
  // The goal is 0.8; where a talk begins depends on ids, so that runs differ by half a hundredth.
  assert.ok(cached / read > 0.795, `${cached} of ${read}`);
});
