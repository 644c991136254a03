import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aFact } from '../../../test/support/facts.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import { createFactStore } from './fact-store.ts';
import { type MemoryTables, migrations } from './tables.ts';

test('what a person said elsewhere leaves room for what is known of them here', async (context) => {
  const { database, storage } = await openTestStorage<MemoryTables>(context, [migrations]);
  const facts = createFactStore(database);
  const here = aFact({ saidAt: 1 });
  const elsewhere = Array.from({ length: 2_100 }, (_, at) =>
    aFact({ id: `there-${at}`, lane: 'discord:harbour', saidAt: 2 + at, slot: undefined, value: `${at}` }),
  );
  const changes = [here, ...elsewhere].map((after) => ({ kind: 'learned', after }) as const);
  await storage.transaction((transaction) => facts.write(transaction, changes, { at: 1, batch: 'b1' }));
  const scope = { shelves: [{ characterId: here.characterId, lane: here.lane }] };
  assert.deepEqual(await facts.about(['bo'], scope), [here]);
});
