import {
  type APIChannel,
  type APIThreadMember,
  ChannelType,
  type Client,
  GatewayDispatchEvents,
  type Guild,
  type GuildBasedChannel,
  type REST,
  Routes,
} from 'discord.js';
import type { Place } from '../../core/message.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { createKept, lookUp } from './kept.ts';
import { type Overwrite, type Room, toReadingBits } from './reading.ts';

/** What is known of channels and threads, as far as reading goes. */
export interface Rooms {
  /** Undefined where it is not known. Who is in a private thread is left open. */
  of(guild: Guild, place: Place, mayAsk: Allowance): Promise<Room | undefined>;
  /** Who is in a private thread; undefined where it is not known. */
  membersOf(threadId: string, mayAsk: Allowance): Promise<ReadonlySet<string> | undefined>;
  /** Whether somebody surely is in a private thread. */
  isIn(threadId: string, personId: string, mayAsk: Allowance): Promise<boolean>;
  hear(event: string, data: unknown): void;
}

/** How many more questions Discord may be asked for one answer. */
export interface Allowance {
  left: number;
}

/** What does not change in a thread while it exists. */
interface ThreadFacts {
  parentId: string;
  isPrivate: boolean;
}

/** A thread that could not be looked at may be opened to the bot later. */
const unknownForMs = 60_000;

export function createRooms(needs: {
  rest: REST;
  client: () => Client | undefined;
  clock: Clock;
  /** How long it holds who is in a private thread, in milliseconds. */
  memberFor(): number;
}): Rooms {
  const { rest, client, clock, memberFor } = needs;
  const threads = createKept<ThreadFacts | undefined>(clock, (facts) =>
    facts === undefined ? unknownForMs : Number.POSITIVE_INFINITY,
  );
  const inThreads = createKept<ReadonlySet<string> | undefined>(clock, memberFor);
  const single = createKept<boolean>(clock, memberFor);

  async function askForThread(threadId: string, guildId: string): Promise<ThreadFacts | undefined> {
    const raw = await lookUp<APIChannel>(rest, Routes.channel(threadId));
    if (raw === undefined || !('guild_id' in raw) || raw.guild_id !== guildId) return undefined;
    if (!('thread_metadata' in raw) || !raw.parent_id) return undefined;
    return { parentId: raw.parent_id, isPrivate: raw.type === ChannelType.PrivateThread };
  }

  return {
    async of(guild, place, mayAsk) {
      const channel = client()?.channels.cache.get(place.channelId);
      if (channel === undefined) {
        const { channelId } = place;
        // The gateway does not tell of archived threads.
        if (place.kind !== 'thread' || !(threads.has(channelId) || takeOne(mayAsk))) return undefined;
        return threadRoom(guild, await threads.get(channelId, () => askForThread(channelId, guild.id)));
      }
      if (channel.isDMBased() || channel.guildId !== guild.id) return undefined;
      if (!channel.isThread()) return channelRoom(channel);
      const isPrivate = channel.type === ChannelType.PrivateThread;
      return threadRoom(guild, { parentId: channel.parentId ?? '', isPrivate });
    },
    async membersOf(threadId, mayAsk) {
      if (!inThreads.has(threadId) && !takeOne(mayAsk)) return undefined;
      return await inThreads.get(threadId, async () => {
        const all = await lookUp<APIThreadMember[]>(rest, Routes.threadMembers(threadId));
        return all && new Set(all.flatMap(({ user_id: id }) => id ?? []));
      });
    },
    async isIn(threadId, personId, mayAsk) {
      const key = `${threadId}:${personId}`;
      if (!single.has(key) && !takeOne(mayAsk)) return false;
      return await single.get(
        key,
        async () => (await lookUp(rest, Routes.threadMembers(threadId, personId))) !== undefined,
      );
    },
    hear(event, data) {
      const { id = '' } = data as { id?: string };
      if (event === GatewayDispatchEvents.Ready) threads.clear();
      if (event === GatewayDispatchEvents.ThreadDelete) threads.forget(id);
      if (event === GatewayDispatchEvents.ThreadMembersUpdate) {
        inThreads.forget(id);
        single.clear();
      }
    },
  };
}

function takeOne(allowance: Allowance): boolean {
  allowance.left -= 1;
  return allowance.left >= 0;
}

/** A thread is read as its channel is, and a private one by those in it. */
function threadRoom(guild: Guild, facts: ThreadFacts | undefined): Room | undefined {
  const parent = guild.channels.cache.get(facts?.parentId ?? '');
  const room = parent && channelRoom(parent);
  if (room === undefined || facts === undefined) return undefined;
  return facts.isPrivate ? { ...room, privately: { members: undefined } } : room;
}

function channelRoom(channel: GuildBasedChannel): Room | undefined {
  if (!('permissionOverwrites' in channel)) return undefined;
  const overwrites = channel.permissionOverwrites.cache.map(({ id, allow, deny }): [string, Overwrite] => [
    id,
    { allow: toReadingBits(allow.bitfield), deny: toReadingBits(deny.bitfield) },
  ]);
  const isAgeRestricted = 'nsfw' in channel && channel.nsfw;
  return { overwrites: new Map(overwrites), isVoice: channel.isVoiceBased(), isAgeRestricted };
}
