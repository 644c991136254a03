import type { Place } from '../../core/message.ts';

/** The one room of a terminal. */
export const host = 'terminal';

export function placeOf(): Place {
  return { host, guildId: host, channelId: 'tavern', kind: 'text', name: 'tavern' };
}
