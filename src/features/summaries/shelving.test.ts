import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aPlace } from '../../../test/support/characters.ts';
import { aModel, begun, minute, open, sayMany, type World } from '../../../test/support/summaries.ts';
import { importedId, laneOf } from '../../core/message.ts';
import type { Conversation } from '../../core/ports/conversation.ts';

/** A model that names the subjects of what it sums up. */
function minutes() {
  const answer = (prompt: string) => {
    const named = [...new Set(prompt.match(/the (\w+) needs/g))].join(' and ');
    return `Bo and Alice talked of things that need a look tomorrow: ${named}.`;
  };
  return aModel({ standIn: false, answer }).model;
}

const shelf = (world: World) => world.slice.digests.shelfOf(laneOf(aPlace()));

/** What the search finds, as digests. */
async function found(world: World, text: string) {
  const shelves = [shelf(world)];
  const hits = await world.recall.search({ text, shelves, now: begun, timeZone: 'UTC', limit: 50 });
  return await world.slice.digests.find(hits.map(({ id }) => id));
}

const shelved = async (world: World) => (await found(world, 'what was talked about')).length;

async function talked(context: TestContext, count = 200, learnsSince: () => number | undefined = () => 0) {
  const world = await open(context, { model: minutes(), learnsSince: async () => learnsSince() });
  await sayMany(world, count);
  return world;
}

test('summaries of every level are found again, with the stretch that they tell and whose words it was', async (context) => {
  const world = await talked(context, 600);
  const kept = await world.kept();
  assert.ok(new Set(kept.map(({ level }) => level)).size > 1);
  assert.equal(await shelved(world), kept.length);
  const [best] = await found(world, 'who wanted to look at the hives?');
  assert.match(best?.text ?? '', /hives/);
  assert.deepEqual(best?.people, ['alice', 'bo']);
  assert.equal(best?.lane, laneOf(aPlace()));
  assert.ok((best?.to ?? 0) > (best?.after ?? 0));
});

test('what was taken back, erased or made anew is not found any more, at any level', async (context) => {
  const world = await talked(context, 600);
  const [first] = world.transcript.all;
  assert.ok(first);
  const before = await world.kept();
  await world.retract(first.messageId);
  const after = await world.kept();
  assert.ok(after.length < before.length - 1, 'a coarser one went with it');
  assert.equal(await shelved(world), after.length);
  const range = { after: after[0]?.after_position ?? 0, to: after[0]?.to_position ?? 0 };
  await world.storage.transaction((tx) => world.slice.reopen(tx, aPlace(), range));
  assert.equal(await shelved(world), (await world.kept()).length);
  const erase = () =>
    world.storage.transaction(
      async (tx) => await world.slice.keeps?.erase(tx, { host: 'discord', id: 'bo' }),
    );
  while (Object.values((await erase())?.counts ?? {}).some((count) => count > 0));
  assert.deepEqual([await world.kept(), await shelved(world)], [[], 0]);
});

test('excerpts are not: their lines are found themselves', async (context) => {
  const world = await open(context);
  await sayMany(world, 100);
  assert.ok((await world.kept()).length > 0);
  assert.equal(await shelved(world), 0);
});

test('what was said before the talk is remembered is told in the talk itself alone', async (context) => {
  const from = begun + 100 * minute;
  const world = await talked(context, 300, () => from);
  const kept = await world.kept();
  assert.ok(
    kept.every(({ level, from_at, to_at }) => level !== 'episode' || to_at < from || from_at >= from),
    'no episode goes across',
  );
  const digests = await found(world, 'what was talked about');
  assert.ok(digests.length > 0);
  assert.ok(digests.every(({ fromAt }) => fromAt >= from));
  const earliest = Math.min(...digests.map(({ fromAt }) => fromAt));
  assert.ok(earliest < from + 2 * minute, 'and nothing is missing from then on');
  const { grounds } = await world.told(world.transcript.all.slice(-40));
  assert.equal(grounds?.own[0]?.from, world.transcript.all[0]?.at);
});

test('what came in from a file to be found again is found in short too, whenever it was said', async (context) => {
  const from = begun + 1_000 * minute;
  for (const isFindable of [true, false]) {
    const world = await open(context, {
      model: minutes(),
      learnsSince: async () => from,
      findable: async (ids) => new Set(isFindable ? ids : []),
    });
    for (let index = 0; index < 700; index += 1) {
      const messageId = importedId('file', index);
      const line = world.transcript.say(`the harvest needs look number ${index}`, { messageId });
      if (index % 20 === 19) await world.finish(line);
    }
    const kept = await world.kept();
    assert.ok(new Set(kept.map(({ level }) => level)).size > 1);
    assert.ok(kept.every(({ to_at }) => to_at < from));
    assert.equal(await shelved(world), isFindable ? kept.length : 0);
  }
});

test('a summary of words that stay here is not embedded elsewhere', async (context) => {
  const tier = 'local-only' as const;
  const model = aModel({
    standIn: false,
    isThereOneHere: true,
    answer: () => 'Bo and Alice talked of the ferry.',
  });
  const world = await open(context, {
    model: model.model,
    consents: { of: async () => ({ tier, paused: false }) },
  });
  await sayMany(world, 60);
  const rows = await world.database
    .selectFrom('recall_passages' as never)
    .select(['confined', 'words_of'] as never)
    .execute();
  assert.ok(rows.length > 0);
  for (const row of rows as { confined: number; words_of: string }[]) {
    assert.equal(row.confined, 1);
    for (const who of ['alice', 'bo'])
      assert.ok(row.words_of.includes(who), 'and later by what they want then');
  }
});

test('episodes of an earlier Acore are found after a start, as far as they may be', async (context) => {
  let learnsSince: number | undefined = 0;
  const world = await talked(context, 120, () => learnsSince);
  const kept = await world.kept();
  await world.storage.transaction((tx) =>
    world.recall.remove(
      tx,
      kept.map(({ id }) => `summary:${id}`),
    ),
  );
  await world.database.updateTable('summaries').set({ shelved: 0 }).execute();
  learnsSince = kept[1]?.from_at;
  const stop = await world.slice.start?.({} as Conversation);
  while (
    (await world.database.selectFrom('summaries').select('id').where('shelved', '=', 0).execute()).length > 0
  );
  await stop?.();
  assert.deepEqual(
    (await found(world, 'what was talked about')).map(({ fromAt }) => fromAt).sort(),
    kept.slice(1).map(({ from_at }) => from_at),
  );
});

test('a turn knows which of them its prompt tells whole', async (context) => {
  const settings = { enabled: true, withModel: true, tokensPerDay: 1_000_000, promptTokens: 130 };
  const world = await open(context, { model: minutes(), settings });
  await sayMany(world, 300);
  const { sections, grounds } = await world.told(world.transcript.all.slice(-40));
  assert.ok(sections.length > 0);
  const whole = grounds?.own.filter(({ id, shortened }) => id !== undefined && !shortened) ?? [];
  const cut = grounds?.own.filter(({ shortened }) => shortened) ?? [];
  assert.ok(whole.length > 0 && cut.length > 0, JSON.stringify(grounds));
});
