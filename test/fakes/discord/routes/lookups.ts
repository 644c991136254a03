import { refusal } from '../errors.ts';
import { channelTypes } from '../flags.ts';
import type { Channel, Guild, Message, Webhook } from '../model.ts';
import type { Realm } from '../realm.ts';
import type { Ask } from '../router.ts';

/** The channel a request names, or 10003. */
export function channelOf(ask: Ask, realm: Realm): Channel {
  const channel = realm.state.channels.get(ask.param('channel'));
  if (!channel) throw refusal('unknownChannel');
  return channel;
}

/** The channel a request names, when messages can be posted there (50008 otherwise). */
export function textChannelOf(ask: Ask, realm: Realm): Channel {
  const channel = channelOf(ask, realm);
  if (channel.type === channelTypes.category || channel.type === channelTypes.forum)
    throw refusal('notTextChannel');
  return channel;
}

/** The message a request names, or 10008. */
export function messageOf(ask: Ask, realm: Realm, channel: Channel): Message {
  const message = realm.state.messages.get(ask.param('message'));
  const isHere = message && !message.deleted && message.channelId === channel.id;
  if (!isHere || message.onlyFor !== undefined) throw refusal('unknownMessage');
  return message;
}

/** The guild a request names: 10004 when there is none, 50001 for strangers. */
export function ownGuildOf(ask: Ask, realm: Realm): Guild {
  const guild = realm.state.guilds.get(ask.param('guild'));
  if (!guild) throw refusal('unknownGuild');
  if (!guild.members.has(ask.caller().user.id)) throw refusal('missingAccess');
  return guild;
}

/** The webhook a request names, or 10015. */
export function webhookOf(ask: Ask, realm: Realm): Webhook {
  const webhook = realm.state.webhooks.get(ask.param('webhook'));
  if (!webhook) throw refusal('unknownWebhook');
  return webhook;
}
