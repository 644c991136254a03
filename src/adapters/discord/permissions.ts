import { type APIGuildMember, type APIOverwrite, type APIRole, PermissionFlagsBits } from 'discord.js';

/** The permissions that Acore uses, in the words of Discord's settings. */
export const permissionBits = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
  'Manage Webhooks': PermissionFlagsBits.ManageWebhooks,
} as const;
export type Permission = keyof typeof permissionBits;

/** What an invitation asks for. */
export const wantedPermissions: bigint = Object.values(permissionBits).reduce((all, bit) => all | bit, 0n);

const everything = ~0n;

/** What a member may do in a server as a whole. */
export function inGuild(
  guild: { id: string; roles: APIRole[] },
  member: Pick<APIGuildMember, 'roles'>,
): bigint {
  const held = guild.roles.filter(({ id }) => id === guild.id || member.roles.includes(id));
  const bits = held.reduce((all, role) => all | BigInt(role.permissions), 0n);
  return (bits & PermissionFlagsBits.Administrator) === 0n ? bits : everything;
}

/** What is left of that in a channel, after its overwrites: everyone's, then the roles', then the member's own. */
export function inChannel(
  base: bigint,
  overwrites: readonly APIOverwrite[],
  who: { guildId: string; memberId: string; roles: readonly string[] },
): bigint {
  if (base === everything) return base;
  const everyone = overwrites.filter(({ id }) => id === who.guildId);
  const roles = overwrites.filter(({ id }) => id !== who.guildId && who.roles.includes(id));
  const own = overwrites.filter(({ id }) => id === who.memberId);
  return [everyone, roles, own].reduce(applied, base);
}

function applied(bits: bigint, overwrites: readonly APIOverwrite[]): bigint {
  const denied = overwrites.reduce((all, { deny }) => all | BigInt(deny), 0n);
  const allowed = overwrites.reduce((all, { allow }) => all | BigInt(allow), 0n);
  return (bits & ~denied) | allowed;
}

/** Which of these permissions are not among the bits. */
export function lacking(bits: bigint, wanted: readonly Permission[]): Permission[] {
  return wanted.filter((name) => (bits & permissionBits[name]) === 0n);
}
