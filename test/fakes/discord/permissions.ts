import { refusal } from './errors.ts';
import {
  allPermissions,
  channelTypes,
  isThreadType,
  type PermissionName,
  permissionBits,
  permissionSet,
} from './flags.ts';
import type { Caller, Channel, Guild, Member } from './model.ts';
import { guildOf, type State } from './state.ts';

const inDirects = permissionSet(
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'READ_MESSAGE_HISTORY',
  'ADD_REACTIONS',
  'USE_EXTERNAL_EMOJIS',
  'MENTION_EVERYONE',
  'USE_APPLICATION_COMMANDS',
);

/** What a member may do in the guild as a whole, from roles alone. */
export function guildPermissions(guild: Guild, member: Member): bigint {
  if (guild.ownerId === member.userId) return allPermissions;
  let bits = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const id of member.roles) bits |= guild.roles.get(id)?.permissions ?? 0n;
  return bits & permissionBits.ADMINISTRATOR ? allPermissions : bits;
}

/** What a user may do in a channel, from roles and the channel's overwrites; 0 for strangers. */
export function channelPermissions(state: State, userId: string, channel: Channel): bigint {
  const guild = guildOf(state, channel);
  if (!guild) return channel.recipients.includes(userId) ? inDirects : 0n;
  const member = guild.members.get(userId);
  if (!member) return 0n;
  const inGuild = guildPermissions(guild, member);
  if (inGuild === allPermissions) return inGuild;
  const free = withOverwrites(inGuild, guild, member, placeOf(state, channel));
  const bits = isTimedOut(state, member) ? free & whileTimedOut : free;
  return isHidden(channel, userId, bits) ? bits & ~permissionBits.VIEW_CHANNEL : bits;
}

const whileTimedOut = permissionSet('VIEW_CHANNEL', 'READ_MESSAGE_HISTORY');

function isTimedOut(state: State, member: Member): boolean {
  return member.timedOutUntil !== undefined && Date.parse(member.timedOutUntil) > state.clock();
}

// A private thread is seen by its members and by those who manage threads.
function isHidden(channel: Channel, userId: string, bits: bigint): boolean {
  if (channel.type !== channelTypes.privateThread) return false;
  return !channel.thread?.memberIds.has(userId) && (bits & permissionBits.MANAGE_THREADS) === 0n;
}

function placeOf(state: State, channel: Channel): Channel {
  return isThreadType(channel.type) ? (state.channels.get(channel.parentId ?? '') ?? channel) : channel;
}

function withOverwrites(base: bigint, guild: Guild, member: Member, channel: Channel): bigint {
  const everyone = channel.overwrites.get(guild.id);
  let bits = everyone ? (base & ~everyone.deny) | everyone.allow : base;
  let allow = 0n;
  let deny = 0n;
  for (const id of member.roles) {
    allow |= channel.overwrites.get(id)?.allow ?? 0n;
    deny |= channel.overwrites.get(id)?.deny ?? 0n;
  }
  bits = (bits & ~deny) | allow;
  const own = channel.overwrites.get(member.userId);
  return own ? (bits & ~own.deny) | own.allow : bits;
}

/** Tells whether a user may do all of these things in a channel. */
export function may(state: State, userId: string, channel: Channel, ...names: PermissionName[]): boolean {
  const wanted = permissionSet(...names);
  return (channelPermissions(state, userId, channel) & wanted) === wanted;
}

/** Refuses unless the caller sees the channel (50001) and may do these things in it (50013). */
export function need(state: State, caller: Caller, channel: Channel, ...names: PermissionName[]): void {
  if (!may(state, caller.user.id, channel, 'VIEW_CHANNEL')) throw refusal('missingAccess');
  if (!may(state, caller.user.id, channel, ...names)) throw refusal('missingPermission');
}

/** Refuses unless the caller is in the guild (50001) and may do these things there (50013). */
export function needInGuild(caller: Caller, guild: Guild, ...names: PermissionName[]): Member {
  const member = guild.members.get(caller.user.id);
  if (!member) throw refusal('missingAccess');
  const wanted = permissionSet(...names);
  if ((guildPermissions(guild, member) & wanted) !== wanted) throw refusal('missingPermission');
  return member;
}
