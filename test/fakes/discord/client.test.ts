import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { type Client, Events, type TextChannel } from 'discord.js';
import { type FakeDiscord, startFakeDiscord } from './index.ts';
import { login, nextMessage } from './login.ts';
import { picture } from './refusals/case.ts';

describe('the real discord.js client against the fake Discord', () => {
  let world: FakeDiscord;
  let client: Client;

  before(async () => {
    world = await startFakeDiscord();
    client = await login(world);
  });
  after(async () => {
    await client.destroy();
    await world.close();
  });

  test('sees its guild, channels and members after login', async () => {
    const guild = client.guilds.cache.get(world.guild);
    assert.equal(guild?.name, 'The Test Guild');
    assert.equal(guild?.channels.cache.get(world.channels.text)?.name, 'general');
    assert.equal((await guild?.members.fetch(world.bob.id))?.user.username, 'bob');
    assert.equal(client.user?.id, world.bot.id);
  });

  test('hears people and replies to them', async () => {
    const heard = nextMessage(client);
    const said = world.alice.say(world.channels.text, `hello ${world.bot.mention}`);
    const message = await heard;
    assert.equal(message.content, said.text);
    assert.equal(message.author.username, 'alice');
    assert.ok(message.mentions.has(world.bot.id));
    await message.reply('good morning');
    const reply = await world.waitForPost(world.channels.text, (post) => post.text === 'good morning');
    assert.equal(reply.replyTo, said.id);
    assert.equal(reply.authorId, world.bot.id);
    assert.deepEqual(reply.pinged.users, [world.alice.id]);
  });

  test('makes a webhook and speaks through it under another name', async () => {
    const channel = (await client.channels.fetch(world.channels.text)) as TextChannel;
    const webhook = await channel.createWebhook({ name: 'Cast' });
    const sent = await webhook.send({
      content: 'I am Nell, @everyone',
      username: 'Nell',
      avatarURL: 'https://example.com/nell.png',
      allowedMentions: { parse: [] },
    });
    const post = await world.waitForPost(world.channels.text, (each) => each.id === sent.id);
    assert.equal(post.author, 'Nell');
    assert.equal(post.avatarUrl, 'https://example.com/nell.png');
    assert.equal(post.webhookId, webhook.id);
    assert.equal(post.applicationId, world.app.id);
    assert.deepEqual(post.pinged, { everyone: false, users: [], roles: [] });
    await webhook.editMessage(sent.id, 'I am Nell.');
    assert.deepEqual(world.posts(world.channels.text).find(({ id }) => id === sent.id)?.history, [
      'I am Nell, @everyone',
    ]);
    await webhook.deleteMessage(sent.id);
    assert.equal(world.posts(world.channels.text).find(({ id }) => id === sent.id)?.deleted, true);
  });

  test('takes pictures as bytes for emoji, and sees its own reactions', async () => {
    const bytes = Buffer.from(picture.split(',')[1] ?? '', 'base64');
    const emoji = await client.application?.emojis.create({ attachment: bytes, name: 'nell' });
    const shown = await fetch(emoji?.imageURL() ?? '');
    assert.equal(shown.headers.get('content-type'), 'image/png');
    await shown.arrayBuffer();
    const said = world.alice.say(world.channels.text, 'hello');
    const channel = await client.channels.fetch(world.channels.text);
    assert.ok(channel?.isSendable());
    await channel.messages.react(said.id, '👍');
    const message = await channel.messages.fetch({ message: said.id, force: true });
    assert.deepEqual(
      message.reactions.cache.map(({ me, count }) => [me, count]),
      [[true, 1]],
    );
  });

  test('hears a direct message in a channel it has never seen', async () => {
    const heard = nextMessage(client);
    world.bob.dm(world.bot.id, 'psst');
    const message = await heard;
    assert.equal(message.content, 'psst');
    assert.equal(message.guildId, null);
    await message.reply('yes?');
    const post = await world.waitForPost(message.channelId, ({ text }) => text === 'yes?');
    assert.equal(post.authorId, world.bot.id);
  });

  test('resumes after its sockets were dropped and misses nothing', async () => {
    const resumed = once(client, Events.ShardResume);
    world.dropSockets();
    const heard = nextMessage(client);
    world.alice.say(world.channels.second, 'while you were away');
    await resumed;
    assert.equal((await heard).content, 'while you were away');
    assert.equal(world.gateway.counts.resumes, 1);
  });

  test('identifies anew after its session was invalidated', async () => {
    const before = world.gateway.counts.identifies;
    const ready = once(client, Events.ShardReady);
    world.invalidateSessions();
    await ready;
    assert.equal(world.gateway.counts.identifies, before + 1);
  });
});
