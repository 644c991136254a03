import { announceInGuild } from './announce.ts';
import { refusal } from './errors.ts';
import {
  allPermissions,
  channelTypes,
  intents,
  type PermissionName,
  permissionBits,
  permissionSet,
} from './flags.ts';
import type { Channel, Guild, User } from './model.ts';
import type { Account } from './people.ts';
import type { Realm } from './realm.ts';
import { announceOverwrites } from './routes/channels.ts';
import { announceMember, removeMember } from './routes/members.ts';
import { announceRole } from './routes/roles.ts';
import { hasIntent, type Session } from './session.ts';
import {
  botPermissions,
  type FirstWorld,
  flagsFor,
  furnishGuild,
  type GuildChannels,
  inviteBot,
  type PrivilegedIntents,
} from './setup.ts';
import { addApp, addChannel, addMember, addRole, addUser } from './state.ts';
import { channelView, guildCreateView, memberView } from './views.ts';

/** What a test may add to the world or change in it while it runs. */
export interface WorldChanges {
  /** Sets what a role or member may (true) and may not (false) do in a channel; the rest stays. */
  setPermissions(
    channelId: string,
    subjectId: string,
    changes: Partial<Record<PermissionName, boolean>>,
  ): void;
  /** Replaces what a role may do in the whole guild. */
  setRolePermissions(roleId: string, permissions: PermissionName[]): void;
  /** The role a bot brought into a guild. */
  roleOfBot(botId: string, guildId?: string): string;
  setPrivilegedIntents(enabled: PrivilegedIntents, appId?: string): void;
  addGuild(name: string, ownerId?: string): { id: string; channels: GuildChannels };
  /** Invites a bot into a guild; it hears of it at once. */
  invite(botId: string, guildId: string, permissions?: PermissionName[]): void;
  addMember(username: string, options?: { guildId?: string; roles?: string[]; nick?: string }): Account;
  addRole(
    name: string,
    permissions: PermissionName[],
    options?: { guildId?: string; mentionable?: boolean },
  ): string;
  giveRole(userId: string, roleId: string): void;
  addChannel(name: string, options?: { guildId?: string; type?: number; parentId?: string }): string;
  /** Adds another application with a bot, such as a proxy that posts by its own webhook. */
  addBot(
    name: string,
    options?: { permissions?: PermissionName[]; privilegedIntents?: PrivilegedIntents },
  ): Account;
  /** Takes a member, bot or person, out of a guild. */
  removeMember(userId: string, guildId?: string): void;
  /** Closes a person's direct messages: whoever writes to them is refused (50007). */
  closeDirects(userId: string): void;
}

/** Offers the changes for a running world. */
export function createWorldChanges(
  realm: Realm,
  accountOf: (user: User) => Account,
  first: FirstWorld,
): WorldChanges {
  const { state } = realm;
  const guildBy = (id = first.guild.id): Guild => found(state.guilds.get(id));
  return {
    setPermissions: (channelId, subjectId, changes) =>
      setPermissions(realm, found(state.channels.get(channelId)), subjectId, changes),
    setRolePermissions(roleId, permissions) {
      const guild = found([...state.guilds.values()].find(({ roles }) => roles.has(roleId)));
      const role = found(guild.roles.get(roleId));
      role.permissions = permissionSet(...permissions);
      announceRole(realm, 'GUILD_ROLE_UPDATE', guild, role);
    },
    roleOfBot: (botId, guildId) =>
      found([...guildBy(guildId).roles.values()].find((role) => role.botId === botId)).id,
    setPrivilegedIntents(enabled, appId = first.app.id) {
      found(state.apps.get(appId)).flags = flagsFor(enabled);
    },
    addGuild(name, ownerId = first.alice.id) {
      const { guild, channels } = furnishGuild(state, name, ownerId);
      return { id: guild.id, channels };
    },
    invite: (botId, guildId, permissions) =>
      invite(realm, guildBy(guildId), found(state.users.get(botId)), setOr(permissions)),
    addMember(username, { guildId, roles = [], nick } = {}) {
      const user = addUser(state, username);
      join(realm, guildBy(guildId), user, roles, nick);
      return accountOf(user);
    },
    addRole(name, permissions, { guildId, mentionable = false } = {}) {
      const guild = guildBy(guildId);
      const role = addRole(state, guild, name, permissionSet(...permissions), { mentionable });
      announceRole(realm, 'GUILD_ROLE_CREATE', guild, role);
      return role.id;
    },
    giveRole(userId, roleId) {
      const guild = found([...state.guilds.values()].find(({ roles }) => roles.has(roleId)));
      const member = found(guild.members.get(userId));
      member.roles = [...new Set([...member.roles, roleId])];
      announceMember(realm, guild, member);
    },
    addChannel: (name, options = {}) => openChannel(realm, guildBy(options.guildId), name, options).id,
    addBot(name, { permissions, privilegedIntents } = {}) {
      const { bot } = addApp(state, name, first.alice.id, flagsFor(privilegedIntents));
      inviteBot(state, first.guild, bot, setOr(permissions));
      return accountOf(bot);
    },
    removeMember: (userId, guildId) => removeMember(realm, guildBy(guildId), userId),
    closeDirects: (userId) => void realm.settings.closedDirects.add(userId),
  };
}

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw refusal('notFound');
  return thing;
}

function setOr(permissions: PermissionName[] | undefined): bigint {
  return permissions === undefined ? botPermissions : permissionSet(...permissions) & allPermissions;
}

function setPermissions(
  realm: Realm,
  channel: Channel,
  id: string,
  changes: Partial<Record<PermissionName, boolean>>,
): void {
  const type = realm.state.users.has(id) ? 1 : 0;
  const overwrite = channel.overwrites.get(id) ?? { id, type, allow: 0n, deny: 0n };
  for (const [name, allowed] of Object.entries(changes)) {
    const bit = permissionBits[name as PermissionName];
    overwrite.allow = allowed ? overwrite.allow | bit : overwrite.allow & ~bit;
    overwrite.deny = allowed ? overwrite.deny & ~bit : overwrite.deny | bit;
  }
  channel.overwrites.set(id, overwrite);
  announceOverwrites(realm, channel);
}

function invite(realm: Realm, guild: Guild, bot: User, permissions: bigint): void {
  inviteBot(realm.state, guild, bot, permissions);
  const render = (session: Session) =>
    JSON.stringify(guildCreateView(realm.state, guild, bot.id, hasIntent(session, intents.guildPresences)));
  realm.gateway.emit({ type: 'GUILD_CREATE', intent: intents.guilds, render, userIds: [bot.id] });
}

function join(realm: Realm, guild: Guild, user: User, roles: string[], nick: string | undefined): void {
  const member = addMember(realm.state, guild, user.id, roles);
  if (nick !== undefined) member.nick = nick;
  const data = { guild_id: guild.id, ...memberView(realm.state, member) };
  announceInGuild(realm, 'GUILD_MEMBER_ADD', guild.id, data, intents.guildMembers);
}

function openChannel(
  realm: Realm,
  guild: Guild,
  name: string,
  options: { type?: number; parentId?: string },
): Channel {
  const channel = addChannel(realm.state, options.type ?? channelTypes.text, name, {
    guildId: guild.id,
    parentId: options.parentId ?? null,
    position: guild.channelIds.size,
  });
  announceInGuild(realm, 'CHANNEL_CREATE', guild.id, channelView(realm.state, channel), intents.guilds);
  return channel;
}
