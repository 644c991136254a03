import type { Json } from '../../http.ts';
import { announce, announceTo, sceneOf } from '../announce.ts';
import { badForm, Refusal, refusal } from '../errors.ts';
import { numberOf } from '../fields.ts';
import { intents, isThreadType, type PermissionName } from '../flags.ts';
import { type MessageBody, readMessageBody, refuseEmpty } from '../message-body.ts';
import { isReadableBy, messageView, reactionsPart } from '../message-view.ts';
import type { Caller, Channel, Message } from '../model.ts';
import { may, need } from '../permissions.ts';
import { post, remove, revise } from '../posting.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route } from '../router.ts';
import { compareIds, timeOf } from '../snowflake.ts';
import { setThreadMember, wakeThread } from '../threads.ts';
import { memberView } from '../views.ts';
import { channelOf, messageOf, textChannelOf } from './lookups.ts';

/** Routes that post, read, change and delete messages. */
export const messageRoutes: Route[] = [
  route('GET', '/channels/:channel/messages', listMessages),
  route('POST', '/channels/:channel/messages', createMessage),
  route('GET', '/channels/:channel/messages/:message', getMessage),
  route('PATCH', '/channels/:channel/messages/:message', editMessage),
  route('DELETE', '/channels/:channel/messages/:message', deleteMessage),
  route('POST', '/channels/:channel/messages/bulk-delete', bulkDelete),
  route('POST', '/channels/:channel/typing', startTyping),
];

/** A message as the caller may see it. */
export function shownTo(realm: Realm, caller: Caller | undefined, message: Message): Json {
  const view = messageView(realm.state, realm.base(), message, (each) => isReadableBy(each, caller));
  return { ...view, ...reactionsPart(message, caller?.user.id) };
}

function listMessages(ask: Ask, realm: Realm): unknown {
  const channel = channelOf(ask, realm);
  const caller = ask.caller();
  need(realm.state, caller, channel);
  if (!may(realm.state, caller.user.id, channel, 'READ_MESSAGE_HISTORY')) return [];
  const limit = numberOf(ask.query.get('limit'), 50);
  if (limit < 1 || limit > 100) {
    throw badForm('limit', 'NUMBER_TYPE_MAX', 'int value should be less than or equal to 100.');
  }
  const visible = channel.messages.filter((message) => !message.deleted && message.onlyFor === undefined);
  return pageOf(visible, ask.query, limit).map((message) => shownTo(realm, caller, message));
}

function pageOf(messages: Message[], query: URLSearchParams, limit: number): Message[] {
  const before = query.get('before');
  const after = query.get('after');
  const around = query.get('around');
  if (around !== null) return aroundPage(messages, around, limit);
  if (after !== null) {
    return messages
      .filter(({ id }) => compareIds(id, after) > 0)
      .slice(0, limit)
      .reverse();
  }
  const older = before === null ? messages : messages.filter(({ id }) => compareIds(id, before) < 0);
  return older.slice(-limit).reverse();
}

function aroundPage(messages: Message[], id: string, limit: number): Message[] {
  const half = Math.floor(limit / 2);
  const older = messages.filter((message) => compareIds(message.id, id) < 0).slice(-half);
  const rest = messages.filter((message) => compareIds(message.id, id) >= 0).slice(0, limit - older.length);
  return [...older, ...rest].reverse();
}

function createMessage(ask: Ask, realm: Realm): unknown {
  const channel = textChannelOf(ask, realm);
  const caller = ask.caller();
  needToPost(realm, caller, channel, ask);
  const body = readMessageBody(ask.body, ask.files, realm.state.nextId);
  refuseEmpty(body);
  refuseReply(realm, caller, channel, body);
  const earlier = sameNonce(channel, caller, body, realm);
  if (earlier) return shownTo(realm, caller, earlier);
  if (channel.thread) {
    wakeThread(realm, channel);
    setThreadMember(realm, channel, caller.user.id, true);
  }
  const { user } = caller;
  const message = post(realm, {
    channel,
    authorId: user.id,
    shown: { name: user.username, avatar: user.avatar },
    body,
    mayMentionEveryone: may(realm.state, user.id, channel, 'MENTION_EVERYONE'),
  });
  return shownTo(realm, caller, message);
}

function needToPost(realm: Realm, caller: Caller, channel: Channel, ask: Ask): void {
  const names: PermissionName[] = [isThreadType(channel.type) ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES'];
  if (ask.files.length > 0) names.push('ATTACH_FILES');
  if (Array.isArray(ask.body['embeds']) && ask.body['embeds'].length > 0) names.push('EMBED_LINKS');
  need(realm.state, caller, channel, ...names);
  if (channel.thread?.locked && !may(realm.state, caller.user.id, channel, 'MANAGE_THREADS')) {
    throw refusal('threadArchived');
  }
  if (channel.guildId === undefined) needSharedGuild(realm, caller, channel);
}

function needSharedGuild(realm: Realm, caller: Caller, channel: Channel): void {
  const other = channel.recipients.find((id) => id !== caller.user.id);
  const shares = [...realm.state.guilds.values()].some(
    ({ members }) => members.has(caller.user.id) && members.has(other ?? ''),
  );
  if (!shares || realm.settings.closedDirects.has(other ?? '')) throw refusal('cannotSendToUser');
}

function refuseReply(realm: Realm, caller: Caller, channel: Channel, body: MessageBody): void {
  if (body.replyTo === undefined || may(realm.state, caller.user.id, channel, 'READ_MESSAGE_HISTORY')) return;
  const message = 'Cannot reply without permission to read message history';
  throw new Refusal(400, { message, code: 160_002 });
}

const nonceLivesMs = 5 * 60_000;

function sameNonce(channel: Channel, caller: Caller, body: MessageBody, realm: Realm): Message | undefined {
  if (!body.enforceNonce || body.nonce === undefined) return undefined;
  const since = realm.state.clock() - nonceLivesMs;
  return channel.messages.findLast(
    (message) =>
      message.nonce === body.nonce && message.authorId === caller.user.id && timeOf(message.id) >= since,
  );
}

function getMessage(ask: Ask, realm: Realm): unknown {
  const channel = channelOf(ask, realm);
  need(realm.state, ask.caller(), channel);
  if (!may(realm.state, ask.caller().user.id, channel, 'READ_MESSAGE_HISTORY'))
    throw refusal('missingAccess');
  return shownTo(realm, ask.caller(), messageOf(ask, realm, channel));
}

function editMessage(ask: Ask, realm: Realm): unknown {
  const channel = channelOf(ask, realm);
  const caller = ask.caller();
  need(realm.state, caller, channel);
  const message = messageOf(ask, realm, channel);
  if (message.authorId !== caller.user.id) throw refusal('notYourMessage');
  if (channel.thread?.archived) throw refusal('threadArchived');
  const body = readMessageBody(ask.body, ask.files, realm.state.nextId, message.flags);
  revise(realm, message, body, may(realm.state, caller.user.id, channel, 'MENTION_EVERYONE'));
  return shownTo(realm, caller, message);
}

function deleteMessage(ask: Ask, realm: Realm): undefined {
  const channel = channelOf(ask, realm);
  const caller = ask.caller();
  need(realm.state, caller, channel);
  const message = messageOf(ask, realm, channel);
  if (message.authorId !== caller.user.id) {
    if (channel.guildId === undefined) throw refusal('notOnDm');
    need(realm.state, caller, channel, 'MANAGE_MESSAGES');
  }
  remove(realm, message);
}

const fortnightMs = 14 * 24 * 3_600_000;

function bulkDelete(ask: Ask, realm: Realm): undefined {
  const channel = channelOf(ask, realm);
  if (channel.guildId === undefined) throw refusal('notOnDm');
  need(realm.state, ask.caller(), channel, 'MANAGE_MESSAGES');
  const ids = Array.isArray(ask.body['messages']) ? ask.body['messages'].map(String) : [];
  if (ids.length < 2 || ids.length > 100) throw refusal('invalidBulkCount');
  const oldest = realm.state.clock() - fortnightMs;
  if (ids.some((id) => timeOf(id) < oldest)) throw refusal('tooOldToDelete');
  const found = ids
    .flatMap((id) => realm.state.messages.get(id) ?? [])
    .filter(({ channelId }) => channelId === channel.id);
  for (const message of found) message.deleted = true;
  const data = {
    ids: found.map(({ id }) => id),
    channel_id: channel.id,
    ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
  };
  announce(
    realm,
    'MESSAGE_DELETE_BULK',
    sceneOf(channel),
    data,
    intents.guildMessages,
    intents.directMessages,
  );
  for (const message of found) realm.signals.emit('message', message);
}

function startTyping(ask: Ask, realm: Realm): undefined {
  const channel = textChannelOf(ask, realm);
  const caller = ask.caller();
  need(
    realm.state,
    caller,
    channel,
    isThreadType(channel.type) ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES',
  );
  const at = realm.state.clock();
  const entry = { channelId: channel.id, userId: caller.user.id, at };
  realm.typing.push(entry);
  if (realm.typing.length > realm.settings.keepRequests) realm.typing.splice(0, realm.typing.length / 2);
  const member = realm.state.guilds.get(channel.guildId ?? '')?.members.get(caller.user.id);
  const data = {
    channel_id: channel.id,
    user_id: caller.user.id,
    timestamp: Math.floor(at / 1000),
    ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
    ...(member ? { member: memberView(realm.state, member) } : {}),
  };
  announce(
    realm,
    'TYPING_START',
    sceneOf(channel),
    data,
    intents.guildMessageTyping,
    intents.directMessageTyping,
  );
  realm.signals.emit('typing', entry);
}

/** Tells an account that a direct conversation with it was opened. */
export function announceDirect(realm: Realm, userId: string, view: Json): void {
  announceTo(realm, 'CHANNEL_CREATE', [userId], view);
}
