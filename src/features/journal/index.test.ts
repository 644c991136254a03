import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { aMessage, aPlace } from '../../../test/support/characters.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import { laneOf } from '../../core/message.ts';
import type { OutboxReply } from '../../core/ports/journal.ts';
import { journal, migrations } from './index.ts';
import type { JournalTables } from './tables.ts';

const lane = laneOf(aPlace());

async function open(context: TestContext) {
  const { database, storage } = await openTestStorage<JournalTables>(context, [migrations]);
  let now = 1_000;
  const slice = journal({ database, clock: { now: () => now } });
  return { ...slice, database, storage, pass: (ms: number) => (now += ms) };
}

function aReply(change: Partial<OutboxReply> = {}): OutboxReply {
  return {
    messageId: 'm1',
    characterId: 'ada',
    place: aPlace(),
    answer: {
      characterId: 'ada',
      characterName: 'Ada',
      because: 'named',
      messageIds: [],
      model: 'm',
      standIn: false,
      usage: { promptTokens: 1, completionTokens: 1, estimated: true },
      prompt: [],
      timings: { waitedMs: 0, firstTokenMs: 0, generatedMs: 0, saidMs: 0 },
    },
    mentionable: [],
    posts: [
      { id: 'm1/ada/0', text: 'one', state: 'waiting', attemptedAt: 1_000 },
      { id: 'm1/ada/1', text: 'two', state: 'waiting' },
    ],
    ...change,
  };
}

describe('the inbox', () => {
  test('takes a message in once, and gives it back in order until it is settled', async (context) => {
    const { journal: inbox, storage, pass } = await open(context);
    const accept = (id: string) => storage.transaction((tx) => inbox.accept(tx, aMessage('hello', { id })));
    assert.equal(await accept('b'), true);
    pass(1);
    assert.equal(await accept('a'), true);
    assert.equal(await accept('b'), false);
    const ids = async () => (await inbox.pending(lane, 10)).map(({ message }) => message.id);
    assert.deepEqual(await ids(), ['b', 'a']);
    assert.deepEqual(await inbox.pendingLanes(), [lane]);
    await storage.transaction((tx) => inbox.settle(tx, ['b']));
    assert.deepEqual(await ids(), ['a']);
    assert.equal(await accept('b'), false, 'a settled message is still known');
  });

  test('keeps no words of what is settled', async (context) => {
    const { journal: inbox, storage, database } = await open(context);
    await storage.transaction((tx) => inbox.accept(tx, aMessage('my secret')));
    await storage.transaction((tx) => inbox.settle(tx, ['m1']));
    assert.ok(!JSON.stringify(await database.selectFrom('inbox').selectAll().execute()).includes('secret'));
  });

  test('an edit changes what waits', async (context) => {
    const { journal: inbox, storage } = await open(context);
    await storage.transaction((tx) => inbox.accept(tx, aMessage('helo')));
    const revision = { id: 'm1', place: aPlace(), text: 'hello', mentionsSelf: true, at: 9 };
    await storage.transaction((tx) => inbox.revise(tx, revision));
    await storage.transaction((tx) => inbox.revise(tx, { ...revision, id: 'unknown' }));
    const message = (await inbox.pending(lane, 10))[0]?.message;
    assert.deepEqual(message, aMessage('hello', { mentionsSelf: true }));
  });

  test('a message can be withdrawn only while nothing was said to it', async (context) => {
    const { journal: inbox, storage } = await open(context);
    const withdraw = (id: string) => storage.transaction((tx) => inbox.withdraw(tx, id));
    await storage.transaction((tx) => inbox.accept(tx, aMessage('one')));
    await storage.transaction((tx) => inbox.accept(tx, aMessage('two', { id: 'm2' })));
    await storage.transaction((tx) => inbox.enqueue(tx, aReply()));
    assert.equal(await withdraw('m1'), false);
    assert.equal(await withdraw('m2'), true);
    assert.equal(await withdraw('m2'), false);
  });

  test('old settled messages are forgotten, waiting ones never', async (context) => {
    const { journal: inbox, storage, pass } = await open(context);
    await storage.transaction((tx) => inbox.accept(tx, aMessage('one')));
    await storage.transaction((tx) => inbox.accept(tx, aMessage('two', { id: 'm2' })));
    await storage.transaction((tx) => inbox.settle(tx, ['m1']));
    pass(10_000);
    assert.equal(await inbox.forgetSettled(5_000), 1);
    assert.equal((await inbox.pending(lane, 10)).length, 1);
  });

  test('knows until when it heard everything, also when catching up was cut short', async (context) => {
    const { journal: inbox, storage, pass } = await open(context);
    assert.equal(await inbox.heardUntil('discord'), undefined);
    pass(100_000);
    await storage.transaction((tx) => inbox.accept(tx, aMessage('one')));
    assert.equal(await inbox.heardUntil('discord'), 101_000);
    await inbox.beginCatchUp('discord', 400);
    await inbox.beginCatchUp('discord', 700);
    assert.equal(await inbox.heardUntil('discord'), 400);
    await inbox.endCatchUp('discord');
    assert.equal(await inbox.heardUntil('discord'), 101_000);
    assert.equal(await inbox.heardUntil('playground'), undefined);
  });

  test('knows since when it listened until something is taken in', async (context) => {
    const { journal: inbox, storage, pass } = await open(context);
    await inbox.beginCatchUp('discord', 400);
    await inbox.endCatchUp('discord');
    assert.equal(await inbox.heardUntil('discord'), 400);
    pass(100_000);
    await storage.transaction((tx) => inbox.accept(tx, aMessage('one')));
    await inbox.endCatchUp('discord');
    assert.equal(await inbox.heardUntil('discord'), 101_000);
  });
});

describe('the outbox', () => {
  test('keeps replies in order of speaking, with how far each post has come', async (context) => {
    const { journal: outbox, storage } = await open(context);
    await storage.transaction((tx) => outbox.accept(tx, aMessage('hello')));
    await storage.transaction((tx) => outbox.enqueue(tx, aReply()));
    const second = aReply({
      characterId: 'finn',
      posts: [{ id: 'm1/finn/0', text: 'three', state: 'waiting' }],
    });
    await storage.transaction((tx) => outbox.enqueue(tx, second));
    await storage.transaction((tx) => outbox.progress(tx, 'm1/ada/0', 'sent', { messageId: '77' }));
    const replies = await outbox.replies('m1');
    assert.deepEqual(
      replies.map(({ characterId, posts }) => [
        characterId,
        posts.map(({ state, messageId }) => [state, messageId]),
      ]),
      [
        [
          'ada',
          [
            ['sent', '77'],
            ['waiting', undefined],
          ],
        ],
        ['finn', [['waiting', undefined]]],
      ],
    );
  });

  test('a first post is marked as being sent in the very write that makes it', async (context) => {
    const { journal: outbox, storage } = await open(context);
    await storage.transaction((tx) => outbox.accept(tx, aMessage('hello')));
    await storage.transaction((tx) => outbox.enqueue(tx, aReply()));
    assert.deepEqual((await outbox.replies('m1'))[0]?.posts[0], {
      id: 'm1/ada/0',
      text: 'one',
      state: 'sending',
      attemptedAt: 1_000,
      messageId: undefined,
    });
  });

  test('tells that a reply to what waits is begun', async (context) => {
    const { journal: outbox, storage } = await open(context);
    await storage.transaction((tx) => outbox.accept(tx, aMessage('one')));
    await storage.transaction((tx) => outbox.accept(tx, aMessage('two', { id: 'm2' })));
    const begun = async () => (await outbox.pending(lane, 10)).map((one) => [one.message.id, one.begun]);
    assert.deepEqual(await begun(), [
      ['m1', false],
      ['m2', false],
    ]);
    assert.equal(await storage.transaction((tx) => outbox.enqueue(tx, aReply())), true);
    assert.deepEqual(await begun(), [
      ['m1', true],
      ['m2', false],
    ]);
  });

  test('takes no reply to what does not wait any more', async (context) => {
    const { journal: outbox, storage, database } = await open(context);
    const enqueue = (reply: OutboxReply) => storage.transaction((tx) => outbox.enqueue(tx, reply));
    await storage.transaction((tx) => outbox.accept(tx, aMessage('hello')));
    await storage.transaction((tx) => outbox.withdraw(tx, 'm1'));
    assert.equal(await enqueue(aReply()), false);
    assert.equal(await enqueue(aReply({ messageId: 'unknown', offTheRecord: 'heard' })), false);
    assert.deepEqual(await outbox.replies('m1'), []);
    assert.deepEqual(await database.selectFrom('outbox_posts').selectAll().execute(), []);
  });

  test('is empty once the message is settled', async (context) => {
    const { journal: outbox, storage, database } = await open(context);
    await storage.transaction((tx) => outbox.accept(tx, aMessage('hello')));
    await storage.transaction((tx) => outbox.enqueue(tx, aReply()));
    await storage.transaction((tx) => outbox.settle(tx, ['m1']));
    assert.deepEqual(await outbox.replies('m1'), []);
    assert.deepEqual(await database.selectFrom('outbox_posts').selectAll().execute(), []);
  });
});
