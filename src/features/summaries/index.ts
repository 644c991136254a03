import type { Feature } from '../../core/feature.ts';
import { laneOf, type Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import { createIdentifiers } from '../../lib/identifier.ts';
import type { Database, Transaction } from '../../lib/sql.ts';
import { summarizeCommand } from './commands.ts';
import type { SummariesSettings } from './config.ts';
import { createSummaryKeeping } from './keeping.ts';
import { createMaking, type MakingNeeds } from './making.ts';
import { createSummaryStore } from './store.ts';
import type { Range } from './summary.ts';
import type { SummariesTables } from './tables.ts';
import { earlierSections, type TellingNeeds } from './telling.ts';

export { migrations } from './tables.ts';
export type { Grounds } from './telling.ts';

export interface SummariesNeeds extends Omit<MakingNeeds & TellingNeeds, 'store' | 'newId' | 'settings'> {
  database: Database<SummariesTables>;
  settings: SummariesSettings;
  cast: Pick<Cast, 'presentIn'>;
  /** Where a message can be looked at; undefined where the host has no addresses. */
  linkTo(place: Place, messageId: string): string | undefined;
}

/** Talks in short: what prompts tell of the part that they no longer hold, and what people may ask for. */
export interface Summaries extends Feature {
  /** Lines came in between others: what tells of that stretch is made anew. */
  reopen(transaction: Transaction, place: Place, range: Range): Promise<void>;
}

/** Sums talks up behind the scenes, and tells prompts in short what they no longer hold. */
export function summaries(needs: SummariesNeeds): Summaries {
  const { settings, clock } = needs;
  const store = createSummaryStore(needs.database);
  const parts = { ...needs, store, newId: createIdentifiers(() => clock.now()) };
  const making = createMaking(parts);
  return {
    name: 'summaries',
    async context(turn) {
      return settings.enabled ? earlierSections(parts, turn) : [];
    },
    async observe(turn) {
      if (settings.enabled && (await needs.learnsIn(turn.message.place))) await making.catchUp(turn);
    },
    async retract(transaction, messageIds) {
      making.spoil(messageIds);
      await store.retract(transaction, messageIds);
    },
    keeps: createSummaryKeeping(needs.database),
    reopen: (transaction, place, range) => store.reopen(transaction, laneOf(place), range),
    commands: [summarizeCommand(parts)],
    async start() {
      return async () => making.stop();
    },
  };
}
