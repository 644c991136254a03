import type { Json } from '../http.ts';
import { type Acts, createActs, type Defaults } from './acts.ts';
import { callerOf } from './callers.ts';
import type { GivenFile } from './given-file.ts';
import type { User } from './model.ts';
import type { UploadedFile } from './multipart.ts';
import { type Post, postView } from './posts.ts';
import type { Realm } from './realm.ts';
import type { Router } from './router.ts';

/** What may go with a message. */
export interface SayOptions {
  replyTo?: string;
  /** False replies without notifying; true by default, as in Discord's own program. */
  pingReply?: boolean;
  files?: GivenFile[];
  /** Users to mention in front of the text. */
  mentions?: string[];
  embeds?: Json[];
  components?: Json[];
  allowedMentions?: Json;
}

/** What a webhook post may wear and where it goes. */
export interface WebhookPost {
  username?: string;
  avatarUrl?: string;
  text: string;
  threadId?: string;
}

/** An account that acts in process; what Discord would refuse throws a `Refusal`. */
export interface Account extends Acts {
  id: string;
  token: string;
  username: string;
  /** A mention of this account, to put into a text. */
  mention: string;
  say(channelId: string, text: string, options?: SayOptions): Post;
  edit(messageId: string, text: string): Post;
  delete(messageId: string): void;
  react(messageId: string, emoji: string): void;
  unreact(messageId: string, emoji: string): void;
  type(channelId: string): void;
  /** Opens a thread on a message, or a free one; in a forum with its first message. Returns its id. */
  startThread(channelId: string, name: string, from?: { messageId?: string; text?: string }): string;
  /** The id of the direct conversation with somebody. */
  openDm(userId: string): string;
  /** Says something in private. */
  dm(userId: string, text: string, options?: SayOptions): Post;
  createWebhook(channelId: string, name: string): { id: string; token: string };
  postByWebhook(webhook: { id: string; token: string }, post: WebhookPost): Post;
  /** Does what PluralKit does: deletes somebody's message and says it again through an own webhook. */
  proxy(messageId: string, as: { username: string; avatarUrl?: string; text?: string }): Post;
  /** Any request of the API, without the network; returns the answer's body. */
  call(method: string, path: string, body?: unknown, files?: GivenFile[]): unknown;
}

/** Lets an account act in process, by the same routes as over the network. */
export function createAccount(realm: Realm, router: Router, user: User, defaults: () => Defaults): Account {
  const call: Account['call'] = (method, path, body = {}, files = []) => {
    const [bare = '', search] = path.split('?');
    return router.run(realm, {
      method,
      path: bare,
      query: new URLSearchParams(search),
      body,
      files: files.map(uploaded),
      caller: callerOf(realm, user),
    }).body;
  };
  const at = (messageId: string) => `/channels/${channelOfMessage(realm, messageId)}/messages/${messageId}`;
  const seen = (body: unknown) => seenPost(realm, body);
  const account: Account = {
    id: user.id,
    token: user.token,
    username: user.username,
    mention: `<@${user.id}>`,
    call,
    ...createActs(realm, user, defaults),
    say: (channelId, text, options = {}) =>
      seen(call('POST', `/channels/${channelId}/messages`, messageBody(text, options), options.files)),
    edit: (messageId, text) => seen(call('PATCH', at(messageId), { content: text })),
    delete: (messageId) => void call('DELETE', at(messageId)),
    react: (messageId, emoji) =>
      void call('PUT', `${at(messageId)}/reactions/${encodeURIComponent(emoji)}/@me`),
    unreact: (messageId, emoji) =>
      void call('DELETE', `${at(messageId)}/reactions/${encodeURIComponent(emoji)}/@me`),
    type: (channelId) => void call('POST', `/channels/${channelId}/typing`),
    startThread: (channelId, name, from = {}) =>
      idOf(call('POST', ...threadRequest(realm, channelId, name, from))),
    openDm: (userId) => idOf(call('POST', '/users/@me/channels', { recipient_id: userId })),
    dm: (userId, text, options) => account.say(account.openDm(userId), text, options),
    createWebhook(channelId, name) {
      const made = call('POST', `/channels/${channelId}/webhooks`, { name }) as Json;
      return { id: String(made['id']), token: String(made['token']) };
    },
    postByWebhook: (webhook, post) => seen(call('POST', ...webhookRequest(webhook, post))),
    proxy: (messageId, as) => proxy(realm, account, messageId, as),
  };
  return account;
}

function uploaded(file: GivenFile, index: number): UploadedFile {
  return {
    index: String(index),
    filename: file.name,
    contentType: file.contentType ?? 'application/octet-stream',
    bytes: Buffer.from(file.content as Uint8Array),
  };
}

function messageBody(text: string, options: SayOptions): Json {
  const mentions = (options.mentions ?? []).map((id) => `<@${id}> `).join('');
  return {
    content: mentions + text,
    ...(options.replyTo === undefined ? {} : { message_reference: { message_id: options.replyTo } }),
    ...(options.pingReply === false
      ? { allowed_mentions: { parse: ['users', 'roles', 'everyone'], replied_user: false } }
      : {}),
    ...(options.allowedMentions === undefined ? {} : { allowed_mentions: options.allowedMentions }),
    ...(options.embeds === undefined ? {} : { embeds: options.embeds }),
    ...(options.components === undefined ? {} : { components: options.components }),
  };
}

function threadRequest(
  realm: Realm,
  channelId: string,
  name: string,
  from: { messageId?: string; text?: string },
): [string, Json] {
  if (from.messageId !== undefined)
    return [`/channels/${channelId}/messages/${from.messageId}/threads`, { name }];
  const isForum = realm.state.channels.get(channelId)?.type === 15;
  return [
    `/channels/${channelId}/threads`,
    isForum ? { name, message: { content: from.text ?? name } } : { name, type: 11 },
  ];
}

function webhookRequest(webhook: { id: string; token: string }, post: WebhookPost): [string, Json] {
  const thread = post.threadId === undefined ? '' : `&thread_id=${post.threadId}`;
  const body = {
    content: post.text,
    ...(post.username === undefined ? {} : { username: post.username }),
    ...(post.avatarUrl === undefined ? {} : { avatar_url: post.avatarUrl }),
  };
  return [`/webhooks/${webhook.id}/${webhook.token}?wait=true${thread}`, body];
}

function proxy(
  realm: Realm,
  account: Account,
  messageId: string,
  as: { username: string; avatarUrl?: string; text?: string },
): Post {
  const original = realm.state.messages.get(messageId);
  const channel = realm.state.channels.get(original?.channelId ?? '');
  if (!original || !channel) throw new Error(`no message ${messageId} to proxy`);
  const isThread = channel.thread !== undefined;
  const placeId = isThread ? (channel.parentId ?? channel.id) : channel.id;
  const listed = account.call('GET', `/channels/${placeId}/webhooks`) as Json[];
  const own = listed.find((webhook) => webhook['application_id'] === account.id);
  const webhook = own
    ? { id: String(own['id']), token: String(own['token']) }
    : account.createWebhook(placeId, `${account.username} proxy`);
  const post = account.postByWebhook(webhook, {
    text: original.content,
    ...as,
    ...(isThread ? { threadId: channel.id } : {}),
  });
  account.delete(messageId);
  return post;
}

function channelOfMessage(realm: Realm, messageId: string): string {
  return realm.state.messages.get(messageId)?.channelId ?? '0';
}

function idOf(body: unknown): string {
  return String((body as Json)['id']);
}

function seenPost(realm: Realm, body: unknown): Post {
  const message = realm.state.messages.get(idOf(body));
  if (!message) throw new Error('the fake Discord lost a message it just took');
  return postView(realm, message);
}
