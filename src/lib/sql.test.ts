import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestStorage } from '../../test/support/storage.ts';
import { type Database, type Given, insertion, inside, prepared } from './sql.ts';

interface Tables {
  note: { id: string; text: string | null; size: number };
}

const migrations = {
  slice: 'notes',
  steps: {
    '001-notes': {
      async up(db: Database<Tables>) {
        await db.schema
          .createTable('note')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('text', 'text')
          .addColumn('size', 'integer')
          .execute();
      },
    },
  },
};

const addNotes = insertion<Tables, 'note'>('note', (query) =>
  query.onConflict((conflict) => conflict.column('id').doNothing()),
);
const larger = prepared((tables: Database<Tables>, given: Given<{ size: number; limit: number }>) =>
  tables
    .selectFrom('note')
    .select('id')
    .where('size', '>', given('size'))
    .orderBy('id')
    .limit(given('limit')),
);
const resize = prepared((tables: Database<Tables>, given: Given<{ id: string; size: number }>) =>
  tables
    .updateTable('note')
    .set({ size: given('size') })
    .where('id', '=', given('id')),
);

test('a prepared query has its own values each time, also in another database and inside a transaction', async (t) => {
  for (const _ of ['first', 'second']) {
    const { database, storage } = await openTestStorage<Tables>(t, [migrations]);
    await storage.transaction((transaction) =>
      addNotes(inside(transaction), [
        { id: 'a', text: 'one', size: 1 },
        { id: 'b', text: null, size: 2 },
        { id: 'a', text: 'again', size: 9 },
      ]),
    );
    const idsAbove = async (size: number, limit = 10) =>
      (await larger(database, { size, limit })).rows.map(({ id }) => id);
    assert.deepEqual(await idsAbove(0), ['a', 'b']);
    assert.deepEqual(await idsAbove(0, 1), ['a']);
    assert.deepEqual(await idsAbove(1), ['b']);
    const changed = await storage.transaction((transaction) =>
      resize(inside(transaction), { id: 'b', size: 0 }),
    );
    assert.equal(changed.numAffectedRows, 1n);
    assert.deepEqual(await idsAbove(0), ['a']);
    assert.deepEqual(
      { ...(await database.selectFrom('note').selectAll().executeTakeFirst()) },
      {
        id: 'a',
        text: 'one',
        size: 1,
      },
    );
  }
});

test('a prepared query beside the transaction that it is awaited in is refused like any other', async (t) => {
  const { database, storage } = await openTestStorage<Tables>(t, [migrations]);
  await larger(database, { size: 0, limit: 1 });
  const beside = storage.transaction(() => larger(database, { size: 0, limit: 1 }));
  await assert.rejects(beside, /must go through inside/);
});
