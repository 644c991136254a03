import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { aCast, aCharacter } from '../../../../test/support/characters.ts';
import { oddBooks } from '../../../../test/support/lore-files.ts';
import { aLorebook } from '../../../../test/support/lorebook.ts';
import { openTestStorage } from '../../../../test/support/storage.ts';
import type { Tryout } from '../../../core/ports/tryout.ts';
import { migrations } from '../index.ts';
import type { LorebookTables } from '../store.ts';
import type { BookSheet } from './form.ts';

interface Opened extends BookSheet {
  ref: string;
  stamp: string;
  bindings: { kind: string; target: string; says: string }[];
}
interface Shelf {
  books: {
    ref: string;
    name: string;
    entries: number;
    profile: string;
    file?: string;
    bindings?: unknown[];
  }[];
  removed: { ref: string; name: string; change: number }[];
}
interface Saved {
  saved?: { ref: string; change?: number; backup?: string };
  problems?: { field: string; says: string }[];
}
const nothingTried: Tryout = { embedder: 'none', search: async () => [] };

interface Trial {
  remark?: string;
  fired: { entry: string; says: string }[];
  nearMisses: { entry: string; says: string }[];
  silent: { entry: string; says: string }[];
}

async function desk(context: TestContext, tryout: Tryout = nothingTried) {
  const folder = mkdtempSync(join(tmpdir(), 'acore-books-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const world = { entries: { 0: { uid: 0, key: ['well'], content: 'Deep.' } }, odd: 1 };
  writeFileSync(join(folder, 'Shared.json'), JSON.stringify(world, undefined, 4));
  const { database } = await openTestStorage<LorebookTables>(context, [migrations]);
  const ada = aCharacter({ tags: ['bee'] });
  const { routes = [] } = aLorebook({ database, folder, tryout, cast: aCast([ada]) });

  async function ask<Answer>(method: string, path: string, body?: unknown, params = {}): Promise<Answer> {
    const route = routes.find((one) => one.method === method && one.path === path);
    assert.ok(route, path);
    const answer = await route.answer({ params, query: {}, body });
    assert.ok(answer && 'json' in answer, `${path} answers nothing`);
    return JSON.parse(JSON.stringify(answer.json)) as Answer;
  }
  const post = <Answer>(path: string, body: object) => ask<Answer>('POST', `/lore/${path}`, body);
  const open = (ref: string) => ask<Opened>('GET', '/lore/books/:ref', undefined, { ref });
  return {
    folder,
    post,
    open,
    shelf: () => ask<Shelf>('GET', '/lore/books'),
    async save(ref: string, book: object, stamp?: string) {
      return await post<Saved>('save', { ref, stamp: stamp ?? (await open(ref)).stamp, changes: { book } });
    },
    async original(ref: string) {
      const { stamp } = await open(ref);
      const { json } = await post<{ json: string }>('export', { ref, stamp, format: 'original' });
      return JSON.parse(json) as unknown;
    },
    take: (raw: object, more = {}) =>
      post<{ ref: string; says: string; without: string[]; change?: number }>('import', {
        fileName: 'Odd.json',
        base64: Buffer.from(JSON.stringify(raw)).toString('base64'),
        ...more,
      }),
  };
}

/** The text of the entry called Old, wherever a format has it. */
function withText(raw: object, text: string): unknown {
  return JSON.parse(JSON.stringify(raw).replace('"Old."', JSON.stringify(text)));
}

describe('a book on the page', () => {
  for (const [format, raw] of Object.entries(oddBooks)) {
    test(`of ${format} is saved with one text changed and nothing else`, async (context) => {
      const { take, open, save, original, folder } = await desk(context);
      const { ref } = await take(raw);
      const { form } = await open(ref);
      assert.deepEqual(await original(ref), raw);
      const entries = form.entries.map(({ was, fields }) =>
        fields['content'] === 'Old.' ? { was, set: { content: 'New “text”.' } } : { was },
      );
      assert.ok((await save(ref, { entries })).saved);
      assert.deepEqual(await original(ref), withText(raw, 'New “text”.'));
      const everywhere = await take(raw, { everywhere: true, name: 'Odd' });
      await save(everywhere.ref, { entries });
      const written: unknown = JSON.parse(readFileSync(join(folder, 'Odd.json'), 'utf8'));
      assert.deepEqual(written, withText(raw, 'New “text”.'));
    });

    test(`of ${format} has entries added, copied and removed`, async (context) => {
      const { take, open, save } = await desk(context);
      const { ref } = await take(raw);
      const before = (await open(ref)).form.entries;
      const kept = before.map(({ was }) => ({ was }));
      const added = [
        { set: { keys: ['fresh'], content: 'First.' } },
        ...kept,
        { was: before[0]?.was, copy: true },
      ];
      await save(ref, { entries: added });
      const after = (await open(ref)).form.entries;
      assert.equal(after.length, before.length + 2);
      if (format !== 'card-book' || before.length > 0) assert.equal(after[0]?.fields['content'], 'First.');
      assert.equal(after.at(-1)?.fields['content'], before[0]?.fields['content']);
      await save(ref, { entries: [{ was: after[0]?.was }] });
      const left = (await open(ref)).form.entries;
      assert.deepEqual(
        left.map(({ fields }) => fields['content']),
        ['First.'],
      );
    });
  }

  test('of SillyTavern is shown and kept in the order that it says', async (context) => {
    const { take, open, save, original } = await desk(context);
    const raw = oddBooks['sillytavern'] ?? {};
    const { ref } = await take(raw);
    const { form } = await open(ref);
    assert.deepEqual(
      form.entries.map(({ was, fields }) => [was, fields['content']]),
      [
        [1, 'Nine.'],
        [0, 'Old.'],
      ],
    );
    await save(ref, { entries: [{ was: 0 }, { was: 1 }] });
    const { entries } = (await original(ref)) as { entries: Record<string, { displayIndex: number }> };
    assert.deepEqual([entries[7]?.displayIndex, entries[9]?.displayIndex], [0, 1]);
  });

  test('says what is wrong, and what its format has no place for', async (context) => {
    const { take, save } = await desk(context);
    const risu = await take(oddBooks['risu'] ?? {});
    const wrong = await save(risu.ref, {
      set: { scanDepth: 3 },
      entries: [{ was: 0, set: { keys: ['a,b'] } }],
    });
    assert.deepEqual(wrong.problems, [
      { field: 'book.set.scanDepth', says: 'has no place in a RisuAI lorebook' },
    ]);
    const comma = await save(risu.ref, { entries: [{ was: 0, set: { keys: ['a,b'] } }] });
    assert.match(comma.problems?.[0]?.says ?? '', /comma/);
    const patterns = await save(risu.ref, {
      entries: [{ was: 0, set: { keys: ['a', 'b'], useRegex: true } }],
    });
    assert.match(patterns.problems?.[0]?.says ?? '', /single pattern/);
    const unheld = await save(risu.ref, { entries: [{ was: 0, set: { depth: 2, probability: 101 } }] });
    assert.deepEqual(unheld.problems?.map(({ field }) => field).sort(), [
      'book.entries.0.set.depth',
      'book.entries.0.set.probability',
    ]);
    const other = await take(oddBooks['agnai'] ?? {}, { name: 'Other' });
    assert.match((await save(other.ref, { set: { name: 'odd' } })).problems?.[0]?.says ?? '', /another/);
    assert.match((await save(other.ref, { set: { name: '  ' } })).problems?.[0]?.says ?? '', /empty/);
  });

  test('that was changed meanwhile is not overwritten', async (context) => {
    const { take, open, save, folder } = await desk(context);
    const { ref } = await take(oddBooks['agnai'] ?? {});
    const { stamp } = await open(ref);
    await save(ref, { set: { description: 'Mine.' } });
    await assert.rejects(save(ref, { set: { description: 'Stale.' } }, stamp), {
      name: 'UserError',
      message: /changed by somebody else/,
    });
    const shared = await open('file:Shared.json');
    writeFileSync(join(folder, 'Shared.json'), JSON.stringify({ entries: {}, theirs: 1 }));
    await assert.rejects(save(shared.ref, { set: { name: 'Stale' } }, shared.stamp), /somebody else/);
    assert.match(readFileSync(join(folder, 'Shared.json'), 'utf8'), /theirs/);
  });

  test('has its name, profile and settings changed, and the last change taken back', async (context) => {
    const { take, open, save, post, shelf } = await desk(context);
    const { ref } = await take(oddBooks['lorebook-v3'] ?? {});
    const { form } = await open(ref);
    assert.deepEqual([form.name, form.profile], ['Third', 'strict']);
    const { saved } = await save(ref, { set: { name: 'Fourth', profile: 'st-compat', tokenBudget: 40 } });
    const changed = (await open(ref)).form;
    assert.deepEqual([changed.name, changed.profile, changed.tokenBudget], ['Fourth', 'st-compat', 40]);
    await post('undo', { ref, change: saved?.change });
    assert.equal((await open(ref)).form.name, 'Third');
    assert.equal((await shelf()).books.find((one) => one.ref === ref)?.name, 'Third');
    await assert.rejects(post('undo', { ref, change: saved?.change }), { name: 'UserError' });
  });
});

test('a file of the folder keeps its make, and the one before lies beside it', async (context) => {
  const { open, save, folder } = await desk(context);
  const { form, ref } = await open('file:Shared.json');
  assert.deepEqual([form.name, form.profile], ['Shared', 'st-compat']);
  const { saved } = await save(ref, {
    set: { profile: 'strict' },
    entries: [{ was: 0, set: { keys: ['pit'] } }],
  });
  assert.equal(saved?.backup, join(folder, 'Shared.json.bak'));
  assert.match(readFileSync(join(folder, 'Shared.json.bak'), 'utf8'), /well/);
  const text = readFileSync(join(folder, 'Shared.json'), 'utf8');
  assert.match(text, /^\{\n {4}"entries"/);
  assert.deepEqual(JSON.parse(text), {
    entries: { 0: { uid: 0, key: ['pit'], content: 'Deep.' } },
    odd: 1,
    extensions: { acore: { profile: 'strict' } },
  });
  assert.equal((await open(ref)).form.profile, 'strict');
});

test('books are begun, taken in, bound, taken away and brought back', async (context) => {
  const { post, shelf, open, take, folder } = await desk(context);
  const { ref } = await post<{ ref: string }>('new', { name: 'House' });
  await assert.rejects(post('new', { name: 'HOUSE' }), { name: 'UserError', message: /already/ });
  const person = { id: 'p-1', name: 'Bo' };
  await post('bind', { ref, kind: 'channel', target: 'tavern', person });
  await post('bind', { ref, kind: 'character', target: 'ada', person });
  const { bindings } = await post<Opened>('bind', { ref, kind: 'server', person });
  assert.deepEqual(
    bindings.map(({ kind, target }) => [kind, target]),
    [
      ['channel', 'tavern'],
      ['character', 'ada'],
      ['server', 'playground:server:playground'],
    ].sort(),
  );
  const left = await post<Opened>('unbind', { ref, kind: 'channel', target: 'tavern', person });
  assert.equal(left.bindings.length, 2);
  await assert.rejects(post('bind', { ref, kind: 'character', target: 'nobody', person }), /no character/);

  const taken = await take(oddBooks['agnai'] ?? {}, { name: 'Memory' });
  assert.match(taken.says, /Agnai memory book with one entry/);
  assert.deepEqual(await take(oddBooks['agnai'] ?? {}, { name: 'MEMORY' }), { taken: 'Memory' });
  assert.ok((await take(oddBooks['agnai'] ?? {}, { name: 'Memory', replace: true })).change);
  await assert.rejects(take({ no: 'book' }), { name: 'UserError', message: /no lorebook that I know/ });
  await post('new', { name: 'A/b', everywhere: true });
  assert.ok(readdirSync(folder).includes('A_b.json'));
  assert.deepEqual(
    (await shelf()).books.map(({ name, entries, file }) => [name, entries, file]),
    [
      ['House', 0, undefined],
      ['Memory', 1, undefined],
      ['A/b', 0, 'A_b.json'],
      ['Shared', 1, 'Shared.json'],
    ],
  );

  for (const one of [ref, 'file:Shared.json']) {
    const { change } = await post<{ change: number }>('remove', { ref: one });
    await assert.rejects(post('remove', { ref: one }), { name: 'UserError' });
    assert.ok((await shelf()).removed.some((gone) => gone.ref === one && gone.change === change));
    await post('undo', { ref: one, change });
    assert.equal((await open(one)).ref, one);
  }
  assert.deepEqual((await shelf()).removed, []);
  assert.equal((await open(ref)).bindings.length, 2);
  for (const name of ['Once', 'Once']) {
    await post('new', { name, everywhere: true });
    await post('remove', { ref: 'file:Once.json' });
  }
  assert.deepEqual(
    readdirSync(folder).filter((file) => file.startsWith('Once')),
    ['Once.json.removed', 'Once.json.removed.bak'],
  );
});

test('a book is tried as it is written, for whoever answers', async (context) => {
  const { post, open, take } = await desk(context);
  const entries = [
    { uid: 0, key: ['Well'], comment: 'Well', content: 'Deep.' },
    { uid: 1, key: ['hill'], comment: 'Hill', content: 'High.', caseSensitive: true },
    { uid: 2, key: ['well'], comment: 'Of bees', content: 'Hum.', characterFilter: { tags: ['bee'] } },
    { uid: 3, key: ['sea'], comment: 'Sea', content: 'Wet.' },
  ];
  const { ref } = await take({ entries: Object.fromEntries(entries.map((one) => [one.uid, one])) });
  const { stamp } = await open(ref);
  const asked = {
    ref,
    stamp,
    talk: 'Ada: Good day.\nWhat of the WELL on the HILL?',
    person: 'Bo',
    changes: {
      book: { entries: [{ was: 0, set: { content: 'Unsaved.' } }, { was: 1 }, { was: 2 }, { was: 3 }] },
    },
  };
  const { fired, nearMisses, silent } = await post<Trial>('try', { ...asked, characterId: 'ada' });
  assert.deepEqual(
    fired.map(({ entry }) => entry),
    ['Well', 'Of bees'],
  );
  assert.match(fired[0]?.says ?? '', /key “Well” in the newest message \(Bo: “What of the WELL/);
  assert.deepEqual(
    nearMisses.map(({ entry, says }) => [entry, says]),
    [['Hill', 'would fire without case']],
  );
  assert.deepEqual(
    silent.map(({ entry, says }) => [entry, says]),
    [['Sea', 'no key was found']],
  );
  const saved = JSON.stringify([{ name: 'Cy', mes: 'a well', is_user: true }]);
  const alone = await post<Trial>('try', { ...asked, talk: saved });
  assert.match(alone.fired[0]?.says ?? '', /Cy: “a well”/);
  await assert.rejects(post('try', { ...asked, talk: ' ' }), /few lines of talk/);
});

test('a trial also finds vectorised entries by their meaning, and says why where words alone find', async (context) => {
  const asked: string[] = [];
  const { post, open, take } = await desk(context, {
    embedder: 'elsewhere',
    async search(passages, { text }) {
      asked.push(text);
      const nearness = [0.8, 0.45];
      return passages.map(({ id, shelf, at }, index) => {
        return { ...{ id, shelf, at }, score: 1, coverage: 0, similarity: nearness[index] };
      });
    },
  });
  const entry = (uid: number, comment: string) => ({
    uid,
    comment,
    vectorized: uid < 2,
    key: ['zq'],
    content: comment,
  });
  const entries = { 0: entry(0, 'Gulls'), 1: entry(1, 'Terns'), 2: entry(2, 'Hens') };
  const { ref } = await take({ entries });
  const { stamp } = await open(ref);
  const talk = 'Bo: Who feeds the birds at the coast?';
  const changes = { book: { entries: [{ was: 0 }, { was: 1 }, { was: 2 }] } };
  const found = await post<Trial>('try', { ref, stamp, talk, person: 'Bo', changes });
  assert.deepEqual(asked, ['Who feeds the birds at the coast?']);
  assert.deepEqual(
    [found.fired, found.nearMisses].map((some) => some.map(({ entry, says }) => [entry, says.split(',')[0]])),
    [[['Gulls', 'by its meaning']], [['Terns', 'nearly by its meaning: nearness 0.45 (lore.meaning)']]],
  );
  assert.match(found.remark ?? '', /not on this machine/);
  const without = { book: { entries: [{ was: 2 }] } };
  assert.equal(
    (await post<Trial>('try', { ref, stamp, talk, person: 'Bo', changes: without })).remark,
    undefined,
  );
  assert.equal(asked.length, 1, 'nothing is asked where nothing is vectorised');
});

test('a request that makes no sense is refused in words', async (context) => {
  const { post, save } = await desk(context);
  await assert.rejects(post('new', {}), { name: 'UserError' });
  await assert.rejects(save('book-none', {}, '1'), { name: 'UserError', message: /no such lorebook/ });
  await assert.rejects(save('file:../x.json', {}, '1'), { name: 'UserError', message: /no such lorebook/ });
});
