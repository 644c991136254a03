import { isJson, type Json } from '../../http.ts';
import { announce, announceInGuild, sceneOf } from '../announce.ts';
import { badForm, refusal } from '../errors.ts';
import { lengthOf, numberOf, permissionsIn } from '../fields.ts';
import { intents, isThreadType } from '../flags.ts';
import type { Channel } from '../model.ts';
import { may, need } from '../permissions.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route } from '../router.ts';
import { isoNow } from '../state.ts';
import { announceThread } from '../threads.ts';
import { channelView } from '../views.ts';
import { channelOf, messageOf } from './lookups.ts';
import { shownTo } from './messages.ts';

/** Routes about channels themselves: reading, changing, deleting, permissions and pins. */
export const channelRoutes: Route[] = [
  route('GET', '/channels/:channel', getChannel),
  route('PATCH', '/channels/:channel', editChannel),
  route('DELETE', '/channels/:channel', deleteChannel),
  route('PUT', '/channels/:channel/permissions/:overwrite', putOverwrite),
  route('DELETE', '/channels/:channel/permissions/:overwrite', deleteOverwrite),
  route('GET', '/channels/:channel/pins', listPins),
  route('GET', '/channels/:channel/messages/pins', listPinPage),
  route('PUT', '/channels/:channel/pins/:message', (ask, realm) => setPinned(ask, realm, true)),
  route('PUT', '/channels/:channel/messages/pins/:message', (ask, realm) => setPinned(ask, realm, true)),
  route('DELETE', '/channels/:channel/pins/:message', (ask, realm) => setPinned(ask, realm, false)),
  route('DELETE', '/channels/:channel/messages/pins/:message', (ask, realm) => setPinned(ask, realm, false)),
];

function getChannel(ask: Ask, realm: Realm): unknown {
  const channel = channelOf(ask, realm);
  need(realm.state, ask.caller(), channel);
  return channelView(realm.state, channel, ask.caller().user.id);
}

function editChannel(ask: Ask, realm: Realm): unknown {
  const channel = channelOf(ask, realm);
  if (isThreadType(channel.type)) return editThread(ask, realm, channel);
  need(realm.state, ask.caller(), channel, 'MANAGE_CHANNELS');
  applyCommon(channel, ask.body);
  if (ask.body['topic'] !== undefined)
    channel.topic = ask.body['topic'] === null ? null : String(ask.body['topic']);
  if (typeof ask.body['nsfw'] === 'boolean') channel.nsfw = ask.body['nsfw'];
  const view = channelView(realm.state, channel);
  announce(realm, 'CHANNEL_UPDATE', sceneOf(channel), view, intents.guilds, 0);
  return view;
}

function applyCommon(channel: Channel, body: Json): void {
  const { name } = body;
  if (name !== undefined) {
    const length = lengthOf(String(name));
    if (length < 1 || length > 100)
      throw badForm('name', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.');
    channel.name = String(name);
  }
  channel.slowmodeSeconds = numberOf(body['rate_limit_per_user'], channel.slowmodeSeconds);
}

function editThread(ask: Ask, realm: Realm, channel: Channel): unknown {
  const { thread } = channel;
  const caller = ask.caller();
  if (!thread) throw refusal('wrongChannelType');
  need(realm.state, caller, channel);
  const isOwner = thread.ownerId === caller.user.id;
  if (!isOwner && !may(realm.state, caller.user.id, channel, 'MANAGE_THREADS'))
    throw refusal('missingPermission');
  applyCommon(channel, ask.body);
  if (typeof ask.body['archived'] === 'boolean' && ask.body['archived'] !== thread.archived) {
    thread.archived = ask.body['archived'];
    thread.archivedAt = isoNow(realm.state);
  }
  if (typeof ask.body['locked'] === 'boolean') thread.locked = ask.body['locked'];
  announceThread(realm, 'THREAD_UPDATE', channel);
  return channelView(realm.state, channel, caller.user.id);
}

function deleteChannel(ask: Ask, realm: Realm): unknown {
  const channel = channelOf(ask, realm);
  if (channel.guildId === undefined) return channelView(realm.state, channel, ask.caller().user.id);
  const isThread = isThreadType(channel.type);
  need(realm.state, ask.caller(), channel, isThread ? 'MANAGE_THREADS' : 'MANAGE_CHANNELS');
  forgetChannel(realm, channel);
  const view = channelView(realm.state, channel);
  const { id, type, parentId: parent_id, guildId: guild_id } = channel;
  if (isThread) {
    announceInGuild(
      realm,
      'THREAD_DELETE',
      channel.guildId,
      { id, type, parent_id, guild_id },
      intents.guilds,
    );
  } else {
    announceInGuild(realm, 'CHANNEL_DELETE', channel.guildId, view, intents.guilds);
  }
  return view;
}

function forgetChannel(realm: Realm, channel: Channel): void {
  realm.state.channels.delete(channel.id);
  realm.state.guilds.get(channel.guildId ?? '')?.channelIds.delete(channel.id);
  for (const message of channel.messages) realm.state.messages.delete(message.id);
  for (const webhook of realm.state.webhooks.values()) {
    if (webhook.channelId === channel.id) realm.state.webhooks.delete(webhook.id);
  }
}

function putOverwrite(ask: Ask, realm: Realm): undefined {
  const channel = channelOf(ask, realm);
  need(realm.state, ask.caller(), channel, 'MANAGE_ROLES');
  const id = ask.param('overwrite');
  channel.overwrites.set(id, {
    id,
    type: ask.body['type'] === 1 ? 1 : 0,
    allow: permissionsIn(ask.body, 'allow') ?? 0n,
    deny: permissionsIn(ask.body, 'deny') ?? 0n,
  });
  announceOverwrites(realm, channel);
}

function deleteOverwrite(ask: Ask, realm: Realm): undefined {
  const channel = channelOf(ask, realm);
  need(realm.state, ask.caller(), channel, 'MANAGE_ROLES');
  if (!channel.overwrites.delete(ask.param('overwrite'))) throw refusal('unknownOverwrite');
  announceOverwrites(realm, channel);
}

/** Tells about changed permissions of a channel, also to those who no longer see it. */
export function announceOverwrites(realm: Realm, channel: Channel): void {
  if (channel.guildId === undefined) return;
  announceInGuild(
    realm,
    'CHANNEL_UPDATE',
    channel.guildId,
    channelView(realm.state, channel),
    intents.guilds,
  );
}

function pinsOf(ask: Ask, realm: Realm): Json[] {
  const channel = channelOf(ask, realm);
  need(realm.state, ask.caller(), channel);
  const pinned = channel.messages.filter((message) => message.pinned && !message.deleted).reverse();
  return pinned.map((message) => shownTo(realm, ask.caller(), message));
}

function listPins(ask: Ask, realm: Realm): unknown {
  return pinsOf(ask, realm);
}

function listPinPage(ask: Ask, realm: Realm): unknown {
  const items = pinsOf(ask, realm).filter(isJson);
  return { items: items.map((message) => ({ pinned_at: message['timestamp'], message })), has_more: false };
}

function setPinned(ask: Ask, realm: Realm, pinned: boolean): undefined {
  const channel = channelOf(ask, realm);
  need(realm.state, ask.caller(), channel, 'MANAGE_MESSAGES');
  messageOf(ask, realm, channel).pinned = pinned;
}
