import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aFact } from '../../../test/support/facts.ts';
import { openMemory } from '../../../test/support/memory.ts';
import { testStorageFolder } from '../../../test/support/storage.ts';
import { migrations } from './index.ts';
import type { MemoryTables } from './tables.ts';
import { promptTexts } from './texts.ts';

const unknown = 'no longer so, nobody said since when';

describe('what was so once, until nobody knows when', () => {
  test('is listed as over, not told as so, and said again no second fact', async (context) => {
    const { say, learn, use, facts, known } = await openMemory(context);
    say('bo', 'I live in Oslo.');
    say('bo', 'I used to play the cello.');
    await learn();
    say('bo', "I don't live in Oslo anymore!");
    say('bo', 'I used to play the cello, did I say?');
    say('bo', 'I used to play the cello, in school.');
    await learn();
    assert.deepEqual(
      (await facts()).map(({ statement, until, over }) => [statement, until, over]),
      [
        ['Bo lives in Oslo.', undefined, true],
        ['Bo played the cello.', undefined, true],
      ],
    );
    assert.deepEqual(await known(), []);
    const { text } = await use('memory list');
    assert.equal(text.split(unknown).length, 3);
    assert.match((await use('profile')).text, /does not know anything/);
    assert.match((await use('memory changes', { as_of: '1d' })).text, /Nothing/);
  });

  test('reads so in a prompt, with what is known of its times', () => {
    const told = (times: object) => promptTexts.fact(aFact(times), 'UTC');
    assert.equal(told({ over: true }), `Bo lives in Oslo. (${unknown})`);
    assert.equal(told({ from: 0, over: true }), `Bo lives in Oslo. (since 1 January 1970) (${unknown})`);
    assert.equal(
      told({ from: 0, until: 86_400_000 }),
      'Bo lives in Oslo. (from 1 January 1970 until 2 January 1970)',
    );
    assert.equal(told({ until: 0 }), 'Bo lives in Oslo. (until 1 January 1970)');
  });

  test('gets its end when somebody says so, and is so again when its message is gone', async (context) => {
    const { say, learn, facts, known, delete: remove, time } = await openMemory(context);
    say('bo', 'I live in Oslo.');
    await learn();
    const ended = say('bo', 'I no longer live in Oslo.');
    await learn();
    const dated = say('bo', 'I lived in Oslo until May.');
    await learn();
    const [oslo] = await facts();
    assert.ok(oslo?.until !== undefined && oslo.until < time.now && oslo.over === undefined);
    await remove(dated.messageId, ended.messageId);
    assert.deepEqual(await known(), ['Bo lives in Oslo.']);
  });

  test('goes out in a file and comes in again as it was', async (context) => {
    const { say, learn, use, facts } = await openMemory(context);
    say('bo', 'I used to live in Oslo.');
    await learn();
    const [file] = (await use('memory export')).files ?? [];
    assert.ok(file);
    const other = await openMemory(context);
    const { name, contentType, bytes } = file;
    const given = { name, contentType, size: bytes.length, bytes: async () => bytes };
    await other.use('memory import', { file: given });
    const plain = (all: Awaited<ReturnType<typeof facts>>) =>
      all.map(({ statement, until, over, slot }) => ({ statement, until, over, slot }));
    assert.deepEqual(plain(await other.facts()), plain(await facts()));
    assert.equal((await other.facts())[0]?.over, true);
  });
});

test('a table of before is brought up to date, and times that no calendar has are put right', async (context) => {
  const { open } = await testStorageFolder(context);
  const steps = Object.fromEntries(Object.entries(migrations.steps).slice(0, 2));
  const old = await open({ ...migrations, steps });
  const times = [{}, { until: 5 }, { from: 9e15, until: Number.NaN }, { saidAt: 9e15 }];
  for (const [index, some] of times.entries()) {
    const { id, characterId, lane, saidBy, saidAt, kind, ...rest } = aFact({ id: `f${index}`, ...some });
    const body = JSON.stringify({ ...rest, id, characterId, lane, saidBy, saidAt, kind });
    await old
      .database<{ memory_facts: Record<string, unknown> }>()
      .insertInto('memory_facts')
      .values({
        id,
        character_id: characterId,
        lane,
        said_by: saidBy.id,
        said_at: saidAt,
        kind,
        words: '',
        body,
      })
      .execute();
  }
  await old[Symbol.asyncDispose]();
  const now = await open(migrations);
  const rows = await now
    .database<MemoryTables>()
    .selectFrom('memory_facts')
    .selectAll()
    .orderBy('id')
    .execute();
  await now[Symbol.asyncDispose]();
  assert.deepEqual(
    rows.map(({ over, words }) => [over, words]),
    [0, 1, 1, 0].map((over) => [over, 'bo lives in oslo.']),
  );
  assert.deepEqual(
    rows.map(({ body }) => JSON.parse(body)).map(({ from, until, over }) => ({ from, until, over })),
    [
      { from: undefined, until: undefined, over: undefined },
      { from: undefined, until: 5, over: undefined },
      { from: undefined, until: undefined, over: true },
      { from: undefined, until: undefined, over: undefined },
    ],
  );
  assert.ok(rows.every(({ said_at, body }) => said_at === JSON.parse(body).saidAt && said_at < 9e15));
});
