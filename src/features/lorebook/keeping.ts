import type { Keeping } from '../../core/keeping.ts';
import type { BookStore } from './book-store.ts';

const what = 'lorebooks that count for you';

/** Which books count for people. What stands in the books belongs to their server, and who wrote it is not kept. */
export function createLoreKeeping(store: Pick<BookStore, 'boundTo' | 'release'>): Keeping {
  return {
    count: async (person) => ({ [what]: (await store.boundTo(person)).length }),
    export: async (person) => ({ [what]: await store.boundTo(person) }),
    erase: async (transaction, person) => ({ counts: { [what]: await store.release(transaction, person) } }),
  };
}
