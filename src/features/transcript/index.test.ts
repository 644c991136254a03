import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { aPlace } from '../../../test/support/characters.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import { migrations, transcript } from './index.ts';
import type { TranscriptTables } from './store.ts';

const at = 1_700_000_000_000;
let counter = 0;

function line(text: string, change: Partial<TranscriptEntry> = {}): TranscriptEntry {
  counter += 1;
  return {
    messageId: `m${counter}`,
    place: { ...aPlace(), parentId: undefined },
    authorId: 'bo',
    authorName: 'Bo',
    kind: 'person',
    characterId: undefined,
    text,
    at: at + counter,
    replyTo: undefined,
    attachments: [],
    editedAt: undefined,
    ...change,
  };
}

async function open(context: TestContext) {
  const { database, storage } = await openTestStorage<TranscriptTables>(context, [migrations]);
  const { transcript: book } = transcript({ database });
  const append = (...lines: TranscriptEntry[]) => storage.transaction((tx) => book.append(tx, lines));
  return { book, append, storage };
}

describe('the transcript', () => {
  test('gives back what was said, whole and in order', async (context) => {
    const { book, append } = await open(context);
    const attachments = [{ id: '1', name: 'bee.png', url: 'https://x', size: 3 }];
    const lines = [line('one'), line('two', { attachments }), line('three', { replyTo: 'm1' })];
    await append(...lines);
    assert.deepEqual(await book.recent(aPlace(), 10), lines);
    assert.deepEqual(await book.recent(aPlace(), 2), lines.slice(1));
    assert.deepEqual(await book.find(lines[1]?.messageId ?? ''), lines[1]);
  });

  test('keeps channels apart', async (context) => {
    const { book, append } = await open(context);
    await append(line('here'), line('there', { place: aPlace({ channelId: 'cellar' }) }));
    assert.deepEqual(
      (await book.recent(aPlace(), 10)).map(({ text }) => text),
      ['here'],
    );
  });

  test('orders by time, whenever a line was heard, and keeps lines of one millisecond in order', async (context) => {
    const { book, append } = await open(context);
    await append(line('late', { at: at + 10_000 }));
    await append(...['a', 'b', 'c'].map((text) => line(text, { at: at + 5_000 })));
    assert.deepEqual(
      (await book.recent(aPlace(), 10)).map(({ text }) => text),
      ['a', 'b', 'c', 'late'],
    );
  });

  test('a line heard twice is kept once', async (context) => {
    const { book, append } = await open(context);
    const once = line('one');
    await append(once);
    await append(once);
    assert.equal((await book.recent(aPlace(), 10)).length, 1);
  });

  test('an edit and a deletion reach it', async (context) => {
    const { book, append, storage } = await open(context);
    const [kept, gone] = [line('helo'), line('oops')];
    await append(kept, gone);
    await storage.transaction((tx) => book.revise(tx, kept.messageId, 'hello', at + 99_000));
    assert.equal(await storage.transaction((tx) => book.retract(tx, [gone.messageId])), gone.at);
    assert.equal(await storage.transaction((tx) => book.retract(tx, ['unknown'])), undefined);
    const left = await book.recent(aPlace(), 10);
    assert.deepEqual(
      left.map(({ text, editedAt }) => [text, editedAt]),
      [['hello', at + 99_000]],
    );
  });

  test('knows what a character last answered to a person, and not before a given time', async (context) => {
    const { book, append } = await open(context);
    const [asked, other] = [line('Ada?'), line('Finn?', { authorId: 'cy' })];
    const answer = line('Yes.', {
      kind: 'character',
      characterId: 'ada',
      authorId: 'ada',
      replyTo: asked.messageId,
    });
    const toOther = line('Aye.', {
      kind: 'character',
      characterId: 'finn',
      authorId: 'finn',
      replyTo: other.messageId,
    });
    await append(asked, other, answer, toOther);
    assert.equal((await book.lastAnswer(aPlace(), 'bo', at))?.characterId, 'ada');
    assert.equal((await book.lastAnswer(aPlace(), 'cy', at))?.characterId, 'finn');
    assert.equal(await book.lastAnswer(aPlace(), 'bo', answer.at + 1), undefined);
    assert.equal(await book.lastAnswer(aPlace({ channelId: 'cellar' }), 'bo', at), undefined);
  });

  test('lists the channels it has heard lately, with the newest message that was heard in each', async (context) => {
    const { book, append } = await open(context);
    const old = line('old', { at: at - 1_000_000, place: aPlace({ channelId: 'attic' }) });
    const [older, fresh] = [line('older'), line('new')];
    const answer = line('Yes.', { kind: 'character', characterId: 'ada', authorId: 'ada' });
    await append(old, older, fresh, answer);
    assert.deepEqual(await book.channels('discord', at), [
      { host: 'discord', channelId: 'tavern', lastMessageId: fresh.messageId, lastAt: fresh.at },
    ]);
  });
});
