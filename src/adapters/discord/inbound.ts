import { type APIMessage, type GatewayMessageCreateDispatchData, MessageType } from 'discord.js';
import type { Attachment, Author, Message, Place, ReplyReference } from '../../core/message.ts';
import { withoutCode } from '../../lib/words.ts';
import { timeOf } from './snowflake.ts';

/** A message as it comes from the gateway, or from REST where the member parts are missing. */
export type RawMessage = APIMessage &
  Partial<Pick<GatewayMessageCreateDispatchData, 'guild_id' | 'member' | 'mentions'>>;

/** What the translation has to know of the world. */
export interface Surroundings {
  selfId: string;
  applicationId: string;
  proxyApplications: ReadonlySet<string>;
  /** Whether the Message Content intent is granted. */
  readsText: boolean;
  isOwnWebhook(webhookId: string): boolean;
  channelName(channelId: string): string | undefined;
  roleName(guildId: string | undefined, roleId: string): string | undefined;
  /** The role that Discord made for this bot; mentioning it means the bot. */
  isOwnRole(guildId: string | undefined, roleId: string): boolean;
}

const spoken = new Set<MessageType>([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
]);

/** Whether somebody else said this: no notice of the host's, and nothing of ours. */
export function isSpokenByOthers(raw: RawMessage, around: Surroundings): boolean {
  return spoken.has(raw.type) && !isOwn(raw, around);
}

/** Whether the bot or one of its webhooks wrote this. */
export function isOwn(
  raw: Pick<RawMessage, 'author' | 'webhook_id' | 'application_id'>,
  around: Pick<Surroundings, 'selfId' | 'applicationId' | 'isOwnWebhook'>,
): boolean {
  if (raw.author.id === around.selfId) return true;
  if (raw.webhook_id === undefined) return false;
  return raw.application_id === around.applicationId || around.isOwnWebhook(raw.webhook_id);
}

/** A Discord message in the engine's words. */
export function toMessage(given: RawMessage, place: Place, around: Surroundings): Message {
  // Messages that were asked for by REST do not name their guild.
  const raw = place.guildId === undefined ? given : { ...given, guild_id: place.guildId };
  const replyTo = replyOf(raw, around);
  const text = readableText(raw, around);
  return {
    id: raw.id,
    place,
    author: authorOf(raw, around),
    text,
    ...(raw.content === text ? {} : { typed: raw.content }),
    at: timeOf(raw.id),
    ...(replyTo === undefined ? {} : { replyTo }),
    attachments: raw.attachments.map(attachmentOf),
    mentions: raw.mentions
      .filter(({ id }) => id !== around.selfId)
      .map((user) => ({ id: user.id, name: nameOf(user) })),
    mentionsSelf: mentionsSelf(raw, around),
    ...(isWithheld(raw, around) ? { textWithheld: true } : {}),
  };
}

function authorOf(raw: RawMessage, around: Surroundings): Author {
  const { author, webhook_id: webhookId, application_id: applicationId } = raw;
  if (webhookId === undefined) {
    const name = raw.member?.nick ?? nameOf(author);
    return { id: author.id, name, kind: author.bot === true ? 'bot' : 'person' };
  }
  // An application that answers an interaction does so through a webhook that has its own id.
  if (webhookId === applicationId) return { id: author.id, name: author.username, kind: 'bot' };
  const speaksForPerson = applicationId !== undefined && around.proxyApplications.has(applicationId);
  return { id: author.id, name: author.username, kind: speaksForPerson ? 'proxied' : 'webhook' };
}

function nameOf(user: RawMessage['mentions'][number]): string {
  const nick = (user as { member?: { nick?: string | null } }).member?.nick;
  return nick ?? user.global_name ?? user.username;
}

function attachmentOf(raw: RawMessage['attachments'][number]): Attachment {
  const { id, filename: name, url, size, content_type: contentType } = raw;
  return { id, name, url, size, ...(contentType === undefined ? {} : { contentType }) };
}

function replyOf(raw: RawMessage, around: Surroundings): ReplyReference | undefined {
  const messageId = raw.message_reference?.message_id;
  if (raw.type !== MessageType.Reply || messageId === undefined) return undefined;
  const answered = raw.referenced_message;
  if (!answered) return { messageId };
  const toSelf = isOwn(answered, around);
  const text = readableText(answered, around);
  const at = Date.parse(answered.timestamp);
  const quoted = toSelf || text === '' ? {} : { quoted: { author: authorOf(answered, around), text, at } };
  return { messageId, authorId: answered.author.id, toSelf, ...quoted };
}

// A reply lists whom it answers among its mentions too, so the text decides whether the bot was called.
function mentionsSelf(raw: RawMessage, around: Surroundings): boolean {
  const content = withoutCode(raw.content);
  if (new RegExp(`<@!?${around.selfId}>`).test(content)) return true;
  // Discord lists only roles that were pinged; most members may not ping the bot's, and still mean the bot.
  const roles = [...raw.mention_roles, ...idsOfRoles(content)];
  return roles.some((id) => around.isOwnRole(raw.guild_id, id));
}

function idsOfRoles(content: string): string[] {
  return [...content.matchAll(/<@&(\d+)>/g)].map(([, id = '']) => id);
}

function isWithheld(raw: RawMessage, around: Surroundings): boolean {
  if (around.readsText || raw.guild_id === undefined || raw.content !== '') return false;
  const shows = [raw.attachments, raw.embeds, raw.sticker_items, raw.message_snapshots];
  return shows.every((list) => list === undefined || list.length === 0) && raw.poll === undefined;
}

/** The text of a message as a person reads it: marks of Discord's written out. */
export function readableText(raw: RawMessage, around: Surroundings): string {
  const text = written(raw.content, raw, around);
  if (text !== '') return text;
  const forwarded = raw.message_snapshots
    ?.map(({ message }) => written(message.content, raw, around))
    .join('\n');
  if (forwarded) return `(forwarded) ${forwarded}`;
  const stickers = raw.sticker_items?.map(({ name }) => `(sticker: ${name})`).join(' ');
  return stickers ?? '';
}

function written(content: string, raw: RawMessage, around: Surroundings): string {
  const names = new Map(raw.mentions.map((user) => [user.id, nameOf(user)]));
  return content
    .replace(/<@!?(\d+)>/g, (_, id: string) => `@${names.get(id) ?? 'someone'}`)
    .replace(/<@&(\d+)>/g, (_, id: string) => `@${around.roleName(raw.guild_id, id) ?? 'a role'}`)
    .replace(/<#(\d+)>/g, (_, id: string) => `#${around.channelName(id) ?? 'a channel'}`)
    .replace(/<a?:(\w+):\d+>/g, ':$1:')
    .replace(/<\/([^<>:]{1,80}):\d+>/g, '/$1')
    .replace(/<t:(-?\d{1,13})(?::\w)?>/g, (_, seconds: string) => timeText(Number(seconds)));
}

function timeText(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime())
    ? 'some time'
    : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
