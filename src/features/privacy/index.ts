import type { ReplyFile } from '../../core/commands/command.ts';
import type { Consents } from '../../core/consent.ts';
import type { Feature } from '../../core/feature.ts';
import { type Person, type Tally, totalOf } from '../../core/keeping.ts';
import type { Place } from '../../core/message.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { Withdrawn } from '../../core/withdrawn.ts';
import type { Database } from '../../lib/sql.ts';
import { createCare } from './care.ts';
import { exportFile, privacyCommands } from './commands.ts';
import type { PrivacySettings } from './config.ts';
import { createKeepers } from './erasing.ts';
import { createPrivacyStore, type PrivacyTables } from './store.ts';

export { migrations } from './store.ts';

interface PrivacyNeeds {
  database: Database<PrivacyTables>;
  storage: Storage;
  clock: Clock;
  log: Log;
  settings: PrivacySettings;
  receipts: Pick<ReceiptBook, 'redact'>;
  /** Every slice, asked when all are built. */
  features(): readonly Feature[];
  /** Tells whoever shows the talk that these lines are no longer kept. */
  forgotten(place: Place, messageIds: readonly string[]): void;
  /** What is just being made with a person's words does not bring them back. */
  withdrawn: Pick<Withdrawn, 'note'>;
}

const hourMs = 3_600_000;

/** What an owner does for somebody who asks for it. */
export interface Rights {
  count(person: Person): Promise<Tally>;
  /** Whether anything is kept of them, be it that they chose something. */
  knows(person: Person): Promise<boolean>;
  /** All of it as one file of JSON. */
  export(person: Person): Promise<ReplyFile>;
  /** Resolves when no byte of it is left. */
  erase(person: Person): Promise<Tally>;
}

/** People's rights over their words: what may be done with them, how long they are kept, and that they are let go of. */
export function privacy(
  needs: PrivacyNeeds,
): Feature & { consents: Consents; rights: Rights; idle(): Promise<void> } {
  const store = createPrivacyStore(needs.database);
  const keepers = createKeepers(needs);
  const care = createCare({ ...needs, store, keepers });
  return {
    name: 'privacy',
    consents: store,
    rights: {
      count: keepers.count,
      knows: async (person) => totalOf(await keepers.count(person)) > 0 || (await store.hasChosen(person)),
      export: (person) => exportFile({ ...needs, store, keepers }, person),
      async erase(person) {
        const counts = await care.erase(person);
        await care.idle();
        return counts;
      },
    },
    idle: care.idle,
    commands: privacyCommands({ ...needs, store, keepers, care }),
    jobs: [{ name: 'retention', everyMs: hourMs, atStart: true, run: care.retain }],
    start: async () => care.stop,
  };
}
