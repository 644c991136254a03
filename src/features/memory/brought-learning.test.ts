import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aCharacter, aMessage, aPlace } from '../../../test/support/characters.ts';
import { openMemory } from '../../../test/support/memory.ts';
import type { PlacedEntry } from '../../core/ports/transcript.ts';

type Memory = Awaited<ReturnType<typeof openMemory>>;

const year = 365 * 86_400_000;
let count = 0;

/** A line as a file has it: from years before anything was remembered. */
function filed({ transcript, time }: Memory, who: string, text: string, change: Partial<PlacedEntry> = {}) {
  count += 1;
  const author = { authorId: who, authorName: who[0]?.toUpperCase() + who.slice(1) };
  const at = time.now - 2 * year + count * 1_000;
  return transcript.say(text, { messageId: `imported-file-${count}`, ...author, at, ...change });
}

async function recalled(memory: Memory, query: string): Promise<string> {
  return (await memory.use('recall', { query })).text ?? '';
}

describe('lines that came in from a file', () => {
  test('are found with speaker and day, though nothing was remembered then and what was said since was learned', async (context) => {
    const memory = await openMemory(context);
    memory.say('cy', 'I have a dog called Rex');
    await memory.learn();
    const lines = [filed(memory, 'bo', 'We painted the lighthouse on the cape')];
    assert.equal(await memory.bring(lines), 1);
    assert.match(
      await recalled(memory, 'who painted the lighthouse?'),
      /<t:1730\d+:D> \*\*Bo\*\*: We painted the lighthouse/,
    );
    assert.equal(await memory.bring(lines), 0);
    assert.match(await recalled(memory, 'what is the dog called?'), /Rex/);
  });

  test('are told before an answer', async (context) => {
    const memory = await openMemory(context);
    await memory.bring([filed(memory, 'bo', 'We painted the lighthouse on the cape')]);
    const message = { ...aQuestion(memory), text: 'who painted the lighthouse?' };
    const sections = await memory.slice.context?.(turnOf(message));
    assert.match((sections ?? []).map(({ text }) => text).join(), /painted the lighthouse on the cape/);
  });

  test('tell what people say of themselves and of places, less sure, and neither of others nor what they want', async (context) => {
    const memory = await openMemory(context);
    memory.say('cy', 'hello there');
    await memory.bring([
      filed(memory, 'bo', 'I live in Oslo'),
      filed(memory, 'bo', 'Cy is allergic to nuts'),
      filed(memory, 'bo', 'call me Captain from now on'),
      filed(memory, 'bo', 'The Broken Drum opens at eight'),
      filed(memory, 'cy', 'my dog is called Rex'),
    ]);
    assert.deepEqual(await memory.facts(), []);
    await memory.learn();
    const facts = await memory.facts();
    assert.deepEqual(facts.map(({ statement }) => statement).sort(), [
      'Bo lives in Oslo.',
      "Cy's dog is called Rex.",
      'The Broken Drum opens at eight.',
    ]);
    for (const { confidence, saidAt } of facts) {
      assert.ok(confidence <= 0.6);
      assert.ok(saidAt < memory.time.now - year);
    }
    const before = JSON.stringify([facts, await changes(memory)]);
    await memory.learn();
    assert.equal(JSON.stringify([await memory.facts(), await changes(memory)]), before, 'none twice');
  });

  test('are all learned from, however many, and those that come later as well', async (context) => {
    const memory = await openMemory(context);
    const dogs = Array.from({ length: 250 }, (_, index) =>
      filed(memory, `p${index}`, `I have a dog called Rex${lettersOf(index)}`),
    );
    await memory.bring(dogs);
    await memory.learn();
    assert.equal((await memory.facts()).length, 250);
    await memory.delete(...dogs.slice(200).map(({ messageId }) => messageId));
    assert.equal((await memory.facts()).length, 200);
    await memory.bring([filed(memory, 'bo', 'I live in Oslo')]);
    await memory.learn();
    assert.ok((await memory.known()).includes('Bo lives in Oslo.'));
  });

  test('do not change what was said since', async (context) => {
    const memory = await openMemory(context);
    const since = memory.say('bo', 'I live in Bergen');
    await memory.learn();
    const old = filed(memory, 'bo', 'I live in Oslo');
    await memory.bring([old, filed(memory, 'bo', 'I no longer live in Bergen')]);
    await memory.learn();
    assert.deepEqual(await memory.known(), ['Bo lives in Bergen.']);
    const oslo = (await memory.facts()).find(({ statement }) => statement === 'Bo lives in Oslo.');
    assert.ok((oslo?.until ?? 0) > memory.time.now - year, 'it held until Bergen was told');
    await memory.delete(since.messageId);
    assert.deepEqual(await memory.known(), ['Bo lives in Oslo.']);
  });

  test('of which it is not known who said them and when are found and not learned from', async (context) => {
    const memory = await openMemory(context);
    await memory.bring([filed(memory, 'bo', 'I live in Oslo')], false);
    await memory.learn();
    assert.deepEqual(await memory.facts(), []);
    assert.match(await recalled(memory, 'who lives in Oslo?'), /Oslo/);
  });

  test('follow what people allow, when they come in and when they are learned from', async (context) => {
    const memory = await openMemory(context);
    const { consents, database } = memory;
    consents.set('cy', { tier: 'full', paused: true });
    consents.set('dee', { tier: 'full', paused: false, pauses: [{ from: 0, to: memory.time.now - year }] });
    consents.set('eve', { tier: 'local-only', paused: false });
    const lines = ['bo', 'cy', 'dee', 'eve'].map((who) => filed(memory, who, `I collect ${who} stamps`));
    const answer = { kind: 'character' as const, characterId: 'ada', wordsOf: ['cy'] };
    assert.equal(await memory.bring([...lines, filed(memory, 'ada', 'You collect cy stamps!', answer)]), 2);
    assert.doesNotMatch(await recalled(memory, 'who collects stamps?'), /cy stamps|dee stamps/);
    consents.set('bo', { tier: 'full', paused: true });
    await memory.learn();
    const facts = await memory.facts();
    assert.deepEqual(
      facts.map(({ saidBy, confined }) => [saidBy.id, confined]),
      [['eve', true]],
    );
    const rows = await database.selectFrom('memory_lines').select('author_id').execute();
    assert.deepEqual(rows.map(({ author_id }) => author_id).sort(), ['bo', 'eve']);
  });

  test('go with everything that was made of them', async (context) => {
    const memory = await openMemory(context);
    const line = filed(memory, 'bo', 'I live in Oslo');
    await memory.bring([line]);
    await memory.learn();
    await memory.delete(line.messageId);
    assert.deepEqual([await memory.facts(), await memory.recall.count()], [[], 0]);
    assert.doesNotMatch(await changes(memory), /Oslo/);
  });

  test('that went and come in once more are learned from as at first', async (context) => {
    const memory = await openMemory(context);
    const lines = [filed(memory, 'bo', 'I live in Oslo'), filed(memory, 'bo', 'call me Captain from now on')];
    await memory.bring(lines);
    await memory.learn();
    await memory.delete(...lines.map(({ messageId }) => messageId));
    for (const { text, ...line } of lines) memory.transcript.say(text, line);
    assert.equal(await memory.bring(lines), 2);
    await memory.learn();
    const [fact, ...others] = await memory.facts();
    assert.deepEqual([fact?.statement, fact?.confidence, others], ['Bo lives in Oslo.', 0.6, []]);
    await memory.delete(...lines.map(({ messageId }) => messageId));
    await memory.learn();
    const waiting = await memory.database.selectFrom('memory_revised').selectAll().execute();
    assert.deepEqual(waiting, [], 'what is gone is not read again');
  });

  test('are not found where nothing is remembered', async (context) => {
    const memory = await openMemory(context);
    await memory.use('memory learning', { state: 'off' }, { mayManage: true });
    const lines = [filed(memory, 'bo', 'I live in Oslo')];
    assert.equal((await memory.slice.findable(lines[0]?.place ?? aPlace(), lines)).isLearning, false);
    assert.equal(await memory.bring(lines), 0);
    await memory.use('memory learning', { state: 'on' }, { mayManage: true });
    assert.equal(await memory.bring(lines), 1);
  });
});

/** A name of its own for each. */
function lettersOf(index: number): string {
  return Array.from(String(index), (digit) => 'bcdfghjklm'[Number(digit)]).join('a');
}

async function changes({ database }: Memory): Promise<string> {
  return JSON.stringify(await database.selectFrom('memory_changes').selectAll().execute());
}

function aQuestion({ time }: Memory) {
  return aMessage('', { id: 'now', at: time.now });
}

function turnOf(message: ReturnType<typeof aMessage>) {
  return { message, character: aCharacter(), talk: [], signal: new AbortController().signal };
}
