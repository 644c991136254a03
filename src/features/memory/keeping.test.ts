import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aFact } from '../../../test/support/facts.ts';
import { openTestRecall, recallMigrations } from '../../../test/support/recall.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import { createFactStore } from './fact-store.ts';
import { createMemoryKeeping } from './keeping.ts';
import { createLaneStore } from './lane-store.ts';
import { migrations } from './migrations.ts';
import type { MemoryTables } from './tables.ts';

test('an export holds what happened to what somebody said, also what is forgotten by now, and no words of others', async (context) => {
  const opened = await openTestStorage<MemoryTables>(context, [migrations, recallMigrations]);
  const { database, storage } = opened;
  const facts = createFactStore(database);
  const [home, tea] = [aFact(), aFact({ id: 'fact-2', statement: 'Bo likes tea.' })];
  const cy = { id: 'cy', name: 'Cy' };
  const slander = aFact({ id: 'fact-3', statement: 'Bo is a thief.', saidBy: cy });
  await storage.transaction(async (transaction) => {
    const learned = [home, tea, slander].map((after) => ({ kind: 'learned', after }) as const);
    await facts.write(transaction, learned, { at: 1, batch: 'b1' });
    const by = { id: 'bo', name: 'Bo' };
    await facts.write(transaction, [{ kind: 'forgotten', before: home }], { at: 2, batch: 'b2', by });
  });
  const recall = openTestRecall(context, opened);
  const keeping = createMemoryKeeping({ facts, lanes: createLaneStore(database), recall });
  const told = await keeping.export({ host: 'discord', id: 'bo' });
  assert.deepEqual(JSON.parse(JSON.stringify(told['changes to the memory'])), [
    { at: 1, kind: 'learned', after: 'Bo lives in Oslo.', byYou: false },
    { at: 1, kind: 'learned', after: 'Bo likes tea.', byYou: false },
    { at: 1, kind: 'learned', byYou: false },
    { at: 2, kind: 'forgotten', before: 'Bo lives in Oslo.', byYou: true },
  ]);
  assert.deepEqual(told['facts'], [tea]);
  assert.doesNotMatch(JSON.stringify(told), /thief/);
});
