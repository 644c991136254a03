import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Receipt } from '../../src/core/receipt.ts';
import { lastUserText } from '../fakes/model-script.ts';
import { linesOf, startTalk, type Talk, talkIn, until } from './discord-talk.ts';

let talk: Talk;
const receipts = new Map<string, Receipt[]>();

before(async () => {
  talk = await startTalk();
  talk.app.app.events.listen((event) => {
    if (event.kind !== 'receipt') return;
    const { messageId } = event.receipt;
    receipts.set(messageId, [...(receipts.get(messageId) ?? []), event.receipt]);
  });
});
beforeEach(() => talk.openai.reset());
after(() => talk[Symbol.asyncDispose]());

/** A model that has not begun to speak until the prompt holds these words. */
function silentUntil(words: string, answer: string): void {
  talk.openai.respondWith((request) =>
    talkIn(request).includes(words) ? answer : { text: 'too early', stallAfter: 0 },
  );
}

describe('somebody writes several messages', () => {
  test('the first starts at once; the others join while nothing was said, and are answered together', async () => {
    silentUntil('or the bridge', 'The bridge.');
    const room = talk.room();
    const cy = talk.person('cy');
    const first = cy.say(room, 'Ilde, shall we take the road');
    await talk.openai.waitForRequest((request) => talkIn(request).includes('take the road'));
    const second = cy.say(room, 'the river');
    await talk.openai.waitForRequest((request) => talkIn(request).includes('the river'));
    const third = cy.say(room, 'or the bridge?');
    const receipt = await talk.receiptOf(third.id);
    assert.equal(receipt.outcome, 'answered');
    assert.deepEqual(
      talk.answers(room).map(({ text }) => text),
      ['The bridge.'],
    );
    for (const { id } of [first, second]) {
      const joined = await talk.receiptOf(id);
      assert.equal(joined.outcome, 'superseded');
      assert.equal(joined.into, third.id);
    }
    assert.match(
      talk.prompt('or the bridge'),
      /cy: Ilde, shall we take the road\ncy: the river\ncy: or the bridge\?/,
    );
    assert.ok(talk.openai.requests.slice(0, -1).every(({ aborted }) => aborted));
  });

  test('a message of another person meanwhile gets its own answer', async () => {
    silentUntil('the end', 'Here I am.');
    const room = talk.room();
    const [cy, dee] = [talk.person('cy'), talk.person('dee')];
    const first = cy.say(room, 'Ilde, listen');
    await talk.openai.waitForRequest((request) => talkIn(request).includes('Ilde, listen'));
    const other = dee.say(room, 'Rufus, the end of what?');
    cy.say(room, 'this is the end');
    assert.equal((await talk.receiptOf(first.id)).outcome, 'superseded');
    const receipt = await talk.receiptOf(other.id);
    assert.deepEqual(
      receipt.answers.map(({ characterName }) => characterName),
      ['Rufus'],
    );
    assert.deepEqual(
      talk.answers(room).map(({ author }) => author),
      ['Ilde', 'Rufus'],
    );
  });

  test('what comes when words are on their way has a turn of its own', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    talk.openai.respondWith((request) => `Heard ${linesOf(request).length}.`);
    await talk.say(cy, room, 'Ilde, hello');
    const slow = talk.discord.faults.slow({ method: 'POST', path: /^\/webhooks\//, delayMs: 200 });
    const first = cy.say(room, 'how are you?');
    await until('the words are on their way', () => slow.hits > 0);
    const second = cy.say(room, 'and the boat?');
    assert.equal((await talk.receiptOf(first.id)).outcome, 'answered');
    assert.equal((await talk.receiptOf(second.id)).outcome, 'answered');
    slow.remove();
    assert.equal(talk.answers(room).length, 3);
  });

  test('a channel in which the model hangs holds up no other', async () => {
    talk.openai.respondWith((request) =>
      talkIn(request).includes('hang') ? { text: 'never', stallAfter: 0 } : 'At once.',
    );
    const cy = talk.person('cy');
    const hung = Array.from({ length: 10 }, () => cy.say(talk.room(), 'Ilde, hang on'));
    await until('all of them hang', () => talk.asked('hang on').length === hung.length);
    const { receipt } = await talk.say(cy, talk.room(), 'Ilde, hello');
    assert.equal(receipt.outcome, 'answered');
    for (const { id } of hung) cy.delete(id);
    for (const { id } of hung) assert.equal((await talk.receiptOf(id)).outcome, 'deleted');
  });

  test('a burst of 20 messages by one person ends in one answer and 20 receipts', async () => {
    silentUntil('line 20', 'All twenty.');
    const room = talk.room();
    const cy = talk.person('cy');
    const posts = Array.from({ length: 20 }, (_, index) => cy.say(room, `Ilde, line ${index + 1}`));
    const ended = await Promise.all(posts.map(({ id }) => talk.receiptOf(id)));
    assert.equal(ended.at(-1)?.outcome, 'answered');
    assert.ok(
      ended
        .slice(0, -1)
        .every(({ outcome, into }) => /^(coalesced|superseded)$/.test(outcome) && into === posts.at(-1)?.id),
    );
    assert.equal(talk.answers(room).length, 1);
    const prompt = talk.prompt('line 20');
    for (let line = 1; line <= 20; line += 1) assert.ok(prompt.includes(`Ilde, line ${line}\n`));
    assertOneReceiptEach(posts);
  });

  test('20 persons at once are all answered, each once', async () => {
    const lastLine = /me (\d+)\n\n\[/;
    talk.openai.respondWith(({ body }) => `To ${lastLine.exec(lastUserText(body))?.[1]}.`);
    const room = talk.room();
    const people = Array.from({ length: 20 }, (_, index) => talk.person(`person${index + 1}`));
    const posts = people.map((person, index) => person.say(room, `Ilde, look at me ${index + 1}`));
    const ended = await Promise.all(posts.map(({ id }) => talk.receiptOf(id)));
    assert.deepEqual(
      ended.map(({ outcome }) => outcome),
      posts.map(() => 'answered'),
    );
    assert.deepEqual(
      talk.answers(room).map(({ text }) => text),
      posts.map((_, index) => `To ${index + 1}.`),
    );
    assertOneReceiptEach(posts);
  });
});

function assertOneReceiptEach(posts: readonly { id: string }[]): void {
  for (const { id } of posts) assert.equal(receipts.get(id)?.length, 1);
}
