import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith(() => 'Hm.');
});
after(() => talk[Symbol.asyncDispose]());

function sent(method: string, path: RegExp): number {
  return talk.discord.requests.filter((request) => request.method === method && path.test(request.path))
    .length;
}

async function restart(while_?: () => void | Promise<void>): Promise<void> {
  await talk.stop();
  await while_?.();
  await talk.start();
}

describe('after a restart', () => {
  test('a conversation goes on where it was', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    talk.openai.script('A heron, I think.');
    await talk.say(cy, room, 'Ilde, which bird was that?');
    await restart();
    const { receipt } = await talk.say(cy, room, 'are you sure?');
    assert.equal(receipt.answers[0]?.because, 'continuation');
    const prompt = talk.prompt('are you sure?');
    assert.match(prompt, /cy: Ilde, which bird was that\?/);
    assert.match(prompt, /^assistant: A heron, I think\.$/m);
  });

  test('webhooks, portraits and commands are used again, not made again', async () => {
    const { discord } = talk;
    await until('the portraits are there', () => discord.app.emojis.size === 10);
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.say(cy, room, 'Ilde, hello');
    const before = talk.answers(room)[0];
    const counted = () => [
      sent('POST', /\/webhooks$/),
      sent('POST', /\/emojis$/),
      sent('PUT', /\/commands$/),
    ];
    const made = counted();
    const looked = sent('GET', /\/commands$/);
    await restart();
    await talk.say(cy, room, 'Ilde, hello again');
    await until('the commands were compared', () => sent('GET', /\/commands$/) > looked);
    const again = talk.answers(room)[1];
    assert.equal(again?.webhookId, before?.webhookId);
    assert.deepEqual(counted(), made);
    assert.deepEqual(made.slice(2), [1]);
  });

  test('what was chosen for channels still holds', async () => {
    const { alice, bot } = talk.discord;
    const [quiet, led] = [talk.room(), talk.room()];
    await alice.command('channel mode', { mode: 'mentioned' }, { channelId: quiet }).reply();
    await alice.command('character use', { name: 'Temur' }, { channelId: led }).reply();
    await restart();
    const cy = talk.person('cy');
    assert.equal((await talk.say(cy, quiet, 'Ilde?')).receipt.outcome, 'not-addressed');
    const { receipt } = await talk.say(cy, led, 'hello', { mentions: [bot.id] });
    assert.equal(receipt.answers[0]?.characterName, 'Temur');
  });

  test('the receipt of a message can still be read', async () => {
    const { post } = await talk.say(talk.person('cy'), talk.room(), 'Ilde, hello');
    await restart();
    const receipt = await talk.receiptOf(post.id);
    assert.equal(receipt.outcome, 'answered');
    assert.ok(receipt.answers[0]?.prompt.every(({ text }) => text !== ''));
  });
});

describe('what is taken back while Acore is down', () => {
  test('is told no more, and what was edited is told as it is now', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const deleted = await talk.say(cy, room, 'Ilde, my password is swordfish');
    const edited = await talk.say(cy, room, 'Ilde, I keep a walrus');
    await talk.say(cy, room, 'Ilde, good night');
    await restart(() => {
      cy.delete(deleted.post.id);
      cy.edit(edited.post.id, 'Ilde, I keep a tortoise');
    });
    await until('the talk is as it is there', async () => {
      await talk.say(cy, room, 'Ilde, which animal is it?');
      const prompt = talk.prompt('which animal');
      return /tortoise/.test(prompt) && !/walrus|swordfish/.test(prompt);
    });
    assert.match(talk.prompt('which animal'), /good night/);
  });
});

describe('what is said while Acore is down', () => {
  test('is answered though nobody had ever said anything before', async () => {
    await using fresh = await startTalk();
    const room = fresh.room();
    fresh.openai.respondWith(() => 'Hm.');
    await fresh.stop();
    const { id } = fresh.person('cy').say(room, 'Ilde, are you new here?');
    await fresh.start();
    assert.equal((await fresh.receiptOf(id)).outcome, 'answered');
  });

  test('is answered when it is young, in known and unknown channels, threads and direct talks', async () => {
    const { discord } = talk;
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.say(cy, room, 'Ilde, hello');
    const thread = cy.startThread(room, 'Aside');
    const direct = cy.dm(discord.bot.id, 'hello');
    await talk.receiptOf(direct.id);
    const missed: string[] = [];
    await restart(() => {
      missed.push(cy.say(room, 'Ilde, are you back?').id);
      missed.push(cy.say(discord.channels.second, 'Rufus, are you back?').id);
      missed.push(cy.say(thread, 'Ilde, in here too?').id);
      missed.push(cy.dm(discord.bot.id, 'are you back?').id);
    });
    for (const id of missed) assert.equal((await talk.receiptOf(id)).outcome, 'answered');
    assert.equal(talk.answers(room).length, 2);
    for (const place of [discord.channels.second, thread]) assert.equal(talk.answers(place).length, 1);
    assert.equal(talk.answers(direct.channelId).length, 2);
  });

  test('is answered once, also when Acore is restarted again', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.say(cy, room, 'Ilde, hello');
    let missed = '';
    await restart(() => {
      missed = cy.say(room, 'Ilde, are you back?').id;
    });
    assert.equal((await talk.receiptOf(missed)).outcome, 'answered');
    await restart();
    const { receipt } = await talk.say(cy, room, 'Ilde, and now?');
    assert.equal(receipt.outcome, 'answered');
    assert.equal(talk.answers(room).length, 3);
  });

  test('is honestly given up when it is old, with a receipt that says how to change that', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.say(cy, room, 'Ilde, hello');
    await talk.stop();
    const missed = cy.say(room, 'Ilde, are you back?');
    await until('the message is old', () => Date.now() - missed.at > 60);
    await talk.start({ conversation: { catchUp: '50ms' } });
    const receipt = await talk.receiptOf(missed.id);
    assert.equal(receipt.outcome, 'missed');
    assert.equal(receipt.remedy?.setting, 'conversation.catchUp');
    assert.equal(talk.answers(room).length, 1);
    await restart();
  });

  test('and was taken back before the restart is not answered', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.say(cy, room, 'Ilde, hello');
    await restart(() => {
      cy.delete(cy.say(room, 'Ilde, a secret').id);
    });
    const { receipt } = await talk.say(cy, room, 'Ilde, and now?');
    assert.equal(receipt.outcome, 'answered');
    assert.equal(talk.answers(room).length, 2);
    assert.doesNotMatch(talk.prompt('and now?'), /secret/);
  });
});

describe('a server that is joined', () => {
  test('is told once what is kept, where, how long and how to change it', async () => {
    const { discord } = talk;
    const guild = discord.addGuild('The Second Guild');
    discord.invite(discord.bot.id, guild.id);
    const welcome = await discord.waitForPost(
      guild.channels.text,
      ({ authorId }) => authorId === discord.bot.id,
    );
    for (const part of [/What is kept/, /How long/, /180 days/, /7 days/, /\/channel mode off/])
      assert.match(welcome.text, part);
    await restart();
    discord.invalidateSessions();
    await talk.say(discord.alice, guild.channels.text, 'Ilde, hello');
    const told = discord.posts(guild.channels.text).filter(({ text }) => text.includes('What is kept'));
    assert.equal(told.length, 1);
  });

  test('while Acore was down is told at the next start; older servers are not', async () => {
    const { discord } = talk;
    const guild = discord.addGuild('The Third Guild');
    await restart(() => discord.invite(discord.bot.id, guild.id));
    await discord.waitForPost(guild.channels.text, ({ text }) => text.includes('What is kept'));
    assert.ok(!discord.posts(discord.channels.text).some(({ text }) => text.includes('What is kept')));
  });
});
