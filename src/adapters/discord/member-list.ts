import {
  type APIGuildMember,
  type Client,
  GatewayDispatchEvents,
  type GatewayGuildMembersChunkDispatchData,
  GatewayOpcodes,
  GuildMemberFlags,
} from 'discord.js';
import type { Clock } from '../../core/ports/clock.ts';
import type { Reader } from './reading.ts';

/** Who is in the servers, where Discord tells it: with the Server Members intent. */
export interface MemberLists {
  /** All members of a server; undefined until all are known. The first question asks Discord for them. */
  of(guildId: string): readonly Reader[] | undefined;
  hear(event: string, data: unknown): void;
}

/** A member, with the time until when it can only look on. */
interface Listed extends Reader {
  id: string;
  timedOutUntil?: number | undefined;
}

interface List {
  members: Map<string, Listed>;
  askedAt: number;
  nonce: string;
  chunks: Set<number>;
  complete: boolean;
  /** Whom events told of since the list was asked for: they know better than the list. */
  told: Set<string>;
  /** Members with the same roles share one list of them. */
  roles: Map<string, readonly string[]>;
}

/** Discord answers a second question of the kind within half a minute with a refusal. */
const askAgainAfterMs = 60_000;

export function createMemberLists(needs: {
  client: () => Client | undefined;
  clock: Clock;
  /** Whether the intent was granted. */
  granted: () => boolean;
}): MemberLists {
  const { client, clock, granted } = needs;
  const lists = new Map<string, List>();
  let asked = 0;

  function ask(guildId: string): void {
    const guild = client()?.guilds.cache.get(guildId);
    if (guild === undefined) return;
    asked += 1;
    const nonce = `members-${asked}`;
    lists.set(guildId, {
      members: new Map(),
      askedAt: clock.now(),
      nonce,
      chunks: new Set(),
      complete: false,
      told: new Set(),
      roles: new Map(),
    });
    guild.shard.send({
      op: GatewayOpcodes.RequestGuildMembers,
      d: { guild_id: guildId, query: '', limit: 0, nonce },
    });
  }

  function takeChunk(data: GatewayGuildMembersChunkDispatchData): void {
    const list = lists.get(data.guild_id);
    if (list === undefined || list.nonce !== data.nonce) return;
    for (const raw of data.members) if (!list.told.has(raw.user.id)) put(list, raw);
    list.chunks.add(data.chunk_index);
    list.complete = list.chunks.size === data.chunk_count;
  }

  function takeMember(event: string, data: { guild_id: string } & Pick<APIGuildMember, 'user'>): void {
    const list = lists.get(data.guild_id);
    if (list === undefined) return;
    if (!list.complete) list.told.add(data.user.id);
    if (event === GatewayDispatchEvents.GuildMemberRemove) list.members.delete(data.user.id);
    else put(list, data as unknown as APIGuildMember);
  }

  return {
    of(guildId) {
      if (!granted()) return undefined;
      const list = lists.get(guildId);
      if (list?.complete === true)
        return [...list.members.values()].map((member) => asOf(member, clock.now()));
      if (list === undefined || clock.now() - list.askedAt > askAgainAfterMs) ask(guildId);
      return undefined;
    },
    hear(event, data) {
      switch (event) {
        case GatewayDispatchEvents.Ready:
          lists.clear();
          return;
        case GatewayDispatchEvents.GuildDelete:
          lists.delete((data as { id: string }).id);
          return;
        case GatewayDispatchEvents.GuildMembersChunk:
          takeChunk(data as GatewayGuildMembersChunkDispatchData);
          return;
        case GatewayDispatchEvents.GuildMemberAdd:
        case GatewayDispatchEvents.GuildMemberUpdate:
        case GatewayDispatchEvents.GuildMemberRemove:
          takeMember(event, data as { guild_id: string } & Pick<APIGuildMember, 'user'>);
      }
    },
  };
}

function put(list: List, raw: APIGuildMember): void {
  const key = raw.roles.join();
  const roles = list.roles.get(key) ?? raw.roles;
  list.roles.set(key, roles);
  list.members.set(raw.user.id, { ...toListed(raw), roles });
}

function toListed(raw: APIGuildMember): Listed {
  const until = raw.communication_disabled_until;
  return {
    id: raw.user.id,
    roles: raw.roles,
    isGuest: ((raw.flags ?? 0) & GuildMemberFlags.IsGuest) !== 0,
    timedOutUntil: until ? Date.parse(until) : undefined,
  };
}

function asOf(member: Listed, now: number): Reader {
  return member.timedOutUntil === undefined ? member : { ...member, timedOut: member.timedOutUntil > now };
}

/** A member as Discord sends it, at a moment. */
export function toReader(raw: APIGuildMember, now: number): Reader {
  return asOf(toListed(raw), now);
}
