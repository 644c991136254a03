import { checkWebhookName } from '../check-webhook.ts';
import { refusal } from '../errors.ts';
import { channelTypes, isThreadType } from '../flags.ts';
import { faceFor } from '../images.ts';
import { deleteAnswer, editAnswer, followUp, getAnswer } from '../interaction-answers.ts';
import { type MessageBody, readMessageBody, refuseEmpty } from '../message-body.ts';
import type { Channel, Message, ShownAuthor, Webhook } from '../model.ts';
import { post, remove, revise } from '../posting.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route } from '../router.ts';
import { startThread, wakeThread } from '../threads.ts';
import { shownTo } from './messages.ts';
import { webhookByToken } from './webhooks.ts';

/** Routes by which a webhook (or an application, by an interaction's token) posts and changes messages. */
export const webhookMessageRoutes: Route[] = [
  route('POST', '/webhooks/:webhook/:token', orFollowUp(execute, followUp)),
  route('GET', '/webhooks/:webhook/:token/messages/:message', orFollowUp(getMessage, getAnswer)),
  route('PATCH', '/webhooks/:webhook/:token/messages/:message', orFollowUp(editMessage, editAnswer)),
  route('DELETE', '/webhooks/:webhook/:token/messages/:message', orFollowUp(deleteMessage, deleteAnswer)),
];

type Act = Route['act'];

function orFollowUp(asWebhook: Act, asApplication: Act): Act {
  return (ask, realm) =>
    realm.state.apps.has(ask.param('webhook')) ? asApplication(ask, realm) : asWebhook(ask, realm);
}

function execute(ask: Ask, realm: Realm): unknown {
  const webhook = webhookByToken(ask, realm);
  const body = readMessageBody(ask.body, ask.files, realm.state.nextId);
  const shown = shownAs(realm, webhook, ask);
  refuseEmpty(body);
  if (webhook.applicationId === null && ask.query.get('with_components') !== 'true')
    body.components = undefined;
  const channel = targetOf(ask, realm, webhook, body);
  if (channel.thread) wakeThread(realm, channel);
  const opensPost = ask.body['thread_name'] !== undefined;
  const message = post(realm, {
    channel,
    authorId: webhook.id,
    shown,
    body: { ...body, replyTo: undefined },
    mayMentionEveryone: true,
    extra: {
      webhookId: webhook.id,
      ...(webhook.applicationId === null ? {} : { applicationId: webhook.applicationId }),
      // The first message of a forum post bears the post's own id.
      ...(opensPost ? { id: channel.id } : {}),
    },
  });
  return isTrue(ask.query.get('wait')) ? shownTo(realm, undefined, message) : undefined;
}

function isTrue(value: string | null): boolean {
  return value !== null && ['true', 'True', '1'].includes(value);
}

function shownAs(realm: Realm, webhook: Webhook, ask: Ask): ShownAuthor {
  const { username, avatar_url: address } = ask.body;
  if (username !== undefined && username !== null) checkWebhookName(username, 'username');
  const name = typeof username === 'string' ? username.trim() : webhook.name;
  if (typeof address === 'string' && address !== '') return { name, ...faceFor(realm, address) };
  return { name, avatar: webhook.avatar };
}

function targetOf(ask: Ask, realm: Realm, webhook: Webhook, body: MessageBody): Channel {
  const channel = realm.state.channels.get(webhook.channelId);
  if (!channel) throw refusal('unknownWebhook');
  const threadId = ask.query.get('thread_id');
  const threadName = ask.body['thread_name'];
  if (threadId !== null && threadName !== undefined) throw refusal('webhookOneThread');
  if (threadId !== null) return threadOf(realm, channel, threadId);
  if (channel.type !== channelTypes.forum) {
    if (threadName !== undefined) throw refusal('webhookNoForum');
    return channel;
  }
  if (typeof threadName !== 'string') throw refusal('webhookNeedsThread');
  return startThread(realm, {
    parent: channel,
    name: threadName,
    ownerId: webhook.id,
    appliedTags: [],
    body,
  });
}

function threadOf(realm: Realm, parent: Channel, id: string): Channel {
  const thread = realm.state.channels.get(id);
  if (!thread || !isThreadType(thread.type) || thread.parentId !== parent.id) throw refusal('unknownChannel');
  return thread;
}

function ownMessage(ask: Ask, realm: Realm): Message {
  const webhook = webhookByToken(ask, realm);
  const message = realm.state.messages.get(ask.param('message'));
  // A message in a thread is found only by a request that names the thread.
  const place = ask.query.get('thread_id') ?? webhook.channelId;
  const isThere = message?.authorId === webhook.id && message.channelId === place;
  if (!isThere || message.deleted) throw refusal('unknownMessage');
  return message;
}

function getMessage(ask: Ask, realm: Realm): unknown {
  return shownTo(realm, undefined, ownMessage(ask, realm));
}

function editMessage(ask: Ask, realm: Realm): unknown {
  const message = ownMessage(ask, realm);
  const body = readMessageBody(ask.body, ask.files, realm.state.nextId, message.flags);
  return shownTo(realm, undefined, revise(realm, message, body, true));
}

function deleteMessage(ask: Ask, realm: Realm): undefined {
  remove(realm, ownMessage(ask, realm));
}
