import type { Cast } from '../../core/ports.ts';
import type { Route } from '../../core/route.ts';
import { profileOf } from './sheet.ts';

/** What the web page shows of the cast. */
export function characterRoutes(cast: Cast): Route[] {
  return [
    {
      method: 'GET',
      path: '/characters',
      answer: async () => ({ json: cast.all().map(profileOf) }),
    },
    {
      method: 'GET',
      path: '/characters/:id',
      answer: async ({ params }) => {
        const character = cast.get(params.id ?? '');
        return character && { json: profileOf(character) };
      },
    },
    {
      method: 'GET',
      path: '/characters/:id/portrait',
      answer: async ({ params }) => {
        const bytes = cast.get(params.id ?? '')?.portrait;
        return bytes && { bytes, contentType: 'image/png' };
      },
    },
  ];
}
