import type { Route } from '../../core/route.ts';
import type { FrameworksSettings } from './config.ts';
import { formerNames, topics } from './framework.ts';
import type { FrameworkShelf } from './shelf.ts';

/** What the page needs to let somebody choose what a card names: the frameworks and topics there are. */
export function frameworkRoutes(shelf: FrameworkShelf, settings: FrameworksSettings): Route[] {
  return [
    {
      method: 'GET',
      path: '/frameworks',
      answer: async () => ({
        json: {
          enabled: settings.enabled,
          default: settings.default,
          frameworks: [...shelf.byName.values()].map(({ name, purpose }) => ({ name, purpose })),
          topics,
          formerNames,
        },
      }),
    },
  ];
}
