import { asBob, form, hookOf, long, newHook, picture, plain, type RefusalCase } from './case.ts';

const hook =
  (body: unknown): RefusalCase['ask'] =>
  (world) => ['POST', `/webhooks/${hookOf(world).id}/${hookOf(world).token}`, body];

/** What is refused about webhooks and their posts. */
export const webhookCases: RefusalCase[] = [
  plain('a webhook made without permission', newHook({ name: 'Cast' }), 403, 50013, asBob),
  form(
    'a webhook name with "discord"',
    newHook({ name: 'My DisCord friend' }),
    'name',
    'USERNAME_INVALID_CONTAINS',
  ),
  form('a webhook name with "clyde"', newHook({ name: 'Clyde' }), 'name', 'USERNAME_INVALID_CONTAINS'),
  form('a webhook name over 80', newHook({ name: long(81) }), 'name', 'BASE_TYPE_BAD_LENGTH'),
  form('an empty webhook name', newHook({ name: ' ' }), 'name', 'BASE_TYPE_BAD_LENGTH'),
  form('a webhook without name', newHook({}), 'name', 'BASE_TYPE_REQUIRED'),
  form(
    'a webhook avatar that is no picture',
    newHook({ name: 'Cast', avatar: 'https://example.com/a.png' }),
    'avatar',
    'IMAGE_INVALID',
  ),
  plain(
    'a webhook in a thread',
    (world) => [
      'POST',
      `/channels/${world.alice.startThread(world.channels.text, 'T')}/webhooks`,
      { name: 'Cast' },
    ],
    400,
    50024,
  ),
  form(
    'a post as "discord"',
    hook({ content: 'a', username: 'xdiscordx' }),
    'username',
    'USERNAME_INVALID_CONTAINS',
  ),
  form(
    'a post as "Clyde"',
    hook({ content: 'a', username: 'McCLYDE' }),
    'username',
    'USERNAME_INVALID_CONTAINS',
  ),
  form('a post as "everyone"', hook({ content: 'a', username: 'everyone' }), 'username', 'USERNAME_INVALID'),
  form(
    'a post under a name over 80',
    hook({ content: 'a', username: long(81) }),
    'username',
    'BASE_TYPE_BAD_LENGTH',
  ),
  form(
    'a post under an empty name',
    hook({ content: 'a', username: '' }),
    'username',
    'BASE_TYPE_BAD_LENGTH',
  ),
  plain('an empty webhook post', hook({ username: 'Nell' }), 400, 50006),
  form('a webhook post over 2,000', hook({ content: long(2001) }), 'content', 'BASE_TYPE_MAX_LENGTH'),
  form(
    'an avatar address that is none',
    hook({ content: 'a', avatar_url: 'nell.png' }),
    'avatar_url',
    'URL_TYPE_INVALID_URL',
  ),
  form(
    'an avatar as data',
    hook({ content: 'a', avatar_url: picture }),
    'avatar_url',
    'URL_TYPE_INVALID_SCHEME',
  ),
  plain(
    'a webhook post into another thread',
    (world) => ['POST', `/webhooks/${hookOf(world).id}/${hookOf(world).token}?thread_id=1`, { content: 'a' }],
    404,
    10003,
  ),
  plain('an unknown webhook', () => ['POST', '/webhooks/1/x', { content: 'a' }], 404, 10015),
  plain(
    'a wrong webhook token',
    (world) => ['POST', `/webhooks/${hookOf(world).id}/x`, { content: 'a' }],
    401,
    50027,
  ),
];
