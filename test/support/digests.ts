import type { Digests } from '../../src/core/ports/digests.ts';

/** No talk is told in short. */
export const noDigests: Digests = {
  shelfOf: (lane) => `summaries:${lane}`,
  find: async () => [],
  toldIn: async () => ({ passageIds: [], texts: [] }),
};
