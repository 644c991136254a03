import type { Feature, Section, TurnView } from '../../core/feature.ts';
import { laneOf, type Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Digests } from '../../core/ports/digests.ts';
import type { Recall } from '../../core/ports/recall.ts';
import { createIdentifiers } from '../../lib/identifier.ts';
import type { Database, Transaction } from '../../lib/sql.ts';
import { summarizeCommand } from './commands.ts';
import type { SummariesSettings } from './config.ts';
import { createSummaryKeeping } from './keeping.ts';
import { createMaking, type MakingNeeds } from './making.ts';
import { digestsAmong, shelveEarlier, summaryShelf, unshelve } from './shelving.ts';
import { createSummaryStore } from './store.ts';
import type { Range } from './summary.ts';
import type { SummariesTables } from './tables.ts';
import { earlierSections, type TellingNeeds, toldBy } from './telling.ts';
import { texts } from './texts.ts';

export { migrations } from './tables.ts';
export type { Grounds } from './telling.ts';

export interface SummariesNeeds
  extends Omit<MakingNeeds & TellingNeeds, 'store' | 'newId' | 'settings' | 'recall'> {
  recall: Pick<Recall, 'shelve' | 'remove'>;
  database: Database<SummariesTables>;
  settings: SummariesSettings;
  cast: Pick<Cast, 'presentIn'>;
  /** Where a message can be looked at; undefined where the host has no addresses. */
  linkTo(place: Place, messageId: string): string | undefined;
}

/** Talks in short: what prompts tell of the part that they no longer hold, and what people may ask for. */
export interface Summaries extends Feature {
  digests: Digests;
  /** Lines came in between others: what tells of that stretch is made anew. */
  reopen(transaction: Transaction, place: Place, range: Range): Promise<void>;
}

/** Sums talks up behind the scenes, and tells prompts in short what they no longer hold. */
export function summaries(needs: SummariesNeeds): Summaries {
  const { settings, clock, recall, log } = needs;
  const store = createSummaryStore(needs.database);
  const parts = { ...needs, store, newId: createIdentifiers(() => clock.now()) };
  const making = createMaking(parts);
  const stopping = new AbortController();
  /** Made once for each turn, whoever asks first. */
  const earlier = new WeakMap<TurnView, Promise<Section[]>>();
  function earlierIn(turn: TurnView): Promise<Section[]> {
    const sections =
      earlier.get(turn) ?? (settings.enabled ? earlierSections(parts, turn) : Promise.resolve([]));
    earlier.set(turn, sections);
    return sections;
  }
  async function reopen(transaction: Transaction, place: Place, range: Range): Promise<void> {
    const lane = laneOf(place);
    making.outdate(lane, range);
    await unshelve(recall, transaction, await store.reopen(transaction, lane, range));
  }
  return {
    name: 'summaries',
    context: earlierIn,
    digests: {
      shelfOf: summaryShelf,
      find: (passageIds) => digestsAmong(store, passageIds),
      // Without them nothing is told, so nothing is told twice.
      toldIn: async (turn) => toldBy(await earlierIn(turn).catch(() => [])),
    },
    async observe(turn) {
      if (!settings.enabled) return;
      if ((await needs.learnsSince(turn.message.place)) !== undefined) await making.catchUp(turn);
    },
    async retract(transaction, messageIds) {
      making.spoil(messageIds);
      await unshelve(recall, transaction, await store.retract(transaction, messageIds));
    },
    keeps: createSummaryKeeping(needs.database, recall),
    reopen,
    // What came in after others that were said later stands in no summary yet.
    late: (transaction, { place, at }) =>
      reopen(transaction, place, { after: at * 1_000 - 1, to: (at + 1) * 1_000 }),
    commands: [summarizeCommand(parts)],
    async start() {
      const shelving = shelveEarlier(parts, stopping.signal).catch((error) => {
        if (!stopping.signal.aborted) log.error(texts.notShelved, { error });
      });
      return async () => {
        making.stop();
        stopping.abort(new Error('Acore stops.'));
        await shelving;
      };
    },
  };
}
