import type { Keeping, Person } from '../../core/keeping.ts';
import type { Message } from '../../core/message.ts';
import { type Database, inside } from '../../lib/sql.ts';
import { forgetPromptsOf } from './store.ts';
import type { JournalTables } from './tables.ts';

const waiting = 'messages not answered yet';

/** What waits of a person: their words are in the inbox until they are answered, and the answer in the outbox until it is said. */
export function createJournalKeeping(db: Database<JournalTables>, now: () => number): Keeping {
  return {
    count: async (person) => ({ [waiting]: (await waitingOf(db, person)).length }),
    export: async (person) => ({ [waiting]: await waitingOf(db, person) }),
    async erase(transaction, person) {
      const tables = inside<JournalTables>(transaction);
      await forgetPromptsOf(tables, [person]);
      const ids = (await waitingOf(tables, person)).map(({ id }) => id);
      if (ids.length === 0) return { counts: {} };
      // What is being said already ends by itself in a moment, and is not to be said twice.
      const begun = tables.selectFrom('outbox_replies').select('message_id').where('message_id', 'in', ids);
      const result = await tables
        .updateTable('inbox')
        .set({ body: null, settled_at: now() })
        .where('message_id', 'in', ids)
        .where('message_id', 'not in', begun)
        .executeTakeFirst();
      return { counts: { [waiting]: Number(result.numUpdatedRows) } };
    },
  };
}

async function waitingOf(db: Database<JournalTables>, { host, id }: Person): Promise<Message[]> {
  const rows = await db.selectFrom('inbox').select('body').where('settled_at', 'is', null).execute();
  const messages = rows.flatMap(({ body }): Message[] => (body === null ? [] : [JSON.parse(body)]));
  return messages.filter(({ place, author }) => place.host === host && author.id === id);
}
