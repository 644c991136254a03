import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Outcome } from '../../src/core/receipt.ts';
import type { Account } from '../fakes/index.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;
let kit: Account;

before(async () => {
  talk = await startTalk();
  kit = talk.discord.addBot('PluralKit');
  await talk.stop();
  await talk.start({ discord: { proxyApplications: [kit.id] } });
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith(() => 'Hm.');
});
after(() => talk[Symbol.asyncDispose]());

const stalled = { text: 'too early', stallAfter: 0 };

async function outcomes(...ids: string[]): Promise<Outcome[]> {
  const ended = await Promise.all(ids.map((id) => talk.receiptOf(id)));
  await talk.app.app.conversation.idle();
  return ended.map(({ outcome }) => outcome);
}

/** Says it through the proxy, without taking the original away. */
function copy(room: string, text: string, hook = kit.createWebhook(room, 'PluralKit proxy')): string {
  return kit.postByWebhook(hook, { username: 'Ash', text }).id;
}

function onlyAnswer(room: string): string | undefined {
  const answers = talk.answers(room);
  assert.equal(answers.length, 1);
  return answers[0]?.text;
}

describe('somebody speaks through a proxy: exactly one answer', () => {
  test('original, copy and deletion in one breath', async () => {
    const room = talk.room();
    const original = talk.person('system').say(room, 'Ilde, good morning');
    const proxied = kit.proxy(original.id, { username: 'Ash' });
    const [first, second] = await outcomes(original.id, proxied.id);
    assert.ok(first === 'proxied' || first === 'deleted');
    assert.equal(second, 'answered');
    onlyAnswer(room);
  });

  test('the copy comes while the original is being answered', async () => {
    const room = talk.room();
    talk.openai.script(stalled);
    const original = talk.person('system').say(room, 'a- Ilde, good morning');
    await until('the model is asked', () => talk.asked('good morning')[0]);
    const proxied = copy(room, 'Ilde, good morning');
    assert.deepEqual(await outcomes(original.id, proxied), ['proxied', 'answered']);
    assert.equal((await talk.receiptOf(original.id)).into, proxied);
    onlyAnswer(room);
    assert.match(talk.prompt('good morning'), /^user: Ash: Ilde, good morning\n\n/);
  });

  test('the original is deleted while it is being answered, and the copy comes later', async () => {
    const room = talk.room();
    talk.openai.script(stalled);
    const system = talk.person('system');
    const original = system.say(room, 'Ilde, good morning');
    await until('the model is asked', () => talk.asked('good morning')[0]);
    system.delete(original.id);
    assert.deepEqual(await outcomes(original.id), ['deleted']);
    const proxied = copy(room, 'Ilde, good morning');
    assert.deepEqual(await outcomes(proxied), ['answered']);
    onlyAnswer(room);
  });

  test('the original was answered before a slow proxy comes', async () => {
    const room = talk.room();
    const system = talk.person('system');
    const { post, receipt } = await talk.say(system, room, 'Ilde, good morning');
    assert.equal(receipt.outcome, 'answered');
    const proxied = copy(room, 'Ilde, good morning');
    system.delete(post.id);
    assert.deepEqual(await outcomes(proxied), ['proxied']);
    onlyAnswer(room);
    await talk.say(talk.person('dee'), room, 'Ilde, who spoke?');
    assert.equal(talk.prompt('who spoke').match(/Ilde, good morning/g)?.length, 1);
  });

  test('the copy is heard before the original', async () => {
    const room = talk.room();
    const proxied = copy(room, 'Ilde, good morning');
    assert.deepEqual(await outcomes(proxied), ['answered']);
    const original = talk.person('system').say(room, 'Ilde, good morning');
    assert.equal((await talk.receiptOf(original.id)).outcome, 'proxied');
    await talk.app.app.conversation.idle();
    onlyAnswer(room);
  });

  test('a copy alone is answered like a person, and its speaker may go on', async () => {
    const room = talk.room();
    const hook = kit.createWebhook(room, 'PluralKit proxy');
    assert.deepEqual(await outcomes(copy(room, 'Ilde, good morning', hook)), ['answered']);
    assert.deepEqual(await outcomes(copy(room, 'did you sleep well?', hook)), ['answered']);
    assert.equal(talk.answers(room).length, 2);
  });

  test('two persons who say the same are both answered', async () => {
    const room = talk.room();
    const [cy, dee] = [talk.person('cy'), talk.person('dee')];
    const said = [cy.say(room, 'Ilde, hello').id, dee.say(room, 'Ilde, hello').id];
    assert.deepEqual(await outcomes(...said), ['answered', 'answered']);
    assert.equal(talk.answers(room).length, 2);
  });
});
