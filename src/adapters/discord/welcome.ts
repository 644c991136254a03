import { type Client, type Guild, PermissionFlagsBits, type REST, Routes } from 'discord.js';
import type { Log } from '../../core/ports/log.ts';
import { pingsNobody } from './mentions.ts';
import { nonceOf } from './outbound.ts';

/** The words for a new server, and which servers have read them. */
export interface WelcomeNotes {
  /** What is stored, where, how long, and how to change it. */
  welcome(guildName: string): string;
  welcomed(guildId: string): Promise<boolean>;
  markWelcomed(guildId: string): Promise<void>;
}

const speaking = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages];

/** Tells a server's admins once, on joining, what Acore keeps. Never throws. */
export function createWelcome(needs: { rest: REST; notes: WelcomeNotes; log: Log }) {
  const { rest, notes, log } = needs;
  return async (client: Client, guildId: string): Promise<void> => {
    const guild = client.guilds.cache.get(guildId);
    try {
      if (guild === undefined || (await notes.welcomed(guildId))) return;
      const channelId = channelFor(guild);
      if (channelId === undefined) {
        log.warn(
          `There is no channel in “${guild.name}” where I may write, so its admins were not told what is kept.`,
        );
        return;
      }
      const body = {
        content: notes.welcome(guild.name),
        allowed_mentions: pingsNobody,
        nonce: nonceOf(`welcome ${guildId}`),
        enforce_nonce: true,
      };
      await rest.post(Routes.channelMessages(channelId), { body });
      await notes.markWelcomed(guildId);
    } catch (error) {
      log.warn('The welcome to a new server could not be said.', { guildId, error: String(error) });
    }
  };
}

function channelFor(guild: Guild): string | undefined {
  const self = guild.members.me;
  const mayWrite = (channelId: string | null) =>
    channelId !== null &&
    self !== null &&
    guild.channels.cache.get(channelId)?.permissionsFor(self).has(speaking) === true;
  if (mayWrite(guild.systemChannelId)) return guild.systemChannelId ?? undefined;
  const texts = guild.channels.cache.filter((channel) => channel.isTextBased() && !channel.isThread());
  const inOrder = [...texts.values()].sort((a, b) => positionOf(a) - positionOf(b));
  return inOrder.find(({ id }) => mayWrite(id))?.id;
}

function positionOf(channel: object): number {
  return 'rawPosition' in channel ? Number(channel.rawPosition) : 0;
}
