import { type Json, patienceMs } from '../http.ts';
import { messageFlags } from './flags.ts';
import type { Message, Pinged } from './model.ts';
import type { Realm } from './realm.ts';
import { timeOf } from './snowflake.ts';

/** A message as people in the channel see it, with what a test wants to know about it. */
export interface Post {
  id: string;
  channelId: string;
  guildId?: string;
  /** The name shown: of the account, or the one a webhook wore for this message. */
  author: string;
  /** The account's or webhook's id. */
  authorId: string;
  /** True for what bots, applications and webhooks said. */
  isBot: boolean;
  webhookId?: string;
  applicationId?: string;
  /** The hash of the face shown; null is Discord's default face. */
  avatar: string | null;
  /** The address given for the face, when it can be shown. */
  avatarUrl?: string;
  text: string;
  /** Earlier texts, oldest first. */
  history: string[];
  edited: boolean;
  deleted: boolean;
  /** Set when only this user sees it. */
  onlyFor?: string;
  /** True while an application "is thinking". */
  loading: boolean;
  embeds: Json[];
  components: Json[];
  files: { name: string; bytes: Buffer; contentType: string; description?: string }[];
  replyTo?: string;
  threadId?: string;
  /** `allowed_mentions` exactly as sent. */
  allowedMentions?: Json;
  /** Who was really notified. */
  pinged: Pinged;
  reactions: Record<string, string[]>;
  flags: number;
  at: number;
}

/** What is seen of a message at this moment. */
export function postView(realm: Realm, message: Message): Post {
  const user = realm.state.users.get(message.authorId);
  return {
    id: message.id,
    channelId: message.channelId,
    author: message.shown.name,
    authorId: message.authorId,
    isBot: user?.bot ?? true,
    avatar: message.shown.avatar,
    text: message.content,
    history: [...message.history],
    edited: message.editedAt !== null,
    deleted: message.deleted,
    loading: (message.flags & messageFlags.loading) !== 0,
    embeds: message.embeds,
    components: message.components,
    files: message.attachments.map(({ filename, bytes, contentType, description }) => ({
      name: filename,
      bytes,
      contentType,
      ...(description === undefined ? {} : { description }),
    })),
    pinged: message.pinged,
    reactions: Object.fromEntries([...message.reactions].map(([emoji, { users }]) => [emoji, [...users]])),
    flags: message.flags,
    at: timeOf(message.id),
    ...optionalParts(message),
  };
}

function optionalParts(message: Message): Partial<Post> {
  return {
    ...(message.guildId === undefined ? {} : { guildId: message.guildId }),
    ...(message.webhookId === undefined ? {} : { webhookId: message.webhookId }),
    ...(message.applicationId === undefined ? {} : { applicationId: message.applicationId }),
    ...(message.shown.avatarUrl === undefined ? {} : { avatarUrl: message.shown.avatarUrl }),
    ...(message.onlyFor === undefined ? {} : { onlyFor: message.onlyFor }),
    ...(message.referenceId === undefined ? {} : { replyTo: message.referenceId }),
    ...(message.threadId === undefined ? {} : { threadId: message.threadId }),
    ...(message.allowedMentions === undefined ? {} : { allowedMentions: message.allowedMentions }),
  };
}

/** Everything anyone posted in a channel, oldest first, deleted and private messages included. */
export function postsIn(realm: Realm, channelId: string): Post[] {
  const messages = realm.state.channels.get(channelId)?.messages ?? [];
  return messages.map((message) => postView(realm, message));
}

/** How long to wait, and from which message on to look. */
export interface WaitOptions {
  timeoutMs?: number;
  /** Only messages after this one count. */
  after?: string;
}

/** Waits until a message in a channel fits, counting those that are there already; rejects after a while. */
export function waitForPost(
  realm: Realm,
  channelId: string,
  fits: (post: Post) => boolean,
  { timeoutMs = patienceMs, after = '0' }: WaitOptions = {},
): Promise<Post> {
  const isLater = (id: string) => BigInt(id) > BigInt(after);
  const find = (message: Message): Post | undefined => {
    if (message.channelId !== channelId || !isLater(message.id)) return undefined;
    const post = postView(realm, message);
    return fits(post) ? post : undefined;
  };
  return waitFor<Message, Post>({
    subscribe: (hear) => {
      realm.signals.on('message', hear);
      return () => realm.signals.off('message', hear);
    },
    find,
    now: () => first(realm.state.channels.get(channelId)?.messages ?? [], find),
    timeoutMs,
    complaint: () =>
      `no such post in channel ${channelId} within ${timeoutMs} ms; there are:\n${listing(realm, channelId)}`,
  });
}

function first<T, R>(items: T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function listing(realm: Realm, channelId: string): string {
  const posts = postsIn(realm, channelId).slice(-20);
  return posts.map((post) => `  ${post.author}: ${post.text}${post.deleted ? ' (deleted)' : ''}`).join('\n');
}

/** Something to wait for: checked now and at every signal. */
export interface Awaited<S, T> {
  subscribe: (hear: (signal: S) => void) => () => void;
  find: (signal: S) => T | undefined;
  now: () => T | undefined;
  timeoutMs: number;
  complaint: () => string;
}

/** Waits for a condition without polling; rejects with a complaint when it takes too long. */
export function waitFor<S, T>(awaited: Awaited<S, T>): Promise<T> {
  const already = awaited.now();
  if (already !== undefined) return Promise.resolve(already);
  return new Promise((resolve, reject) => {
    const stop = awaited.subscribe((signal) => {
      const found = awaited.find(signal);
      if (found !== undefined) finish(() => resolve(found));
    });
    const timer = setTimeout(() => finish(() => reject(new Error(awaited.complaint()))), awaited.timeoutMs);
    function finish(settle: () => void): void {
      clearTimeout(timer);
      stop();
      settle();
    }
  });
}
