import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Check } from '../../src/core/ports/health.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith(() => 'Hm.');
});

async function checksAbout(text: string): Promise<Check[]> {
  return (await talk.app.app.checks()).filter(({ name, says }) => `${name} ${says}`.includes(text));
}

function roomName(room: string): string {
  return talk.discord.realm.state.channels.get(room)?.name ?? '';
}

describe('what the bot may not', () => {
  before(async () => {
    talk = await startTalk();
  });
  after(() => talk[Symbol.asyncDispose]());

  test('without Manage Webhooks characters speak as the bot, and doctor and log say so', async () => {
    const { discord } = talk;
    const room = talk.room();
    discord.setPermissions(room, discord.bot.id, { MANAGE_WEBHOOKS: false });
    const cy = talk.person('cy');
    const { receipt } = await talk.say(cy, room, 'Ilde, hello');
    assert.equal(receipt.outcome, 'answered');
    const [said] = talk.answers(room);
    assert.deepEqual([said?.author, said?.text], ['Acore', '**Ilde**: Hm.']);
    const [check] = await checksAbout(`#${roomName(room)}`);
    assert.match(check?.says ?? '', /“Manage Webhooks” is not allowed/);
    assert.match(check?.fix ?? '', /allow “Manage Webhooks”/);
    const line = new RegExp(`speak as the bot itself in #${roomName(room)}.*Manage Webhooks`);
    assert.ok(talk.logged().some((one) => line.test(one)));
    const reply = await talk.say(cy, room, 'and you?', { replyTo: said?.id ?? '' });
    assert.equal(reply.receipt.answers[0]?.characterName, 'Ilde');
    discord.setPermissions(room, discord.bot.id, { MANAGE_WEBHOOKS: true });
    await talk.say(cy, room, 'Ilde, and now?');
    assert.equal(talk.answers(room).at(-1)?.author, 'Ilde');
  });

  test('without Send Messages nobody speaks, and the receipt names the permission', async () => {
    const { discord } = talk;
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.say(cy, room, 'Ilde, hello');
    discord.setPermissions(room, discord.bot.id, { SEND_MESSAGES: false });
    const { receipt } = await talk.say(cy, room, 'Ilde, and now?');
    assert.equal(receipt.outcome, 'missing-permission');
    assert.equal(receipt.permission, 'Send Messages');
    assert.match(receipt.why, /Ask an admin to allow “Send Messages” for me/);
    assert.equal(talk.answers(room).length, 1);
    const [check] = await checksAbout(`#${roomName(room)}`);
    assert.equal(check?.state, 'failed');
  });

  test('in a thread it is the permission for threads', async () => {
    const { discord } = talk;
    const room = talk.room();
    const cy = talk.person('cy');
    const thread = cy.startThread(room, 'Aside');
    discord.setPermissions(room, discord.bot.id, { SEND_MESSAGES_IN_THREADS: false });
    const { receipt } = await talk.say(cy, thread, 'Ilde, hello');
    assert.equal(receipt.permission, 'Send Messages in Threads');
  });

  test('a refusal that was not foreseen is named too', async () => {
    const { discord } = talk;
    const fault = discord.faults.refuse({
      method: 'POST',
      path: /^\/webhooks\//,
      status: 403,
      code: 50013,
      message: 'Missing Permissions',
    });
    const { receipt } = await talk.say(talk.person('cy'), talk.room(), 'Ilde, hello');
    fault.remove();
    assert.equal(receipt.outcome, 'missing-permission');
    assert.ok(receipt.permission);
  });

  test('in a channel that is full of webhooks characters speak as the bot, and doctor says so', async () => {
    const { alice } = talk.discord;
    const room = talk.room();
    for (let count = 0; count < 15; count += 1) alice.createWebhook(room, `news ${count}`);
    const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, hello');
    assert.equal(receipt.outcome, 'answered');
    assert.equal(talk.answers(room)[0]?.text, '**Ilde**: Hm.');
    const [check] = await checksAbout(`Webhooks in #${roomName(room)}`);
    assert.match(check?.says ?? '', /15 webhooks/);
    assert.match(check?.fix ?? '', /Integrations → Webhooks → delete one/);
  });

  test('a webhook that an admin deleted is made anew, and nothing is lost', async () => {
    const { alice } = talk.discord;
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.say(cy, room, 'Ilde, hello');
    const old = talk.answers(room)[0]?.webhookId;
    alice.call('DELETE', `/webhooks/${old}`);
    const { receipt } = await talk.say(cy, room, 'Ilde, again');
    assert.equal(receipt.outcome, 'answered');
    assert.equal(talk.answers(room).length, 2);
    assert.notEqual(talk.answers(room)[1]?.webhookId, old);
  });

  test('one webhook serves all characters of a channel', async () => {
    const { alice, app } = talk.discord;
    const room = talk.room();
    const cy = talk.person('cy');
    await until('the portraits are there', () => app.emojis.size === 10);
    await talk.say(cy, room, 'Ilde, Rufus and Odrun, hello');
    assert.deepEqual(
      talk.answers(room).map(({ author }) => author),
      ['Ilde', 'Rufus', 'Odrun'],
    );
    assert.equal((alice.call('GET', `/channels/${room}/webhooks`) as unknown[]).length, 1);
    const faces = new Set(talk.answers(room).map(({ avatarUrl }) => avatarUrl));
    assert.equal(faces.size, 3);
    for (const face of faces) assert.match(face ?? '', /\/emojis\/\d+\.png/);
  });
});

describe('without the Message Content intent', () => {
  before(async () => {
    talk = await startTalk({ fakes: { discord: { privilegedIntents: { messageContent: false } } } });
  });
  after(() => talk[Symbol.asyncDispose]());

  test('mentions, direct messages and commands are answered', async () => {
    const { discord } = talk;
    const room = talk.room();
    const cy = talk.person('cy');
    const { receipt } = await talk.say(cy, room, 'Ilde, hello', { mentions: [discord.bot.id] });
    assert.equal(receipt.outcome, 'answered');
    assert.equal(receipt.answers[0]?.characterName, 'Ilde');
    const post = cy.dm(discord.bot.id, 'Rufus?');
    assert.equal((await talk.receiptOf(post.id)).outcome, 'answered');
    const handle = cy.command('chat', { message: 'hello', character: 'Odrun' }, { channelId: room });
    assert.equal((await talk.receiptOf(handle.id)).outcome, 'answered');
  });

  test('other messages have a receipt that names the page; doctor, health and log too', async () => {
    const { receipt } = await talk.say(talk.person('cy'), talk.room(), 'Ilde, hello');
    assert.equal(receipt.outcome, 'intent-missing');
    assert.match(receipt.remedy?.how ?? '', /Message Content Intent.*Discord developer portal/);
    const [check] = await checksAbout('Intent Message Content');
    assert.equal(check?.state, 'failed');
    const page = `https://discord.com/developers/applications/${talk.discord.app.id}/bot`;
    assert.ok(check?.fix?.includes(page));
    assert.ok(talk.logged().some((line) => line.includes(page)));
  });
});
