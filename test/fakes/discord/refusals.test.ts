import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isJson, type Json } from '../http.ts';
import { type FakeDiscord, startFakeDiscord } from './index.ts';

interface Case {
  name: string;
  ask: (world: FakeDiscord) => [method: string, path: string, body?: unknown];
  status: number;
  code: number;
  /** For 50035: where the error stands and its own code. */
  at?: [path: string, code: string];
  /** Whose token; the bot's by default. */
  by?: (world: FakeDiscord) => string | undefined;
}

const long = (length: number) => 'x'.repeat(length);
const asBob = (world: FakeDiscord) => world.bob.token;
const say =
  (body: unknown) =>
  (world: FakeDiscord): [string, string, unknown] => [
    'POST',
    `/channels/${world.channels.text}/messages`,
    body,
  ];
const hook =
  (body: unknown) =>
  (world: FakeDiscord): [string, string, unknown] => [
    'POST',
    `/webhooks/${hookOf(world).id}/${hookOf(world).token}`,
    body,
  ];
const newHook =
  (body: unknown) =>
  (world: FakeDiscord): [string, string, unknown] => [
    'POST',
    `/channels/${world.channels.second}/webhooks`,
    body,
  ];
const command =
  (...commands: Json[]) =>
  (world: FakeDiscord): [string, string, unknown] => [
    'PUT',
    `/applications/${world.app.id}/commands`,
    commands,
  ];
const option = (name: string, extra: Json = {}) => ({ name, description: 'x', type: 3, ...extra });
const chat = (extra: Json = {}) => ({ name: 'chat', description: 'Talk', ...extra });
const button = (extra: Json = {}) => ({ type: 2, style: 1, label: 'ok', custom_id: 'a', ...extra });
const row = (...components: Json[]) => ({ type: 1, components });
const manyFields = Array.from({ length: 26 }, () => ({ name: 'n', value: 'v' }));
const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFhAKASe8zSAAAAABJRU5ErkJggg==';

const cases: Case[] = [
  {
    name: 'content over 2,000',
    ask: say({ content: long(2001) }),
    status: 400,
    code: 50035,
    at: ['content', 'BASE_TYPE_MAX_LENGTH'],
  },
  { name: 'an empty message', ask: say({ content: '' }), status: 400, code: 50006 },
  { name: 'a message of spaces', ask: say({ content: '  \n' }), status: 400, code: 50006 },
  { name: 'no body at all', ask: say(undefined), status: 400, code: 50006 },
  {
    name: 'a reply to nothing',
    ask: say({ content: 'a', message_reference: { message_id: '1' } }),
    status: 400,
    code: 50035,
    at: ['message_reference', 'REPLIES_UNKNOWN_MESSAGE'],
  },
  {
    name: 'parse users and a users list',
    ask: say({ content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } }),
    status: 400,
    code: 50035,
    at: ['allowed_mentions', 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
  },
  {
    name: 'an unknown mention type',
    ask: say({ content: 'a', allowed_mentions: { parse: ['user'] } }),
    status: 400,
    code: 50035,
    at: ['allowed_mentions.parse.0', 'BASE_TYPE_CHOICES'],
  },
  {
    name: 'a mention that is no id',
    ask: say({ content: 'a', allowed_mentions: { users: ['bob'] } }),
    status: 400,
    code: 50035,
    at: ['allowed_mentions.users.0', 'NUMBER_TYPE_COERCE'],
  },
  {
    name: 'allowed_mentions that is a list',
    ask: say({ content: 'a', allowed_mentions: [] }),
    status: 400,
    code: 50035,
    at: ['allowed_mentions', 'DICT_TYPE_CONVERT'],
  },
  {
    name: 'an embed title over 256',
    ask: say({ embeds: [{ title: long(257) }] }),
    status: 400,
    code: 50035,
    at: ['embeds.0.title', 'BASE_TYPE_MAX_LENGTH'],
  },
  {
    name: 'an embed description over 4,096',
    ask: say({ embeds: [{ description: long(4097) }] }),
    status: 400,
    code: 50035,
    at: ['embeds.0.description', 'BASE_TYPE_MAX_LENGTH'],
  },
  {
    name: 'embeds over 6,000 together',
    ask: say({ embeds: [{ description: long(4000) }, { description: long(2001) }] }),
    status: 400,
    code: 50035,
    at: ['embeds', 'MAX_EMBED_SIZE_EXCEEDED'],
  },
  {
    name: '26 embed fields',
    ask: say({ embeds: [{ fields: manyFields }] }),
    status: 400,
    code: 50035,
    at: ['embeds.0.fields', 'BASE_TYPE_MAX_LENGTH'],
  },
  {
    name: 'an embed field without value',
    ask: say({ embeds: [{ fields: [{ name: 'a' }] }] }),
    status: 400,
    code: 50035,
    at: ['embeds.0.fields.0.value', 'BASE_TYPE_REQUIRED'],
  },
  {
    name: '11 embeds',
    ask: say({ embeds: Array(11).fill({ title: 'a' }) }),
    status: 400,
    code: 50035,
    at: ['embeds', 'BASE_TYPE_MAX_LENGTH'],
  },
  {
    name: '6 rows of components',
    ask: say({
      content: 'a',
      components: Array.from({ length: 6 }, (_, i) => row(button({ custom_id: `b${i}` }))),
    }),
    status: 400,
    code: 50035,
    at: ['components', 'BASE_TYPE_BAD_LENGTH'],
  },
  {
    name: '6 buttons in a row',
    ask: say({
      content: 'a',
      components: [row(...Array.from({ length: 6 }, (_, i) => button({ custom_id: `b${i}` })))],
    }),
    status: 400,
    code: 50035,
    at: ['components.0.components', 'BASE_TYPE_BAD_LENGTH'],
  },
  {
    name: 'two buttons with one id',
    ask: say({ content: 'a', components: [row(button(), button())] }),
    status: 400,
    code: 50035,
    at: ['components.0.components.1.custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED'],
  },
  {
    name: 'a button label over 80',
    ask: say({ content: 'a', components: [row(button({ label: long(81) }))] }),
    status: 400,
    code: 50035,
    at: ['components.0.components.0.label', 'BASE_TYPE_MAX_LENGTH'],
  },
  {
    name: 'a custom id over 100',
    ask: say({ content: 'a', components: [row(button({ custom_id: long(101) }))] }),
    status: 400,
    code: 50035,
    at: ['components.0.components.0.custom_id', 'BASE_TYPE_BAD_LENGTH'],
  },
  {
    name: 'a button outside a row',
    ask: say({ content: 'a', components: [button()] }),
    status: 400,
    code: 50035,
    at: ['components.0.type', 'UNION_TYPE_CHOICES'],
  },
  {
    name: 'an unknown channel',
    ask: () => ['POST', '/channels/1/messages', { content: 'a' }],
    status: 404,
    code: 10003,
  },
  {
    name: 'a message in a category',
    ask: (world) => ['POST', `/channels/${world.channels.cat}/messages`, { content: 'a' }],
    status: 400,
    code: 50008,
  },
  {
    name: 'a message in a forum',
    ask: (world) => ['POST', `/channels/${world.channels.forum}/messages`, { content: 'a' }],
    status: 400,
    code: 50008,
  },
  {
    name: 'an unknown message',
    ask: (world) => ['PATCH', `/channels/${world.channels.text}/messages/1`, { content: 'a' }],
    status: 404,
    code: 10008,
  },
  {
    name: "somebody else's message edited",
    ask: (world) => ['PATCH', messagePath(world), { content: 'a' }],
    status: 403,
    code: 50005,
  },
  {
    name: "somebody else's message deleted without permission",
    ask: (world) => ['DELETE', messagePath(world)],
    by: asBob,
    status: 403,
    code: 50013,
  },
  {
    name: 'a webhook made without permission',
    ask: newHook({ name: 'Cast' }),
    by: asBob,
    status: 403,
    code: 50013,
  },
  {
    name: 'a channel that cannot be seen',
    ask: (world) => ['GET', `/channels/${hidden(world)}/messages`],
    by: asBob,
    status: 403,
    code: 50001,
  },
  {
    name: 'a guild of strangers',
    ask: (world) => ['GET', `/guilds/${world.addGuild('Elsewhere').id}`],
    status: 403,
    code: 50001,
  },
  {
    name: 'a webhook name with "discord"',
    ask: newHook({ name: 'My DisCord friend' }),
    status: 400,
    code: 50035,
    at: ['name', 'USERNAME_INVALID_CONTAINS'],
  },
  {
    name: 'a webhook name with "clyde"',
    ask: newHook({ name: 'Clyde' }),
    status: 400,
    code: 50035,
    at: ['name', 'USERNAME_INVALID_CONTAINS'],
  },
  {
    name: 'a webhook name over 80',
    ask: newHook({ name: long(81) }),
    status: 400,
    code: 50035,
    at: ['name', 'BASE_TYPE_BAD_LENGTH'],
  },
  {
    name: 'an empty webhook name',
    ask: newHook({ name: ' ' }),
    status: 400,
    code: 50035,
    at: ['name', 'BASE_TYPE_BAD_LENGTH'],
  },
  {
    name: 'a webhook without name',
    ask: newHook({}),
    status: 400,
    code: 50035,
    at: ['name', 'BASE_TYPE_REQUIRED'],
  },
  {
    name: 'a webhook avatar that is no picture',
    ask: newHook({ name: 'Cast', avatar: 'https://example.com/a.png' }),
    status: 400,
    code: 50035,
    at: ['avatar', 'IMAGE_INVALID'],
  },
  {
    name: 'a webhook in a thread',
    ask: (world) => [
      'POST',
      `/channels/${world.alice.startThread(world.channels.text, 'T')}/webhooks`,
      { name: 'Cast' },
    ],
    status: 400,
    code: 50024,
  },
  {
    name: 'a post as "discord"',
    ask: hook({ content: 'a', username: 'xdiscordx' }),
    status: 400,
    code: 50035,
    at: ['username', 'USERNAME_INVALID_CONTAINS'],
  },
  {
    name: 'a post as "Clyde"',
    ask: hook({ content: 'a', username: 'McCLYDE' }),
    status: 400,
    code: 50035,
    at: ['username', 'USERNAME_INVALID_CONTAINS'],
  },
  {
    name: 'a post as "everyone"',
    ask: hook({ content: 'a', username: 'everyone' }),
    status: 400,
    code: 50035,
    at: ['username', 'USERNAME_INVALID'],
  },
  {
    name: 'a post under a name over 80',
    ask: hook({ content: 'a', username: long(81) }),
    status: 400,
    code: 50035,
    at: ['username', 'BASE_TYPE_BAD_LENGTH'],
  },
  {
    name: 'a post under an empty name',
    ask: hook({ content: 'a', username: '' }),
    status: 400,
    code: 50035,
    at: ['username', 'BASE_TYPE_BAD_LENGTH'],
  },
  { name: 'an empty webhook post', ask: hook({ username: 'Nell' }), status: 400, code: 50006 },
  {
    name: 'a webhook post over 2,000',
    ask: hook({ content: long(2001) }),
    status: 400,
    code: 50035,
    at: ['content', 'BASE_TYPE_MAX_LENGTH'],
  },
  {
    name: 'an avatar address that is none',
    ask: hook({ content: 'a', avatar_url: 'nell.png' }),
    status: 400,
    code: 50035,
    at: ['avatar_url', 'URL_TYPE_INVALID_URL'],
  },
  {
    name: 'an avatar as data',
    ask: hook({ content: 'a', avatar_url: picture }),
    status: 400,
    code: 50035,
    at: ['avatar_url', 'URL_TYPE_INVALID_SCHEME'],
  },
  {
    name: 'a webhook post into another thread',
    ask: (world) => [
      'POST',
      `/webhooks/${hookOf(world).id}/${hookOf(world).token}?thread_id=1`,
      { content: 'a' },
    ],
    status: 404,
    code: 10003,
  },
  {
    name: 'an unknown webhook',
    ask: () => ['POST', '/webhooks/1/x', { content: 'a' }],
    status: 404,
    code: 10015,
  },
  {
    name: 'a wrong webhook token',
    ask: (world) => ['POST', `/webhooks/${hookOf(world).id}/x`, { content: 'a' }],
    status: 401,
    code: 50027,
  },
  {
    name: 'a command name with capitals',
    ask: command(chat({ name: 'Chat' })),
    status: 400,
    code: 50035,
    at: ['0.name', 'APPLICATION_COMMAND_INVALID_NAME'],
  },
  {
    name: 'a command name with a space',
    ask: command(chat({ name: 'chat now' })),
    status: 400,
    code: 50035,
    at: ['0.name', 'APPLICATION_COMMAND_INVALID_NAME'],
  },
  {
    name: 'a command name over 32',
    ask: command(chat({ name: long(33) })),
    status: 400,
    code: 50035,
    at: ['0.name', 'BASE_TYPE_BAD_LENGTH'],
  },
  {
    name: 'a command without description',
    ask: command({ name: 'chat' }),
    status: 400,
    code: 50035,
    at: ['0.description', 'BASE_TYPE_REQUIRED'],
  },
  {
    name: 'a description over 100',
    ask: command(chat({ description: long(101) })),
    status: 400,
    code: 50035,
    at: ['0.description', 'BASE_TYPE_BAD_LENGTH'],
  },
  {
    name: 'a context menu command with description',
    ask: command({ name: 'Why?', type: 3, description: 'x' }),
    status: 400,
    code: 50035,
    at: ['0.description', 'APPLICATION_COMMAND_INVALID_DESCRIPTION'],
  },
  {
    name: 'two commands with one name',
    ask: command(chat(), chat()),
    status: 400,
    code: 50035,
    at: ['1', 'APPLICATION_COMMANDS_DUPLICATE_NAME'],
  },
  {
    name: 'a required option after an optional one',
    ask: command(chat({ options: [option('a'), option('b', { required: true })] })),
    status: 400,
    code: 50035,
    at: ['0.options.1', 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
  },
  {
    name: 'two options with one name',
    ask: command(chat({ options: [option('a'), option('a')] })),
    status: 400,
    code: 50035,
    at: ['0.options.1', 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID'],
  },
  {
    name: '26 options',
    ask: command(chat({ options: Array.from({ length: 26 }, (_, i) => option(`o${i}`)) })),
    status: 400,
    code: 50035,
    at: ['0.options', 'BASE_TYPE_MAX_LENGTH'],
  },
  {
    name: '26 choices',
    ask: command(
      chat({
        options: [
          option('a', { choices: Array.from({ length: 26 }, (_, i) => ({ name: `c${i}`, value: `${i}` })) }),
        ],
      }),
    ),
    status: 400,
    code: 50035,
    at: ['0.options.0.choices', 'BASE_TYPE_MAX_LENGTH'],
  },
  {
    name: 'a choice over 100',
    ask: command(chat({ options: [option('a', { choices: [{ name: long(101), value: 'a' }] })] })),
    status: 400,
    code: 50035,
    at: ['0.options.0.choices.0.name', 'BASE_TYPE_BAD_LENGTH'],
  },
  {
    name: 'choices and autocomplete',
    ask: command(
      chat({ options: [option('a', { autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] }),
    ),
    status: 400,
    code: 50035,
    at: ['0.options.0.choices', 'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID'],
  },
  {
    name: 'an option without description',
    ask: command(chat({ options: [{ name: 'a', type: 3 }] })),
    status: 400,
    code: 50035,
    at: ['0.options.0.description', 'BASE_TYPE_REQUIRED'],
  },
  {
    name: 'subcommands beside options',
    ask: command(chat({ options: [option('a', { type: 1 }), option('b')] })),
    status: 400,
    code: 50035,
    at: ['0.options', 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
  },
  {
    name: 'a command over 8,000',
    ask: command(
      chat({
        options: Array.from({ length: 25 }, (_, i) =>
          option(`o${i}`, {
            description: long(100),
            choices: Array.from({ length: 25 }, (__, j) => ({ name: `${long(90)}${j}`, value: 'a' })),
          }),
        ),
      }),
    ),
    status: 400,
    code: 50035,
    at: ['0', 'APPLICATION_COMMAND_TOO_LARGE'],
  },
  {
    name: '101 commands',
    ask: command(...Array.from({ length: 101 }, (_, i) => chat({ name: `c${i}` }))),
    status: 400,
    code: 30032,
  },
  {
    name: "another application's commands",
    ask: (world) => ['GET', `/applications/${world.alice.id}/commands`],
    status: 403,
    code: 50001,
  },
  {
    name: 'an emoji name with a space',
    ask: (world) => ['POST', `/applications/${world.app.id}/emojis`, { name: 'a b', image: picture }],
    status: 400,
    code: 50035,
    at: ['name', 'STRING_TYPE_REGEX'],
  },
  {
    name: 'an emoji that is no picture',
    ask: (world) => [
      'POST',
      `/applications/${world.app.id}/emojis`,
      { name: 'nell', image: 'data:image/png;base64,aGVsbG8=' },
    ],
    status: 400,
    code: 50035,
    at: ['image', 'IMAGE_INVALID'],
  },
  {
    name: 'an unknown interaction',
    ask: () => ['POST', '/interactions/1/x/callback', { type: 4, data: { content: 'a' } }],
    status: 404,
    code: 10062,
  },
  {
    name: 'an unknown emoji reaction',
    ask: (world) => ['PUT', `${messagePath(world)}/reactions/nonsense/@me`],
    status: 404,
    code: 10014,
  },
  {
    name: 'a direct conversation with oneself',
    ask: (world) => ['POST', '/users/@me/channels', { recipient_id: world.bot.id }],
    status: 400,
    code: 50033,
  },
  {
    name: 'a person who takes no direct messages',
    ask: (world) => ['POST', `/channels/${closedDm(world)}/messages`, { content: 'a' }],
    status: 403,
    code: 50007,
  },
  {
    name: 'a second thread on a message',
    ask: (world) => ['POST', threadedPath(world), { name: 'again' }],
    status: 400,
    code: 160004,
  },
  { name: 'a wrong token', ask: say({ content: 'a' }), by: () => 'Bot nonsense', status: 401, code: 0 },
  { name: 'no token', ask: say({ content: 'a' }), by: () => undefined, status: 401, code: 0 },
  {
    name: "a bot's token without its prefix",
    ask: say({ content: 'a' }),
    by: (world) => world.bot.token,
    status: 401,
    code: 0,
  },
  { name: 'an unknown route', ask: () => ['GET', '/nothing/here'], status: 404, code: 0 },
  {
    name: 'more than 100 messages at once',
    ask: (world) => ['GET', `/channels/${world.channels.text}/messages?limit=101`],
    status: 400,
    code: 50035,
    at: ['limit', 'NUMBER_TYPE_MAX'],
  },
];

function hookOf(world: FakeDiscord): { id: string; token: string } {
  const [existing] = world.realm.state.webhooks.values();
  return existing ?? world.bot.createWebhook(world.channels.text, 'Cast');
}

function messagePath(world: FakeDiscord): string {
  return `/channels/${world.channels.text}/messages/${world.alice.say(world.channels.text, 'mine').id}`;
}

function threadedPath(world: FakeDiscord): string {
  const path = messagePath(world);
  world.alice.startThread(world.channels.text, 'T', { messageId: path.split('/').at(-1) ?? '' });
  return `${path}/threads`;
}

function hidden(world: FakeDiscord): string {
  const id = world.addChannel('hidden');
  world.setPermissions(id, world.guild, { VIEW_CHANNEL: false });
  return id;
}

function closedDm(world: FakeDiscord): string {
  const shy = world.addMember('shy');
  world.closeDirects(shy.id);
  return world.bot.openDm(shy.id);
}

describe('the fake Discord refuses what Discord refuses', () => {
  let world: FakeDiscord;
  before(async () => {
    world = await startFakeDiscord();
  });
  after(() => world.close());

  for (const { name, ask, status, code, at, by } of cases) {
    test(name, async () => {
      const [method, path, body] = ask(world);
      const answer = await request(world, method, path, body, by ? by(world) : `Bot ${world.bot.token}`);
      assert.deepEqual([answer.status, answer.body['code']], [status, code], JSON.stringify(answer.body));
      if (at) assert.equal(errorAt(answer.body, at[0]), at[1], JSON.stringify(answer.body));
    });
  }

  test('the sixteenth webhook of a channel', async () => {
    const path = `/channels/${world.addChannel('busy')}/webhooks`;
    const statuses: number[] = [];
    for (let count = 1; count <= 16; count += 1) {
      const answer = await request(world, 'POST', path, { name: `Hook ${count}` }, `Bot ${world.bot.token}`);
      statuses.push(answer.status);
      if (count === 16) assert.equal(answer.body['code'], 30007);
    }
    assert.deepEqual(statuses, [...Array(15).fill(200), 400]);
  });

  test('what is fine is not refused', async () => {
    const token = `Bot ${world.bot.token}`;
    for (const good of [
      say({ content: long(2000) }),
      say({ embeds: [{ description: long(4096) }] }),
      newHook({ name: 'Dis-cord' }),
      command(chat({ name: 'élise' }), { name: 'Why?', type: 3 }, { name: 'chat', type: 3 }, chat()),
    ]) {
      const [method, path, body] = good(world);
      const answer = await request(world, method, path, body, token);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    }
  });
});

async function request(
  world: FakeDiscord,
  method: string,
  path: string,
  body: unknown,
  authorization: string | undefined,
): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${world.api}/v10${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const parsed: unknown = response.status === 204 ? {} : await response.json();
  return { status: response.status, body: isJson(parsed) ? parsed : {} };
}

function errorAt(body: Json, path: string): unknown {
  let node: unknown = body['errors'];
  for (const key of path.split('.')) node = isJson(node) ? node[key] : undefined;
  const errors = isJson(node) ? node['_errors'] : undefined;
  const [first] = Array.isArray(errors) ? errors : [];
  return isJson(first) ? first['code'] : undefined;
}
