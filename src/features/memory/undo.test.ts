import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { factFileOf, openMemory } from '../../../test/support/memory.ts';

describe('what is taken back', () => {
  test('of what was learned from several people at once is one’s own alone', async (context) => {
    const { say, learn, use, known } = await openMemory(context);
    say('ana', 'I live in Oslo.');
    say('bo', 'I play the cello.');
    await learn();
    assert.equal((await known()).length, 2);
    const { text } = await use('memory undo', {}, { who: 'bo' });
    assert.doesNotMatch(text, /Oslo/);
    assert.deepEqual(await known(), ['Ana lives in Oslo.']);
    await use('memory undo', {}, { who: 'ana' });
    assert.deepEqual(await known(), []);
  });

  test('is found by its number, however long ago it was', async (context) => {
    const { use, known } = await openMemory(context);
    for (let index = 0; index < 205; index += 1)
      await use('memory import', { file: factFileOf('bo', `Bo collects stamps of kind ${index}.`) });
    assert.equal((await known()).length, 205);
    await use('memory undo', { change: 1 });
    assert.equal((await known()).length, 204);
    await assert.rejects(use('memory undo', { change: 1 }), /taken back already/);
    await assert.rejects(use('memory undo', { change: 1_000 }), /no change 1000/);
  });

  test('is not read out of the same message once more', async (context) => {
    const { say, learn, use, known, database } = await openMemory(context);
    say('bo', 'I live in Oslo.');
    await learn();
    await use('memory undo');
    await database.updateTable('memory_listeners').set({ learned_to: 0 }).execute();
    await learn();
    assert.deepEqual(await known(), []);
  });

  test('and what was put right is not read out of the older message once more', async (context) => {
    const { say, learn, known, database } = await openMemory(context);
    say('bo', 'I live in Oslo.');
    await learn();
    say('bo', 'No, I meant I live in Bergen.');
    await learn();
    assert.deepEqual(await known(), ['Bo lives in Bergen.']);
    await database.updateTable('memory_listeners').set({ learned_to: 0 }).execute();
    await learn();
    assert.deepEqual(await known(), ['Bo lives in Bergen.']);
  });
});

describe('what is said before learning is allowed', () => {
  test('is never learned, however shortly before', async (context) => {
    const { say, learn, use, known, recall } = await openMemory(context);
    const admin = { mayManage: true };
    say('bo', 'I live in Oslo.');
    await learn();
    await use('memory learning', { state: 'off' }, admin);
    say('bo', 'I am allergic to peanuts.');
    await learn();
    await use('memory learning', { state: 'on' }, admin);
    say('bo', 'I play the cello.');
    await learn();
    assert.deepEqual(await known(), ['Bo lives in Oslo.', 'Bo plays the cello.']);
    assert.equal(await recall.count(), 4);
  });
});

describe('what people allow', () => {
  test('holds for files of facts and for corrections as well', async (context) => {
    const { use, facts, consents, say, learn } = await openMemory(context);
    const file = factFileOf('bo', 'Bo collects stamps.');
    say('bo', 'I live in Oslo.');
    await learn();
    const [home] = await facts();
    consents.set('bo', { tier: 'off-the-record', paused: false });
    await assert.rejects(use('memory import', { file }), /off the record/);
    await assert.rejects(use('memory edit', { fact: home?.id, text: 'Bo lives in Rome.' }), /off the record/);
    await use('memory import', { file }, { who: 'boss', mayManage: true });
    assert.deepEqual(
      (await facts()).map(({ statement }) => statement),
      ['Bo lives in Oslo.'],
    );
    consents.set('bo', { tier: 'local-only', paused: false });
    await use('memory import', { file });
    const stamps = (await facts()).find(({ statement }) => statement.includes('stamps'));
    assert.equal(stamps?.confined, true);
  });

  test('holds for what others tell or bring of somebody who is off the record', async (context) => {
    const { say, use, facts, consents } = await openMemory(context);
    for (const name of ['bo', 'dee']) say(name, 'Hello.');
    consents.set('bo', { tier: 'off-the-record', paused: false });
    const tell = use('memory remember', { text: 'Bo works as a plumber' }, { who: 'dee' });
    await assert.rejects(tell, /cannot be remembered/);
    const [bo, dee] = ['bo', 'dee'].map((id) => ({ id, name: id }));
    const fact = { statement: 'Bo is a thief.', kind: 'fact', about: [bo], saidBy: dee, saidAt: 1 };
    const text = JSON.stringify({ acore: 'memory', version: 1, facts: [fact] });
    const bytes = new TextEncoder().encode(text);
    const file = { ...factFileOf('dee', 'any'), size: bytes.length, bytes: async () => bytes };
    await use('memory import', { file }, { who: 'boss', mayManage: true });
    assert.deepEqual(await facts(), []);
  });

  test('and what was once so can be so again', async (context) => {
    const { say, learn, use, known } = await openMemory(context);
    for (const home of ['Oslo', 'Lisbon']) {
      say('bo', `I live in ${home}.`);
      await learn();
    }
    await use('memory remember', { text: 'I live in Oslo' });
    assert.deepEqual(await known(), ['Bo lives in Oslo.']);
    await assert.rejects(use('memory remember', { text: 'I live in Oslo' }), /known already/);
  });
});

describe('what is deleted', () => {
  test('of three homes in a row leaves the last that is left, in any order', async (context) => {
    for (const order of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ] as const) {
      const { say, learn, known, delete: remove } = await openMemory(context);
      const homes = ['Oslo', 'Lisbon', 'Rome'];
      const said: string[] = [];
      for (const home of homes) {
        said.push(say('bo', `I live in ${home}.`).messageId);
        await learn();
      }
      const left = new Set([0, 1, 2]);
      for (const index of order) {
        await remove(said[index] ?? '');
        left.delete(index);
        const last = [...left].at(-1);
        const expected = last === undefined ? [] : [`Bo lives in ${homes[last]}.`];
        assert.deepEqual(await known(), expected, `${order}, at ${index}`);
      }
    }
  });

  test('by time takes the words of what was told by hand and forgotten as well', async (context) => {
    const { use, facts, database, slice, storage, time } = await openMemory(context);
    await use('memory remember', { text: 'I collect stamps' });
    await use('memory forget', { fact: 'stamps' });
    await use('memory remember', { text: 'I play the cello' });
    const expire = (before: number) =>
      storage.transaction(async (transaction) => await slice.keeps?.expire?.(transaction, before));
    await expire(time.now - 86_400_000);
    const words = async () =>
      JSON.stringify(await database.selectFrom('memory_changes').selectAll().execute());
    assert.match(await words(), /stamps/);
    await expire(time.now + 1);
    assert.doesNotMatch(await words(), /stamps|cello/);
    assert.deepEqual(await facts(), []);
  });

  test('does not bring back what somebody took out', async (context) => {
    const { say, learn, use, known, delete: remove } = await openMemory(context);
    say('bo', 'I live in Oslo.');
    await learn();
    const moved = say('bo', 'I live in Lisbon.');
    await learn();
    await use('memory forget', { fact: 'Oslo' });
    await remove(moved.messageId);
    assert.deepEqual(await known(), []);
  });
});

test('changes are shown page by page, the newest first', async (context) => {
  const { use } = await openMemory(context);
  for (let year = 1950; year < 1975; year += 1)
    await use('memory remember', { text: `I like the songs of ${year}` });
  const first = await use('memory changes');
  assert.match(first.text, /1974/);
  assert.match(first.text, /… and more: `\/memory changes page:2`$/);
  const second = await use('memory changes', { page: 2 });
  assert.match(second.text, /1950/);
  assert.doesNotMatch(second.text, /and more/);
  await assert.rejects(use('memory changes', { page: 3 }), /no page 3/);
  const then = await use('memory changes', { as_of: '0s', page: 2 });
  assert.match(then.text, /1950/);
});

describe('what somebody took out', () => {
  test('of what another one said of them is not for that one to bring back', async (context) => {
    const { say, learn, use, known, database } = await openMemory(context);
    for (const name of ['bo', 'dee']) say(name, 'Hello.');
    say('dee', 'Bo works as a plumber.');
    await learn();
    for (const taker of [{ who: 'bo' }, { who: 'boss', mayManage: true }]) {
      await use('memory forget', { fact: 'plumber' }, taker);
      const { position } = await database
        .selectFrom('memory_changes')
        .select((select) => select.fn.max('position').as('position'))
        .executeTakeFirstOrThrow();
      await assert.rejects(
        use('memory undo', { change: position }, { who: 'dee' }),
        /Somebody else did that/,
      );
      await assert.rejects(use('memory undo', {}, { who: 'dee' }), /changed since/);
      assert.deepEqual(await known(), []);
      await use('memory undo', {}, { who: 'bo' });
      assert.deepEqual(await known(), ['Bo works as a plumber.']);
    }
  });

  test('comes back as over where another thing has taken its place since', async (context) => {
    const { say, learn, use, known, facts } = await openMemory(context);
    say('bo', 'I live in Oslo.');
    await learn();
    await use('memory forget', { fact: 'Oslo' });
    say('bo', 'I live in Bergen.');
    await learn();
    await use('memory undo', { change: 2 });
    assert.deepEqual(await known(), ['Bo lives in Bergen.']);
    assert.equal((await facts()).length, 2);
  });

  test('and what has taken its place is over when a later one comes back', async (context) => {
    const { say, learn, use, known } = await openMemory(context);
    say('bo', 'I live in Oslo.');
    await learn();
    await use('memory forget', { fact: 'Oslo' });
    say('bo', 'I live in Bergen.');
    await learn();
    await use('memory forget', { fact: 'Bergen' });
    await use('memory undo', { change: 2 });
    assert.deepEqual(await known(), ['Bo lives in Oslo.']);
    await use('memory undo', { change: 4 });
    assert.deepEqual(await known(), ['Bo lives in Bergen.']);
    await use('memory undo');
    assert.deepEqual(await known(), ['Bo lives in Oslo.']);
  });
});

describe('of two who change one fact at once', () => {
  test('the first does, and the other is told', async (context) => {
    const { use, known, database } = await openMemory(context);
    await use('memory remember', { text: 'I collect stamps' });
    const both = await Promise.allSettled([
      use('memory forget', { fact: 'stamps' }),
      use('memory edit', { fact: 'stamps', text: 'Bo collects coins.' }),
    ]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
    assert.deepEqual(await known(), []);
    const again = await Promise.allSettled([use('memory undo'), use('memory undo'), use('memory undo')]);
    assert.equal(again.filter(({ status }) => status === 'fulfilled').length, 1);
    const ledger = await database.selectFrom('memory_changes').select('kind').orderBy('position').execute();
    assert.deepEqual(
      ledger.map(({ kind }) => kind),
      ['told', 'forgotten', 'undone'],
    );
  });

  test('nobody brings back what was deleted in that moment', async (context) => {
    const { say, learn, use, known, delete: remove } = await openMemory(context);
    const { messageId } = say('bo', 'I live in Oslo.');
    await learn();
    await use('memory forget', { fact: 'Oslo' });
    const [, undone] = await Promise.allSettled([remove(messageId), use('memory undo')]);
    assert.equal(undone.status, 'rejected');
    assert.deepEqual(await known(), []);
  });
});

test('one’s last change is found, however many others have made since', async (context) => {
  const { use, known } = await openMemory(context);
  await use('memory import', { file: factFileOf('bo', 'Bo collects stamps.') });
  for (let index = 0; index < 205; index += 1)
    await use('memory import', { file: factFileOf('eve', `Eve collects kind ${index}.`) }, { who: 'eve' });
  assert.match((await use('memory undo')).text, /Bo is into stamps|Bo collects stamps/);
  assert.equal((await known()).filter((statement) => /^Bo/.test(statement)).length, 0);
  await assert.rejects(use('memory undo'), /no change that you may take back/);
});

test('by a number of a batch everybody takes back what is theirs of it', async (context) => {
  const { say, learn, use, known } = await openMemory(context);
  say('ana', 'I live in Oslo.');
  say('bo', 'I play the cello.');
  await learn();
  await assert.rejects(use('memory undo', { change: 1 }, { who: 'cy' }), /neither about you/);
  await use('memory undo', { change: 1 }, { who: 'bo' });
  assert.deepEqual(await known(), ['Ana lives in Oslo.']);
  await assert.rejects(use('memory undo', { change: 1 }, { who: 'bo' }), /taken back already/);
  await use('memory undo', { change: 1 }, { who: 'ana' });
  assert.deepEqual(await known(), []);
});
