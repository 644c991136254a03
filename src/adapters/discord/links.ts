import type { Place } from '../../core/message.ts';

/** Where a message is looked at. Lines that came in from a file have no such place. */
export function linkTo({ guildId, channelId }: Place, messageId: string): string | undefined {
  if (!/^\d+$/.test(messageId)) return undefined;
  return `https://discord.com/channels/${guildId ?? '@me'}/${channelId}/${messageId}`;
}
