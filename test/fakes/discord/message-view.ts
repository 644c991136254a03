import type { Json } from '../http.ts';
import { applicationFlags } from './flags.ts';
import type { Attachment, Caller, Message, User } from './model.ts';
import { timeOf } from './snowflake.ts';
import type { State } from './state.ts';
import { channelView, memberPart, userView } from './views.ts';

/** A posted file, with the address it is served at. */
export function attachmentView(base: string, channelId: string, attachment: Attachment): Json {
  return fileView(`${base}/attachments/${channelId}`, attachment);
}

/** A file that was given to a command: it belongs to no message. */
export function uploadView(base: string, attachment: Attachment): Json {
  return { ...fileView(`${base}/ephemeral-attachments/0`, attachment), ephemeral: true };
}

function fileView(folder: string, attachment: Attachment): Json {
  const url = `${folder}/${attachment.id}/${encodeURIComponent(attachment.filename)}`;
  return {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.bytes.length,
    url,
    proxy_url: url,
    content_type: attachment.contentType,
    ...(attachment.description === undefined ? {} : { description: attachment.description }),
  };
}

/** Tells whether a bot without the Message Content intent still reads this message's text. */
export function isReadableWithoutIntent(message: Message, readerId: string): boolean {
  const own = message.authorId === readerId || message.applicationId === readerId;
  return own || message.guildId === undefined || message.mentions.includes(readerId);
}

/** Tells whether this caller may read the text of this message over REST. */
export function isReadableBy(message: Message, caller: Caller | undefined): boolean {
  if (!caller?.app) return true;
  return (
    (caller.app.flags & applicationFlags.messageContent) !== 0 ||
    isReadableWithoutIntent(message, caller.user.id)
  );
}

/** Chooses which messages are shown with their text. */
export type Reads = (message: Message) => boolean;

/** A message as Discord writes it; `reads` says of which messages the text is shown. */
export function messageView(state: State, base: string, message: Message, reads: Reads, depth = 1): Json {
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: authorView(state, message),
    timestamp: timestampOf(message.id),
    edited_timestamp: message.editedAt,
    tts: message.tts,
    pinned: message.pinned,
    flags: message.flags,
    mention_everyone: message.mentionEveryone,
    mentions: message.mentions
      .flatMap((id) => state.users.get(id) ?? [])
      .map((user) => mentionView(state, message, user)),
    mention_roles: message.mentionRoles,
    ...(reads(message) ? contentPart(base, message) : noContent),
    ...reactionsPart(message),
    ...originPart(message),
    ...referencePart(state, base, message, reads, depth),
    ...threadPart(state, message),
  };
}

const noContent = { content: '', attachments: [], embeds: [], components: [] };

function contentPart(base: string, message: Message): Json {
  return {
    content: message.content,
    attachments: message.attachments.map((file) => attachmentView(base, message.channelId, file)),
    embeds: message.embeds,
    components: message.components,
  };
}

function timestampOf(id: string): string {
  return new Date(timeOf(id)).toISOString().replace('Z', '000+00:00');
}

/** A message's author: for webhooks, the name and face that this one message wears. */
export function authorView(state: State, message: Message): Json {
  const user = state.users.get(message.authorId);
  if (message.webhookId === undefined || message.webhookId !== message.authorId) {
    return user
      ? userView(user)
      : { id: message.authorId, username: message.shown.name, discriminator: '0000' };
  }
  return {
    id: message.webhookId,
    username: message.shown.name,
    discriminator: '0000',
    global_name: null,
    avatar: message.shown.avatar,
    bot: true,
    public_flags: 0,
    flags: 0,
  };
}

function mentionView(state: State, message: Message, user: User): Json {
  const member = state.guilds.get(message.guildId ?? '')?.members.get(user.id);
  return { ...userView(user), ...(member ? { member: memberPart(member) } : {}) };
}

/** The reactions on a message, as this reader sees them. */
export function reactionsPart(message: Message, readerId = ''): Json {
  if (message.reactions.size === 0) return {};
  const reactions = [...message.reactions.values()].map(({ emoji, users }) => ({
    emoji,
    count: users.size,
    count_details: { burst: 0, normal: users.size },
    me: users.has(readerId),
    me_burst: false,
    burst_colors: [],
  }));
  return { reactions };
}

function originPart(message: Message): Json {
  return {
    ...(message.webhookId === undefined ? {} : { webhook_id: message.webhookId }),
    ...(message.applicationId === undefined ? {} : { application_id: message.applicationId }),
    ...(message.interaction === undefined ? {} : { interaction_metadata: message.interaction }),
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
  };
}

function referencePart(state: State, base: string, message: Message, reads: Reads, depth: number): Json {
  if (message.referenceId === undefined) return {};
  const target = state.messages.get(message.referenceId);
  const message_reference = {
    type: 0,
    channel_id: message.referenceChannelId ?? message.channelId,
    message_id: message.referenceId,
    ...(message.guildId === undefined ? {} : { guild_id: message.guildId }),
  };
  if (depth === 0) return { message_reference };
  const shown = target && !target.deleted ? messageView(state, base, target, reads, 0) : null;
  return { message_reference, referenced_message: shown };
}

function threadPart(state: State, message: Message): Json {
  const thread = message.threadId === undefined ? undefined : state.channels.get(message.threadId);
  return thread ? { thread: channelView(state, thread) } : {};
}
