import type { Place } from './message.ts';

/** The playground of the page as a whole, which counts as a server. */
export const playground: Place = {
  host: 'playground',
  guildId: 'playground',
  channelId: 'playground',
  kind: 'text',
};
