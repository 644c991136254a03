import type { Feature } from '../../core/feature.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { inSteps } from '../../lib/in-steps.ts';
import type { Database } from '../../lib/sql.ts';
import { receiptCommands } from './commands.ts';
import type { ReceiptsSettings } from './config.ts';
import { createReceiptKeeping } from './keeping.ts';
import { createReceiptStore, type ReceiptStore } from './store.ts';
import type { ReceiptsTables } from './tables.ts';

export { explain } from './explain.ts';
export { createReceiptStore, migrations } from './store.ts';

export interface ReceiptsNeeds {
  database: Database<ReceiptsTables>;
  clock: Clock;
  settings: ReceiptsSettings;
}

const hourMs = 3_600_000;

/** How every message ended, kept so that anyone who may can ask why. */
export function receipts(needs: ReceiptsNeeds): Feature & { receipts: ReceiptStore } {
  const store = createReceiptStore(needs.database);
  const { clock, settings } = needs;
  return {
    name: 'receipts',
    receipts: store,
    keeps: createReceiptKeeping(needs.database),
    commands: receiptCommands(store),
    routes: [
      {
        method: 'GET',
        path: '/receipts/:messageId',
        async answer({ params }) {
          const receipt = await store.find(params['messageId'] ?? '');
          return receipt === undefined ? undefined : { json: receipt };
        },
      },
    ],
    jobs: [
      {
        name: 'receipts',
        everyMs: hourMs,
        atStart: true,
        async run(signal) {
          const now = clock.now();
          const prompts = await inSteps(() => store.forgetPrompts(now - settings.keepPrompts), signal);
          return {
            prompts,
            receipts: await inSteps(() => store.forgetReceipts(now - settings.keep), signal),
          };
        },
      },
    ],
  };
}
