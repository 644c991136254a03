import { UserError } from '../../core/errors.ts';
import type { Job } from '../../core/job.ts';
import { type Tally, totalOf } from '../../core/keeping.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { JobStore } from './store.ts';
import { texts } from './texts.ts';

export interface RoundsNeeds {
  store: JobStore;
  /** Asked when every slice is built, in the order in which they are done. */
  jobs(): readonly Job[];
  clock: Clock;
  log: Log;
}

/** Does what is due, one job after another. */
export interface Rounds {
  /** Looks once, and does what is due. */
  look(): Promise<void>;
  /** Begins to look again and again; returns what ends it. */
  begin(): () => Promise<void>;
}

const lookEveryMs = 60_000;
/** So long after a start only what belongs to it is done: whoever has waited for Acore talks first. */
const calmMs = 10 * 60_000;
/** What failed is tried again sooner. */
const againAfterMs = 3_600_000;

export function createRounds({ store, jobs, clock, log }: RoundsNeeds): Rounds {
  const stopping = new AbortController();
  const startedAt = clock.now();
  /** What was done since this process began. */
  const done = new Set<string>();
  let looking: Promise<void> | undefined;

  async function doOne({ name, run }: Job): Promise<void> {
    const [at, began] = [clock.now(), performance.now()];
    const kept = async (counts: Tally, problem?: string) =>
      store.keep({ name, at, tookMs: performance.now() - began, counts, problem });
    try {
      const counts = await run(stopping.signal);
      done.add(name);
      if (totalOf(counts) > 0) log.info(`${texts.log(name)}.`, { ...counts });
      await kept(counts);
    } catch (error) {
      // What was cut short is due again after the next start.
      if (stopping.signal.aborted) return;
      log.warn(`${texts.log(name)}: failed.`, { error });
      done.add(name);
      await kept({}, error instanceof UserError ? error.message : texts.unknownProblem);
    }
  }

  async function due(): Promise<Job[]> {
    const known = new Map((await store.all()).map((one) => [one.name, one]));
    const now = clock.now();
    const isCalm = now - startedAt < calmMs;
    return jobs().filter(({ name, everyMs, atStart = false }) => {
      const last = known.get(name);
      if (atStart && !done.has(name)) return true;
      if (isCalm && !done.has(name)) return false;
      if (last === undefined) return true;
      const waitMs = last.problem === undefined ? everyMs : Math.min(everyMs, againAfterMs);
      // A clock that was put back must not put everything off.
      return now - last.at >= waitMs || last.at > now;
    });
  }

  async function round(): Promise<void> {
    try {
      for (const job of await due()) if (!stopping.signal.aborted) await doOne(job);
    } catch (error) {
      log.error(`${texts.log('the round')}: failed.`, { error });
    }
  }

  async function look(): Promise<void> {
    // What has become due since a round began is not among what it does.
    await looking;
    looking ??= round().finally(() => {
      looking = undefined;
    });
    await looking;
  }

  return {
    look,
    begin() {
      void look();
      const timer = setInterval(look, lookEveryMs).unref();
      return async () => {
        clearInterval(timer);
        stopping.abort(new Error('Acore stops.'));
        await looking;
      };
    },
  };
}
