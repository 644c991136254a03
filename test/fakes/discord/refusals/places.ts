import type { FakeDiscord } from '../index.ts';
import { asBob, form, messagePath, picture, plain, type RefusalCase } from './case.ts';

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

function manager(world: FakeDiscord): string {
  const role = world.addRole('Manager', ['MANAGE_ROLES']);
  world.giveRole(world.bot.id, role);
  return role;
}

function closedDm(world: FakeDiscord): string {
  const shy = world.addMember('shy');
  world.closeDirects(shy.id);
  return world.bot.openDm(shy.id);
}

/** What is refused about places, permissions, tokens and the rest. */
export const placeCases: RefusalCase[] = [
  form('a channel id that is none', () => ['GET', '/channels/general'], 'channel_id', 'NUMBER_TYPE_COERCE'),
  plain('a method that is not for this path', () => ['PUT', '/users/@me'], 405, 0),
  plain(
    'messages older than two weeks deleted together',
    (world) => ['POST', `/channels/${world.channels.text}/messages/bulk-delete`, { messages: ['1', '2'] }],
    400,
    50034,
  ),
  form(
    'permissions that are none',
    (world) => [
      'PUT',
      `/channels/${world.channels.text}/permissions/${manager(world)}`,
      { type: 0, allow: 'all' },
    ],
    'allow',
    'NUMBER_TYPE_COERCE',
  ),
  plain('an unknown channel', () => ['POST', '/channels/1/messages', { content: 'a' }], 404, 10003),
  plain(
    'a message in a category',
    (world) => ['POST', `/channels/${world.channels.cat}/messages`, { content: 'a' }],
    400,
    50008,
  ),
  plain(
    'a message in a forum',
    (world) => ['POST', `/channels/${world.channels.forum}/messages`, { content: 'a' }],
    400,
    50008,
  ),
  plain(
    'an unknown message',
    (world) => ['PATCH', `/channels/${world.channels.text}/messages/1`, { content: 'a' }],
    404,
    10008,
  ),
  plain(
    "somebody else's message edited",
    (world) => ['PATCH', messagePath(world), { content: 'a' }],
    403,
    50005,
  ),
  plain(
    "somebody else's message deleted without permission",
    (world) => ['DELETE', messagePath(world)],
    403,
    50013,
    asBob,
  ),
  plain(
    'a channel that cannot be seen',
    (world) => ['GET', `/channels/${hidden(world)}/messages`],
    403,
    50001,
    asBob,
  ),
  plain('a guild of strangers', (world) => ['GET', `/guilds/${world.addGuild('Elsewhere').id}`], 403, 50001),
  plain(
    "another application's commands",
    (world) => ['GET', `/applications/${world.alice.id}/commands`],
    403,
    50001,
  ),
  form(
    'an emoji name with a space',
    (world) => ['POST', `/applications/${world.app.id}/emojis`, { name: 'a b', image: picture }],
    'name',
    'STRING_TYPE_REGEX',
  ),
  form(
    'an emoji that is no picture',
    (world) => [
      'POST',
      `/applications/${world.app.id}/emojis`,
      { name: 'nell', image: 'data:image/png;base64,aGVsbG8=' },
    ],
    'image',
    'IMAGE_INVALID',
  ),
  plain(
    'an unknown interaction',
    () => ['POST', '/interactions/1/x/callback', { type: 4, data: { content: 'a' } }],
    404,
    10062,
  ),
  plain(
    'an unknown emoji reaction',
    (world) => ['PUT', `${messagePath(world)}/reactions/nonsense/@me`],
    404,
    10014,
  ),
  plain(
    'a direct conversation with oneself',
    (world) => ['POST', '/users/@me/channels', { recipient_id: world.bot.id }],
    400,
    50033,
  ),
  plain(
    'a person who takes no direct messages',
    (world) => ['POST', `/channels/${closedDm(world)}/messages`, { content: 'a' }],
    403,
    50007,
  ),
  plain(
    'a second thread on a message',
    (world) => ['POST', threadedPath(world), { name: 'again' }],
    400,
    160004,
  ),
  plain('an unknown route', () => ['GET', '/nothing/here'], 404, 0),
  form(
    'more than 100 messages at once',
    (world) => ['GET', `/channels/${world.channels.text}/messages?limit=101`],
    'limit',
    'NUMBER_TYPE_MAX',
  ),
];
