import {
  type APIChannel,
  ChannelType,
  type Client,
  type GuildBasedChannel,
  type REST,
  Routes,
} from 'discord.js';
import type { Place } from '../../core/message.ts';
import { type Permission, permissionBits } from './permissions.ts';

/** What is known about channels, roles and our permissions, from the gateway where it is connected. */
export interface Places {
  of(channelId: string, guildId: string | undefined): Promise<Place>;
  /** The place when it is known without asking Discord. */
  known(channelId: string, guildId: string | undefined): Place | undefined;
  /** Which of these the bot lacks in a place; undefined when that is not known. */
  missing(place: Place, wanted: readonly Permission[]): Permission[] | undefined;
  /** `#tavern`, for sentences. */
  label(place: Place): string;
  /** Undefined for a thread. */
  channelName(channelId: string): string | undefined;
  roleName(guildId: string | undefined, roleId: string): string | undefined;
  isOwnRole(guildId: string | undefined, roleId: string): boolean;
}

/** The name of this host in places. */
export const hostName = 'discord';

const threadTypes = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

/** How many channels that the gateway does not tell of are remembered, such as archived threads. */
const mostRemembered = 500;

export function createPlaces(needs: { rest: REST; client: () => Client | undefined }): Places {
  const { rest, client } = needs;
  const asked = new Map<string, Place>();

  function channel(channelId: string): GuildBasedChannel | undefined {
    const cached = client()?.channels.cache.get(channelId);
    return cached === undefined || cached.isDMBased() ? undefined : cached;
  }

  function role(guildId: string | undefined, roleId: string) {
    return client()
      ?.guilds.cache.get(guildId ?? '')
      ?.roles.cache.get(roleId);
  }

  function known(channelId: string, guildId: string | undefined): Place | undefined {
    const cached = channel(channelId);
    if (cached !== undefined) return ofChannel(cached, cached.guildId);
    return guildId === undefined ? undefined : asked.get(channelId);
  }

  /** A thread has the name that whoever began it gave it, often the words of a message: these are theirs. */
  function channelName(channelId: string): string | undefined {
    const found = channel(channelId);
    return found === undefined || found.isThread() ? undefined : found.name;
  }

  async function ask(channelId: string): Promise<Place> {
    const raw = (await rest.get(Routes.channel(channelId))) as APIChannel;
    const place = ofChannel(
      {
        id: raw.id,
        type: raw.type,
        name: raw.name,
        parentId: 'parent_id' in raw ? raw.parent_id : null,
      },
      'guild_id' in raw ? raw.guild_id : undefined,
    );
    asked.set(channelId, place);
    if (asked.size > mostRemembered) asked.delete(asked.keys().next().value ?? '');
    return place;
  }

  return {
    known,
    of: async (channelId, guildId) => known(channelId, guildId) ?? asked.get(channelId) ?? ask(channelId),
    missing(place, wanted) {
      const found = channel(place.channelId) ?? channel(place.parentId ?? '');
      const self = found?.guild.members.me;
      if (found === undefined || !self) return undefined;
      const granted = found.permissionsFor(self);
      return wanted.filter((name) => !granted.has(permissionBits[name]));
    },
    label: (place) => {
      if (place.kind === 'direct') return 'direct messages';
      if (place.kind === 'thread') return 'that thread';
      const name = place.name ?? channelName(place.channelId);
      return name === undefined ? 'that channel' : `#${name}`;
    },
    channelName,
    roleName: (guildId, roleId) => role(guildId, roleId)?.name,
    isOwnRole: (guildId, roleId) =>
      role(guildId, roleId)?.tags?.botId === client()?.user?.id && client() !== undefined,
  };
}

interface ChannelParts {
  id: string;
  type: ChannelType;
  name?: string | null | undefined;
  parentId?: string | null | undefined;
}

function ofChannel(channel: ChannelParts, guildId: string | undefined): Place {
  const isThread = threadTypes.has(channel.type);
  return {
    host: hostName,
    channelId: channel.id,
    kind: guildId === undefined ? 'direct' : isThread ? 'thread' : 'text',
    ...(guildId === undefined ? {} : { guildId }),
    ...(isThread && channel.parentId ? { parentId: channel.parentId } : {}),
    // What a thread is called is kept nowhere: it would outlive the words that it was made of.
    ...(channel.name && !isThread ? { name: channel.name } : {}),
  };
}
