import { randomBytes } from 'node:crypto';
import { channelTypes } from './flags.ts';
import type {
  App,
  Attachment,
  Channel,
  Guild,
  Member,
  Message,
  Overwrite,
  Role,
  User,
  Webhook,
} from './model.ts';
import { createSnowflakes } from './snowflake.ts';

/** Everything the fake Discord remembers. */
export interface State {
  clock: () => number;
  nextId: () => string;
  users: Map<string, User>;
  tokens: Map<string, User>;
  apps: Map<string, App>;
  guilds: Map<string, Guild>;
  channels: Map<string, Channel>;
  messages: Map<string, Message>;
  webhooks: Map<string, Webhook>;
  /** Direct conversations by their sorted user ids. */
  directs: Map<string, string>;
  /** Pictures by hash: bytes that were uploaded, or the address they came from. */
  images: Map<string, { bytes?: Buffer; contentType?: string; url?: string }>;
  /** Files that were given to commands, by id. */
  uploads: Map<string, Attachment>;
}

/** Starts with nothing in it. */
export function createState(clock: () => number): State {
  return {
    clock,
    nextId: createSnowflakes(clock),
    users: new Map(),
    tokens: new Map(),
    apps: new Map(),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    webhooks: new Map(),
    directs: new Map(),
    images: new Map(),
    uploads: new Map(),
  };
}

/** The clock's time as Discord writes it. */
export function isoNow(state: State): string {
  return new Date(state.clock()).toISOString().replace('Z', '000+00:00');
}

/** Makes a secret in the shape of a bot's or person's token. */
export function createToken(userId: string): string {
  const head = Buffer.from(userId).toString('base64url');
  return `${head}.${randomBytes(4).toString('base64url')}.${randomBytes(28).toString('base64url')}`;
}

/** Adds an account. */
export function addUser(state: State, username: string, extra: Partial<User> = {}): User {
  const id = extra.id ?? state.nextId();
  const user: User = {
    id,
    username,
    globalName: null,
    bot: false,
    avatar: null,
    token: createToken(id),
    ...extra,
  };
  state.users.set(id, user);
  state.tokens.set(user.token, user);
  return user;
}

/** Adds an application with its bot account, which share one id as they do for new applications. */
export function addApp(state: State, name: string, ownerId: string, flags: number): { app: App; bot: User } {
  const id = state.nextId();
  const bot = addUser(state, name, { id, bot: true, appId: id });
  const app: App = { id, name, botId: id, ownerId, flags, emojis: new Map(), commands: new Map() };
  state.apps.set(id, app);
  return { app, bot };
}

/** Adds a guild with its @everyone role; the owner becomes a member. */
export function addGuild(state: State, name: string, ownerId: string, everyone: bigint): Guild {
  const id = state.nextId();
  const guild: Guild = {
    id,
    name,
    ownerId,
    roles: new Map(),
    members: new Map(),
    channelIds: new Set(),
  };
  state.guilds.set(id, guild);
  addRole(state, guild, '@everyone', everyone, { id, position: 0 });
  addMember(state, guild, ownerId);
  return guild;
}

/** Adds a role to a guild. */
export function addRole(
  state: State,
  guild: Guild,
  name: string,
  permissions: bigint,
  extra: Partial<Role> = {},
): Role {
  const role: Role = {
    id: state.nextId(),
    name,
    permissions,
    position: guild.roles.size,
    mentionable: false,
    managed: false,
    ...extra,
  };
  guild.roles.set(role.id, role);
  return role;
}

/** Makes a user a member of a guild. */
export function addMember(state: State, guild: Guild, userId: string, roles: string[] = []): Member {
  const member: Member = { userId, roles, nick: null, joinedAt: isoNow(state) };
  guild.members.set(userId, member);
  return member;
}

/** Adds a channel, thread or direct conversation. */
export function addChannel(state: State, type: number, name: string, extra: Partial<Channel> = {}): Channel {
  const channel: Channel = {
    id: state.nextId(),
    type,
    parentId: null,
    name,
    topic: null,
    position: 0,
    nsfw: false,
    slowmodeSeconds: 0,
    overwrites: new Map<string, Overwrite>(),
    recipients: [],
    messages: [],
    lastMessageId: null,
    ...extra,
  };
  state.channels.set(channel.id, channel);
  if (channel.guildId !== undefined) state.guilds.get(channel.guildId)?.channelIds.add(channel.id);
  return channel;
}

/** Finds or opens the direct conversation of two people. */
export function directChannel(state: State, a: string, b: string): { channel: Channel; isNew: boolean } {
  const key = [a, b].sort().join(':');
  const existing = state.channels.get(state.directs.get(key) ?? '');
  if (existing) return { channel: existing, isNew: false };
  const channel = addChannel(state, channelTypes.dm, '', { recipients: [a, b] });
  state.directs.set(key, channel.id);
  return { channel, isNew: true };
}

/** The guild a channel belongs to, if it is in one. */
export function guildOf(state: State, channel: Channel): Guild | undefined {
  return channel.guildId === undefined ? undefined : state.guilds.get(channel.guildId);
}
