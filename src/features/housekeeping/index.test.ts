import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { openTestStorage, recordingLog } from '../../../test/support/storage.ts';
import { UserError } from '../../core/errors.ts';
import type { Job } from '../../core/job.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import { housekeeping, migrations } from './index.ts';
import type { HousekeepingTables } from './store.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

async function open(context: TestContext) {
  const { database } = await openTestStorage<HousekeepingTables>(context, [migrations]);
  let now = Date.UTC(2026, 10, 20, 12);
  const log = recordingLog();
  const done: string[] = [];
  const job = (name: string, change: Partial<Job> = {}): Job => ({
    name,
    everyMs: hourMs,
    async run() {
      done.push(name);
      return { things: 2 };
    },
    ...change,
  });
  /** As a process that begins now would have it. */
  const begin = (...jobs: Job[]) =>
    housekeeping({ database, jobs: () => jobs, clock: { now: () => now }, log });
  return { begin, job, done, log, pass: (ms: number) => (now += ms) };
}

const says = async (slice: ReturnType<typeof housekeeping>) =>
  (await slice.checks?.())?.map(({ name, state, says }) => `${name} (${state}): ${says}`);

test('jobs are done when their time has come, and what belongs to a start right after it', async (context) => {
  const { begin, job, done, pass } = await open(context);
  const house = begin(job('daily', { everyMs: 24 * hourMs }), job('hourly', { atStart: true }));
  await house.look();
  assert.deepEqual(done.splice(0), ['hourly']);
  pass(10 * minuteMs);
  await house.look();
  assert.deepEqual(done.splice(0), ['daily']);
  pass(45 * minuteMs);
  await house.look();
  assert.deepEqual(done.splice(0), []);
  pass(5 * minuteMs);
  await house.look();
  assert.deepEqual(done.splice(0), ['hourly']);
  pass(24 * hourMs);
  await house.look();
  assert.deepEqual(done.splice(0), ['daily', 'hourly']);
});

test('a restart knows what was done, and a clock that was put back puts nothing off', async (context) => {
  const { begin, job, done, pass } = await open(context);
  const jobs = [job('daily', { everyMs: 24 * hourMs }), job('hourly', { atStart: true })];
  const first = begin(...jobs);
  pass(hourMs);
  await first.look();
  assert.deepEqual(done.splice(0), ['daily', 'hourly']);
  const next = begin(...jobs);
  await next.look();
  pass(20 * minuteMs);
  await next.look();
  assert.deepEqual(done.splice(0), ['hourly'], 'the daily one is not due');
  pass(-3 * hourMs);
  const later = begin(...jobs);
  pass(10 * minuteMs);
  await later.look();
  assert.deepEqual(done.splice(0), ['daily', 'hourly']);
});

test('it is told when each job was done, and what was done', async (context) => {
  const { begin, job, pass } = await open(context);
  const house = begin(
    job('attic', { atStart: true }),
    job('cellar', { atStart: true, run: async () => ({ things: 0 }) }),
  );
  assert.match((await house.health()).says, /Nothing was looked after yet/);
  await house.look();
  pass(3 * minuteMs);
  const [attic, cellar] = (await says(house)) ?? [];
  assert.match(attic ?? '', /^Housekeeping: attic \(ok\): Last done 3 minutes ago: things: 2 \(\d+ ms\)\.$/);
  assert.match(cellar ?? '', /cellar \(ok\): Last done 3 minutes ago: nothing to do/);
  assert.deepEqual(await house.health(), {
    ok: true,
    says: '2 jobs are done in time; the last was attic, 3 minutes ago.',
  });
});

test('what fails is told, holds nothing else up, and is tried again within the hour', async (context) => {
  const { begin, job, done, pass, log } = await open(context);
  let isBroken = true;
  const run = async () => {
    if (isBroken) throw new UserError('The pantry is locked; find the key.');
    return {};
  };
  const bug = async () => {
    throw new Error('zqsecret');
  };
  const pantry = job('pantry', { everyMs: 24 * hourMs, atStart: true, run });
  const house = begin(pantry, job('roof', { atStart: true, run: bug }), job('attic', { atStart: true }));
  await house.look();
  assert.deepEqual(done, ['attic']);
  assert.equal((await house.health()).says, 'Not done the last time: pantry, roof.');
  const checks = await house.checks?.();
  const locked = checks?.find(({ name }) => name.endsWith('pantry'));
  assert.equal(locked?.says, 'Tried just now. The pantry is locked.');
  assert.equal(locked?.fix, 'Find the key.');
  assert.ok(!JSON.stringify(checks).includes('zqsecret'), 'the log alone has what went wrong');
  assert.equal(log.lines.length, 2);
  isBroken = false;
  await house.look();
  assert.equal((await house.health()).ok, false, 'not before its time');
  pass(hourMs);
  await house.look();
  assert.match((await says(house))?.find((one) => one.includes('pantry')) ?? '', /Last done just now/);
});

test('a stop ends what is under way, and it is due again', async (context) => {
  const { begin, job } = await open(context);
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  const run = (signal: AbortSignal) =>
    new Promise<Record<string, number>>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      resolve();
    });
  const house = begin(job('endless', { atStart: true, run }));
  const stop = await house.start?.({} as Conversation);
  await begun;
  await stop?.();
  assert.deepEqual(await says(house), []);
});
