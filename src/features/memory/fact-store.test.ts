import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aFact } from '../../../test/support/facts.ts';
import { openMemory } from '../../../test/support/memory.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import type { Fact } from './fact.ts';
import { createFactStore } from './fact-store.ts';
import { migrations } from './migrations.ts';
import type { MemoryTables } from './tables.ts';

/** A store in which these facts were learned. */
async function open(context: TestContext, known: readonly Fact[]) {
  const { database, storage } = await openTestStorage<MemoryTables>(context, [migrations]);
  const facts = createFactStore(database);
  const changes = known.map((after) => ({ kind: 'learned', before: undefined, after }) as const);
  await storage.transaction((transaction) => facts.write(transaction, changes, { at: 1, batch: 'b1' }));
  return { facts, storage };
}

const here = { shelves: [{ characterId: 'ada', lane: 'discord:tavern' }] };

test('what a person said elsewhere leaves room for what is known of them here', async (context) => {
  const one = aFact({ saidAt: 1 });
  const elsewhere = Array.from({ length: 2_100 }, (_, at) =>
    aFact({ id: `there-${at}`, lane: 'discord:harbour', saidAt: 2 + at, slot: undefined, value: `${at}` }),
  );
  const { facts } = await open(context, [one, ...elsewhere]);
  assert.deepEqual(await facts.foremost('bo', here, 10), [one]);
});

test('what another one says of what is somebody’s is theirs as well', async (context) => {
  const { say, transcript, learn, database, time } = await openMemory(context);
  const facts = createFactStore(database);
  const asked = say('bo', 'My sister is on holiday.');
  time.now += 60_000;
  const answer = { authorId: 'cy', authorName: 'Cy', at: time.now, replyTo: asked.messageId };
  transcript.say('Your sister Ana lives in Rome.', answer);
  await learn();
  const theirs = await facts.ofPerson('bo');
  assert.ok(theirs.some(({ statement, saidBy }) => /lives in Rome/.test(statement) && saidBy.id === 'cy'));
  assert.equal(await facts.countOfPerson('bo'), theirs.length);
  assert.deepEqual(await facts.ofPerson('b'), []);
});
