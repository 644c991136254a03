import { PermissionFlagsBits } from 'discord.js';

/** The permissions that decide who reads what, as bits of a small number: there are many readers to look at. */
export const readingBits = { everything: 1, view: 2, history: 4, connect: 8, manageThreads: 16 } as const;

const ofDiscord = [
  [PermissionFlagsBits.Administrator, readingBits.everything],
  [PermissionFlagsBits.ViewChannel, readingBits.view],
  [PermissionFlagsBits.ReadMessageHistory, readingBits.history],
  [PermissionFlagsBits.Connect, readingBits.connect],
  [PermissionFlagsBits.ManageThreads, readingBits.manageThreads],
] as const;

/** What of Discord's permissions matters here. */
export function toReadingBits(permissions: bigint): number {
  return ofDiscord.reduce((bits, [theirs, ours]) => ((permissions & theirs) === 0n ? bits : bits | ours), 0);
}

/** What an overwrite of a channel changes. */
export interface Overwrite {
  allow: number;
  deny: number;
}

/** A channel or thread, as far as reading goes. */
export interface Room {
  /** By role or member; a thread has those of the channel that it hangs under. */
  overwrites: ReadonlyMap<string, Overwrite>;
  isVoice: boolean;
  /** Discord shows it only to those who said that they are old enough, and does not tell who did. */
  isAgeRestricted: boolean;
  /** Set for private threads; `members` is undefined where nobody knows them. */
  privately?: { members: ReadonlySet<string> | undefined } | undefined;
}

/** A member of a server, or what one could be: then without an id. */
export interface Reader {
  id?: string | undefined;
  /** Without the one that everybody has. */
  roles: readonly string[];
  timedOut?: boolean | undefined;
  /** Invited into a single voice channel. */
  isGuest?: boolean | undefined;
}

/** Who owns a server, and what its roles may do, by their ids; everybody's has the server's own. */
export interface GuildRoles {
  id: string;
  ownerId: string;
  roles: ReadonlyMap<string, number>;
}

const allBits = Object.values(readingBits).reduce<number>((all, bit) => all | bit, 0);
const whileTimedOut = readingBits.view | readingBits.history;

/**
 * Whether somebody may see what is said in a room from now on. Who may be in a private thread is counted in, and
 * guests in every voice channel.
 */
export function hears(guild: GuildRoles, room: Room, reader: Reader): boolean {
  if (reader.isGuest === true) return room.isVoice;
  const bits = bitsIn(guild, room, reader);
  if (!has(bits, readingBits.view)) return false;
  if (room.privately === undefined || has(bits, readingBits.manageThreads)) return true;
  return room.privately.members === undefined || isIn(room.privately.members, reader);
}

/** Whether somebody may surely look up what was said in a room. */
export function reads(guild: GuildRoles, room: Room, reader: Reader): boolean {
  if (reader.isGuest === true) return false;
  const bits = bitsIn(guild, room, reader);
  const wanted = whileTimedOut | (room.isVoice ? readingBits.connect : 0);
  if (!has(bits, wanted)) return false;
  if (room.privately === undefined || has(bits, readingBits.manageThreads)) return true;
  return room.privately.members !== undefined && isIn(room.privately.members, reader);
}

function bitsIn(guild: GuildRoles, room: Room, reader: Reader): number {
  if (reader.id === guild.ownerId) return allBits;
  let bits = guild.roles.get(guild.id) ?? 0;
  for (const role of reader.roles) bits |= guild.roles.get(role) ?? 0;
  if (has(bits, readingBits.everything)) return allBits;
  const free = withOverwrites(bits, room.overwrites, guild.id, reader);
  return reader.timedOut === true ? free & whileTimedOut : free;
}

/** Everybody's first, then those of all roles together, then the member's own; allowing wins each time. */
function withOverwrites(
  base: number,
  overwrites: Room['overwrites'],
  everyone: string,
  reader: Reader,
): number {
  let allow = 0;
  let deny = 0;
  for (const role of reader.roles) {
    const overwrite = overwrites.get(role);
    allow |= overwrite?.allow ?? 0;
    deny |= overwrite?.deny ?? 0;
  }
  const own = reader.id === undefined ? undefined : overwrites.get(reader.id);
  return applied(applied(applied(base, overwrites.get(everyone)), { allow, deny }), own);
}

function applied(bits: number, overwrite: Overwrite | undefined): number {
  return overwrite === undefined ? bits : (bits & ~overwrite.deny) | overwrite.allow;
}

function has(bits: number, wanted: number): boolean {
  return (bits & wanted) === wanted;
}

function isIn(members: ReadonlySet<string>, { id }: Reader): boolean {
  return id !== undefined && members.has(id);
}
