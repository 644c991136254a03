import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { connect, createHeard, makeAdapter, postIn, until } from '../../../test/contracts/discord-world.ts';
import { startFakeDiscord } from '../../../test/fakes/discord/index.ts';
import { ConfigError } from '../../core/errors.ts';
import type { Message } from '../../core/message.ts';

describe('hearing Discord', () => {
  test('people are heard in order, with place, mention and reply', async () => {
    await using connected = await connect();
    const { world, adapter, heard } = connected;
    const { messageId } = await adapter.platform.say(postIn(world, 'Ask me.'));
    const said = world.alice.say(world.channels.text, `${world.bot.mention} hello`, {
      files: [{ name: 'a.txt', content: 'abc' }],
    });
    world.bob.say(world.channels.text, 'Why?', { replyTo: messageId });
    await until('two messages', () => heard.received.length === 2);
    const [first, second] = heard.received;
    assert.deepEqual(first?.place, {
      host: 'discord',
      guildId: world.guild,
      channelId: world.channels.text,
      kind: 'text',
      name: 'general',
    });
    assert.deepEqual(first?.author, { id: world.alice.id, name: 'Alice', kind: 'person' });
    assert.deepEqual([first?.id, first?.text, first?.mentionsSelf], [said.id, '@Acore hello', true]);
    assert.deepEqual(
      first?.attachments.map(({ name, size }) => ({ name, size })),
      [{ name: 'a.txt', size: 3 }],
    );
    assert.deepEqual([second?.replyTo?.messageId, second?.replyTo?.toSelf], [messageId, true]);
    assert.equal(second?.mentionsSelf, false);
  });

  test('threads know what they hang under, and direct messages are direct', async () => {
    await using connected = await connect();
    const { world, heard } = connected;
    const threadId = world.alice.startThread(world.channels.text, 'Aside');
    world.alice.say(threadId, 'In the thread.');
    world.bob.dm(world.bot.id, 'In private.');
    await until('both', () => heard.received.length === 2);
    const inThread = heard.received.find(({ text }) => text === 'In the thread.');
    assert.deepEqual([inThread?.place.kind, inThread?.place.parentId], ['thread', world.channels.text]);
    const direct = heard.received.find(({ text }) => text === 'In private.');
    assert.deepEqual([direct?.place.kind, direct?.place.guildId], ['direct', undefined]);
  });

  test('our own words are not heard; other bots, webhooks and proxies are told apart', async () => {
    await using connected = await connect();
    const { world, adapter, heard } = connected;
    const other = world.addBot('Other');
    await adapter.platform.say(postIn(world, 'Mine.'));
    other.say(world.channels.text, 'Beep.');
    world.alice.postByWebhook(world.alice.createWebhook(world.channels.text, 'Mira'), {
      text: 'I am a webhook.',
    });
    world.bob.say(world.channels.text, 'The end.');
    await until('the end', () => heard.received.some(({ text }) => text === 'The end.'));
    assert.deepEqual(
      heard.received.map(({ author, text }) => `${author.kind}: ${text}`),
      ['bot: Beep.', 'webhook: I am a webhook.', 'person: The end.'],
    );
  });

  test('what a proxy says for a person is heard as proxied, and the first message is taken back', async () => {
    const world = await startFakeDiscord();
    const proxy = world.addBot('Proxy');
    const appId = world.realm.state.users.get(proxy.id)?.appId ?? '';
    await using connected = await connect({ world, settings: { proxyApplications: [appId] } });
    const { heard } = connected;
    const original = world.alice.say(world.channels.text, 'A: hello Mira');
    proxy.proxy(original.id, { username: 'Aurora', text: 'hello Mira' });
    await until('the proxied message', () => heard.retracted.length === 1 && heard.received.length === 2);
    assert.deepEqual(heard.retracted, [original.id]);
    assert.deepEqual(heard.received[1]?.author, {
      id: heard.received[1]?.author.id,
      name: 'Aurora',
      kind: 'proxied',
    });
    await connected.stop();
    await world.close();
  });

  test('edits and deletions are told, single and in bulk', async () => {
    await using connected = await connect();
    const { world, heard } = connected;
    const one = world.alice.say(world.channels.text, 'helo');
    const two = world.alice.say(world.channels.text, 'two');
    const three = world.alice.say(world.channels.text, 'three');
    world.alice.edit(one.id, 'hello');
    world.alice.delete(one.id);
    world.alice.call('POST', `/channels/${world.channels.text}/messages/bulk-delete`, {
      messages: [two.id, three.id],
    });
    await until('all of it', () => heard.retracted.length === 3);
    assert.deepEqual(
      heard.revised.map(({ id, text }) => ({ id, text })),
      [{ id: one.id, text: 'hello' }],
    );
    assert.deepEqual(heard.retracted, [one.id, two.id, three.id]);
  });

  test('without the Message Content intent it logs in all the same and says what is missing', async () => {
    await using connected = await connect({ fake: { privilegedIntents: { messageContent: false } } });
    const { world, heard, logged, adapter } = connected;
    world.alice.say(world.channels.text, 'secret');
    world.alice.say(world.channels.text, `${world.bot.mention} public`);
    await until('two messages', () => heard.received.length === 2);
    assert.deepEqual(
      heard.received.map(({ text, textWithheld }) => [text, textWithheld]),
      [
        ['', true],
        ['@Acore public', undefined],
      ],
    );
    const page = `https://discord.com/developers/applications/${world.app.id}/bot`;
    assert.ok(logged.some((line) => line.includes('Message Content') && line.includes(page)));
    const checks = await adapter.checks();
    const intent = checks.find(({ name }) => name === 'Intent Message Content');
    assert.equal(intent?.state, 'failed');
    assert.ok(intent?.fix?.includes(page));
  });

  test('an intent that is refused at the door is given up, and the rest works', async () => {
    const world = await startFakeDiscord();
    const application = world.faults.fail({
      method: 'GET',
      path: '/applications/@me',
      status: 200,
      body: { id: world.app.id, name: 'Acore', flags: 1 << 19 },
    });
    world.setPrivilegedIntents({ messageContent: false });
    await using connected = await connect({ world });
    assert.ok(application.hits >= 2);
    assert.equal(connected.adapter.state(), 'ready');
    world.alice.say(world.channels.text, 'secret');
    await until('the message', () => connected.heard.received[0]?.textWithheld);
    await connected.stop();
    await world.close();
  });

  test('an invalid token is the owner’s to mend, in one sentence', async () => {
    const world = await startFakeDiscord();
    const { adapter } = makeAdapter(world, { settings: { token: 'wrong' } });
    await assert.rejects(adapter.start(createHeard()), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(
        error.message,
        /discord\.token: Discord does not accept the bot token\. Reset it on https/,
      );
      return true;
    });
    assert.equal((await adapter.checks())[0]?.state, 'failed');
    await world.close();
  });
});

describe('catching up with Discord', () => {
  test('what was said while Acore was away is heard in order, and only that', async () => {
    const world = await startFakeDiscord();
    await using first = await connect({ world });
    const seen = world.alice.say(world.channels.text, 'Seen.');
    const directId = world.bob.openDm(world.bot.id);
    const seenDirect = world.bob.say(directId, 'Seen too.');
    await until('both', () => first.heard.received.length === 2);
    await first.stop();
    const missed = Array.from(
      { length: 130 },
      (_, index) => world.alice.say(world.channels.text, `Missed ${index}`).text,
    );
    world.bob.say(world.channels.second, 'A new channel.');
    world.bob.say(directId, 'In private.');
    await using second = await connect({
      world,
      lookUp: {
        // What was said in the new channel was still on its way when the last message was taken in.
        heardUntil: async () => Date.now(),
        knownChannels: async () => [
          { channelId: world.channels.text, lastMessageId: seen.id },
          { channelId: directId, lastMessageId: seenDirect.id },
        ],
      },
    });
    const { heard } = second;
    await until('132 messages', () => heard.received.length >= 132);
    const inText = heard.received
      .filter(({ place }) => place.channelId === world.channels.text)
      .map(({ text }) => text);
    assert.deepEqual(inText, missed);
    const others = heard.received.filter(({ place }) => place.channelId !== world.channels.text);
    assert.deepEqual(others.map(({ text, place }) => `${place.kind}: ${text}`).sort(), [
      'direct: In private.',
      'text: A new channel.',
    ]);
    await second.stop();
    await world.close();
  });

  test('what is said in its first moment does not hide what was said before', async () => {
    const world = await startFakeDiscord();
    const { text } = world.channels;
    const seen = world.alice.say(text, 'Seen.');
    world.alice.say(text, 'Missed.');
    const received: Message[] = [];
    const adapter = makeAdapter(world, {
      lookUp: {
        heardUntil: async () => seen.at,
        async knownChannels() {
          world.alice.say(text, 'Right after.');
          for (let trips = 0; trips < 3; trips += 1) await fetch(world.base);
          return [{ channelId: text, lastMessageId: received.at(-1)?.id ?? seen.id }];
        },
      },
    }).adapter;
    const stop = await adapter.start({ ...createHeard(), receive: async (one) => void received.push(one) });
    await until('the first moment', () => received.some((one) => one.text === 'Right after.'));
    assert.deepEqual([...new Set(received.map((one) => one.text))], ['Missed.', 'Right after.']);
    await stop();
    await world.close();
  });

  test('while it is caught up with, a mark says since when something may be missing', async () => {
    const world = await startFakeDiscord();
    const seen = world.alice.say(world.channels.text, 'Seen.');
    world.alice.say(world.channels.second, 'Missed.');
    const story: string[] = [];
    const adapter = makeAdapter(world, {
      lookUp: {
        heardUntil: async () => seen.at,
        knownChannels: async () => [{ channelId: world.channels.text, lastMessageId: seen.id }],
        beginCatchUp: async (since) => void story.push(`since ${since - seen.at}`),
        endCatchUp: async () => void story.push('done'),
      },
    }).adapter;
    const stop = await adapter.start({
      ...createHeard(),
      receive: async ({ text }) => void story.push(text),
    });
    await until('the end', () => story.includes('done'));
    assert.deepEqual(story, ['since 0', 'Missed.', 'done']);
    await stop();
    await world.close();
  });

  test('on the first start nothing old is heard, and it is marked since when there is a listener', async () => {
    const world = await startFakeDiscord();
    world.alice.say(world.channels.text, 'Long ago.');
    const marked: number[] = [];
    const before = Date.now();
    await using connected = await connect({
      world,
      lookUp: { beginCatchUp: async (since) => void marked.push(since) },
    });
    world.alice.say(world.channels.text, 'Now.');
    await until('now', () => connected.heard.received.some(({ text }) => text === 'Now.'));
    assert.deepEqual(
      connected.heard.received.map(({ text }) => text),
      ['Now.'],
    );
    assert.ok(marked.length === 1 && marked.every((since) => since >= before && since <= Date.now()));
    await connected.stop();
    await world.close();
  });

  test('a dropped connection is resumed, and a session that is gone is caught up with', async () => {
    const world = await startFakeDiscord();
    const first = world.alice.say(world.channels.text, 'First.');
    const known = new Map([[world.channels.text, first.id]]);
    await using connected = await connect({
      world,
      lookUp: {
        heardUntil: async () => first.at,
        knownChannels: async () =>
          [...known].map(([channelId, lastMessageId]) => ({ channelId, lastMessageId })),
      },
    });
    const { heard, adapter } = connected;
    world.dropSockets();
    world.alice.say(world.channels.text, 'While away.');
    await until('the resumed message', () => heard.received.some(({ text }) => text === 'While away.'));
    known.set(world.channels.text, heard.received.at(-1)?.id ?? '');
    world.invalidateSessions();
    world.alice.say(world.channels.text, 'While lost.');
    await waitLong(() => heard.received.some(({ text }) => text === 'While lost.'));
    assert.equal(adapter.state(), 'ready');
    assert.deepEqual([...new Set(heard.received.map(({ text }) => text))], ['While away.', 'While lost.']);
    await connected.stop();
    await world.close();
  });
});

/** discord.js identifies only once in five seconds. */
async function waitLong(look: () => boolean): Promise<void> {
  for (let tries = 0; tries < 4; tries += 1) {
    const done = await until('a new session', look).catch(() => false);
    if (done) return;
  }
  assert.fail('no new session began');
}
