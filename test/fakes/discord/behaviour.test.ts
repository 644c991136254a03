import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Json } from '../http.ts';
import { type FakeDiscord, Refusal, startFakeDiscord } from './index.ts';

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFhAKASe8zSAAAAABJRU5ErkJggg==';

let now = 0;
let world: FakeDiscord;

describe('the fake Discord', () => {
  beforeEach(async () => {
    now = Date.now();
    world = await startFakeDiscord({ clock: () => now });
  });
  afterEach(() => world.close());

  describe('mentions', () => {
    test('people ping whom they name, code excepted, and everyone only with the permission', () => {
      const { alice, bob, channels } = world;
      const said = bob.say(channels.text, `${alice.mention} @everyone \`${world.bot.mention}\``);
      assert.deepEqual(said.pinged, { everyone: false, users: [alice.id], roles: [] });
      assert.equal(alice.say(channels.text, '@everyone').pinged.everyone, true);
    });

    test('allowed_mentions decides who is pinged', () => {
      const { alice, bob, bot, channels } = world;
      const role = world.addRole('Readers', [], { mentionable: true });
      const text = `${alice.mention} ${bob.mention} <@&${role}>`;
      const say = (allowedMentions: Json) => bot.say(channels.text, text, { allowedMentions }).pinged;
      assert.deepEqual(say({ parse: [] }), { everyone: false, users: [], roles: [] });
      assert.deepEqual(say({ users: [bob.id] }).users, [bob.id]);
      assert.deepEqual(say({ parse: ['roles'] }).roles, [role]);
    });

    test('webhooks ping users only, unless they say otherwise', () => {
      const webhook = world.bot.createWebhook(world.channels.text, 'Cast');
      const post = world.bot.postByWebhook(webhook, { text: `${world.bob.mention} @everyone` });
      assert.deepEqual(post.pinged, { everyone: false, users: [world.bob.id], roles: [] });
    });

    test('a reply pings its author unless it is told not to', () => {
      const said = world.alice.say(world.channels.text, 'hello');
      assert.deepEqual(world.bob.say(world.channels.text, 'hi', { replyTo: said.id }).pinged.users, [
        world.alice.id,
      ]);
      const quiet = world.bob.say(world.channels.text, 'hi', { replyTo: said.id, pingReply: false });
      assert.deepEqual(quiet.pinged.users, []);
    });
  });

  describe('faces of webhook posts', () => {
    const shown = (avatarUrl: string) => {
      const [existing] = world.realm.state.webhooks.values();
      const webhook = existing ?? world.bot.createWebhook(world.channels.text, 'Cast');
      return world.bot.postByWebhook(webhook, { text: 'x', avatarUrl });
    };

    test('public addresses and application emoji are shown, attachments and private addresses are not', async () => {
      assert.equal(shown('https://example.com/a.png').avatarUrl, 'https://example.com/a.png');
      assert.equal(shown('https://cdn.discordapp.com/attachments/1/2/a.png').avatar, null);
      assert.equal(shown('http://127.0.0.1:9/a.png').avatar, null);
      const posted = world.bot.say(world.channels.text, '', {
        files: [{ name: 'a.png', content: Buffer.from(pixel, 'base64') }],
      });
      const attachment = (await list(world.channels.text))[0]?.['attachments'] as Json[];
      assert.equal(posted.files[0]?.name, 'a.png');
      assert.equal(shown(String(attachment[0]?.['url'])).avatar, null);
      const emoji = world.bot.call('POST', `/applications/${world.app.id}/emojis`, {
        name: 'nell',
        image: `data:image/png;base64,${pixel}`,
      }) as Json;
      const address = `${world.base}/emojis/${String(emoji['id'])}.png`;
      const post = shown(address);
      assert.equal(post.avatarUrl, address);
      const served = await fetch(`${world.base}/avatars/${post.authorId}/${post.avatar}.png`);
      assert.equal(Buffer.from(await served.arrayBuffer()).toString('base64'), pixel);
      world.bot.call('DELETE', `/applications/${world.app.id}/emojis/${String(emoji['id'])}`);
      assert.equal(shown(address).avatar, null);
    });

    test('a picture set on the webhook itself is shown', () => {
      const webhook = world.bot.createWebhook(world.channels.text, 'Nell');
      world.bot.call('PATCH', `/webhooks/${webhook.id}`, { avatar: `data:image/png;base64,${pixel}` });
      assert.match(String(world.bot.postByWebhook(webhook, { text: 'x' }).avatar), /^[0-9a-f]{32}$/);
    });
  });

  describe('deadlines of interactions', () => {
    beforeEach(() => {
      const path = `/applications/${world.app.id}/commands`;
      world.bot.call('PUT', path, [{ name: 'chat', description: 'Talk' }]);
    });
    const answer = (handle: { id: string; token: string }, data: Json = { content: 'hi' }, type = 4) =>
      world.bot.call('POST', `/interactions/${handle.id}/${handle.token}/callback`, { type, data });
    const followUp = (handle: { token: string }) =>
      world.bot.call('POST', `/webhooks/${world.app.id}/${handle.token}`, { content: 'more' });

    test('an answer after 3 seconds is too late', () => {
      const handle = world.alice.command('chat');
      now += 3001;
      assert.throws(() => answer(handle), isRefused(10062));
    });

    test('a second answer is refused', () => {
      const handle = world.alice.command('chat');
      answer(handle);
      assert.throws(() => answer(handle), isRefused(40060));
    });

    test('a follow-up needs an answer first, and a token younger than 15 minutes', () => {
      const handle = world.alice.command('chat');
      assert.throws(() => followUp(handle), isRefused(10015));
      answer(handle);
      now += 14 * 60_000;
      followUp(handle);
      now += 2 * 60_000;
      assert.throws(() => followUp(handle), isRefused(50027));
    });

    test('a message of an answer is checked like any other, and what was refused can be tried again', () => {
      const handle = world.alice.command('chat');
      assert.throws(() => answer(handle, { content: 'x'.repeat(2001) }), isRefused(50035));
      assert.throws(() => answer(handle, {}), isRefused(50006));
      assert.throws(() => answer(handle, {}, 7), isRefused(50035));
      answer(handle);
      assert.equal(handle.current()?.text, 'hi');
    });

    test('an ephemeral answer is in nobody else’s list', async () => {
      answer(world.alice.command('chat'), { content: 'only you', flags: 64 });
      assert.equal((await list(world.channels.text)).length, 0);
      assert.equal(world.posts(world.channels.text)[0]?.onlyFor, world.alice.id);
    });
  });

  describe('messages and threads', () => {
    test('pages before, after and around a message', async () => {
      const said = Array.from({ length: 10 }, (_, index) =>
        world.alice.say(world.channels.text, String(index)),
      );
      const page = async (query: string) =>
        (await list(world.channels.text, query)).map(({ content }) => content);
      const fifth = said[5]?.id;
      assert.deepEqual(await page('limit=3'), ['9', '8', '7']);
      assert.deepEqual(await page(`before=${fifth}&limit=2`), ['4', '3']);
      assert.deepEqual(await page(`after=${fifth}&limit=2`), ['7', '6']);
      assert.deepEqual(await page(`around=${fifth}&limit=3`), ['6', '5', '4']);
    });

    test('a nonce that is enforced keeps Create Message from doubling, webhooks are never checked', () => {
      const body = { content: 'once', nonce: 'n1', enforce_nonce: true };
      const path = `/channels/${world.channels.text}/messages`;
      const first = world.bot.call('POST', path, body) as Json;
      const second = world.bot.call('POST', path, body) as Json;
      assert.equal(second['id'], first['id']);
      const webhook = world.bot.createWebhook(world.channels.text, 'Cast');
      const hook = `/webhooks/${webhook.id}/${webhook.token}?wait=true`;
      assert.notEqual(
        (world.bot.call('POST', hook, body) as Json)['id'],
        (world.bot.call('POST', hook, body) as Json)['id'],
      );
    });

    test('webhooks speak in threads and in new forum posts', () => {
      const { alice, bot, channels } = world;
      const thread = alice.startThread(channels.text, 'Aside');
      const webhook = bot.createWebhook(channels.text, 'Cast');
      assert.equal(bot.postByWebhook(webhook, { text: 'in here', threadId: thread }).channelId, thread);
      const post = alice.startThread(channels.forum, 'A question', { text: 'why?' });
      assert.equal(world.posts(post)[0]?.text, 'why?');
      const inForum = bot.createWebhook(channels.forum, 'Cast');
      assert.throws(() => bot.postByWebhook(inForum, { text: 'where' }), isRefused(220001));
      assert.equal(bot.postByWebhook(inForum, { text: 'because', threadId: post }).text, 'because');
      const active = bot.call('GET', `/guilds/${world.guild}/threads/active`) as {
        threads: { id: string }[];
      };
      assert.deepEqual(active.threads.map(({ id }) => id).sort(), [thread, post].sort());
    });

    test('a proxy says a message again through its own webhook and deletes the original', () => {
      const kit = world.addBot('PluralKit');
      const said = world.alice.say(world.channels.text, 'it is me');
      const post = kit.proxy(said.id, { username: 'Ash' });
      assert.equal(post.author, 'Ash');
      assert.equal(post.applicationId, kit.id);
      assert.equal(world.posts(world.channels.text)[0]?.deleted, true);
    });

    test('permissions are enforced where overwrites take them away', () => {
      const role = world.roleOfBot(world.bot.id);
      world.setPermissions(world.channels.text, role, { SEND_MESSAGES: false });
      assert.throws(() => world.bot.say(world.channels.text, 'x'), isRefused(50013));
      world.setPermissions(world.channels.text, world.bot.id, {
        SEND_MESSAGES: true,
        MANAGE_WEBHOOKS: false,
      });
      world.bot.say(world.channels.text, 'x');
      assert.throws(() => world.bot.createWebhook(world.channels.text, 'Cast'), isRefused(50013));
    });
  });

  describe('a person with a token on plain REST', () => {
    test('posts, reads, edits, deletes, reacts and opens a direct conversation', async () => {
      const posted = await rest('POST', `/channels/${world.channels.text}/messages`, { content: 'hello' });
      const path = `/channels/${world.channels.text}/messages/${String(posted['id'])}`;
      assert.equal((await rest('PATCH', path, { content: 'hello there' }))['content'], 'hello there');
      await rest('PUT', `${path}/reactions/${encodeURIComponent('👍')}/@me`);
      assert.equal(((await rest('GET', path))['reactions'] as Json[])[0]?.['count'], 1);
      const reply = await rest('POST', `/channels/${world.channels.text}/messages`, {
        content: 'and again',
        message_reference: { message_id: posted['id'] },
      });
      assert.equal((reply['referenced_message'] as Json)['content'], 'hello there');
      const dm = await rest('POST', '/users/@me/channels', { recipient_id: world.bot.id });
      assert.equal(dm['type'], 1);
      await rest('DELETE', path);
      const left = await list(world.channels.text);
      assert.deepEqual(
        left.map(({ content }) => content),
        ['and again'],
      );
      assert.equal(left[0]?.['referenced_message'], null);
    });
  });

  test('a flood of 10,000 messages over 500 channels is taken and remembered within limits', async () => {
    world.settings.keepRequests = 100;
    const channels = Array.from({ length: 500 }, (_, index) => world.addChannel(`flood-${index}`));
    for (let round = 0; round < 20; round += 1)
      for (const id of channels) world.bob.say(id, `flood ${round}`);
    const total = channels.reduce((sum, id) => sum + world.posts(id).length, 0);
    assert.equal(total, 10_000);
    for (let index = 0; index < 200; index += 1) await list(channels[0] ?? '');
    assert.ok(world.requests.length <= 125);
  });
});

function isRefused(code: number): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.body['code'] === code;
}

async function rest(method: string, path: string, body?: Json): Promise<Json> {
  const response = await fetch(`${world.api}/v10${path}`, {
    method,
    headers: { authorization: world.alice.token, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status}`);
  return response.status === 204 ? {} : ((await response.json()) as Json);
}

async function list(channelId: string, query = ''): Promise<Json[]> {
  const response = await fetch(`${world.api}/v10/channels/${channelId}/messages?${query}`, {
    headers: { authorization: world.alice.token },
  });
  return (await response.json()) as Json[];
}
