import type { Storage } from '../../../core/ports/storage.ts';
import { type Database, inside } from '../../../lib/sql.ts';
import type { RecallTables } from './tables.ts';

const atOnce = 100;

/** Takes away the vectors of every embedder but one, a few at a time so that nobody waits long. */
export async function forgetOtherVectors(
  { database, storage }: { database: Database<RecallTables>; storage: Pick<Storage, 'transaction'> },
  embedder: string,
): Promise<void> {
  for (;;) {
    const old = await database
      .selectFrom('recall_vectors')
      .select('number')
      .where('embedder', '!=', embedder)
      .limit(atOnce)
      .execute();
    if (old.length === 0) return;
    await storage.transaction((transaction) =>
      inside<RecallTables>(transaction)
        .deleteFrom('recall_vectors')
        .where(
          'number',
          'in',
          old.map(({ number }) => number),
        )
        .execute(),
    );
  }
}
