import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { textsIn } from '../support/data-folder.ts';
import { startTalk, type Talk } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk({ env: { OPENAI_API_KEY: 'sk-never-shown' } });
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith(() => 'A reply about marmalade.');
});
after(() => talk[Symbol.asyncDispose]());

/** Everything that lies in the data folder. */
const kept = () =>
  textsIn(talk.app.dataFolder)
    .map(({ text }) => text)
    .join('');

describe('what is kept and shown', () => {
  test('nothing of a channel in which characters are switched off', async () => {
    const { alice } = talk.discord;
    const room = talk.room();
    await alice.command('channel mode', { mode: 'off' }, { channelId: room }).reply();
    await talk.say(talk.person('cy'), room, 'Ilde, the quokka is hidden');
    await talk.stop();
    assert.ok(!kept().includes('quokka'));
    await talk.start();
  });

  test('nothing of people who are ignored', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.stop();
    await talk.start({ conversation: { ignoredPeople: [cy.id] } });
    const { receipt } = await talk.say(cy, room, 'Ilde, the wombat is hidden');
    assert.equal(receipt.outcome, 'ignored-author');
    const other = await talk.say(talk.person('dee'), room, 'Ilde, what did cy say?');
    assert.equal(other.receipt.outcome, 'answered');
    assert.doesNotMatch(talk.prompt('what did cy say?'), /wombat/);
    await talk.stop();
    assert.ok(!kept().includes('wombat'));
    await talk.start();
  });

  test('what was deleted is not in the transcript any more', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const { post } = await talk.say(cy, room, 'a numbat was here');
    cy.delete(post.id);
    await talk.say(cy, room, 'Ilde, anything?');
    assert.doesNotMatch(talk.prompt('Ilde, anything?'), /numbat/);
  });

  test('no message, answer or secret stands in the log', async () => {
    await talk.say(talk.person('cy'), talk.room(), 'Ilde, do you like gooseberries?');
    talk.discord.faults.fail({ method: 'POST', path: /^\/webhooks\/\d+\/[^/]+$/, status: 400, times: 1 });
    await talk.say(talk.person('cy'), talk.room(), 'Ilde, more gooseberries?');
    const log = talk.logged().join('\n');
    assert.ok(log.length > 0);
    for (const word of ['gooseberries', 'marmalade', 'sk-never-shown', talk.discord.bot.token]) {
      assert.ok(!log.includes(word), word);
    }
    const webhooks = [...talk.discord.realm.state.webhooks.values()];
    assert.ok(webhooks.length > 0);
    for (const { token } of webhooks) assert.ok(!log.includes(token));
  });
});
