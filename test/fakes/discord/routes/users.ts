import { refusal } from '../errors.ts';
import { guildPermissions } from '../permissions.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route } from '../router.ts';
import { directChannel } from '../state.ts';
import { channelView, selfView, userView } from '../views.ts';
import { announceDirect } from './messages.ts';

/** Routes about accounts and their direct conversations. */
export const userRoutes: Route[] = [
  route('GET', '/users/@me', (ask) => selfView(ask.caller().user)),
  route('PATCH', '/users/@me', (ask) => selfView(ask.caller().user)),
  route('GET', '/users/@me/guilds', listGuilds),
  route('GET', '/users/@me/channels', listDirects),
  route('POST', '/users/@me/channels', openDirect),
  route('GET', '/users/:user', getUser),
];

function listGuilds(ask: Ask, realm: Realm): unknown {
  const { user } = ask.caller();
  return [...realm.state.guilds.values()].flatMap((guild) => {
    const member = guild.members.get(user.id);
    if (!member) return [];
    const permissions = String(guildPermissions(guild, member));
    return [
      {
        id: guild.id,
        name: guild.name,
        icon: null,
        owner: guild.ownerId === user.id,
        permissions,
        features: [],
      },
    ];
  });
}

function listDirects(ask: Ask, realm: Realm): unknown {
  const { user, app } = ask.caller();
  if (app) return [];
  const mine = [...realm.state.directs.values()].flatMap((id) => realm.state.channels.get(id) ?? []);
  return mine
    .filter((channel) => channel.recipients.includes(user.id))
    .map((channel) => channelView(realm.state, channel, user.id));
}

function openDirect(ask: Ask, realm: Realm): unknown {
  const { user } = ask.caller();
  const named = ask.body['recipient_id'] ?? [ask.body['recipients']].flat()[0];
  const other = realm.state.users.get(String(named));
  if (!other || other.id === user.id || (user.bot && other.bot)) throw refusal('invalidRecipients');
  const { channel, isNew } = directChannel(realm.state, user.id, other.id);
  const view = channelView(realm.state, channel, user.id);
  if (isNew && !user.bot) announceDirect(realm, user.id, view);
  return view;
}

function getUser(ask: Ask, realm: Realm): unknown {
  ask.caller();
  const user = realm.state.users.get(ask.param('user'));
  if (!user) throw refusal('unknownUser');
  return userView(user);
}
