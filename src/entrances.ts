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
      url = (await web.open()).url;
      const page: Entrance = {
        platform: web.platform,
        start: async (conversation) => (await web.start(conversation)).stop,
      };
      return [page];
    },
  };
}

export async function discordEntrance(_parts: unknown): Promise<Entrance | undefined> {
  return undefined;
}
