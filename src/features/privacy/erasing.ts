import { setImmediate as othersGoFirst } from 'node:timers/promises';
import type { Feature } from '../../core/feature.ts';
import { byLane, forgetDerived } from '../../core/forgetting.ts';
import { type Keeping, type Person, sumOf, type Taken, type Tally, totalOf } from '../../core/keeping.ts';
import type { Place } from '../../core/message.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { Withdrawn } from '../../core/withdrawn.ts';
import type { Transaction } from '../../lib/sql.ts';

export interface ErasingNeeds {
  storage: Pick<Storage, 'transaction'>;
  receipts: Pick<ReceiptBook, 'redact'>;
  features(): readonly Feature[];
  /** Tells whoever shows the talk that these lines are no longer kept. */
  forgotten(place: Place, messageIds: readonly string[]): void;
  /** What is just being made with a person's words does not bring them back. */
  withdrawn: Pick<Withdrawn, 'note'>;
}

/** What every slice keeps of a person, asked and taken out as one. */
export interface Keepers {
  count(person: Person): Promise<Tally>;
  /** By slice. */
  export(person: Person): Promise<Record<string, unknown>>;
  erase(person: Person): Promise<Tally>;
  /** Of one person, or of everybody; ends early when it is to stop. */
  expire(before: number, how: { person?: Person; signal: AbortSignal }): Promise<Tally>;
}

export function createKeepers(needs: ErasingNeeds): Keepers {
  const { storage, receipts } = needs;
  const keepers = () => needs.features().flatMap(({ name, keeps }) => (keeps ? [{ name, keeps }] : []));

  async function count(person: Person): Promise<Tally> {
    const counts = await Promise.all(keepers().map(({ keeps }) => keeps.count(person)));
    return counts.reduce(sumOf, {});
  }

  return {
    count,
    async export(person) {
      const kept: Record<string, unknown> = {};
      for (const { name, keeps } of keepers()) kept[name] = await keeps.export(person);
      return kept;
    },
    async erase(person) {
      needs.withdrawn.note({ people: [person] });
      const before = await count(person);
      let taken: Tally = {};
      for (const { keeps } of keepers()) taken = sumOf(taken, await eraseFrom(keeps, person));
      return withWhatWentAlong(taken, before, await count(person));
    },
    async expire(before, { person, signal }) {
      let sum: Tally = {};
      for (const { keeps } of keepers()) {
        sum = sumOf(sum, await expireFrom(keeps, before, person, signal));
      }
      return sum;
    },
  };

  function eraseFrom(keeps: Keeping, person: Person): Promise<Tally> {
    return untilNothing(async (transaction) => {
      const taken = await keeps.erase(transaction, person);
      await forgetDerived({ features: needs.features(), receipts }, transaction, taken.messages ?? []);
      return taken;
    });
  }

  function expireFrom(
    keeps: Keeping,
    before: number,
    person: Person | undefined,
    signal: AbortSignal,
  ): Promise<Tally> {
    return untilNothing(async (transaction) => {
      signal.throwIfAborted();
      const taken = (await keeps.expire?.(transaction, before, person)) ?? { counts: {} };
      const ids = (taken.messages ?? []).map(({ id }) => id);
      // Prompts are forgotten much sooner, by a time of their own.
      if (ids.length > 0) {
        for (const { retract } of needs.features()) await retract?.(transaction, ids);
      }
      return taken;
    });
  }

  /** With a line of the talk goes what others made of it, before they are asked themselves. */
  function withWhatWentAlong(taken: Tally, before: Tally, after: Tally): Tally {
    const gone = Object.entries(before).map(([what, count]) => {
      return [what, Math.max(taken[what] ?? 0, count - (after[what] ?? 0))] as const;
    });
    return { ...taken, ...Object.fromEntries(gone.filter(([, count]) => count > 0)) };
  }

  /** A little in each transaction, so that whoever talks meanwhile does not wait. */
  async function untilNothing(take: (transaction: Transaction) => Promise<Taken>): Promise<Tally> {
    for (let sum: Tally = {}; ; ) {
      const { counts, messages = [] } = await storage.transaction(take);
      for (const [place, some] of byLane(messages))
        needs.forgotten(
          place,
          some.map(({ id }) => id),
        );
      if (totalOf(counts) === 0) return sum;
      sum = sumOf(sum, counts);
      await othersGoFirst();
    }
  }
}
