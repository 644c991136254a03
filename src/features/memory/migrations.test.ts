import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aFact } from '../../../test/support/facts.ts';
import { testStorageFolder } from '../../../test/support/storage.ts';
import { createFactStore } from './fact-store.ts';
import { migrations } from './migrations.ts';
import type { MemoryTables } from './tables.ts';

/** The rows of another table than the one of now. */
interface OlderTables {
  memory_facts: Record<string, unknown>;
  memory_subjects: Record<string, unknown>;
  memory_changes: Record<string, unknown>;
}

test('what was known before is found, counted and erased as what is learned now', async (context) => {
  const { open } = await testStorageFolder(context);
  const steps = Object.fromEntries(Object.entries(migrations.steps).filter(([name]) => name < '004'));
  const fact = aFact();
  const own = aFact({ id: 'own', saidBy: { id: 'ada', name: 'Ada' }, about: [{ id: 'ada', name: 'Ada' }] });
  const known = [fact, { ...own, wordsOf: ['bo'] }];
  {
    await using old = await open({ ...migrations, steps });
    const tables = old.database<OlderTables>();
    for (const [position, one] of known.entries()) {
      const { id, characterId, lane, saidBy, saidAt, kind, about } = one;
      const where = { character_id: characterId, lane };
      const body = JSON.stringify(one);
      await tables
        .insertInto('memory_facts')
        .values({ id, ...where, said_by: saidBy.id, said_at: saidAt, kind, words: '', body })
        .execute();
      for (const subject of about)
        await tables
          .insertInto('memory_subjects')
          .values({ fact_id: id, subject_id: subject.id, called: 'so' })
          .execute();
      const people = `\n${saidBy.id}\n`;
      await tables
        .insertInto('memory_changes')
        .values({ position, at: 1, kind: 'learned', fact_id: id, ...where, after: body, people, batch: 'b' })
        .execute();
    }
  }
  await using now = await open(migrations);
  const facts = createFactStore(now.database<MemoryTables>());
  const scope = { shelves: [{ characterId: fact.characterId, lane: fact.lane }] };
  assert.deepEqual(await facts.foremost('bo', scope, 5), [fact]);
  assert.deepEqual(await facts.ownWords('ada', scope, 5, 'bo'), known.slice(1));
  assert.deepEqual(await facts.called(['bo']), [{ name: 'bo', id: 'bo' }]);
  assert.deepEqual([await facts.countOfPerson('bo'), await facts.changesOf('bo')], [1, 1]);
  await now.storage.transaction(async (transaction) => {
    assert.deepEqual(await facts.beside(transaction, fact.characterId, fact.lane, [fact]), [fact]);
    assert.deepEqual(await facts.someOfPerson(transaction, 'bo', 5), [fact.id]);
    await facts.erase(transaction, [fact.id]);
  });
  assert.deepEqual([await facts.countOfPerson('bo'), await facts.changesOf('bo')], [0, 0]);
  assert.equal(await facts.changesOf('ada'), 1);
});
