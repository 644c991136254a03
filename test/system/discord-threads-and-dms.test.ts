import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith(() => 'As you say.');
});
after(() => talk[Symbol.asyncDispose]());

function webhooksOf(channelId: string): unknown[] {
  return talk.discord.alice.call('GET', `/channels/${channelId}/webhooks`) as unknown[];
}

describe('a thread', () => {
  test('is spoken in through the webhook of its channel, in name and face', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.say(cy, room, 'Ilde, a word?');
    const thread = cy.startThread(room, 'A word');
    const { receipt } = await talk.say(cy, thread, 'Ilde, in here');
    assert.equal(receipt.outcome, 'answered');
    const [inRoom, inThread] = [talk.answers(room)[0], talk.answers(thread)[0]];
    assert.equal(inThread?.author, 'Ilde');
    assert.equal(inThread?.webhookId, inRoom?.webhookId);
    assert.equal(inThread?.avatarUrl, inRoom?.avatarUrl);
    assert.equal(webhooksOf(room).length, 1);
  });

  test('has a talk of its own', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.say(cy, room, 'Ilde, the word is heron');
    const thread = cy.startThread(room, 'Aside');
    await talk.say(cy, thread, 'Ilde, what is the word?');
    assert.doesNotMatch(talk.prompt('what is the word?'), /heron/);
    const { receipt } = await talk.say(cy, thread, 'well?');
    assert.equal(receipt.answers[0]?.because, 'continuation');
  });

  test('begun on what a character said goes on with that character, who knows what it said', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const dee = talk.person('dee');
    talk.openai.script('The heron is in the reeds.');
    await talk.say(cy, room, 'Ilde, where is it?');
    const [answer] = talk.answers(room);
    const thread = cy.startThread(room, 'The heron', { messageId: answer?.id ?? '' });
    const { receipt } = await talk.say(dee, thread, 'since when?');
    assert.equal(receipt.answers[0]?.characterName, 'Ilde');
    assert.equal(receipt.answers[0]?.because, 'continuation');
    assert.match(talk.prompt('since when?'), /^assistant: The heron is in the reeds\.$/m);
    await talk.discord.alice.command('channel mode', { mode: 'named' }, { channelId: thread }).reply();
    assert.equal((await talk.say(dee, thread, 'and why?')).receipt.outcome, 'not-addressed');
  });

  test('begun on a message that is taken back does not keep it in what its prompts were', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const post = cy.say(room, 'the treasure is under the elm');
    const thread = cy.startThread(room, 'Aside', { messageId: post.id });
    const { receipt } = await talk.say(cy, thread, 'Ilde, what do you think?');
    assert.match(JSON.stringify(await talk.receiptOf(receipt.messageId)), /under the elm/);
    cy.delete(post.id);
    await until('the prompt is forgotten', async () => {
      const kept = JSON.stringify(await talk.receiptOf(receipt.messageId));
      return !kept.includes('under the elm');
    });
  });

  test('knows what led to the message that it was begun on, for as long as that is not taken back', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const first = cy.say(room, 'the ferryman owes us three eels');
    await talk.receiptOf(first.id);
    const { post } = await talk.say(cy, room, 'and he said so himself');
    const thread = cy.startThread(room, 'Eels', { messageId: post.id });
    await talk.say(cy, room, 'the fiddler is late');
    const { receipt } = await talk.say(cy, thread, 'Ilde, how do we get them?');
    const prompt = talk.prompt('how do we get them');
    assert.match(prompt, /cy: the ferryman owes us three eels\ncy: and he said so himself\ncy: Ilde, how/);
    assert.doesNotMatch(prompt, /fiddler/);
    const reasons = receipt.answers[0]?.prompt.map(({ because }) => because) ?? [];
    assert.ok(reasons.includes('It was said in the channel right before what the thread was begun on.'));
    cy.delete(first.id);
    await until('the prompt is forgotten', async () => {
      const kept = JSON.stringify(await talk.receiptOf(receipt.messageId));
      return !kept.includes('three eels');
    });
  });

  test('inherits the mode of its channel, and may have its own', async () => {
    const { alice } = talk.discord;
    const room = talk.room();
    const cy = talk.person('cy');
    const thread = cy.startThread(room, 'Aside');
    await alice.command('channel mode', { mode: 'mentioned' }, { channelId: room }).reply();
    assert.equal((await talk.say(cy, thread, 'Ilde, hello')).receipt.outcome, 'not-addressed');
    await alice.command('channel mode', { mode: 'always' }, { channelId: thread }).reply();
    assert.equal((await talk.say(cy, thread, 'hello anybody')).receipt.outcome, 'answered');
    assert.equal((await talk.say(cy, room, 'hello anybody')).receipt.outcome, 'not-addressed');
    await alice.command('channel mode', { mode: 'off' }, { channelId: room }).reply();
    const other = cy.startThread(room, 'Another');
    assert.equal((await talk.say(cy, other, 'Ilde, hello')).receipt.outcome, 'channel-off');
  });

  test('of a forum is one too', async () => {
    const { bob, channels } = talk.discord;
    const thread = bob.startThread(channels.forum, 'A question', { text: 'Rufus, which way is the ferry?' });
    const [opening] = talk.discord.posts(thread);
    const receipt = await talk.receiptOf(opening?.id ?? '');
    assert.equal(receipt.outcome, 'answered');
    assert.equal(receipt.place.kind, 'thread');
    assert.equal(talk.answers(thread)[0]?.author, 'Rufus');
  });
});

describe('a direct conversation', () => {
  test('needs no name, remembers, and shows who speaks in bold', async () => {
    const { bot } = talk.discord;
    const cy = talk.person('cy');
    const first = cy.dm(bot.id, 'Rufus, my cat is called Ash');
    assert.equal((await talk.receiptOf(first.id)).answers[0]?.characterName, 'Rufus');
    const second = cy.dm(bot.id, 'Rufus, what is my cat called?');
    const receipt = await talk.receiptOf(second.id);
    assert.equal(receipt.outcome, 'answered');
    assert.equal(receipt.answers[0]?.because, 'direct');
    const prompt = talk.prompt('what is my cat called');
    assert.match(prompt, /my cat is called Ash/);
    assert.match(prompt, /^assistant: As you say\.$/m);
    assert.equal(talk.answers(first.channelId)[0]?.text, '**Rufus**: As you say.');
    assert.equal(talk.answers(first.channelId)[0]?.webhookId, undefined);
  });

  test('goes on with whoever speaks there', async () => {
    const cy = talk.person('cy');
    const first = cy.dm(talk.discord.bot.id, 'Odrun, good evening');
    assert.equal((await talk.receiptOf(first.id)).answers[0]?.characterName, 'Odrun');
    const second = cy.dm(talk.discord.bot.id, 'how is the garden?');
    assert.equal((await talk.receiptOf(second.id)).answers[0]?.characterName, 'Odrun');
  });

  test('is not overheard elsewhere', async () => {
    const cy = talk.person('cy');
    const post = cy.dm(talk.discord.bot.id, 'Ilde, I buried it under the elm');
    await talk.receiptOf(post.id);
    await talk.say(cy, talk.room(), 'Ilde, where is it?');
    assert.doesNotMatch(talk.prompt('where is it?'), /elm/);
  });

  test('that the person has closed meanwhile: the receipt says what was missing', async () => {
    const cy = talk.person('cy');
    talk.discord.closeDirects(cy.id);
    const post = cy.dm(talk.discord.bot.id, 'hello?');
    const receipt = await talk.receiptOf(post.id);
    assert.equal(receipt.outcome, 'missing-permission');
    assert.equal(receipt.permission, 'Direct Messages');
  });
});
