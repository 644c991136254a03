import type { Feature } from '../../core/feature.ts';
import type { Check, Health } from '../../core/ports/health.ts';
import { inTwo } from '../../core/remedy.ts';
import type { Database } from '../../lib/sql.ts';
import { createRounds, type RoundsNeeds } from './rounds.ts';
import { createJobStore, type Done, type HousekeepingTables } from './store.ts';
import { texts } from './texts.ts';

export { migrations } from './store.ts';

interface HousekeepingNeeds extends Omit<RoundsNeeds, 'store'> {
  database: Database<HousekeepingTables>;
}

/** The one schedule of everything that is looked after beside the talk. */
export interface Housekeeping extends Feature {
  /** In one line, for people of a server. */
  health(): Promise<Health>;
  /** Does what is due now, without waiting for the next look. */
  look(): Promise<void>;
}

/** Sees to it that jobs are done in time, and tells how they went. */
export function housekeeping(needs: HousekeepingNeeds): Housekeeping {
  const { clock } = needs;
  const store = createJobStore(needs.database);
  const rounds = createRounds({ ...needs, store });
  return {
    name: 'housekeeping',
    look: rounds.look,
    async health() {
      return healthOf(await store.all(), clock.now());
    },
    async checks() {
      if (!(await store.isMade())) return [];
      return (await store.all()).map((one) => checkOf(one, clock.now()));
    },
    start: async () => rounds.begin(),
  };
}

function healthOf(all: readonly Done[], now: number): Health {
  const failed = all.filter(({ problem }) => problem !== undefined).map(({ name }) => name);
  if (failed.length > 0) return { ok: false, says: texts.failing(failed), fix: texts.look };
  const [latest] = all.toSorted((one, other) => other.at - one.at);
  return { ok: true, says: latest === undefined ? texts.notYet : texts.latest(latest, all.length, now) };
}

function checkOf(one: Done, now: number): Check {
  const name = texts.check(one.name);
  if (one.problem === undefined) return { name, state: 'ok', says: texts.done(one, now) };
  const { says, fix = texts.mend } = inTwo(texts.notDone(one.at, one.problem, now));
  return { name, state: 'warning', says, fix };
}
