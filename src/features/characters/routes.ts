import { characterIn } from '../../core/cast.ts';
import type { Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Route } from '../../core/route.ts';
import { pictureKind } from '../../lib/picture.ts';
import { profileOf } from './sheet.ts';

/** The page's own server. */
const place: Place = { host: 'playground', guildId: 'playground', channelId: 'playground', kind: 'text' };

/** What the web page shows of the cast. */
export function characterRoutes(cast: Cast): Route[] {
  return [
    {
      method: 'GET',
      path: '/characters',
      answer: async () => ({ json: cast.knownIn(place).map(profileOf) }),
    },
    {
      method: 'GET',
      path: '/characters/:id',
      answer: async ({ params }) => {
        const character = characterIn(cast, place, params.id);
        return character && { json: profileOf(character) };
      },
    },
    {
      method: 'GET',
      path: '/characters/:id/portrait',
      answer: async ({ params }) => {
        const bytes = await characterIn(cast, place, params.id)?.portrait?.();
        return bytes && { bytes, contentType: `image/${pictureKind(bytes) ?? 'png'}` };
      },
    },
  ];
}
