import type { Feature } from '../../core/feature.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { inSteps } from '../../lib/in-steps.ts';
import type { Database } from '../../lib/sql.ts';
import { createJournalKeeping } from './keeping.ts';
import { withOffTheRecord } from './off-the-record.ts';
import { createJournalStore, type JournalStore } from './store.ts';
import type { JournalTables } from './tables.ts';

export { migrations } from './store.ts';

export interface JournalNeeds {
  database: Database<JournalTables>;
  clock: Clock;
}

const hourMs = 3_600_000;
/** Longer than any message can be taken in twice: catching up looks back less far than this. */
const repeatsKnownForMs = 14 * 24 * hourMs;

/** The inbox and the outbox: nothing lost, nothing said twice. */
export function journal(needs: JournalNeeds): Feature & { journal: JournalStore } {
  const store = withOffTheRecord(createJournalStore(needs.database, () => needs.clock.now()));
  return {
    name: 'journal',
    journal: store,
    keeps: createJournalKeeping(needs.database, () => needs.clock.now()),
    jobs: [
      {
        name: 'settled messages',
        everyMs: hourMs,
        async run(signal) {
          const before = needs.clock.now() - repeatsKnownForMs;
          return { messages: await inSteps(() => store.forgetSettled(before), signal) };
        },
      },
    ],
  };
}
