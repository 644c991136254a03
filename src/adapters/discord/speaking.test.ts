import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chatPlatformContract } from '../../../test/contracts/chat-platform.ts';
import { connect, postIn } from '../../../test/contracts/discord-world.ts';
import { bareCharacter } from '../../../test/support/characters.ts';
import { ServiceError } from '../../core/errors.ts';

chatPlatformContract('Discord', async () => {
  const connected = await connect();
  const { world, adapter } = connected;
  const { place } = postIn(world, '');
  const { id: guildId, channels } = world.addGuild('Another');
  world.invite(world.bot.id, guildId);
  return {
    platform: adapter.platform,
    place,
    foreign: { ...place, guildId, channelId: channels.text },
    longest: 2_000,
    seen: () => world.posts(world.channels.text).map(({ id, author, text }) => ({ id, name: author, text })),
    close: () => connected[Symbol.asyncDispose](),
  };
});

function failing(check: (error: ServiceError) => void): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof ServiceError, String(error));
    check(error);
    return true;
  };
}

describe('speaking on Discord', () => {
  test('characters share one webhook, which is found again after a restart', async () => {
    await using first = await connect();
    const { world } = first;
    const webhooksMade = () =>
      world.requests.filter(
        ({ method, path }) => method === 'POST' && /^\/channels\/\d+\/webhooks$/.test(path),
      ).length;
    const rufus = bareCharacter({ id: 'rufus', name: 'Rufus' });
    await Promise.all([
      first.adapter.platform.say(postIn(world, 'One')),
      first.adapter.platform.say(postIn(world, 'Two', { character: rufus })),
    ]);
    await first.stop();
    await using second = await connect({ world });
    await second.adapter.platform.say(postIn(world, 'Three'));
    const posts = world.posts(world.channels.text);
    assert.deepEqual(posts.map(({ author }) => author).sort(), ['Mira', 'Mira', 'Rufus']);
    assert.equal(new Set(posts.map(({ webhookId }) => webhookId)).size, 1);
    assert.equal(webhooksMade(), 1);
  });

  test('threads and forum posts are spoken in through the webhook above them', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    for (const parentId of [world.channels.text, world.channels.forum]) {
      const threadId = world.alice.startThread(parentId, 'Aside', { text: 'Begin.' });
      const place = { ...postIn(world, '').place, channelId: threadId, kind: 'thread' as const, parentId };
      const { messageId } = await adapter.platform.say(postIn(world, 'In here.', { place }));
      const said = world.posts(threadId).find(({ id }) => id === messageId);
      assert.equal(said?.author, 'Mira');
      assert.ok(said?.webhookId !== undefined);
    }
  });

  test('direct messages are plain, with the name in bold', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    const channelId = world.alice.openDm(world.bot.id);
    const place = { host: 'discord', channelId, kind: 'direct' as const };
    const post = postIn(world, 'Between us.', { place });
    const { messageId } = await adapter.platform.say(post);
    const again = await adapter.platform.say(post);
    assert.equal(again.messageId, messageId, 'the same post must not appear twice');
    assert.deepEqual(
      world.posts(channelId).map(({ text }) => text),
      ['**Mira**: Between us.'],
    );
    assert.deepEqual(await adapter.platform.find(post, Date.now()), { found: messageId });
  });

  test('without Manage Webhooks the bot speaks itself, says so once, and returns to webhooks when allowed', async () => {
    await using connected = await connect();
    const { world, adapter, logged } = connected;
    const role = world.roleOfBot(world.bot.id);
    world.setPermissions(world.channels.text, role, { MANAGE_WEBHOOKS: false });
    await adapter.platform.say(postIn(world, 'One'));
    await adapter.platform.say(postIn(world, 'Two'));
    assert.deepEqual(
      world.posts(world.channels.text).map(({ text }) => text),
      ['**Mira**: One', '**Mira**: Two'],
    );
    assert.equal(
      logged.filter((line) => line.includes('#general') && line.includes('Manage Webhooks')).length,
      1,
    );
    world.setPermissions(world.channels.text, role, { MANAGE_WEBHOOKS: true });
    await world.waitForPost(world.channels.text, ({ text }) => text.includes('Two'));
    let author = '';
    for (let tries = 0; tries < 200 && author !== 'Mira'; tries += 1) {
      const { messageId } = await adapter.platform.say(postIn(world, `Again ${tries}`));
      author = world.posts(world.channels.text).find(({ id }) => id === messageId)?.author ?? '';
    }
    assert.equal(author, 'Mira');
  });

  test('a channel full of other webhooks gets plain messages; one of ours in it is used', async () => {
    await using connected = await connect();
    const { world, adapter, logged } = connected;
    for (let index = 0; index < 15; index += 1)
      world.alice.createWebhook(world.channels.text, `Other ${index}`);
    await adapter.platform.say(postIn(world, 'Full.'));
    assert.equal(world.posts(world.channels.text)[0]?.text, '**Mira**: Full.');
    assert.ok(logged.some((line) => line.includes('15 webhooks')));
    const second = { ...postIn(world, '').place, channelId: world.channels.second };
    for (let index = 0; index < 14; index += 1)
      world.alice.createWebhook(world.channels.second, `Other ${index}`);
    world.bot.createWebhook(world.channels.second, 'Some old name');
    await adapter.platform.say(postIn(world, 'Fits.', { place: second }));
    assert.equal(world.posts(world.channels.second)[0]?.author, 'Mira');
  });

  test('a webhook that was deleted is made again, and the post appears once', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    await adapter.platform.say(postIn(world, 'One'));
    const [webhook] = world.alice.call('GET', `/channels/${world.channels.text}/webhooks`) as {
      id: string;
    }[];
    world.alice.call('DELETE', `/webhooks/${webhook?.id}`);
    await adapter.platform.say(postIn(world, 'Two'));
    assert.deepEqual(
      world.posts(world.channels.text).map(({ text, author }) => `${author}: ${text}`),
      ['Mira: One', 'Mira: Two'],
    );
  });

  test('a name that Discord refuses is worn in a changed form', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    const character = bareCharacter({ id: 'd', name: 'Discordia Clyde' });
    const post = postIn(world, 'Hail.', { character });
    const { messageId } = await adapter.platform.say(post);
    assert.equal(world.posts(world.channels.text)[0]?.author, 'Dis-cordia Cly-de');
    assert.deepEqual(await adapter.platform.find(post, Date.now()), { found: messageId });
  });

  test('only people in the talk are pinged, whatever the text says', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    const role = world.addRole('Everybody', [], { mentionable: true });
    const text = `@everyone @here <@&${role}> <@${world.bob.id}> and @Alice`;
    await adapter.platform.say(postIn(world, text, { mentionable: [{ id: world.alice.id, name: 'Alice' }] }));
    const [said] = world.posts(world.channels.text);
    assert.deepEqual(said?.pinged, { everyone: false, users: [world.alice.id], roles: [] });
    assert.deepEqual(said?.allowedMentions, { parse: [], users: [world.alice.id], replied_user: false });
  });
});

describe('trouble while speaking on Discord', () => {
  test('a post whose answer was lost is not repeated, reported as uncertain, and found', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    await adapter.platform.say(postIn(world, 'Before.'));
    const post = postIn(world, 'Did it arrive?');
    const attemptedAt = Date.now();
    world.faults.lose({ method: 'POST', path: '/webhooks/', times: 1 });
    await assert.rejects(
      adapter.platform.say(post),
      failing((error) => {
        assert.deepEqual([error.failure, error.uncertain, error.retryable], ['network', true, true]);
      }),
    );
    const there = world.posts(world.channels.text).filter(({ text }) => text === post.text);
    assert.equal(there.length, 1);
    assert.deepEqual(await adapter.platform.find(post, attemptedAt), { found: there[0]?.id });
  });

  test('a post that Discord failed to take is uncertain, not repeated, and absent', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    await adapter.platform.say(postIn(world, 'Before.'));
    const fault = world.faults.fail({ method: 'POST', path: '/webhooks/', status: 502, times: 5 });
    const post = postIn(world, 'Lost?');
    await assert.rejects(
      adapter.platform.say(post),
      failing((error) => assert.deepEqual([error.failure, error.uncertain], ['server', true])),
    );
    assert.equal(fault.hits, 1);
    fault.remove();
    assert.equal(await adapter.platform.find(post, Date.now()), 'absent');
  });

  test('a post of ours with the same words that is known already is not taken for this one', async () => {
    const known = new Set<string>();
    await using connected = await connect({ lookUp: { knows: async (id) => known.has(id) } });
    const { world, adapter } = connected;
    const { messageId } = await adapter.platform.say(postIn(world, 'Yes.'));
    known.add(messageId);
    assert.equal(await adapter.platform.find(postIn(world, 'Yes.'), Date.now()), 'absent');
  });

  test('history that may not be read is unreadable', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    await adapter.platform.say(postIn(world, 'One.'));
    world.setPermissions(world.channels.text, world.roleOfBot(world.bot.id), { READ_MESSAGE_HISTORY: false });
    let found: unknown;
    for (let tries = 0; tries < 100 && found !== 'unreadable'; tries += 1) {
      found = await adapter.platform.find(postIn(world, 'One.'), Date.now());
    }
    assert.equal(found, 'unreadable');
  });

  test('a rate limit is waited for', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    await adapter.platform.say(postIn(world, 'Before.'));
    world.faults.limit({ method: 'POST', path: '/webhooks/', retryAfterMs: 300, times: 1 });
    await adapter.platform.say(postIn(world, 'Patience.'));
    assert.equal(world.posts(world.channels.text).filter(({ text }) => text === 'Patience.').length, 1);
  });

  test('a long rate limit is told with its time', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    await adapter.platform.say(postIn(world, 'Before.'));
    world.faults.limit({ method: 'POST', path: '/webhooks/', retryAfterMs: 90_000, times: 1 });
    await assert.rejects(
      adapter.platform.say(postIn(world, 'Later.')),
      failing((error) => {
        assert.equal(error.failure, 'rate-limit');
        assert.ok((error.retryAfterMs ?? 0) >= 90_000 && error.retryable && !error.uncertain);
      }),
    );
  });

  test('a channel that silences the bot names the permission', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    world.setPermissions(world.channels.second, world.bot.id, { SEND_MESSAGES: false });
    const place = { ...postIn(world, '').place, channelId: world.channels.second };
    for (let tries = 0; tries < 3; tries += 1) {
      const said = await adapter.platform
        .say(postIn(world, `${tries}`, { place }))
        .catch((error: unknown) => error);
      if (said instanceof ServiceError) {
        assert.deepEqual([said.failure, said.permission], ['missing-permission', 'Send Messages']);
        assert.match(said.message, /#second/);
        return;
      }
    }
    assert.fail('it was allowed to speak');
  });

  test('closed direct messages and places that are gone are told apart', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    const channelId = world.bob.openDm(world.bot.id);
    world.closeDirects(world.bob.id);
    const direct = { host: 'discord', channelId, kind: 'direct' as const };
    await assert.rejects(
      adapter.platform.say(postIn(world, 'Hello?', { place: direct })),
      failing((error) =>
        assert.deepEqual([error.failure, error.permission], ['missing-permission', 'Direct Messages']),
      ),
    );
    const gone = { ...postIn(world, '').place, channelId: '1234567890' };
    await assert.rejects(
      adapter.platform.say(postIn(world, 'Hello?', { place: gone })),
      failing((error) => assert.equal(error.failure, 'unknown-place')),
    );
  });
});

describe('typing on Discord', () => {
  test('is shown while the character works, not once the signal has aborted', async () => {
    await using connected = await connect();
    const { world, adapter } = connected;
    const { place } = postIn(world, '');
    const [works, over] = [new AbortController(), new AbortController()];
    adapter.platform.typing({ ...place, channelId: world.channels.second }, over.signal);
    over.abort();
    const typed = new Promise((resolve) => world.signals.once('typing', resolve));
    adapter.platform.typing(place, works.signal);
    await typed;
    works.abort();
    assert.deepEqual(
      world.typing.map(({ channelId }) => channelId),
      [world.channels.text],
    );
  });
});
