import {
  type APIChannel,
  type APIGuildMember,
  ChannelType,
  type Client,
  GatewayDispatchEvents,
  type Guild,
  type REST,
  Routes,
} from 'discord.js';
import type { Place } from '../../core/message.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { createBreath } from '../../lib/breath.ts';
import { createKept, lookUp, notKept } from './kept.ts';
import { createMemberLists, toReader } from './member-list.ts';
import { hostName } from './places.ts';
import { type GuildReaders, readByAllIn } from './readers.ts';
import { type Reader, type Room, reads, toReadingBits } from './reading.ts';
import { type Allowance, createRooms } from './rooms.ts';

/** Who may hear what was said where. Whatever is not known for sure counts as not to be read. */
export interface Audience {
  heardIn(place: Place, sources: readonly Place[]): Promise<Place[]>;
  /** Takes in what the gateway tells of members and threads. */
  hear(event: WatchedEvent, data: unknown): void;
}

/** The events by which what is remembered of members and threads is dropped or mended. */
export const watchedEvents = [
  GatewayDispatchEvents.Ready,
  GatewayDispatchEvents.GuildDelete,
  GatewayDispatchEvents.GuildMemberAdd,
  GatewayDispatchEvents.GuildMemberUpdate,
  GatewayDispatchEvents.GuildMemberRemove,
  GatewayDispatchEvents.GuildMembersChunk,
  GatewayDispatchEvents.ThreadDelete,
  GatewayDispatchEvents.ThreadMembersUpdate,
] as const;
export type WatchedEvent = (typeof watchedEvents)[number];

export interface AudienceNeeds {
  rest: REST;
  /** Undefined while nothing is heard: what is known of servers then may be old. */
  client: () => Client | undefined;
  clock: Clock;
  /** Whether Discord tells who the members of servers are. */
  seesMembers: () => boolean;
}

/** Where Discord tells of members, what changes is dropped at once; elsewhere nobody tells when somebody loses a role. */
const memberForMs = 5_000;
/** Large servers have hundreds of roles and channels. */
const longestStretchMs = 5;
const forEver = Number.POSITIVE_INFINITY;
/** How often Discord is asked about threads for one answer; what is left open waits for the next. */
const mostQuestions = 20;

export function createAudience(needs: AudienceNeeds): Audience {
  const { rest, client, clock } = needs;
  const breath = createBreath(longestStretchMs);
  const memberFor = () => (needs.seesMembers() ? memberForMs : notKept);
  const rooms = createRooms({ rest, client, clock, memberFor });
  const lists = createMemberLists({ client, clock, granted: needs.seesMembers });
  const partners = createKept<string | undefined>(clock, (id) => (id === undefined ? 0 : forEver));
  const people = createKept<Reader | undefined>(clock, memberFor);

  /** The person at the other end of a direct conversation, which never changes. */
  async function partnerIn(channelId: string): Promise<string | undefined> {
    const raw = await lookUp<APIChannel>(rest, Routes.channel(channelId));
    if (raw?.type !== ChannelType.DM) return undefined;
    return raw.recipients?.find(({ id }) => id !== client()?.user?.id)?.id;
  }

  function memberOf(guildId: string, personId: string): Promise<Reader | undefined> {
    return people.get(`${guildId}:${personId}`, async () => {
      const raw = await lookUp<APIGuildMember>(rest, Routes.guildMember(guildId, personId));
      return raw && toReader(raw, clock.now());
    });
  }

  async function inGuild(guild: Guild, place: Place, sources: readonly Place[]): Promise<Place[]> {
    const mayAsk: Allowance = { left: mostQuestions };
    const members = lists.of(guild.id);
    const roomOf = async (each: Place) => {
      const room = await rooms.of(guild, each, mayAsk);
      if (room?.privately === undefined || members === undefined) return room;
      return { ...room, privately: { members: await rooms.membersOf(each.channelId, mayAsk) } };
    };
    const here = await roomOf(place);
    if (here === undefined) return [];
    const known = await knownRooms(sources, roomOf);
    const read = readByAllIn(
      { ...readersOf(guild), members },
      here,
      known.map(({ room }) => room),
    );
    const heard: Place[] = [];
    for (const { source, room } of known) {
      if (read(room)) heard.push(source);
      await breath();
    }
    return heard;
  }

  async function toPerson(guild: Guild, personId: string, sources: readonly Place[]): Promise<Place[]> {
    const mayAsk: Allowance = { left: mostQuestions };
    const member = await memberOf(guild.id, personId);
    if (member === undefined) return [];
    const readers = readersOf(guild);
    const known = await knownRooms(sources, (each) => rooms.of(guild, each, mayAsk));
    const answers = await Promise.all(
      known.map(async ({ source, room }) => {
        if (room.isAgeRestricted) return false;
        if (reads(readers, room, member)) return true;
        const inside: Room = { ...room, privately: { members: new Set([personId]) } };
        if (room.privately === undefined || !reads(readers, inside, member)) return false;
        return await rooms.isIn(source.channelId, personId, mayAsk);
      }),
    );
    return known.filter((_, index) => answers[index]).map(({ source }) => source);
  }

  /** Every server on its own: nothing is heard in another one. */
  async function inDirect(place: Place, sources: readonly Place[]): Promise<Place[]> {
    const personId = await partners.get(place.channelId, () => partnerIn(place.channelId));
    if (personId === undefined) return [];
    const found = await Promise.all(
      [...Map.groupBy(sources, ({ guildId }) => guildId)].map(async ([guildId, inIt]) => {
        const guild = knownGuild(guildId);
        return guild === undefined ? [] : await toPerson(guild, personId, inIt);
      }),
    );
    return found.flat();
  }

  function knownGuild(guildId: string | undefined): Guild | undefined {
    const guild = client()?.guilds.cache.get(guildId ?? '');
    return guild?.available === true ? guild : undefined;
  }

  async function elsewhere(place: Place, sources: readonly Place[]): Promise<Place[]> {
    const others = sources.filter(({ host, kind }) => host === hostName && kind !== 'direct');
    if (place.kind === 'direct') return await inDirect(place, others);
    const guild = knownGuild(place.guildId);
    if (guild === undefined) return [];
    const within = others.filter(({ guildId }) => guildId === guild.id);
    return await inGuild(guild, place, within);
  }

  return {
    async heardIn(place, sources) {
      const isHere = ({ host, channelId }: Place) => host === hostName && channelId === place.channelId;
      const others = sources.filter((source) => !isHere(source));
      const heard = new Set(others.length === 0 ? [] : await elsewhere(place, others));
      return sources.filter((source) => isHere(source) || heard.has(source));
    },
    hear(event, data) {
      rooms.hear(event, data);
      lists.hear(event, data);
      if (event === GatewayDispatchEvents.Ready) people.clear();
      if (
        event === GatewayDispatchEvents.GuildMemberUpdate ||
        event === GatewayDispatchEvents.GuildMemberRemove
      ) {
        const { guild_id: guildId, user } = data as { guild_id: string; user: { id: string } };
        people.forget(`${guildId}:${user.id}`);
      }
    },
  };
}

async function knownRooms(
  sources: readonly Place[],
  roomOf: (source: Place) => Promise<Room | undefined>,
): Promise<{ source: Place; room: Room }[]> {
  const found = await Promise.all(sources.map(async (source) => ({ source, room: await roomOf(source) })));
  return found.flatMap(({ source, room }) => (room === undefined ? [] : { source, room }));
}

function readersOf(guild: Guild): GuildReaders {
  const selfId = guild.client.user.id;
  return {
    id: guild.id,
    ownerId: guild.ownerId,
    roles: new Map(guild.roles.cache.map(({ id, permissions }) => [id, toReadingBits(permissions.bitfield)])),
    selfId,
    selfRoleId: guild.roles.cache.find(({ tags }) => tags?.botId === selfId)?.id,
  };
}
