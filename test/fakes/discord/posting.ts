import { announce, announceMessage } from './announce.ts';
import { badForm, refusal } from './errors.ts';
import { intents, messageFlags } from './flags.ts';
import { findPinged, onlyUsers } from './mentions.ts';
import type { MessageBody } from './message-body.ts';
import type { Channel, Message, Pinged, ShownAuthor } from './model.ts';
import type { Realm } from './realm.ts';
import { guildOf, isoNow } from './state.ts';

/** A message about to be posted, and by whom. */
export interface Draft {
  channel: Channel;
  authorId: string;
  shown: ShownAuthor;
  body: MessageBody;
  mayMentionEveryone: boolean;
  extra?: Partial<Message>;
}

const replyType = 19;
const settableFlags =
  messageFlags.suppressEmbeds | messageFlags.suppressNotifications | messageFlags.componentsV2;

/** Keeps a message, tells everyone who may hear it, and returns it. */
export function post(realm: Realm, draft: Draft): Message {
  const { channel, body } = draft;
  const target = replyTarget(realm, channel, body);
  const pinged = pingedBy(realm, draft, target);
  const message: Message = {
    id: realm.state.nextId(),
    channelId: channel.id,
    type: target ? replyType : 0,
    authorId: draft.authorId,
    shown: draft.shown,
    content: body.content ?? '',
    editedAt: null,
    attachments: body.files,
    embeds: (body.embeds ?? []).map((embed) => ({ type: 'rich', ...embed })),
    components: body.components ?? [],
    mentions: pinged.users,
    mentionRoles: pinged.roles,
    mentionEveryone: pinged.everyone,
    pinged,
    reactions: new Map(),
    flags: (body.flags ?? 0) & settableFlags,
    tts: body.tts,
    pinned: false,
    deleted: false,
    history: [],
    ...(channel.guildId === undefined ? {} : { guildId: channel.guildId }),
    ...(target ? { referenceId: target.id, referenceChannelId: channel.id } : {}),
    ...(body.nonce === undefined ? {} : { nonce: body.nonce }),
    ...(body.allowedAsSent === undefined ? {} : { allowedMentions: body.allowedAsSent }),
    ...draft.extra,
  };
  keep(realm, channel, message);
  announceMessage(realm, 'MESSAGE_CREATE', message);
  realm.signals.emit('message', message);
  return message;
}

function replyTarget(realm: Realm, channel: Channel, body: MessageBody): Message | undefined {
  if (body.replyTo === undefined) return undefined;
  const target = realm.state.messages.get(body.replyTo);
  if (target && !target.deleted && target.channelId === channel.id) return target;
  if (!body.replyMustExist) return undefined;
  throw badForm('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
}

function pingedBy(realm: Realm, draft: Draft, target: Message | undefined): Pinged {
  const repliedTo = target && realm.state.users.has(target.authorId) ? target.authorId : undefined;
  return findPinged(realm.state, {
    content: draft.body.content ?? '',
    guild: guildOf(realm.state, draft.channel),
    recipients: draft.channel.recipients,
    // Webhooks and answers to interactions ping users only, unless they say otherwise.
    allowed: draft.body.allowed ?? (isByWebhook(realm, draft) ? onlyUsers : undefined),
    mayMentionEveryone: draft.mayMentionEveryone,
    repliedTo,
  });
}

function isByWebhook(realm: Realm, draft: Draft): boolean {
  return draft.extra?.webhookId !== undefined || !realm.state.users.has(draft.authorId);
}

function keep(realm: Realm, channel: Channel, message: Message): void {
  channel.messages.push(message);
  realm.state.messages.set(message.id, message);
  if (message.onlyFor === undefined) channel.lastMessageId = message.id;
  const limit = realm.settings.keepMessages;
  if (channel.messages.length <= limit * 1.25) return;
  for (const old of channel.messages.splice(0, channel.messages.length - limit))
    realm.state.messages.delete(old.id);
}

/** Changes a message as its author may; what the body does not name stays. */
export function revise(
  realm: Realm,
  message: Message,
  body: MessageBody,
  mayMentionEveryone: boolean,
): Message {
  const channel = realm.state.channels.get(message.channelId);
  if (!channel) throw refusal('unknownChannel');
  const wasLoading = (message.flags & messageFlags.loading) !== 0;
  const kept = message.attachments.filter((file) => body.keptAttachments?.includes(file.id) ?? true);
  const next = {
    content: body.content ?? message.content,
    embeds: body.embeds ?? message.embeds,
    components: body.components ?? message.components,
    attachments: [...kept, ...body.files],
  };
  const isEmpty = !next.content && !next.embeds.length && !next.components.length && !next.attachments.length;
  if (isEmpty) throw refusal('emptyMessage');
  if (!wasLoading) message.history.push(message.content);
  Object.assign(message, next);
  if (body.content !== undefined)
    updateMentions(realm, message, channel, body, mayMentionEveryone, wasLoading);
  if (body.flags !== undefined) setSuppressed(message, body.flags);
  message.flags &= ~messageFlags.loading;
  message.editedAt = wasLoading ? null : isoNow(realm.state);
  announceMessage(realm, 'MESSAGE_UPDATE', message);
  realm.signals.emit('message', message);
  return message;
}

// An edit shows mentions but notifies nobody, save when it fills in an answer that was still being thought of.
function updateMentions(
  realm: Realm,
  message: Message,
  channel: Channel,
  body: MessageBody,
  mayMentionEveryone: boolean,
  wasLoading: boolean,
): void {
  const draft: Draft = {
    channel,
    authorId: message.authorId,
    shown: message.shown,
    body,
    mayMentionEveryone,
  };
  const pinged = pingedBy(realm, draft, realm.state.messages.get(message.referenceId ?? ''));
  message.mentions = pinged.users;
  message.mentionRoles = pinged.roles;
  message.mentionEveryone = pinged.everyone;
  if (wasLoading) message.pinged = pinged;
  if (body.allowedAsSent !== undefined) message.allowedMentions = body.allowedAsSent;
}

function setSuppressed(message: Message, flags: number): void {
  // The new kind of components can be switched on, but never off again.
  const { suppressEmbeds, componentsV2 } = messageFlags;
  message.flags = (message.flags & ~suppressEmbeds) | (flags & (suppressEmbeds | componentsV2));
}

/** Deletes a message and tells everyone. */
export function remove(realm: Realm, message: Message): void {
  message.deleted = true;
  const data = {
    id: message.id,
    channel_id: message.channelId,
    ...(message.guildId === undefined ? {} : { guild_id: message.guildId }),
  };
  if (message.onlyFor === undefined) {
    const scene = { guildId: message.guildId, channelId: message.channelId };
    announce(realm, 'MESSAGE_DELETE', scene, data, intents.guildMessages, intents.directMessages);
  }
  realm.signals.emit('message', message);
}

/** Puts a line of the server's own into a channel, such as the notice of a new thread. */
export function postNotice(
  realm: Realm,
  channel: Channel,
  authorId: string,
  type: number,
  extra: Partial<Message>,
): Message {
  const body: MessageBody = { ...emptyBody, content: extra.content ?? '' };
  const shown = { name: realm.state.users.get(authorId)?.username ?? '', avatar: null };
  return post(realm, {
    channel,
    authorId,
    shown,
    body,
    mayMentionEveryone: false,
    extra: { ...extra, type },
  });
}

/** A message body with nothing in it. */
export const emptyBody: MessageBody = {
  content: undefined,
  embeds: undefined,
  components: undefined,
  flags: undefined,
  tts: false,
  nonce: undefined,
  enforceNonce: false,
  replyTo: undefined,
  replyMustExist: true,
  allowed: undefined,
  allowedAsSent: undefined,
  files: [],
  keptAttachments: undefined,
};
