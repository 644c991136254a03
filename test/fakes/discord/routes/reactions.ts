import { announce, sceneOf } from '../announce.ts';
import { refusal } from '../errors.ts';
import { intents } from '../flags.ts';
import type { Channel, Message, Reaction } from '../model.ts';
import { need } from '../permissions.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route } from '../router.ts';
import { memberView, userView } from '../views.ts';
import { channelOf, messageOf } from './lookups.ts';

const all = '/channels/:channel/messages/:message/reactions';

/** Routes that put reactions on messages and take them off. */
export const reactionRoutes: Route[] = [
  route('PUT', `${all}/:emoji/@me`, add),
  route('DELETE', `${all}/:emoji/:user`, takeOff),
  route('GET', `${all}/:emoji`, listUsers),
  route('DELETE', `${all}/:emoji`, clearOne),
  route('DELETE', all, clearAll),
];

const maxReactions = 20;

function emojiOf(ask: Ask, realm: Realm): Reaction['emoji'] {
  const text = ask.param('emoji');
  const custom = /^(?:a:)?(\w+):(\d+)$/.exec(text);
  if (custom) {
    const isKnown = [...realm.state.apps.values()].some((app) => app.emojis.has(custom[2] ?? ''));
    if (!isKnown) throw refusal('unknownEmoji');
    return { id: custom[2] ?? null, name: custom[1] ?? '' };
  }
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*0-9]\uFE0F?\u20E3/u.test(text))
    throw refusal('unknownEmoji');
  return { id: null, name: text };
}

function keyOf(emoji: Reaction['emoji']): string {
  return emoji.id === null ? emoji.name : `${emoji.name}:${emoji.id}`;
}

function placeOf(ask: Ask, realm: Realm): { channel: Channel; message: Message } {
  const channel = channelOf(ask, realm);
  need(realm.state, ask.caller(), channel, 'READ_MESSAGE_HISTORY');
  return { channel, message: messageOf(ask, realm, channel) };
}

function add(ask: Ask, realm: Realm): undefined {
  const { channel, message } = placeOf(ask, realm);
  const { user } = ask.caller();
  const emoji = emojiOf(ask, realm);
  const key = keyOf(emoji);
  const existing = message.reactions.get(key);
  if (!existing) {
    need(realm.state, ask.caller(), channel, 'ADD_REACTIONS');
    if (message.reactions.size >= maxReactions) throw refusal('tooManyReactions');
  }
  const reaction = existing ?? { emoji, users: new Set<string>() };
  message.reactions.set(key, reaction);
  if (reaction.users.has(user.id)) return;
  reaction.users.add(user.id);
  tell(realm, 'MESSAGE_REACTION_ADD', channel, message, {
    user_id: user.id,
    emoji,
    ...authorPart(realm, message, user.id),
  });
}

function authorPart(realm: Realm, message: Message, userId: string): object {
  const member = realm.state.guilds.get(message.guildId ?? '')?.members.get(userId);
  return {
    burst: false,
    type: 0,
    message_author_id: message.authorId,
    ...(member ? { member: memberView(realm.state, member) } : {}),
  };
}

function takeOff(ask: Ask, realm: Realm): undefined {
  const { channel, message } = placeOf(ask, realm);
  const caller = ask.caller();
  const wanted = ask.param('user');
  const userId = wanted === '@me' ? caller.user.id : wanted;
  if (userId !== caller.user.id) need(realm.state, caller, channel, 'MANAGE_MESSAGES');
  const emoji = emojiOf(ask, realm);
  const reaction = message.reactions.get(keyOf(emoji));
  if (!reaction?.users.delete(userId)) throw refusal('unknownEmoji');
  if (reaction.users.size === 0) message.reactions.delete(keyOf(emoji));
  tell(realm, 'MESSAGE_REACTION_REMOVE', channel, message, { user_id: userId, emoji, burst: false, type: 0 });
}

function listUsers(ask: Ask, realm: Realm): unknown {
  const { message } = placeOf(ask, realm);
  const users = message.reactions.get(keyOf(emojiOf(ask, realm)))?.users ?? new Set<string>();
  return [...users].flatMap((id) => realm.state.users.get(id) ?? []).map(userView);
}

function clearOne(ask: Ask, realm: Realm): undefined {
  const { channel, message } = placeOf(ask, realm);
  need(realm.state, ask.caller(), channel, 'MANAGE_MESSAGES');
  const emoji = emojiOf(ask, realm);
  message.reactions.delete(keyOf(emoji));
  tell(realm, 'MESSAGE_REACTION_REMOVE_EMOJI', channel, message, { emoji });
}

function clearAll(ask: Ask, realm: Realm): undefined {
  const { channel, message } = placeOf(ask, realm);
  need(realm.state, ask.caller(), channel, 'MANAGE_MESSAGES');
  message.reactions.clear();
  tell(realm, 'MESSAGE_REACTION_REMOVE_ALL', channel, message, {});
}

function tell(realm: Realm, type: string, channel: Channel, message: Message, data: object): void {
  const full = {
    channel_id: channel.id,
    message_id: message.id,
    ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
    ...data,
  };
  announce(
    realm,
    type,
    sceneOf(channel),
    full,
    intents.guildMessageReactions,
    intents.directMessageReactions,
  );
  realm.signals.emit('message', message);
}
