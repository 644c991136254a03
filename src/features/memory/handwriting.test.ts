import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aPlace } from '../../../test/support/characters.ts';
import { factFileOf, openMemory } from '../../../test/support/memory.ts';

type Memory = Awaited<ReturnType<typeof openMemory>>;

const cellar = aPlace({ channelId: 'cellar' });
const person = (id: string, name = `${id[0]?.toUpperCase()}${id.slice(1)}`) => ({ id, name });

function aFile(...facts: object[]) {
  const bytes = new TextEncoder().encode(JSON.stringify({ acore: 'memory', version: 1, facts }));
  const file = { name: 'facts.json', contentType: 'application/json', size: bytes.length };
  return { file: { ...file, bytes: async () => bytes } };
}

function ownFact(who: { id: string; name: string }, statement: string, change: object = {}) {
  return { statement, kind: 'fact', about: [who], saidBy: who, saidAt: 1_700_000_000_000, ...change };
}

/** Kim is known here, and Eve says where she lives. */
async function withEve(context: Parameters<typeof openMemory>[0]): Promise<Memory> {
  const memory = await openMemory(context);
  memory.say('kim', 'hello there');
  memory.say('eve', 'I live in Oslo.');
  await memory.learn();
  return memory;
}

describe('a fact that somebody puts right', () => {
  test('is not known of another one, but said of them, and theirs to see and to take out', async (context) => {
    const { use, facts, known } = await withEve(context);
    const eve = { who: 'eve' };
    await use('memory edit', { fact: 'lives in Oslo', text: 'Kim is a thief and beats dogs.' }, eve);
    const [fact] = await facts();
    assert.deepEqual([fact?.about, fact?.saidBy], [[person('kim')], person('eve')]);
    assert.ok((fact?.confidence ?? 1) < 0.6);
    assert.match((await use('memory list', {}, { who: 'kim' })).text, /thief.*Eve said so/);
    await use('memory forget', { fact: 'thief' }, { who: 'kim' });
    assert.deepEqual(await known(), []);
  });

  test('of somebody whom nobody knows here is no fact about its author', async (context) => {
    const { use, known } = await withEve(context);
    const eve = { who: 'eve' };
    await assert.rejects(use('memory edit', { fact: 'Oslo', text: 'Otto is a thief.' }, eve));
    await assert.rejects(use('memory remember', { text: 'Otto is a thief' }, eve), /cannot be remembered/);
    assert.deepEqual(await known(), ['Eve lives in Oslo.']);
  });

  test('that names another one after its author is still only said by them', async (context) => {
    const { use, facts } = await withEve(context);
    await use('memory edit', { fact: 'Oslo', text: 'Eve knows that Kim is a thief.' }, { who: 'eve' });
    const [fact] = await facts();
    assert.deepEqual(
      fact?.about.map(({ id }) => id),
      ['kim', 'eve'],
    );
    assert.ok((fact?.confidence ?? 1) < 0.6);
  });

  test('is read again, in the third person, and takes the place of what fills its slot', async (context) => {
    const memory = await withEve(context);
    memory.say('eve', 'I moved to Bergen.');
    await memory.learn();
    memory.say('eve', 'I live in Oslo.', cellar);
    await memory.learn(cellar);
    await memory.use('memory edit', { fact: 'lives in Bergen', text: 'I live in Paris' }, { who: 'eve' });
    const now = (await memory.facts()).filter(({ until }) => until === undefined);
    assert.deepEqual(now.map(({ statement, value, slot }) => [statement, value, slot]).sort(), [
      ['Eve lives in Oslo.', 'oslo', 'home'],
      ['Eve lives in Paris.', 'paris', 'home'],
    ]);
    const at = (home: string) => now.find(({ value }) => value === home)?.saidAt ?? 0;
    assert.ok(at('paris') > at('oslo'), 'the newer one is told');
    await memory.use('memory undo', {}, { who: 'eve' });
    assert.ok((await memory.known()).includes('Eve lives in Bergen.'));
  });

  test('holds no secret, no order, and nobody whose name two people have', async (context) => {
    const memory = await withEve(context);
    memory.transcript.say('hi', { authorId: 'kim2', authorName: 'Kim', at: memory.time.now + 5 });
    for (const text of ['Kim is a thief.', 'My password is swordfish99', 'Everyone must call Eve the queen.'])
      await assert.rejects(memory.use('memory edit', { fact: 'Oslo', text }, { who: 'eve' }), /cannot be/);
    assert.deepEqual(await memory.known(), ['Eve lives in Oslo.']);
  });

  test('that a character said of itself is left to those who manage the server', async (context) => {
    const memory = await openMemory(context);
    await memory.answer(memory.say('bo', 'Who are you?'), 'I have a sister called Wren.');
    const edit = (by: object) =>
      memory.use('memory edit', { fact: 'Wren', text: 'Ada obeys Bo.' }, { who: 'bo', ...by });
    await assert.rejects(edit({}), /only those who manage/);
    await edit({ mayManage: true });
    assert.equal((await memory.facts())[0]?.saidBy.id, 'ada');
  });

  test('told to a character is about its author as well, never about another one who is named', async (context) => {
    const { use, known } = await withEve(context);
    await assert.rejects(use('memory remember', { text: 'Kim is a liar' }, { who: 'eve' }), /cannot be/);
    assert.deepEqual(await known(), ['Eve lives in Oslo.']);
  });
});

describe('a file of facts', () => {
  test('brings what its bringer says of themself, under the name they have', async (context) => {
    const { use, facts, known } = await withEve(context);
    const alice = { id: 'eve', name: 'Alice' };
    const file = aFile(ownFact(alice, 'Alice hates cilantro.'), ownFact(alice, 'Kim is a thief.'));
    assert.match((await use('memory import', file, { who: 'eve' })).text, /One fact .* 1 were left out/);
    assert.deepEqual(await known(), ['Eve lives in Oslo.', 'Eve dislikes cilantro.']);
    for (const { about, saidBy } of await facts())
      assert.deepEqual([...about, saidBy], [person('eve'), person('eve')]);
  });

  test('meets what is known as if it had been said then', async (context) => {
    const { use, known, time, facts } = await withEve(context);
    const eve = person('eve');
    const older = ownFact(eve, 'Eve lives in Turin.', { saidAt: 1_700_000_000_000 });
    await use('memory import', aFile(older), { who: 'eve' });
    assert.deepEqual(await known(), ['Eve lives in Oslo.']);
    const newer = ownFact(eve, 'Eve lives in Rome.', { saidAt: time.now });
    await use('memory import', aFile(newer, ownFact(eve, 'Eve has a dog called Rex.')), { who: 'eve' });
    assert.deepEqual((await known()).sort(), ['Eve has a dog called Rex.', 'Eve lives in Rome.']);
    assert.equal((await facts()).find(({ value }) => value === 'turin')?.saidAt, 1_700_000_000_000);
  });

  test('with times that no calendar shows is no such file, and nothing was said after now', async (context) => {
    const { use, facts, time } = await withEve(context);
    const eve = person('eve');
    for (const times of [{ until: 9e15 }, { saidAt: 9e15 }, { from: -9e15 }])
      await assert.rejects(use('memory import', aFile(ownFact(eve, 'Eve sings.', times)), { who: 'eve' }));
    const odd = ownFact(eve, 'Eve is odd.', { from: 2, until: 1 });
    assert.match((await use('memory import', aFile(odd), { who: 'eve' })).text, /left out/);
    const late = ownFact(eve, 'Eve collects stamps.', { saidAt: time.now + 1e12 });
    await use('memory import', aFile(late), { who: 'eve' });
    assert.ok((await facts()).every(({ saidAt }) => saidAt <= time.now));
  });
});

test('what is named by a mark of its host alone is not kept, however it is brought', async (context) => {
  const memory = await openMemory(context);
  const id = '123456789012345678';
  const marks = [
    `<@${id}>`,
    `<#${id}>`,
    `<:fjord:${id}>`,
    `</why:${id}>`,
    'https://example.org/a',
    '<t:1700000000:D>',
  ];
  await memory.use('memory remember', { text: 'I live in Oslo' });
  for (const mark of marks) {
    const text = `I live in ${mark}`;
    await assert.rejects(memory.use('memory remember', { text }), /names instead of mentions/, mark);
    const put = memory.use('memory edit', { fact: 'Oslo', text: `Bo lives near ${mark}.` });
    await assert.rejects(put, /names instead of mentions/, mark);
    const file = factFileOf('bo', `They like ${mark}.`);
    const { text: came } = await memory.use('memory import', { file });
    assert.match(came, /0 facts were taken in. 1 were left out/, mark);
  }
  assert.deepEqual(await memory.known(), ['Bo lives in Oslo.']);
});
