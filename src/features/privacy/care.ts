import { setTimeout as sleep } from 'node:timers/promises';
import { type Person, type Tally, totalOf } from '../../core/keeping.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { PrivacySettings } from './config.ts';
import type { Keepers } from './erasing.ts';
import type { PrivacyStore } from './store.ts';

export interface CareNeeds {
  store: PrivacyStore;
  keepers: Keepers;
  storage: Pick<Storage, 'scrub'>;
  clock: Clock;
  log: Log;
  settings: PrivacySettings;
}

/** What is done beside the talk: erasing to the last byte, and letting go of what is old. */
export interface Care {
  /** Takes out what is there now; the rest is done afterwards, also after a restart. */
  erase(person: Person): Promise<Tally>;
  /** Resolves when nothing is being erased or tidied. */
  idle(): Promise<void>;
  start(): () => Promise<void>;
}

const dayMs = 86_400_000;
const tidyEveryMs = 3_600_000;
/** An answer on its way to somebody who erases everything is said and settled in this time. */
const settledWithinMs = 180_000;

export function createCare({ store, keepers, storage, clock, log, settings }: CareNeeds): Care {
  const stop = new AbortController();
  let work: Promise<void> = Promise.resolve();

  /** One thing after another; a failure is told, and tried again with the next round. */
  function queue(what: string, task: () => Promise<void>): void {
    work = work.then(task).catch((error: unknown) => {
      if (!stop.signal.aborted) log.warn(`${what} failed; it is tried again within the hour.`, { error });
    });
  }

  /** What was on its way when somebody erased everything goes too; then no trace is left in the file. */
  async function finish(person: Person): Promise<void> {
    const until = clock.now() + settledWithinMs;
    while (totalOf(await keepers.count(person)) > 0 && clock.now() < until) {
      await keepers.erase(person);
      await sleep(200, undefined, { signal: stop.signal });
    }
    await storage.scrub();
    await store.change(person, { erasingSince: undefined });
    log.info('Everything of a person was erased, and the database was rewritten.');
  }

  async function tidy(): Promise<void> {
    const now = clock.now();
    for (const { person, keepDays } of await store.withOwnDays()) {
      if (keepDays * dayMs < settings.keep) await keepers.expire(now - keepDays * dayMs, person);
    }
    await keepers.expire(now - settings.keep);
    for (const person of await store.erasing()) await finish(person);
  }

  return {
    async erase(person) {
      await store.change(person, { erasingSince: clock.now() });
      const counts = await keepers.erase(person);
      queue('Erasing everything of a person', () => finish(person));
      return counts;
    },
    idle: () => work,
    start() {
      const round = () => queue('Letting go of what is old', tidy);
      round();
      const timer = setInterval(round, tidyEveryMs).unref();
      return async () => {
        clearInterval(timer);
        stop.abort();
        await work;
      };
    },
  };
}
