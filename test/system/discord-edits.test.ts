import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startTalk, type Talk, talkIn, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith(() => 'Hm.');
});
after(() => talk[Symbol.asyncDispose]());

const stalled = { text: 'too early', stallAfter: 0 };

describe('a message is changed', () => {
  test('before it is answered: the answer is to the new words', async () => {
    const room = talk.room();
    talk.openai.respondWith((request) => (talkIn(request).includes('apples') ? 'Apples.' : stalled));
    const cy = talk.person('cy');
    const post = cy.say(room, 'Ilde, do you like pears?');
    await until('the model is asked', () => talk.asked('like pears')[0]);
    cy.edit(post.id, 'Ilde, do you like apples?');
    assert.equal((await talk.receiptOf(post.id)).outcome, 'answered');
    assert.deepEqual(
      talk.answers(room).map(({ text }) => text),
      ['Apples.'],
    );
    assert.doesNotMatch(talk.prompt('apples'), /pears/);
    assert.equal(talk.asked('like pears')[0]?.aborted, true);
  });

  test('after it was answered: the next prompt holds the new words', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const { post } = await talk.say(cy, room, 'Ilde, my name is Sai');
    cy.edit(post.id, 'Ilde, my name is Cy');
    const { receipt } = await talk.say(cy, room, 'what is my name?');
    assert.equal(receipt.outcome, 'answered');
    const prompt = talk.prompt('what is my name');
    assert.match(prompt, /my name is Cy/);
    assert.doesNotMatch(prompt, /Sai/);
    assert.equal(talk.answers(room).length, 2);
  });
});

describe('a message is deleted', () => {
  test('before it is answered: nobody answers it', async () => {
    const room = talk.room();
    talk.openai.respondWith(() => stalled);
    const cy = talk.person('cy');
    const post = cy.say(room, 'Ilde, a secret');
    await until('the model is asked', () => talk.asked('a secret')[0]);
    cy.delete(post.id);
    assert.equal((await talk.receiptOf(post.id)).outcome, 'deleted');
    await until('the model is let go', () => talk.asked('a secret')[0]?.aborted);
    assert.deepEqual(talk.answers(room), []);
    talk.openai.respondWith(() => 'Here.');
    const next = await talk.say(cy, room, 'Ilde, are you there?');
    assert.equal(next.receipt.outcome, 'answered');
    assert.doesNotMatch(talk.prompt('are you there'), /secret/);
  });

  test('of a burst: the rest is answered without it', async () => {
    const room = talk.room();
    talk.openai.respondWith(() => stalled);
    const cy = talk.person('cy');
    const first = cy.say(room, 'Ilde, a riddle');
    const second = cy.say(room, 'oh never mind');
    await until('the model is asked for both', () => talk.asked('never mind')[0]);
    talk.openai.respondWith((request) => (talkIn(request).includes('never mind') ? stalled : 'Ask.'));
    cy.delete(second.id);
    assert.equal((await talk.receiptOf(second.id)).outcome, 'deleted');
    assert.equal((await talk.receiptOf(first.id)).outcome, 'answered');
    assert.deepEqual(
      talk.answers(room).map(({ text }) => text),
      ['Ask.'],
    );
  });

  test('after it was answered: the next prompt does not hold it', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const { post } = await talk.say(cy, room, 'Ilde, my password is swordfish');
    cy.delete(post.id);
    await talk.say(cy, room, 'Ilde, forget it');
    assert.doesNotMatch(talk.prompt('forget it'), /swordfish/);
  });

  test('what a character said, by somebody who may: the next prompt does not hold it', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    talk.openai.script('The moon is green.');
    await talk.say(cy, room, 'Ilde, the moon?');
    talk.discord.alice.delete(talk.answers(room)[0]?.id ?? '');
    await talk.say(cy, room, 'Ilde, and the sun?');
    assert.doesNotMatch(talk.prompt('and the sun'), /moon is green/);
  });

  test('many at once', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const said = [await talk.say(cy, room, 'the first spell'), await talk.say(cy, room, 'the second spell')];
    const messages = said.map(({ post }) => post.id);
    talk.discord.alice.call('POST', `/channels/${room}/messages/bulk-delete`, { messages });
    await talk.say(cy, room, 'Ilde, any magic?');
    assert.doesNotMatch(talk.prompt('any magic'), /spell/);
  });
});
