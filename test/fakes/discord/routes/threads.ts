import { isJson } from '../../http.ts';
import { badForm, createFormErrors, refusal } from '../errors.ts';
import { textField } from '../fields.ts';
import { applicationFlags, channelTypes, isThreadType } from '../flags.ts';
import { readMessageBody, refuseEmpty } from '../message-body.ts';
import type { Caller, Channel } from '../model.ts';
import { may, need } from '../permissions.ts';
import { post, postNotice } from '../posting.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route, withStatus } from '../router.ts';
import { setThreadMember, startThread } from '../threads.ts';
import { channelView, threadMemberView } from '../views.ts';
import { channelOf, messageOf } from './lookups.ts';
import { shownTo } from './messages.ts';

/** Routes that open threads, list them, and say who is in them. */
export const threadRoutes: Route[] = [
  route('POST', '/channels/:channel/messages/:message/threads', startOnMessage),
  route('POST', '/channels/:channel/threads', startFree),
  route('GET', '/channels/:channel/threads/archived/public', (ask, realm) => archived(ask, realm, false)),
  route('GET', '/channels/:channel/threads/archived/private', (ask, realm) => archived(ask, realm, true)),
  route('GET', '/channels/:channel/users/@me/threads/archived/private', (ask, realm) =>
    archived(ask, realm, true),
  ),
  route('GET', '/channels/:channel/thread-members', listMembers),
  route('GET', '/channels/:channel/thread-members/:user', getMember),
  route('PUT', '/channels/:channel/thread-members/:user', (ask, realm) => setMember(ask, realm, true)),
  route('DELETE', '/channels/:channel/thread-members/:user', (ask, realm) => setMember(ask, realm, false)),
];

const starterNotice = 21;
const createdNotice = 18;

function nameOf(ask: Ask): string {
  const errors = createFormErrors();
  const name = textField(ask.body, 'name', errors);
  if (name === undefined) errors.add('name', 'BASE_TYPE_REQUIRED', 'This field is required');
  errors.throwIfAny();
  return name ?? '';
}

function archiveMinutes(ask: Ask): number {
  const value = ask.body['auto_archive_duration'];
  if (value === undefined || value === null) return 4320;
  if (value === 60 || value === 1440 || value === 4320 || value === 10_080) return value;
  throw badForm(
    'auto_archive_duration',
    'BASE_TYPE_CHOICES',
    'Value must be one of (60, 1440, 4320, 10080).',
  );
}

function startOnMessage(ask: Ask, realm: Realm): unknown {
  const channel = channelOf(ask, realm);
  const caller = ask.caller();
  if (isThreadType(channel.type) || channel.guildId === undefined) throw refusal('wrongChannelType');
  need(realm.state, caller, channel, 'CREATE_PUBLIC_THREADS');
  const message = messageOf(ask, realm, channel);
  if (message.threadId !== undefined) throw refusal('threadExists');
  const name = nameOf(ask);
  const autoArchiveMinutes = archiveMinutes(ask);
  const thread = startThread(realm, {
    parent: channel,
    name,
    ownerId: caller.user.id,
    starter: message,
    autoArchiveMinutes,
  });
  const reference = { referenceId: message.id, referenceChannelId: channel.id };
  postNotice(realm, thread, caller.user.id, starterNotice, reference);
  return withStatus(201, channelView(realm.state, thread, caller.user.id));
}

function startFree(ask: Ask, realm: Realm): unknown {
  const channel = channelOf(ask, realm);
  const caller = ask.caller();
  if (isThreadType(channel.type) || channel.guildId === undefined) throw refusal('wrongChannelType');
  return withStatus(
    201,
    channel.type === channelTypes.forum
      ? startPost(ask, realm, channel, caller)
      : startPlain(ask, realm, channel, caller),
  );
}

function startPost(ask: Ask, realm: Realm, forum: Channel, caller: Caller): unknown {
  need(realm.state, caller, forum, 'SEND_MESSAGES');
  const message = isJson(ask.body['message']) ? ask.body['message'] : {};
  const body = readMessageBody(message, ask.files, realm.state.nextId);
  refuseEmpty(body);
  const tags = Array.isArray(ask.body['applied_tags']) ? ask.body['applied_tags'].map(String) : [];
  const { user } = caller;
  const thread = startThread(realm, {
    parent: forum,
    name: nameOf(ask),
    ownerId: user.id,
    appliedTags: tags,
    autoArchiveMinutes: archiveMinutes(ask),
  });
  const first = post(realm, {
    channel: thread,
    authorId: user.id,
    shown: { name: user.username, avatar: user.avatar },
    body,
    mayMentionEveryone: may(realm.state, user.id, forum, 'MENTION_EVERYONE'),
    // The first message of a forum post bears the post's own id.
    extra: { id: thread.id },
  });
  return { ...channelView(realm.state, thread, user.id), message: shownTo(realm, caller, first) };
}

function startPlain(ask: Ask, realm: Realm, channel: Channel, caller: Caller): unknown {
  const isPublic = ask.body['type'] === channelTypes.publicThread;
  need(realm.state, caller, channel, isPublic ? 'CREATE_PUBLIC_THREADS' : 'CREATE_PRIVATE_THREADS');
  const thread = startThread(realm, {
    parent: channel,
    name: nameOf(ask),
    ownerId: caller.user.id,
    type: isPublic ? channelTypes.publicThread : channelTypes.privateThread,
    autoArchiveMinutes: archiveMinutes(ask),
  });
  if (isPublic) {
    const content = thread.name;
    postNotice(realm, channel, caller.user.id, createdNotice, { content, referenceChannelId: thread.id });
  }
  return channelView(realm.state, thread, caller.user.id);
}

function archived(ask: Ask, realm: Realm, isPrivate: boolean): unknown {
  const channel = channelOf(ask, realm);
  const { user } = ask.caller();
  need(realm.state, ask.caller(), channel, 'READ_MESSAGE_HISTORY');
  const threads = [...realm.state.channels.values()].filter(
    (each) =>
      each.parentId === channel.id &&
      each.thread?.archived === true &&
      (each.type === channelTypes.privateThread) === isPrivate,
  );
  return {
    threads: threads.map((thread) => channelView(realm.state, thread, user.id)),
    members: threads
      .filter((thread) => thread.thread?.memberIds.has(user.id))
      .map((thread) => threadMemberView(thread, user.id)),
    has_more: false,
  };
}

function threadOf(ask: Ask, realm: Realm): Channel {
  const thread = channelOf(ask, realm);
  if (!isThreadType(thread.type)) throw refusal('wrongChannelType');
  need(realm.state, ask.caller(), thread);
  return thread;
}

// The whole list is for applications with the privileged intent only.
function listMembers(ask: Ask, realm: Realm): unknown {
  const thread = threadOf(ask, realm);
  const { app } = ask.caller();
  if (app && (app.flags & applicationFlags.members) === 0) throw refusal('missingAccess');
  return [...(thread.thread?.memberIds ?? [])].map((id) => threadMemberView(thread, id));
}

function memberIdOf(ask: Ask): string {
  const wanted = ask.param('user');
  return wanted === '@me' ? ask.caller().user.id : wanted;
}

function getMember(ask: Ask, realm: Realm): unknown {
  const thread = threadOf(ask, realm);
  const id = memberIdOf(ask);
  if (!thread.thread?.memberIds.has(id)) throw refusal('unknownMember');
  return threadMemberView(thread, id);
}

function setMember(ask: Ask, realm: Realm, isIn: boolean): undefined {
  const thread = threadOf(ask, realm);
  if (thread.thread?.archived) throw refusal('threadArchived');
  const id = memberIdOf(ask);
  const isOther = id !== ask.caller().user.id;
  if (isOther && isIn) need(realm.state, ask.caller(), thread, 'SEND_MESSAGES_IN_THREADS');
  if (isOther && !isIn) need(realm.state, ask.caller(), thread, 'MANAGE_THREADS');
  setThreadMember(realm, thread, id, isIn);
}
