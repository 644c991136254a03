import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerTo, startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
  talk.openai.respondWith(() => 'I see.');
});
after(() => talk[Symbol.asyncDispose]());

test('what was said is read again, also over a restart, and nothing is known twice or comes back', async () => {
  const { alice } = talk.discord;
  const room = talk.room();
  const bo = talk.person('bo', 'Bo');
  await answerTo(alice, room, 'memory learning', { state: 'on' });
  await talk.say(bo, room, 'Ilde, I live in Lisbon.');
  await talk.say(bo, room, 'Ilde, I play the cello.');
  await talk.app.app.conversation.idle();
  await answerTo(bo, room, 'memory forget', { fact: 'Lisbon' });
  assert.match(await answerTo(bo, room, 'memory rebuild', { step: 'start' }), /manage/i);
  assert.match(
    await answerTo(alice, room, 'memory rebuild', { step: 'start' }),
    /read again beside the talk/,
  );
  await talk.stop();
  await talk.start();
  const told = await until('it is told', () =>
    talk.answers(room).find(({ text }) => text.includes('Read again:')),
  );
  assert.match(told.text, /^-# Read again: \d+ lines; nothing new was found\.$/);
  const known = await answerTo(bo, room, 'memory list');
  assert.equal(known.match(/cello/g)?.length, 1);
  assert.doesNotMatch(known, /Lisbon/);
});
