import type { Consents } from '../../core/consent.ts';
import type { Feature } from '../../core/feature.ts';
import type { Clock, Log, ReceiptBook, Storage } from '../../core/ports.ts';
import type { Database } from '../../lib/sql.ts';
import { createCare } from './care.ts';
import { privacyCommands } from './commands.ts';
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
}

/** People's rights over their words: what may be done with them, how long they are kept, and that they are let go of. */
export function privacy(needs: PrivacyNeeds): Feature & { consents: Consents; idle(): Promise<void> } {
  const store = createPrivacyStore(needs.database);
  const keepers = createKeepers(needs);
  const care = createCare({ ...needs, store, keepers });
  return {
    name: 'privacy',
    consents: store,
    idle: care.idle,
    commands: privacyCommands({ ...needs, store, keepers, care }),
    start: async () => care.start(),
  };
}
