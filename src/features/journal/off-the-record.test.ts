import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aMessage, aPlace } from '../../../test/support/characters.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import { laneOf } from '../../core/message.ts';
import type { OutboxReply } from '../../core/ports/journal.ts';
import { journal, migrations } from './index.ts';
import type { JournalTables } from './tables.ts';

const lane = laneOf(aPlace());

test('words off the record wait and are said, but are in no row; another process knows that they are lost', async (context) => {
  const { database, storage } = await openTestStorage<JournalTables>(context, [migrations]);
  const open = () => journal({ database, clock: { now: () => 1 } }).journal;
  const first = open();
  const rows = async () =>
    JSON.stringify([
      await database.selectFrom('inbox').selectAll().execute(),
      await database.selectFrom('outbox_replies').selectAll().execute(),
      await database.selectFrom('outbox_posts').selectAll().execute(),
    ]);
  const message = aMessage('a quokka', { offTheRecord: 'heard' });
  assert.equal(await storage.transaction((tx) => first.accept(tx, message)), true);
  assert.equal(await storage.transaction((tx) => first.accept(tx, message)), false);
  assert.deepEqual((await first.pending(lane, 9))[0]?.message, message);
  const revision = { id: 'm1', place: aPlace(), text: 'a numbat', at: 9 };
  await storage.transaction((tx) => first.revise(tx, revision));
  assert.equal((await first.pending(lane, 9))[0]?.message.text, 'a numbat');
  const reply: OutboxReply = {
    messageId: 'm1',
    characterId: 'ada',
    place: aPlace(),
    offTheRecord: 'heard',
    mentionable: [{ id: 'alice', name: 'Alice' }],
    posts: [{ id: 'p', text: 'A numbat!', state: 'waiting', attemptedAt: 1 }],
  };
  await storage.transaction((tx) => first.enqueue(tx, reply));
  const [said] = await first.replies('m1');
  assert.deepEqual([said?.posts[0]?.text, said?.posts[0]?.state], ['A numbat!', 'sending']);
  assert.doesNotMatch(await rows(), /quokka|numbat|Numbat|Alice/);
  const next = open();
  assert.equal((await next.pending(lane, 9))[0]?.message.offTheRecord, 'lost');
  assert.equal((await next.replies('m1'))[0]?.offTheRecord, 'lost');
  await storage.transaction((tx) => first.settle(tx, ['m1']));
  assert.deepEqual(await first.pending(lane, 9), []);
  assert.deepEqual(await first.replies('m1'), []);
});
