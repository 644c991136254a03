import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { aPlace } from '../../../test/support/characters.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import { importedId } from '../../core/message.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import { migrations, transcript } from './index.ts';
import type { TranscriptTables } from './tables.ts';

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

async function open(context: TestContext, archiveMs = 0) {
  const { database, storage } = await openTestStorage<TranscriptTables>(context, [migrations]);
  const { transcript: book, keeps } = transcript({ database, archiveMs });
  const append = (...lines: TranscriptEntry[]) => storage.transaction((tx) => book.append(tx, lines));
  const bo = { host: 'discord', id: 'bo' };
  return { book, append, storage, keeps, bo };
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
    const filed = line('filed', { messageId: importedId('file', 0) });
    const elsewhere = { messageId: importedId('file', 1), place: aPlace({ channelId: 'cellar' }) };
    await append(old, older, fresh, answer, filed, line('filed too', elsewhere));
    assert.deepEqual(await book.channels('discord', at), [
      { host: 'discord', channelId: 'tavern', lastMessageId: fresh.messageId, lastAt: fresh.at },
    ]);
  });

  test('knows everybody of a home by every name, also former ones, and whom a line mentions', async (context) => {
    const { book, append, storage } = await open(context);
    const server = { guildId: 'guild' };
    const elsewhere = aPlace({ ...server, channelId: 'attic' });
    const mention = line('@Sam has a cat', { mentions: [{ id: 'sam2', name: 'Sam' }] });
    await append(
      line('one', { authorId: 'sam1', authorName: 'Sam', place: elsewhere }),
      line('two', { authorId: 'sam1', authorName: 'Max Power', place: elsewhere }),
      line('three', { authorId: 'sam2', authorName: 'Sam', place: aPlace(server) }),
      line('four', { authorId: 'sam3', authorName: 'Sam', place: aPlace({ guildId: 'other' }) }),
      line('five', { authorId: 'ada', authorName: 'Sam', kind: 'character', place: elsewhere }),
      line('six', { authorId: 'min', authorName: '민수', place: elsewhere }),
      mention,
    );
    const called = async (text: string) =>
      (await book.calledIn(aPlace(server), text)).map(({ id, name }) => `${id} ${name}`).sort();
    assert.deepEqual(await called('What is Sam doing?'), ['sam1 Max Power', 'sam2 Sam']);
    assert.deepEqual(await called('max power is here'), ['sam1 Max Power']);
    assert.deepEqual(await called('민수는 서울에 산다'), ['min 민수']);
    assert.deepEqual(await called('Nobody I know'), []);
    const mentioned = async () => (await book.upTo(mention.messageId, 1))[0]?.mentions;
    assert.deepEqual(await mentioned(), mention.mentions);
    await storage.transaction((tx) => book.revise(tx, mention.messageId, 'a cat', at, mention.mentions));
    assert.equal(await mentioned(), undefined);
  });
});

test('names that stood in the lines alone are known after the update', async (context) => {
  const { '005-names': added, ...before } = migrations.steps;
  const older = { slice: 'transcript', steps: before };
  const { database } = await openTestStorage<TranscriptTables>(context, [older]);
  const row = {
    host: 'discord',
    place_kind: 'text',
    author_kind: 'person',
    text: 'hi',
    attachments: '[]',
  } as const;
  const empty = { parent_id: null, place_name: null, character_id: null, reply_to: null, edited_at: null };
  const said = [
    ['1', 'tavern', 'Sam'],
    ['2', 'cellar', 'Max'],
    ['3', 'tavern', 'Sam'],
  ].map(([message_id = '', channel_id = '', author_name = ''], index) => ({
    ...{ ...row, ...empty, message_id, channel_id, author_name, lane: `discord:${channel_id}` },
    ...{ guild_id: 'guild', author_id: 'sam', position: index, said_at: index, mood: null, words_of: null },
  }));
  await database.insertInto('transcript').values(said).execute();
  await added?.up(database);
  const { transcript: book } = transcript({ database });
  assert.deepEqual(await book.calledIn(aPlace({ guildId: 'guild' }), 'Max?'), [
    { id: 'sam', name: 'Sam', formerNames: ['Max'] },
  ]);
});

test('what threads were called is forgotten with the update, and is kept of none since', async (context) => {
  const { '006-no-names-of-threads': forgets, ...before } = migrations.steps;
  const older = { slice: 'transcript', steps: before };
  const { database, storage } = await openTestStorage<TranscriptTables>(context, [older]);
  const { transcript: book } = transcript({ database });
  const thread = aPlace({ kind: 'thread', channelId: 'aside', name: 'my secret word', parentId: 'tavern' });
  const lines = [
    line('in the channel', { place: aPlace({ name: 'tavern' }) }),
    line('aside', { place: thread }),
  ];
  await storage.transaction((tx) => book.append(tx, lines));
  await database
    .updateTable('transcript')
    .set({ place_name: 'my secret word' })
    .where('channel_id', '=', 'aside')
    .execute();
  await forgets?.up(database);
  const names = async () =>
    (await database.selectFrom('transcript').select('place_name').orderBy('position').execute()).map(
      ({ place_name }) => place_name,
    );
  assert.deepEqual(await names(), ['tavern', null]);
  await storage.transaction((tx) => book.append(tx, [line('again', { place: thread })]));
  assert.deepEqual(await names(), ['tavern', null, null]);
});

describe('the archive', () => {
  const dayMs = 86_400_000;

  /** An old line with its answer and a new line, after the old ones were put away. */
  async function archived(context: TestContext) {
    const world = await open(context, 30 * dayMs);
    const asked = line('where is the boat?', { at: at - dayMs });
    const answer = line('In the reeds, Bo.', {
      ...{ authorId: 'ada', kind: 'character', characterId: 'ada', wordsOf: ['bo'], at: at - dayMs + 1 },
    });
    const fresh = line('and now?', { at: at + dayMs });
    await world.append(asked, answer, fresh);
    const expire = (before: number, person?: { host: string; id: string }) =>
      world.storage.transaction(async (tx) => await world.keeps?.expire?.(tx, before, person));
    const gone = await expire(at);
    assert.deepEqual(gone?.messages?.map(({ id }) => id).sort(), [asked.messageId, answer.messageId].sort());
    return { ...world, asked, answer, fresh, expire };
  }

  const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);

  test('holds old lines, which are in no talk any more', async (context) => {
    const { book, asked, answer, fresh } = await archived(context);
    assert.deepEqual(await book.recent(aPlace(), 10), [fresh]);
    assert.equal(await book.find(asked.messageId), undefined);
    assert.deepEqual(
      [(await book.findArchived(asked.messageId))?.text, await book.findArchived(fresh.messageId)],
      [asked.text, undefined],
    );
    assert.deepEqual(texts(await book.archived(aPlace(), 10)), [asked.text, answer.text]);
    assert.equal(await book.count(aPlace()), 3);
  });

  test('is counted, exported and erased with the person, and the answers that hold their words', async (context) => {
    const { book, keeps, bo, storage } = await archived(context);
    const what = 'lines and answers that are archived';
    assert.equal((await keeps?.count(bo))?.[what], 2);
    assert.match(JSON.stringify(await keeps?.export(bo)), /where is the boat.*In the reeds/);
    const erased = await storage.transaction(async (tx) => await keeps?.erase(tx, bo));
    assert.equal(erased?.counts[what], 2);
    assert.deepEqual(await book.archived(aPlace(), 10), []);
  });

  test('follows what is deleted and edited on the host, and is forgotten with the channel', async (context) => {
    const { book, storage, asked, answer } = await archived(context);
    await storage.transaction((tx) => book.revise(tx, asked.messageId, 'where is the ship?', at));
    await storage.transaction((tx) => book.retract(tx, [answer.messageId]));
    assert.deepEqual(texts(await book.archived(aPlace(), 10)), ['where is the ship?']);
    assert.equal(await book.forgetArchived(aPlace()), 1);
    assert.deepEqual(await book.archived(aPlace(), 10), []);
  });

  test('ends after its own time, and sooner for whoever wants that', async (context) => {
    const { book, bo, expire } = await archived(context);
    await expire(at + 29 * dayMs - 1);
    assert.equal((await book.archived(aPlace(), 10)).length, 3);
    await expire(at, bo);
    assert.deepEqual(texts(await book.archived(aPlace(), 10)), ['and now?']);
    await expire(at + 32 * dayMs);
    assert.deepEqual(await book.archived(aPlace(), 10), []);
  });
});
