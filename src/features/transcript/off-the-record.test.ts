import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aPlace } from '../../../test/support/characters.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import { migrations, transcript } from './index.ts';
import type { TranscriptTables } from './tables.ts';

async function open(context: TestContext) {
  const { database, storage } = await openTestStorage<TranscriptTables>(context, [migrations]);
  const rows = () => database.selectFrom('transcript').select('text').execute();
  return { book: transcript({ database }).transcript, rows, storage };
}

function line(text: string, at: number, change: Partial<TranscriptEntry> = {}): TranscriptEntry {
  return {
    messageId: `m${at}`,
    place: aPlace(),
    authorId: 'bo',
    authorName: 'Bo',
    kind: 'person',
    text,
    at,
    attachments: [],
    ...change,
  };
}

test('what is off the record stands in the talk, in its place, and in no table', async (context) => {
  const { book, rows, storage } = await open(context);
  await storage.transaction((tx) => book.append(tx, [line('one', 1), line('three', 3)]));
  book.overhear(line('two', 2));
  const recent = async (limit = 9) => (await book.recent(aPlace(), limit)).map(({ text }) => text);
  assert.deepEqual(await recent(), ['one', 'two', 'three']);
  assert.deepEqual(await recent(2), ['two', 'three']);
  assert.equal((await book.find('m2'))?.offTheRecord, 'heard');
  assert.equal((await rows()).length, 2);
  assert.deepEqual(await book.recent(aPlace({ channelId: 'cellar' }), 9), []);
  await storage.transaction((tx) => book.revise(tx, 'm2', 'zwei', 9));
  assert.deepEqual(await recent(), ['one', 'zwei', 'three']);
  await storage.transaction((tx) => book.retract(tx, ['m2']));
  assert.deepEqual(await recent(), ['one', 'three']);
});

test('only the last lines of a channel are remembered', async (context) => {
  const { book } = await open(context);
  for (let at = 0; at < 100; at += 1) book.overhear(line(`${at}`, at));
  const recent = await book.recent(aPlace(), 500);
  assert.equal(recent.length, 30);
  assert.equal(recent.at(-1)?.text, '99');
});

test('an answer off the record goes on a conversation as well', async (context) => {
  const { book } = await open(context);
  book.overhear(line('Ada?', 1));
  book.overhear(line('Yes.', 2, { authorId: 'ada', kind: 'character', characterId: 'ada', wordsOf: ['bo'] }));
  assert.equal((await book.lastAnswer(aPlace(), 'bo', 0))?.characterId, 'ada');
  assert.equal(await book.lastAnswer(aPlace(), 'bo', 3), undefined);
  assert.equal(await book.lastAnswer(aPlace(), 'cy', 0), undefined);
});
