import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { aPlace } from '../../../test/support/characters.ts';
import { openTestStorage, recordingLog } from '../../../test/support/storage.ts';
import { buttonProblem } from '../../core/commands/buttons.ts';
import type { CommandReply } from '../../core/commands/command.ts';
import type { Feature } from '../../core/feature.ts';
import type { Keeping, Person } from '../../core/keeping.ts';
import type { Transaction } from '../../lib/sql.ts';
import { migrations, privacy } from './index.ts';
import type { PrivacyTables } from './store.ts';

const dayMs = 86_400_000;
const startedAt = 400 * dayMs;

/** A slice that keeps so many words of everybody, said at these times. */
function keeper(said: Record<string, number[]>, perTime = 2) {
  const retracted: string[] = [];
  const idsOf = (id: string, times: number[]) => times.map((at) => `${id}-${at}`);
  const take = (id: string, wanted: (at: number) => boolean) => {
    const all = said[id] ?? [];
    const gone = all.filter(wanted).slice(0, perTime);
    said[id] = all.filter((at) => !gone.includes(at));
    const messages = gone.map((at) => ({ id: `${id}-${at}`, place: aPlace(), at }));
    return { counts: { words: gone.length }, messages };
  };
  const keeps: Keeping = {
    count: async ({ id }) => ({ words: said[id]?.length ?? 0 }),
    export: async ({ id }) => ({ words: idsOf(id, said[id] ?? []) }),
    erase: async (_, { id }: Person) => take(id, () => true),
    async expire(_, before, person) {
      const people = person === undefined ? Object.keys(said) : [person.id];
      for (const id of people) {
        const taken = take(id, (at) => at < before);
        if (taken.messages.length > 0) return taken;
      }
      return { counts: {} };
    },
  };
  const feature: Feature = {
    name: 'words',
    keeps,
    retract: async (_: Transaction, ids) => void retracted.push(...ids),
  };
  return { feature, said, retracted };
}

async function open(context: TestContext, said: Record<string, number[]> = {}) {
  const { database, storage } = await openTestStorage<PrivacyTables>(context, [migrations]);
  const { feature, retracted } = keeper(said);
  const redacted: [string, number][] = [];
  const time = { now: startedAt };
  const shownNoMore: string[] = [];
  const make = (scrub = storage.scrub) =>
    privacy({
      database,
      storage: { ...storage, scrub },
      clock: { now: () => time.now },
      log: recordingLog(),
      settings: { keep: 180 * dayMs, archive: 0 },
      receipts: {
        redact: async (_, places, since) =>
          void redacted.push(...places.map(({ channelId }) => [channelId, since] as [string, number])),
      },
      features: () => [feature],
      withdrawn: { note() {} },
      forgotten: (_, ids) => void shownNoMore.push(...ids),
    });
  return { make, slice: make(), said, retracted, redacted, shownNoMore, time };
}

type Slice = ReturnType<typeof privacy>;

async function use(slice: Slice, name: string, input: object = {}, id = 'alice'): Promise<CommandReply> {
  const found = slice.commands?.find((each) => each.name === `privacy ${name}`);
  assert.ok(found, name);
  const caller = { id, name: 'Alice', mayManage: false };
  const signal = new AbortController().signal;
  const reply = await found.run({
    id: 'c',
    caller,
    place: aPlace(),
    signal,
    input: found.input.parse(input),
  });
  assert.equal(reply.visible, 'only-you');
  for (const button of reply.buttons ?? []) {
    if (button.command.startsWith('privacy '))
      assert.equal(buttonProblem(slice.commands ?? [], button), undefined);
  }
  return reply;
}

test('what people allow holds at once, over a restart, and for them alone', async (context) => {
  const { slice, make } = await open(context);
  assert.deepEqual((await slice.consents.of('discord', 'alice')).tier, 'full');
  await use(slice, 'consent', { tier: 'local-only' });
  await use(slice, 'pause', { state: 'on' });
  for (const one of [slice, make()]) {
    const { tier, paused } = await one.consents.of('discord', 'alice');
    assert.deepEqual([tier, paused], ['local-only', true]);
    assert.equal((await one.consents.of('discord', 'bo')).tier, 'full');
    assert.equal((await one.consents.of('playground', 'alice')).tier, 'full');
  }
  await use(slice, 'pause', { state: 'off' });
  assert.equal((await slice.consents.of('discord', 'alice')).paused, false);
});

test('when nothing was to be learned is known afterwards, over a restart, for as long as words are kept', async (context) => {
  const { slice, make, time } = await open(context);
  const pausesOf = async (one = slice) => (await one.consents.of('discord', 'alice')).pauses;
  await use(slice, 'pause', { state: 'on' });
  assert.deepEqual(await pausesOf(), [{ from: startedAt }]);
  time.now += dayMs;
  await use(slice, 'pause', { state: 'on' });
  await use(slice, 'pause', { state: 'off' });
  await use(slice, 'pause', { state: 'off' });
  const first = { from: startedAt, to: startedAt + dayMs };
  for (const one of [slice, make()]) assert.deepEqual(await pausesOf(one), [first]);
  time.now += dayMs;
  await use(slice, 'pause', { state: 'on' });
  assert.deepEqual(await pausesOf(), [first, { from: startedAt + 2 * dayMs }]);
  time.now += 180 * dayMs;
  await use(slice, 'pause', { state: 'off' });
  assert.deepEqual(await pausesOf(), [{ from: startedAt + 2 * dayMs, to: time.now }]);
});

test('the panel tells what is kept and what may be done next', async (context) => {
  const { slice } = await open(context, { alice: [1, 2, 3] });
  await use(slice, 'keep', { days: 30 });
  const { text, buttons = [] } = await use(slice, 'show');
  assert.match(text, /Your words: full/);
  assert.match(text, /kept for 30 days/);
  assert.match(text, /words: 3/);
  assert.deepEqual(
    buttons.map(({ command }) => command),
    ['memory list', 'privacy export', 'privacy pause', 'privacy consent', 'privacy erase'],
  );
  assert.match((await use(slice, 'show', {}, 'bo')).text, /- nothing/);
});

test('the export holds all of the caller’s, and nothing of others', async (context) => {
  const { slice } = await open(context, { alice: [1], bo: [2] });
  const { files = [] } = await use(slice, 'export');
  const json = JSON.parse(new TextDecoder().decode(files[0]?.bytes));
  assert.deepEqual(json.kept, { words: { words: ['alice-1'] } });
  assert.equal(json.choices.tier, 'full');
});

test('an export too large to be sent as it is comes packed', async (context) => {
  const times = Array.from({ length: 500_000 }, (_, index) => index);
  const { slice } = await open(context, { alice: times });
  const { files = [] } = await use(slice, 'export');
  assert.match(files[0]?.name ?? '', /\.json\.gz$/);
  const json = JSON.parse(gunzipSync(files[0]?.bytes ?? '').toString());
  assert.equal(json.kept.words.words.length, times.length);
});

test('erasing asks first, takes out everything with what hangs on it, and leaves others alone', async (context) => {
  const { slice, said, retracted, redacted } = await open(context, { alice: [7, 5, 6], bo: [2] });
  const asked = await use(slice, 'erase');
  assert.match(asked.text, /words: 3/);
  assert.equal(said['alice']?.length, 3);
  const [button] = asked.buttons ?? [];
  assert.equal(button?.style, 'danger');
  const done = await use(slice, 'erase', button?.input);
  assert.match(done.text, /words: 3/);
  assert.deepEqual(said, { alice: [], bo: [2] });
  assert.deepEqual(retracted, ['alice-7', 'alice-5', 'alice-6']);
  assert.deepEqual(redacted.slice(0, 3), [
    ['tavern', 5],
    ['alice-7', 5],
    ['alice-5', 5],
  ]);
  assert.match((await use(slice, 'show')).text, /still being rewritten/);
  await slice.idle();
  assert.doesNotMatch((await use(slice, 'show')).text, /still being rewritten/);
  assert.match((await use(slice, 'erase')).text, /Nothing is kept/);
});

/** What housekeeping does after a start. */
async function letGo({ jobs = [] }: Feature): Promise<void> {
  for (const { run } of jobs) await run(new AbortController().signal);
}

test('an erasure that was cut short is finished by the next process', async (context) => {
  const { make, said } = await open(context, { alice: [1] });
  const cut = make(() => Promise.reject(new Error('the process ended')));
  await use(cut, 'erase', { sure: true });
  await cut.idle();
  said['alice'] = [2, 3, 4];
  const next = make();
  assert.match((await use(next, 'show')).text, /still being rewritten/);
  await letGo(next);
  assert.deepEqual(said['alice'], []);
  assert.doesNotMatch((await use(next, 'show')).text, /still being rewritten/);
});

test('what is old goes, a person’s own by their own days, and never by longer ones', async (context) => {
  const ages = (id: string) => [
    `${id}`,
    [startedAt - 200 * dayMs, startedAt - 40 * dayMs, startedAt - dayMs],
  ];
  const { slice, said, retracted, shownNoMore } = await open(
    context,
    Object.fromEntries([ages('alice'), ages('bo'), ages('cy')]),
  );
  await use(slice, 'keep', { days: 30 }, 'bo');
  const longer = await use(slice, 'keep', { days: 3_650 }, 'cy');
  assert.match(longer.text, /nothing is kept longer than 180 days/);
  await letGo(slice);
  assert.deepEqual(
    ['alice', 'bo', 'cy'].map((id) => said[id]?.length),
    [2, 1, 2],
  );
  assert.equal(retracted.length, 4);
  assert.deepEqual(shownNoMore, retracted, 'pages that show them are told');
});
