import { announce, announceInGuild, announceMessage, sceneOf } from './announce.ts';
import { badForm } from './errors.ts';
import { lengthOf } from './fields.ts';
import { channelTypes, intents, messageFlags } from './flags.ts';
import type { MessageBody } from './message-body.ts';
import type { Channel, Message } from './model.ts';
import type { Realm } from './realm.ts';
import { addChannel, isoNow } from './state.ts';
import { channelView, threadMemberView } from './views.ts';

/** A thread about to be opened. */
export interface ThreadDraft {
  parent: Channel;
  name: string;
  ownerId: string;
  type?: number;
  autoArchiveMinutes?: number;
  appliedTags?: string[];
  /** The message it hangs on; the thread then has the message's id. */
  starter?: Message;
  body?: MessageBody;
}

/** Opens a thread and tells those who see its channel. */
export function startThread(realm: Realm, draft: ThreadDraft): Channel {
  const { parent, starter } = draft;
  checkName(draft.name);
  const now = isoNow(realm.state);
  const channel = addChannel(realm.state, draft.type ?? channelTypes.publicThread, draft.name, {
    ...(starter ? { id: starter.id } : {}),
    ...(parent.guildId === undefined ? {} : { guildId: parent.guildId }),
    parentId: parent.id,
    thread: {
      ownerId: draft.ownerId,
      archived: false,
      locked: false,
      autoArchiveMinutes: draft.autoArchiveMinutes ?? 4320,
      archivedAt: now,
      createdAt: now,
      memberIds: new Set([draft.ownerId]),
      appliedTags: draft.appliedTags ?? [],
    },
  });
  announceThread(realm, 'THREAD_CREATE', channel, { newly_created: true });
  if (starter) hangOn(realm, starter, channel);
  return channel;
}

// The message that a thread hangs on changes by it, which everyone is told.
function hangOn(realm: Realm, starter: Message, thread: Channel): void {
  starter.threadId = thread.id;
  starter.flags |= messageFlags.hasThread;
  announceMessage(realm, 'MESSAGE_UPDATE', starter);
}

/** Opens an archived thread again, as every message in it does. */
export function wakeThread(realm: Realm, thread: Channel): void {
  if (!thread.thread?.archived) return;
  thread.thread.archived = false;
  thread.thread.archivedAt = isoNow(realm.state);
  announceThread(realm, 'THREAD_UPDATE', thread);
}

function checkName(name: string): void {
  const length = lengthOf(name);
  if (length >= 1 && length <= 100) return;
  throw badForm('name', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.');
}

/** Tells about a new or changed thread. */
export function announceThread(
  realm: Realm,
  type: 'THREAD_CREATE' | 'THREAD_UPDATE',
  thread: Channel,
  extra = {},
): void {
  const data = { ...channelView(realm.state, thread), ...extra };
  announce(realm, type, sceneOf(thread), data, intents.guilds, 0);
}

/** Adds or removes a member of a thread and tells about it. */
export function setThreadMember(realm: Realm, thread: Channel, userId: string, isIn: boolean): void {
  const members = thread.thread?.memberIds;
  if (!members || members.has(userId) === isIn) return;
  if (isIn) members.add(userId);
  else members.delete(userId);
  announceInGuild(
    realm,
    'THREAD_MEMBERS_UPDATE',
    thread.guildId ?? '',
    {
      id: thread.id,
      guild_id: thread.guildId,
      member_count: members.size,
      added_members: isIn ? [threadMemberView(thread, userId)] : [],
      removed_member_ids: isIn ? [] : [userId],
    },
    intents.guildMembers,
  );
}
