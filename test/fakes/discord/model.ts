import type { Json } from '../http.ts';

/** A person or bot account. */
export interface User {
  id: string;
  username: string;
  globalName: string | null;
  bot: boolean;
  avatar: string | null;
  token: string;
  /** The application whose bot this is. */
  appId?: string;
}

/** An application of the developer portal. */
export interface App {
  id: string;
  name: string;
  botId: string;
  ownerId: string;
  flags: number;
  emojis: Map<string, AppEmoji>;
  /** Commands by scope: a guild's id, or `global`. */
  commands: Map<string, Map<string, Command>>;
}

/** An emoji owned by an application. */
export interface AppEmoji {
  id: string;
  name: string;
  animated: boolean;
  bytes: Buffer;
  contentType: string;
}

/** A registered application command; `body` is what is shown of it. */
export interface Command {
  id: string;
  appId: string;
  guildId?: string;
  type: number;
  name: string;
  body: Json;
}

/** A role of a guild. */
export interface Role {
  id: string;
  name: string;
  permissions: bigint;
  position: number;
  mentionable: boolean;
  managed: boolean;
  botId?: string;
}

/** A user's membership of a guild. */
export interface Member {
  userId: string;
  roles: string[];
  nick: string | null;
  joinedAt: string;
  /** While it lasts, the member can only look on. */
  timedOutUntil?: string;
}

/** A server of people. */
export interface Guild {
  id: string;
  name: string;
  ownerId: string;
  roles: Map<string, Role>;
  members: Map<string, Member>;
  channelIds: Set<string>;
}

/** A permission overwrite of a channel; type 0 is for a role, 1 for a member. */
export interface Overwrite {
  id: string;
  type: 0 | 1;
  allow: bigint;
  deny: bigint;
}

/** What only threads have. */
export interface ThreadState {
  ownerId: string;
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  archivedAt: string;
  createdAt: string;
  memberIds: Set<string>;
  appliedTags: string[];
}

/** A channel, thread or direct conversation, with its messages oldest first. */
export interface Channel {
  id: string;
  type: number;
  guildId?: string;
  parentId: string | null;
  name: string;
  topic: string | null;
  position: number;
  nsfw: boolean;
  slowmodeSeconds: number;
  overwrites: Map<string, Overwrite>;
  recipients: string[];
  thread?: ThreadState;
  messages: Message[];
  lastMessageId: string | null;
}

/** A file that was posted. */
export interface Attachment {
  id: string;
  filename: string;
  description?: string;
  contentType: string;
  bytes: Buffer;
}

/** Who a message is shown to be from. */
export interface ShownAuthor {
  name: string;
  avatar: string | null;
  /** The address a webhook gave, if its picture can be shown. */
  avatarUrl?: string;
}

/** The people and roles that a message really notified. */
export interface Pinged {
  everyone: boolean;
  users: string[];
  roles: string[];
}

/** A reaction: one emoji and who chose it. */
export interface Reaction {
  emoji: { id: string | null; name: string };
  users: Set<string>;
}

/** A message as the server keeps it. */
export interface Message {
  id: string;
  channelId: string;
  guildId?: string;
  type: number;
  authorId: string;
  shown: ShownAuthor;
  webhookId?: string;
  applicationId?: string;
  content: string;
  editedAt: string | null;
  attachments: Attachment[];
  embeds: Json[];
  components: Json[];
  mentions: string[];
  mentionRoles: string[];
  mentionEveryone: boolean;
  pinged: Pinged;
  reactions: Map<string, Reaction>;
  referenceId?: string;
  referenceChannelId?: string;
  nonce?: string | number;
  flags: number;
  tts: boolean;
  pinned: boolean;
  threadId?: string;
  interaction?: Json;
  allowedMentions?: Json;
  /** Set when only this user may see it. */
  onlyFor?: string;
  deleted: boolean;
  /** Earlier texts, oldest first. */
  history: string[];
}

/** An incoming webhook. */
export interface Webhook {
  id: string;
  channelId: string;
  guildId: string;
  name: string;
  avatar: string | null;
  token: string;
  applicationId: string | null;
  userId: string;
}

/** The account behind a request or connection. */
export interface Caller {
  user: User;
  app?: App;
}
