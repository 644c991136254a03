import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Json } from '../fakes/http.ts';
import type { Post } from '../fakes/index.ts';
import { startTalk, type Talk } from './discord-talk.ts';

let talk: Talk;
let whale = '';

before(async () => {
  talk = await startTalk({
    before({ bob, channels }) {
      whale = bob.say(channels.text, 'I have seen a white whale.').id;
    },
    cards: {
      all: { name: '@everyone', nickname: '@everyone', description: 'Somebody with an unlucky name.' },
    },
  });
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith(() => 'Hm.');
});
after(() => talk[Symbol.asyncDispose]());

describe('what a message carries is in the prompt', () => {
  test('whom it replies to', async () => {
    const room = talk.room();
    const [cy, dee] = [talk.person('cy'), talk.person('dee')];
    const { post } = await talk.say(dee, room, 'The tide is late.');
    await talk.say(cy, room, 'somebody else says something');
    await talk.say(cy, room, 'Ilde, is that so?', { replyTo: post.id });
    assert.match(talk.prompt('is that so'), /cy \(to dee\): Ilde, is that so\?/);
  });

  test('what it replies to, also when that was said before Acore heard anything here', async () => {
    const { text: room } = talk.discord.channels;
    await talk.say(talk.person('cy'), room, 'Ilde, do you believe that?', { replyTo: whale });
    assert.match(talk.prompt('do you believe that'), /Bob: I have seen a white whale\./);
    assert.match(talk.prompt('do you believe that'), /cy \(to Bob\): Ilde, do you believe that\?/);
  });

  test('its attachments by name, also when there is nothing else', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const files = [{ name: 'map-of-the-bay.png', content: 'png', contentType: 'image/png' }];
    await talk.say(cy, room, 'Ilde, look here', { files });
    assert.match(talk.prompt('look here'), /cy: Ilde, look here \[attached: map-of-the-bay\.png\]/);
    const { receipt } = await talk.say(cy, room, '', { files: [{ name: 'second.txt', content: 'x' }] });
    assert.equal(receipt.outcome, 'answered');
    assert.match(talk.prompt('second.txt'), /cy: \[attached: second\.txt\]/);
  });

  test('mentions, channels and emoji as a person reads them', async () => {
    const room = talk.room();
    const dee = talk.person('dee', 'Dee of the Hill');
    const text = `Ilde, ask ${dee.mention} in <#${talk.discord.channels.second}> <:wave:123456>`;
    await talk.say(talk.person('cy'), room, text);
    assert.match(talk.prompt('Ilde, ask'), /Ilde, ask @Dee of the Hill in #second :wave:/);
  });
});

function pings({ pinged }: Post): string[] {
  return [...(pinged.everyone ? ['everyone'] : []), ...pinged.users, ...pinged.roles];
}

describe('mentions in answers', () => {
  test('become real for people of this talk, and for nobody else', async () => {
    const room = talk.room();
    const [cy, dee, zoe] = [talk.person('cy'), talk.person('dee', 'Dee of the Hill'), talk.person('zoe')];
    await talk.say(dee, room, 'a quiet evening');
    talk.openai.script(
      `@cy and @Dee of the Hill, but not @zoe or <@${zoe.id}> or @Alice. cy@example.org @cyril`,
    );
    await talk.say(cy, room, 'Ilde, who is here?');
    const said = talk.answers(room)[0];
    assert.equal(
      said?.text,
      `<@${cy.id}> and <@${dee.id}>, but not @zoe or <@${zoe.id}> or @Alice. cy@example.org @cyril`,
    );
    assert.deepEqual(said && pings(said).sort(), [cy.id, dee.id].sort());
  });
});

describe('nobody is pinged who should not be', () => {
  const everybody = () => {
    const { discord } = talk;
    const role = discord.addRole('Crew', [], { mentionable: true });
    return `@everyone @here <@&${role}> <@${discord.alice.id}> <@!${discord.bob.id}>`;
  };

  async function posted(act: (text: string, room: string) => Promise<unknown>): Promise<void> {
    // The bot itself is allowed to: what protects people must be what it sends.
    const { discord } = talk;
    discord.setPermissions(discord.channels.text, discord.bot.id, { MENTION_EVERYONE: true });
    const room = talk.room();
    discord.setPermissions(room, discord.bot.id, { MENTION_EVERYONE: true });
    const text = everybody();
    await act(text, room);
    const said = talk.answers(room);
    assert.ok(said.length > 0, 'nothing was said');
    assert.ok(said.some((post) => JSON.stringify([post.text, post.components]).includes('@everyone')));
    for (const post of said) assert.deepEqual(pings(post), [], post.text);
  }

  test('by a character', () =>
    posted(async (text, room) => {
      talk.openai.script(text);
      await talk.say(talk.person('cy'), room, 'Ilde, call them all');
    }));

  test('by a character that has no webhook', () =>
    posted(async (text, room) => {
      talk.discord.setPermissions(room, talk.discord.bot.id, { MANAGE_WEBHOOKS: false });
      talk.openai.script(text);
      await talk.say(talk.person('cy'), room, 'Ilde, call them all');
    }));

  test('by a character that is called @everyone', async () => {
    for (const MANAGE_WEBHOOKS of [true, false]) {
      await posted(async (_, room) => {
        talk.discord.setPermissions(room, talk.discord.bot.id, { MANAGE_WEBHOOKS });
        talk.openai.script('@everyone');
        const { alice } = talk.discord;
        await alice.command('character use', { name: '@everyone' }, { channelId: room }).reply();
        await talk.say(talk.person('cy'), room, 'hello', { mentions: [talk.discord.bot.id] });
      });
    }
  });

  test('by a person who is called @everyone', () =>
    posted(async (_, room) => {
      talk.openai.script('Good day, @everyone!');
      await talk.say(talk.person('ev', '@everyone or so'), room, 'Ilde, hello');
    }));

  test('by /chat and its answer', () =>
    posted(async (text, room) => {
      talk.openai.script(text);
      const handle = talk
        .person('cy')
        .command('chat', { message: text, character: 'Ilde' }, { channelId: room });
      await handle.reply();
      assert.equal((await talk.receiptOf(handle.id)).outcome, 'answered');
    }));

  test('by /ask', () =>
    posted(async (text, room) => {
      talk.openai.script(text);
      const handle = talk
        .person('cy')
        .command('ask', { question: text, character: 'Ilde' }, { channelId: room });
      await handle.reply();
    }));

  test('by /why', () =>
    posted(async (_, room) => {
      const name = '@everyone';
      await talk.discord.alice.command('character use', { name }, { channelId: room }).reply();
      const { post } = await talk.say(talk.person('cy'), room, 'hello', { mentions: [talk.discord.bot.id] });
      await talk.discord.alice.contextMenu('Why?', post.id).reply();
    }));

  test('by the welcome to a server with a pinging name', async () => {
    const { discord } = talk;
    const guild = discord.addGuild('@everyone @here');
    discord.invite(discord.bot.id, guild.id);
    const post = await discord.waitForPost(guild.channels.text, ({ text }) => text.includes('@everyone'));
    assert.deepEqual(pings(post), []);
  });

  test('for every message that ever left Acore says whom it may ping', () => {
    const carriers =
      /^\/(channels\/\d+\/messages|webhooks\/\d+\/[^/]+(\/messages\/[^/]+)?|interactions\/.*\/callback)$/;
    const sent = talk.discord.requests.filter(
      ({ method, path }) => (method === 'POST' || method === 'PATCH') && carriers.test(path),
    );
    assert.ok(sent.length > 10);
    for (const { path, body } of sent) {
      const outer = body as Json;
      const message = (outer['data'] ?? outer) as Json;
      if (message['content'] === undefined && message['components'] === undefined) continue;
      const allowed = message['allowed_mentions'] as Json | undefined;
      assert.deepEqual(allowed?.['parse'], [], path);
      assert.notEqual(allowed?.['replied_user'], true, path);
    }
  });
});
