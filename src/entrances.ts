import { createWeb } from './adapters/web/index.ts';
import type { Entrance, Parts } from './app.ts';

/** The ways into a server: the web page, and Discord when there is a token for it. */
export function serverEntrances(): { open(parts: Parts): Promise<Entrance[]>; url(): string } {
  let url = '';
  return {
    url: () => url,
    async open(parts) {
      const web = createWeb({
        ...parts,
        ...parts.slices,
        settings: parts.loaded.settings.web,
        routes: parts.slices.all.flatMap(({ routes = [] }) => routes),
      });
      const opened = await web.open();
      url = opened.url;
      parts.log.info('The page is open.', { url });
      const page: Entrance = { platform: web.platform, start: web.start, close: opened.stop };
      const discord = await discordEntrance(parts);
      return discord === undefined ? [page] : [page, discord];
    },
  };
}

const monthMs = 30 * 86_400_000;

/** Discord, when there is a token for it. Its client library is loaded only then. */
export async function discordEntrance(
  parts: Pick<Parts, 'loaded' | 'log' | 'clock' | 'slices' | 'painter'>,
): Promise<Entrance | undefined> {
  const { token, ...settings } = parts.loaded.settings.discord;
  if (token === undefined) return undefined;
  const { createDiscord } = await import('./adapters/discord/index.ts');
  const { transcript, journal, welcome } = parts.slices;
  return createDiscord({
    ...parts,
    ...parts.slices,
    settings: { ...settings, token },
    lookUp: {
      ...welcome,
      knows: async (messageId) => (await transcript.find(messageId)) !== undefined,
      recent: transcript.recent,
      knownChannels: () => transcript.channels('discord', parts.clock.now() - monthMs),
      heardUntil: () => journal.heardUntil('discord'),
      beginCatchUp: (since) => journal.beginCatchUp('discord', since),
      endCatchUp: () => journal.endCatchUp('discord'),
    },
  });
}
