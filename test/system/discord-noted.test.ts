import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Account, Post } from '../fakes/index.ts';
import { answerTo, startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
  talk.openai.respondWith(() => 'I see.');
});
after(() => talk[Symbol.asyncDispose]());

async function noted(channelId: string, about: RegExp): Promise<Post> {
  return await until('it is noted', () =>
    talk.answers(channelId).find(({ text }) => /noted:/.test(text) && about.test(text)),
  );
}

function undoOf({ components }: Post): string {
  const [row] = components as { components?: { custom_id: string; label: string }[] }[];
  assert.deepEqual(
    row?.components?.map(({ label }) => label),
    ['Undo'],
  );
  return row?.components?.[0]?.custom_id ?? '';
}

test('what was noted is taken back by its button, by whom it concerns, in another run of Acore as well', async () => {
  const { alice } = talk.discord;
  const room = talk.room();
  const bo = talk.person('bo', 'Bo');
  const eve = talk.person('eve', 'Eve');
  await answerTo(alice, room, 'memory learning', { state: 'on' });
  await answerTo(alice, room, 'memory noted', { state: 'on' });
  await talk.say(bo, room, 'Ilde, I live in Lisbon.');
  const first = await noted(room, /Lisbon/);
  assert.equal(first.text, '-# noted: Bo lives in Lisbon.');
  await talk.say(bo, room, 'Ilde, I play the cello.');
  const second = await noted(room, /cello/);
  await talk.stop();
  await talk.start();
  const press = async (who: Account, post: Post) => (await who.click(post.id, undoOf(post)).reply()).text;
  assert.match(await press(eve, first), /neither about you nor from you/);
  assert.match(await press(bo, first), /Taken back:.*Bo lives in Lisbon/s);
  const left = await answerTo(bo, room, 'memory list');
  assert.match(left, /cello/);
  assert.doesNotMatch(left, /Lisbon/);
  assert.match(await press(bo, first), /taken back already/);
  assert.match(await press(alice, second), /Taken back:.*cello/s);
  assert.match(await answerTo(bo, room, 'memory list'), /Nothing is remembered about Bo/);
  const said = talk.prompt('cello');
  assert.doesNotMatch(said, /-# noted/);
});

test('what was noted is no part of the talk: when its message is deleted, nobody is told of it or finds it', async () => {
  const { alice } = talk.discord;
  const room = talk.room();
  const cy = talk.person('cy', 'Cy');
  await answerTo(alice, room, 'memory learning', { state: 'on' });
  await answerTo(alice, room, 'memory noted', { state: 'on' });
  const { post } = await talk.say(cy, room, 'Ilde, I have a dog called Fidelio.');
  await noted(room, /Fidelio/);
  cy.delete(post.id);
  await until('it is forgotten', async () => !(await answerTo(cy, room, 'memory list')).includes('Fidelio'));
  await talk.say(alice, room, 'Ilde, what is the dog of Cy called?');
  assert.doesNotMatch(talk.prompt('the dog of Cy called'), /Fidelio/);
  assert.doesNotMatch(await answerTo(alice, room, 'recall', { query: 'the dog Fidelio' }), /Fidelio/);
});
