import { setTimeout as sleep } from 'node:timers/promises';
import { type Person, sumOf, type Tally, totalOf } from '../../core/keeping.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { PrivacySettings } from './config.ts';
import type { Keepers } from './erasing.ts';
import type { PrivacyStore } from './store.ts';

export interface CareNeeds {
  store: PrivacyStore;
  keepers: Keepers;
  storage: Pick<Storage, 'scrub' | 'emptyLog'>;
  clock: Clock;
  log: Log;
  settings: PrivacySettings;
}

/** What is done beside the talk: erasing to the last byte, and letting go of what is old. */
export interface Care {
  /** Takes out what is there now; the rest is done afterwards, also after a restart. */
  erase(person: Person): Promise<Tally>;
  /** Lets go of what is old, and ends erasures that were cut short; says how much went. */
  retain(signal: AbortSignal): Promise<Tally>;
  /** Resolves when nothing is being erased or let go of. */
  idle(): Promise<void>;
  /** Ends what is under way; erasures go on after the next start. */
  stop(): Promise<void>;
}

const dayMs = 86_400_000;
/** An answer on its way to somebody who erases everything is said and settled in this time. */
const settledWithinMs = 180_000;

export function createCare({ store, keepers, storage, clock, log, settings }: CareNeeds): Care {
  const stop = new AbortController();
  let work: Promise<void> = Promise.resolve();

  /** One thing after another. */
  function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = work.then(task);
    work = result.then(
      () => {},
      () => {},
    );
    return result;
  }

  function told(error: unknown): void {
    if (stop.signal.aborted) return;
    log.warn('Erasing everything of a person failed; it is tried again within the hour.', { error });
  }

  /** What was on its way when somebody erased everything goes too; then no trace is left in the file. */
  async function finish(person: Person, signal = stop.signal): Promise<void> {
    const until = clock.now() + settledWithinMs;
    while (totalOf(await keepers.count(person)) > 0 && clock.now() < until) {
      await keepers.erase(person);
      await sleep(200, undefined, { signal });
    }
    await storage.scrub();
    await store.change(person, { erasingSince: undefined });
    // Of whoever has chosen nothing, that they had asked for it is gone as well.
    await storage.emptyLog();
    log.info('Everything of a person was erased, and the database was rewritten.');
  }

  async function letGo(signal: AbortSignal): Promise<Tally> {
    const now = clock.now();
    let gone: Tally = {};
    for (const { person, keepMs } of await endingWithoutArchive())
      gone = sumOf(gone, await keepers.expire(now - keepMs, { person, signal }));
    return sumOf(gone, await keepers.expire(now - settings.keep, { signal }));
  }

  /** Who has chosen when their words go, or wants none to be kept: theirs go for good, and are put into no archive. */
  async function endingWithoutArchive(): Promise<{ person: Person; keepMs: number }[]> {
    const chosen = (await store.withOwnDays()).map(({ person, keepDays }) => {
      return { person, keepMs: keepDays * dayMs };
    });
    const unkept = (await store.offTheRecord()).map((person) => ({ person, keepMs: settings.keep }));
    return [...chosen.filter(({ keepMs }) => keepMs <= settings.keep), ...unkept];
  }

  return {
    async erase(person) {
      await store.change(person, { erasingSince: clock.now() });
      const counts = await keepers.erase(person);
      inTurn(() => finish(person)).catch(told);
      return counts;
    },
    retain: (asked) =>
      inTurn(async () => {
        const signal = AbortSignal.any([stop.signal, asked]);
        const gone = await letGo(signal);
        for (const person of await store.erasing()) await finish(person, signal);
        return gone;
      }),
    idle: () => work,
    async stop() {
      stop.abort();
      await work;
    },
  };
}
