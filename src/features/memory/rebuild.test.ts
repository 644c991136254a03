import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as othersGoFirst } from 'node:timers/promises';
import { aPlace } from '../../../test/support/characters.ts';
import { openMemory } from '../../../test/support/memory.ts';
import { homeOf } from '../../core/message.ts';
import type { Conversation } from '../../core/ports/conversation.ts';

type Memory = Awaited<ReturnType<typeof openMemory>>;

const admin = { who: 'alice', mayManage: true };

/** Has everything read again, and says what is told of it in the end. */
async function rebuilt({ use }: Memory): Promise<string> {
  await use('memory rebuild', { step: 'start' }, admin);
  for (;;) {
    const { text } = await use('memory rebuild', {}, admin);
    if (!text.startsWith('Read again so far')) return text;
    await othersGoFirst();
  }
}

/** What was learned is as an extractor left it that read none of it. */
async function unlearn({ database }: Memory): Promise<void> {
  await database.deleteFrom('memory_change_people').execute();
  for (const table of ['memory_facts', 'memory_subjects', 'memory_sources', 'memory_changes'] as const)
    await database.deleteFrom(table).execute();
}

async function heard(memory: Memory, ...lines: readonly [who: string, text: string][]): Promise<void> {
  for (const [who, text] of lines) memory.say(who, text);
  await memory.learn();
}

describe('old lines that are read again', () => {
  test('tell what was not read in them, in their time, and a second time nothing', async (context) => {
    const memory = await openMemory(context);
    await heard(
      memory,
      ['bo', 'I live in Oslo.'],
      ['cy', 'I play the cello.'],
      ['bo', 'I have moved to Bergen.'],
    );
    const before = await memory.facts();
    await unlearn(memory);
    assert.equal(await rebuilt(memory), 'Read again: 3 lines; 3 new facts.');
    const shown = ({ statement, until, saidAt }: (typeof before)[number]) => [statement, until, saidAt];
    assert.deepEqual((await memory.facts()).map(shown), before.map(shown));
    assert.equal(await rebuilt(memory), 'Read again: 3 lines; nothing new was found.');
    assert.equal((await memory.facts()).length, 3);
  });

  test('leave what is known as it is, and each change can be taken back for good', async (context) => {
    const memory = await openMemory(context);
    await heard(memory, ['bo', 'I live in Oslo.']);
    const before = await memory.facts();
    await rebuilt(memory);
    assert.deepEqual(await memory.facts(), before);
    await unlearn(memory);
    await rebuilt(memory);
    await memory.use('memory undo', {}, { who: 'bo' });
    assert.deepEqual(await memory.known(), []);
    await rebuilt(memory);
    assert.deepEqual(await memory.known(), []);
  });

  test('do not bring back what was forgotten or put right, in whichever line it was said', async (context) => {
    const memory = await openMemory(context);
    await heard(memory, ['bo', 'I live in Oslo.'], ['cy', 'I play the cello.']);
    await memory.use('memory forget', { fact: 'lives in Oslo' }, { who: 'bo' });
    await memory.use('memory edit', { fact: 'cello', text: 'I play the harp.' }, { who: 'cy' });
    const before = await memory.facts();
    // What an older extractor passed over, said before somebody had it forgotten.
    memory.transcript.say('I live in Oslo!', {
      ...{ messageId: 'passed-over', authorId: 'bo', authorName: 'Bo' },
      ...{ at: memory.time.now - 3_600_000, place: aPlace() },
    });
    await memory.database
      .insertInto('memory_lines')
      .values({
        message_id: 'passed-over',
        lane: before[0]?.lane ?? '',
        author_id: 'bo',
        said_at: 1,
        brought: null,
      })
      .execute();
    assert.match(await rebuilt(memory), /^Read again: 3 lines; nothing new/);
    assert.deepEqual(await memory.facts(), before);
  });

  test('are those that are remembered: not of a pause, of who is off the record, or of when nothing was learned', async (context) => {
    const memory = await openMemory(context);
    await heard(memory, ['bo', 'I live in Oslo.'], ['cy', 'I play the cello.'], ['dee', 'I am a welder.']);
    await memory.use('memory learning', { state: 'off' }, admin);
    memory.say('eve', 'I am allergic to nuts.');
    memory.time.now += 60_000;
    await memory.use('memory learning', { state: 'on' }, admin);
    await heard(memory, ['eve', 'hello there']);
    await unlearn(memory);
    memory.consents.set('bo', { tier: 'off-the-record', paused: false });
    memory.consents.set('cy', { tier: 'full', paused: false, pauses: [{ from: 0, to: memory.time.now }] });
    await rebuilt(memory);
    assert.deepEqual(await memory.known(), ['Dee works as a welder.']);
  });

  test('give nothing that only says again what is known of others', async (context) => {
    const memory = await openMemory(context);
    await heard(memory, ['bo', 'I live in Oslo.'], ['cy', 'Bo lives in Oslo.']);
    await unlearn(memory);
    await rebuilt(memory);
    const [fact] = await memory.facts();
    assert.deepEqual(
      [fact?.statement, fact?.saidBy.id, fact?.sources.length],
      ['Bo lives in Oslo.', 'bo', 1],
    );
  });

  test('put right what patterns read wrongly, and leave what a model read', async (context) => {
    const memory = await openMemory(context);
    await heard(memory, ['bo', 'I live in Oslo.'], ['cy', 'I live in Bergen.']);
    for (const fact of await memory.facts()) {
      const extractor = fact.saidBy.id === 'bo' ? fact.extractor : 'model/1';
      const other = {
        ...fact,
        extractor,
        value: 'elsewhere',
        statement: `${fact.saidBy.name} lives elsewhere.`,
      };
      await memory.database
        .updateTable('memory_facts')
        .set({ body: JSON.stringify(other) })
        .where('id', '=', fact.id)
        .execute();
    }
    await rebuilt(memory);
    assert.deepEqual((await memory.known()).sort(), ['Bo lives in Oslo.', 'Cy lives elsewhere.']);
  });

  test('go on after a start where they were, and what came of them is told', async (context) => {
    const memory = await openMemory(context);
    await heard(memory, ['bo', 'I live in Oslo.'], ['cy', 'I play the cello.']);
    const [{ lane, saidAt } = { lane: '', saidAt: 0 }] = await memory.facts();
    await unlearn(memory);
    const begun = { home: homeOf(aPlace()), id: 'r', asked_at: memory.time.now, total: 2, lane };
    const place = JSON.stringify(aPlace());
    await memory.database
      .insertInto('memory_rebuilds')
      .values({ ...begun, place, reached: saidAt * 1_000, lines: 1, facts: 1, ended_at: null })
      .execute();
    const told = Promise.withResolvers<string>();
    const cue: Conversation['cue'] = async ({ text }) => {
      told.resolve(text);
      return { messageIds: [] };
    };
    const stop = await memory.slice.start?.({ cue } as Conversation);
    assert.equal(await told.promise, 'Read again: 2 lines; 2 new facts.');
    assert.deepEqual(await memory.known(), ['Cy plays the cello.']);
    await stop?.();
  });

  test('can be stopped, and only those who manage the server are offered it', async (context) => {
    const memory = await openMemory(context);
    const command = memory.slice.commands?.find(({ name }) => name === 'memory rebuild');
    assert.equal(command?.permission, 'manage');
    await heard(memory, ['bo', 'I live in Oslo.']);
    await memory.use('memory rebuild', { step: 'start' }, admin);
    assert.match((await memory.use('memory rebuild', { step: 'stop' }, admin)).text, /^Stopped after/);
    assert.match((await memory.use('memory rebuild', {}, admin)).text, /^Read again: /);
    await memory.use('memory learning', { state: 'off' }, admin);
    await assert.rejects(memory.use('memory rebuild', { step: 'start' }, admin), /remember nothing here/);
  });
});
