import { announceInGuild } from '../announce.ts';
import { numberOf } from '../fields.ts';
import { channelTypes, intents, isThreadType } from '../flags.ts';
import type { Channel, Guild } from '../model.ts';
import { may, needInGuild } from '../permissions.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route, withStatus } from '../router.ts';
import { addChannel } from '../state.ts';
import { channelView, guildView, threadMemberView } from '../views.ts';
import { ownGuildOf } from './lookups.ts';

/** Routes about guilds, their channels and open threads. */
export const guildRoutes: Route[] = [
  route('GET', '/guilds/:guild', (ask, realm) => guildView(ownGuildOf(ask, realm))),
  route('GET', '/guilds/:guild/channels', listChannels),
  route('POST', '/guilds/:guild/channels', createChannel),
  route('GET', '/guilds/:guild/threads/active', listActiveThreads),
  route('GET', '/guilds/:guild/emojis', () => []),
];

function channelsOf(realm: Realm, guild: Guild): Channel[] {
  return [...guild.channelIds].flatMap((id) => realm.state.channels.get(id) ?? []);
}

function listChannels(ask: Ask, realm: Realm): unknown {
  const channels = channelsOf(realm, ownGuildOf(ask, realm));
  return channels
    .filter(({ type }) => !isThreadType(type))
    .map((channel) => channelView(realm.state, channel));
}

function createChannel(ask: Ask, realm: Realm): unknown {
  const guild = ownGuildOf(ask, realm);
  needInGuild(ask.caller(), guild, 'MANAGE_CHANNELS');
  const type = numberOf(ask.body['type'], channelTypes.text);
  const parentId = ask.body['parent_id'];
  const channel = addChannel(realm.state, type, String(ask.body['name']), {
    guildId: guild.id,
    parentId: typeof parentId === 'string' ? parentId : null,
    topic: typeof ask.body['topic'] === 'string' ? ask.body['topic'] : null,
    position: guild.channelIds.size,
  });
  const view = channelView(realm.state, channel);
  announceInGuild(realm, 'CHANNEL_CREATE', guild.id, view, intents.guilds);
  return withStatus(201, view);
}

function listActiveThreads(ask: Ask, realm: Realm): unknown {
  const { user } = ask.caller();
  const threads = channelsOf(realm, ownGuildOf(ask, realm)).filter(
    (channel) => channel.thread?.archived === false && may(realm.state, user.id, channel, 'VIEW_CHANNEL'),
  );
  return {
    threads: threads.map((thread) => channelView(realm.state, thread, user.id)),
    members: threads
      .filter((thread) => thread.thread?.memberIds.has(user.id))
      .map((thread) => threadMemberView(thread, user.id)),
    has_more: false,
  };
}
