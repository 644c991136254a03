import type { Place } from '../../core/message.ts';

/**
 * To whom the books of a place belong: its server, a direct talk for itself, or a host without servers as a whole.
 * Books of one home are never seen or used in another.
 */
export function homeOf({ host, guildId, kind, channelId }: Place): string {
  if (guildId !== undefined) return `${host}:server:${guildId}`;
  return kind === 'direct' ? `${host}:direct:${channelId}` : `${host}:all`;
}
