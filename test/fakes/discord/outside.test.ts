import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { isJson, type Json } from '../http.ts';
import { intents } from './flags.ts';
import { type FakeDiscord, startFakeDiscord } from './index.ts';
import { type Answered, askApi, joinLine, type Line } from './outsider.ts';

describe('somebody who knows only the documented API', () => {
  let world: FakeDiscord;
  let person: Line;
  let bot: Line;
  before(async () => {
    world = await startFakeDiscord();
    await asBot('PUT', `/applications/${world.app.id}/commands`, commands);
  });
  beforeEach(async () => {
    person = await joinLine(world.api, world.alice.token);
    bot = await joinLine(world.api, world.bot.token, { intents: intents.guilds | intents.guildMessages });
  });
  after(() => world.close());

  const asAlice = (method: string, path: string, body?: unknown) =>
    askApi(world.api, world.alice.token, method, path, body);
  const asBob = (method: string, path: string, body?: unknown) =>
    askApi(world.api, world.bob.token, method, path, body);
  const asBot = (method: string, path: string, body?: unknown) =>
    askApi(world.api, `Bot ${world.bot.token}`, method, path, body);

  const known = new Set<string>();

  async function use(type: number, data: Json, extra: Json = {}): Promise<Json> {
    const isNew = ({ t, d }: Json) => t === 'INTERACTION_CREATE' && isJson(d) && !known.has(String(d['id']));
    const heard = bot.packet(isNew);
    const sent = await asAlice('POST', '/interactions', {
      type,
      application_id: world.app.id,
      guild_id: world.guild,
      channel_id: world.channels.text,
      session_id: 'x',
      nonce: '7',
      data,
      ...extra,
    });
    assert.equal(sent.status, 204, JSON.stringify(sent.body));
    const asked = (await heard)['d'] as Json;
    known.add(String(asked['id']));
    return asked;
  }

  function answer({ id, token }: Json, body: Json): Promise<Answered> {
    return asBot('POST', `/interactions/${id}/${token}/callback`, body);
  }

  test('gives a file to a command, which the application can fetch', async () => {
    const heard = bot.packet(({ t }) => t === 'INTERACTION_CREATE');
    const form = new FormData();
    const data = { name: 'keep', options: [{ type: 11, name: 'file', value: '0' }] };
    const asked = { type: 2, application_id: world.app.id, channel_id: world.channels.text, data };
    form.append('payload_json', JSON.stringify(asked));
    form.append('files[0]', new File(['a picture'], 'a.png', { type: 'image/png' }));
    const headers = { authorization: world.alice.token };
    const sent = await fetch(`${world.api}/v10/interactions`, { method: 'POST', headers, body: form });
    assert.equal(sent.status, 204);
    const { resolved, options } = ((await heard)['d'] as Json)['data'] as {
      resolved: { attachments: Record<string, Json> };
      options: Json[];
    };
    const file = resolved.attachments[String(options[0]?.['value'])];
    assert.deepEqual([file?.['filename'], file?.['size'], file?.['content_type']], ['a.png', 9, 'image/png']);
    assert.equal(await (await fetch(String(file?.['url']))).text(), 'a picture');
  });

  test('uses a slash command and hears the answer', async () => {
    const asked = await use(2, { name: 'say', options: [{ name: 'what', value: 'hello' }] });
    assert.equal((await answer(asked, { type: 4, data: { content: 'hello' } })).status, 204);
    const message = await person.event('MESSAGE_CREATE');
    assert.equal(message['content'], 'hello');
    assert.equal((await person.event('INTERACTION_SUCCESS'))['nonce'], '7');
  });

  test('gets choices while typing', async () => {
    const asked = await use(4, { name: 'say', options: [{ name: 'what', value: 'he', focused: true }] });
    await answer(asked, { type: 8, data: { choices: [{ name: 'Hello', value: 'hello' }] } });
    const offered = await person.event('APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE');
    assert.deepEqual(offered['choices'], [{ name: 'Hello', value: 'hello' }]);
    const tooLong = await use(4, { name: 'say', options: [{ name: 'what', value: 'he', focused: true }] });
    const choices = [{ name: 'Hello', value: 'x'.repeat(101) }];
    assert.equal((await answer(tooLong, { type: 8, data: { choices } })).body['code'], 50035);
  });

  test('uses the context menu of a user, who comes as a member too', async () => {
    const asked = await use(2, { name: 'Greet', type: 2, target_id: world.bob.id });
    const { resolved } = asked['data'] as { resolved: { users: Json; members: Json } };
    assert.deepEqual(Object.keys(resolved.users), [world.bob.id]);
    assert.equal(typeof (resolved.members[world.bob.id] as Json)['permissions'], 'string');
  });

  test('chooses from menus: only what is offered, and people come resolved', async () => {
    const said = await asBot('POST', `/channels/${world.channels.text}/messages`, {
      content: 'choose',
      components: [
        row({ type: 3, custom_id: 'word', options: [{ label: 'A', value: 'a' }] }),
        row({ type: 5, custom_id: 'who' }),
      ],
    });
    const extra = { message_id: said.body['id'] };
    const who = await use(3, { component_type: 5, custom_id: 'who', values: [world.bob.id] }, extra);
    const { resolved } = who['data'] as { resolved: { users: Json } };
    assert.deepEqual(Object.keys(resolved.users), [world.bob.id]);
    const wrong = await asAlice('POST', '/interactions', {
      type: 3,
      application_id: world.app.id,
      channel_id: world.channels.text,
      ...extra,
      data: { component_type: 3, custom_id: 'word', values: ['b'] },
    });
    assert.equal(wrong.body['code'], 50035);
  });

  test('sends off a form that a button opened, and the message of the button comes along', async () => {
    const said = await asBot('POST', `/channels/${world.channels.text}/messages`, {
      content: 'press',
      components: [row({ type: 2, style: 1, label: 'Open', custom_id: 'open' })],
    });
    const pressed = await use(3, { component_type: 2, custom_id: 'open' }, { message_id: said.body['id'] });
    const components = [row({ type: 4, custom_id: 'name', style: 1, label: 'Name' })];
    const form = { custom_id: 'form', title: 'A form', components };
    assert.equal((await answer(pressed, { type: 9, data: form })).status, 204);
    const opened = await person.event('INTERACTION_MODAL_CREATE');
    const filled = [row({ type: 4, custom_id: 'name', value: 'Nell' })];
    const sent = await use(5, { id: opened['id'], custom_id: 'form', components: filled });
    assert.equal((sent['message'] as Json)['id'], said.body['id']);
    assert.deepEqual(sent['data'], { custom_id: 'form', components: filled });
    const unknown = { type: 5, application_id: world.app.id, channel_id: world.channels.text };
    const data = { custom_id: 'never-opened', components: filled };
    assert.equal((await asAlice('POST', '/interactions', { ...unknown, data })).body['code'], 50035);
  });

  test('gives roles and timeouts, which decide what may be done', async () => {
    const say = `/channels/${world.channels.text}/messages`;
    const members = `/guilds/${world.guild}/members/${world.bob.id}`;
    const role = await asAlice('POST', `/guilds/${world.guild}/roles`, {
      name: 'Keepers',
      permissions: '8192',
    });
    assert.equal(role.status, 200);
    const said = await asAlice('POST', say, { content: 'tidy me up' });
    assert.equal((await asBob('DELETE', `${say}/${said.body['id']}`)).body['code'], 50013);
    assert.equal((await asBob('PUT', `${members}/roles/${role.body['id']}`)).body['code'], 50013);
    assert.equal((await asAlice('PUT', `${members}/roles/${role.body['id']}`)).status, 204);
    assert.equal((await asBob('DELETE', `${say}/${said.body['id']}`)).status, 204);
    const until = new Date(Date.now() + 60_000).toISOString();
    assert.equal((await asAlice('PATCH', members, { communication_disabled_until: until })).status, 200);
    assert.equal((await asBob('POST', say, { content: 'let me' })).body['code'], 50013);
    assert.equal((await asBob('GET', say)).status, 200);
    await asAlice('PATCH', members, { communication_disabled_until: null });
    assert.equal((await asBob('POST', say, { content: 'thanks' })).status, 200);
    const renamed = await asAlice('PATCH', members, { nick: 'Bobby' });
    assert.equal(renamed.body['nick'], 'Bobby');
  });

  test('switches the privileged intents off, which closes the list of members too', async () => {
    const { body } = await asBot('GET', '/applications/@me');
    const list = `/guilds/${world.guild}/members?limit=10`;
    assert.equal((await asBot('GET', list)).status, 200);
    assert.equal((await asBot('PATCH', '/applications/@me', { flags: 0 })).body['flags'], 0);
    assert.equal((await asBot('GET', list)).body['code'], 50001);
    await asBot('PATCH', '/applications/@me', { flags: body['flags'] });
    assert.equal((await asBot('GET', list)).status, 200);
    assert.equal((await asBot('GET', `/guilds/${world.guild}/members?limit=1001`)).body['code'], 50035);
  });

  test('a thread shows on its message, wakes by words, and keeps its members', async () => {
    const said = await asAlice('POST', `/channels/${world.channels.text}/messages`, { content: 'topic' });
    const at = `/channels/${world.channels.text}/messages/${said.body['id']}`;
    const thread = String((await asAlice('POST', `${at}/threads`, { name: 'Aside' })).body['id']);
    const changed = await bot.packet(
      ({ t, d }) => t === 'MESSAGE_UPDATE' && (d as Json)['id'] === said.body['id'],
    );
    assert.equal(Number((changed['d'] as Json)['flags']) & 32, 32);
    assert.equal((await asAlice('PATCH', `/channels/${thread}`, { archived: true })).status, 200);
    await asBob('POST', `/channels/${thread}/messages`, { content: 'wake up' });
    const { body } = await asAlice('GET', `/channels/${thread}`);
    assert.equal((body['thread_metadata'] as Json)['archived'], false);
    const members = `/channels/${thread}/thread-members`;
    assert.equal((await asBob('DELETE', `${members}/${world.alice.id}`)).body['code'], 50013);
    assert.equal((await asBob('DELETE', `${members}/@me`)).status, 204);
  });

  test('a webhook opens a forum post, and finds its messages there by the thread alone', async () => {
    const hook = await asBot('POST', `/channels/${world.channels.forum}/webhooks`, { name: 'Cast' });
    const path = `/webhooks/${hook.body['id']}/${hook.body['token']}`;
    const post = await asBot('POST', `${path}?wait=true`, { content: 'first', thread_name: 'A post' });
    assert.equal(post.body['id'], post.body['channel_id']);
    const message = `${path}/messages/${post.body['id']}`;
    assert.equal((await asBot('PATCH', message, { content: 'changed' })).body['code'], 10008);
    const found = await asBot('PATCH', `${message}?thread_id=${post.body['id']}`, { content: 'changed' });
    assert.equal(found.body['content'], 'changed');
  });

  test('lists commands without localizations unless asked for them', async () => {
    const all = `/applications/${world.app.id}/commands`;
    const [plain] = (await asBot('GET', all)).body['list'] as Json[];
    const [full] = (await asBot('GET', `${all}?with_localizations=true`)).body['list'] as Json[];
    assert.equal(plain?.['name_localizations'], undefined);
    assert.deepEqual(full?.['name_localizations'], { de: 'sag' });
    assert.equal((await asBot('GET', `${all}/${plain?.['id']}`)).body['name'], 'say');
  });

  test('a message of the new kind stays one when it is edited', async () => {
    const say = `/channels/${world.channels.text}/messages`;
    const card = (content: string) => ({ type: 17, components: [{ type: 10, content }] });
    const said = await asBot('POST', say, { flags: 1 << 15, components: [card('one')] });
    assert.equal(said.status, 200, JSON.stringify(said.body));
    const path = `${say}/${said.body['id']}`;
    assert.equal((await asBot('PATCH', path, { components: [card('two')] })).status, 200);
    assert.equal((await asBot('PATCH', path, { content: 'plain' })).body['code'], 50035);
    assert.equal(Number((await asBot('GET', path)).body['flags']) & (1 << 15), 1 << 15);
  });
});

const commands = [
  {
    name: 'say',
    name_localizations: { de: 'sag' },
    description: 'Says something',
    options: [{ type: 3, name: 'what', description: 'What', autocomplete: true }],
  },
  { name: 'keep', description: 'Keeps a file', options: [{ type: 11, name: 'file', description: 'Which' }] },
  { name: 'Greet', type: 2 },
];

function row(component: Json): Json {
  return { type: 1, components: [component] };
}
