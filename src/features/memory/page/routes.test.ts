import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { aCast, aCharacter } from '../../../../test/support/characters.ts';
import { noDigests } from '../../../../test/support/digests.ts';
import { aFact } from '../../../../test/support/facts.ts';
import { plainRecall } from '../../../../test/support/recall.ts';
import { openTestStorage, recordingLog } from '../../../../test/support/storage.ts';
import type { Consent } from '../../../core/consent.ts';
import type { Place } from '../../../core/message.ts';
import type { PlacedEntry } from '../../../core/ports/transcript.ts';
import type { Fact } from '../fact.ts';
import { factFile } from '../fact-file.ts';
import { createFactStore } from '../fact-store.ts';
import { factRow } from '../fact-tables.ts';
import { memory, migrations } from '../index.ts';
import { createLaneStore } from '../lane-store.ts';
import { factAsPassage } from '../passages.ts';
import type { MemoryTables } from '../tables.ts';
import type { ChangeView, FactView } from './views.ts';

const noon = Date.UTC(2026, 10, 20, 12);
const dayMs = 86_400_000;
const tavern: Place = { host: 'discord', guildId: 'g', channelId: 'tavern', kind: 'text', name: 'tavern' };
const library: Place = { ...tavern, channelId: 'library', name: 'library' };
const bo = { id: 'bo', name: 'Bo' };
const ann = { id: 'ann', name: 'Ann' };
const traveller = { id: 'traveller', name: 'Traveller' };
const lisbon = aFact({ id: 'f1', statement: 'Bo lives in Lisbon.', saidAt: noon, sources: ['m1', 'gone'] });
const sister = aFact({
  id: 'f2',
  statement: 'Ann is Bo’s sister.',
  kind: 'relation',
  about: [bo, ann],
  saidAt: noon + dayMs,
  lane: 'discord:library',
  sources: [],
});

interface Facts {
  facts: FactView[];
  total: number;
  next?: string;
}

async function desk(context: TestContext, facts: readonly Fact[] = [lisbon, sister]) {
  const { database, storage } = await openTestStorage<MemoryTables>(context, [migrations]);
  const recall = plainRecall();
  const tiers = new Map<string, Consent['tier']>();
  let now = noon + 10 * dayMs;
  const line = { messageId: 'm1', place: tavern, authorName: 'Bo', text: 'I moved to Lisbon!', at: noon };
  const { routes = [] } = memory({
    database,
    storage,
    recall,
    digests: noDigests,
    transcript: {
      after: async () => [],
      upTo: async (id) => (id === line.messageId ? [line as PlacedEntry] : []),
      calledIn: async () => [],
      lastAnswer: async () => undefined,
    },
    consents: { of: async (_, id) => ({ tier: tiers.get(id) ?? 'full', paused: false }) },
    cast: aCast([aCharacter(), aCharacter({ id: 'ben', displayName: 'Ben' })]),
    model: {
      estimateTokens: () => 1,
      describe: async () => assert.fail('No model is asked.'),
      generate: () => assert.fail('No model is asked.'),
    },
    heardIn: async () => assert.fail('The page shows everything.'),
    linkTo: ({ host }, id) => (host === 'discord' ? `https://chat.example/${id}` : undefined),
    settings: {
      enabled: true,
      promptTokens: 100,
      lines: 3,
      facts: 3,
      ownFacts: 3,
      learnWithModel: false,
      learnTokensPerDay: 0,
    },
    timeZone: 'UTC',
    clock: { now: () => now },
    log: recordingLog(),
  });
  const lanes = createLaneStore(database);
  await storage.transaction(async (transaction) => {
    for (const place of [tavern, library]) await lanes.begin(transaction, place, 'ada', noon);
    await lanes.begin(transaction, library, 'ben', noon);
    await recall.shelve(transaction, facts.map(factAsPassage));
    for (const after of facts)
      await createFactStore(database).write(transaction, [{ kind: 'learned', before: undefined, after }], {
        at: after.saidAt + 1_000,
        batch: `batch-${after.id}`,
      });
  });

  async function ask<Answer>(method: string, path: string, call: object): Promise<Answer> {
    const route = routes.find((one) => one.method === method && one.path === `/memory/${path}`);
    assert.ok(route, path);
    const answer = await route.answer({ params: {}, query: {}, body: undefined, ...call });
    assert.ok(answer && 'json' in answer, `${path} answers nothing`);
    return JSON.parse(JSON.stringify(answer.json)) as Answer;
  }
  const get = <Answer>(path: string, query: Record<string, string> = {}) =>
    ask<Answer>('GET', path, { query });
  /** Forgets facts at once, and takes one of them back as whoever it is of may; gives the batch. */
  async function undoPart(ids: readonly string[], back: string): Promise<string> {
    const gone = facts.filter(({ id }) => ids.includes(id));
    const store = createFactStore(database);
    await storage.transaction(async (transaction) => {
      const forgotten = gone.map((before) => ({ kind: 'forgotten' as const, before, after: undefined }));
      await store.write(transaction, forgotten, { at: now, batch: 'both' });
      const again = gone.filter(({ id }) => id === back);
      const undone = again.map((after) => ({ kind: 'undone' as const, before: undefined, after }));
      await store.write(transaction, undone, { at: now, batch: 'part', undoes: 'both' });
    });
    return 'both';
  }
  return {
    database,
    recall,
    undoPart,
    tiers,
    later: () => {
      now += dayMs;
    },
    get,
    post: <Answer = { batch: string }>(path: string, body: object) => ask<Answer>('POST', path, { body }),
    sources: (id: string) =>
      ask<{ lines: { kept: boolean; text?: string; link?: string }[] }>('GET', 'sources/:id', {
        params: { id },
      }),
    facts: async (query: Record<string, string> = {}) =>
      (await get<Facts>('facts', query)).facts.map(({ statement }) => statement),
  };
}

describe('facts on the page', () => {
  test('are found by what they are about, who knows them, where and when, and by half a word', async (context) => {
    const { facts, recall } = await desk(context, [
      lisbon,
      sister,
      { ...sister, id: 'f3', characterId: 'ben' },
    ]);
    assert.deepEqual(await facts(), [sister.statement, lisbon.statement]);
    const all: [Record<string, string>, string[]][] = [
      [{ person: 'ann' }, [sister.statement]],
      [{ person: 'bo', lane: 'discord:tavern' }, [lisbon.statement]],
      [{ character: 'ben' }, [sister.statement]],
      [{ kind: 'relation' }, [sister.statement]],
      [{ state: 'over' }, []],
      [{ state: 'open', to: String(noon + 1) }, [lisbon.statement]],
      [{ from: String(noon + 1) }, [sister.statement]],
      [{ words: 'who lives in lisbon' }, [lisbon.statement]],
      [{ words: 'LISB' }, [lisbon.statement]],
      [{ words: 'lisb', character: 'ben' }, []],
      [{ words: 'sister', kind: 'fact' }, []],
    ];
    for (const [query, expected] of all)
      assert.deepEqual(await facts(query), expected, JSON.stringify(query));
    const mayLeave = await Promise.all(recall.questions.map((one) => one.mayLeave?.() ?? false));
    assert.ok(mayLeave.length > 0 && !mayLeave.includes(true));
    await assert.rejects(facts({ kind: 'nonsense' }), { name: 'UserError' });
  });

  test('come in pages that miss none and show none twice', async (context) => {
    const many = Array.from({ length: 95 }, (_, index) =>
      aFact({ id: `f${index}`, statement: `Bo owns book ${index}.`, saidAt: noon + Math.floor(index / 3) }),
    );
    const { get } = await desk(context, many);
    const seen: string[] = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: Facts = await get<Facts>('facts', after === '' ? {} : { after });
      assert.equal(page.total, 95);
      seen.push(...page.facts.map(({ id }) => id));
      after = page.next;
    }
    assert.deepEqual([seen.length, new Set(seen).size], [95, 95]);
  });

  test('say who remembers them, and show the lines they rest on', async (context) => {
    const { get, sources } = await desk(context, [lisbon, { ...lisbon, id: 'f3', characterId: 'ben' }]);
    const [card, ...others] = (await get<Facts>('facts')).facts;
    assert.equal(others.length, 0);
    assert.deepEqual(
      card?.rememberedBy.map(({ name }) => name),
      ['Ben', 'Ada'],
    );
    assert.deepEqual(
      (await sources('f1')).lines.map(({ kept, text, link }) => [kept, text, link]),
      [
        [true, 'I moved to Lisbon!', 'https://chat.example/m1'],
        [false, undefined, undefined],
      ],
    );
  });

  test('are corrected and forgotten for all who remember them, and brought back', async (context) => {
    const { facts, get, post } = await desk(context, [lisbon, { ...lisbon, id: 'f3', characterId: 'ben' }]);
    const edit = await post('edit', { id: 'f1', text: 'Bo lives in Rome.', person: traveller });
    assert.deepEqual(await facts({ words: 'rome' }), ['Bo lives in Rome.']);
    assert.deepEqual(await facts({ words: 'lisbon' }), []);
    const forget = await post('forget', { id: 'f1', person: traveller });
    assert.deepEqual(await facts(), []);
    await assert.rejects(post('undo', { batch: edit.batch, person: traveller }), /changed since/);
    await post('undo', { batch: forget.batch, person: traveller });
    await assert.rejects(post('undo', { batch: forget.batch, person: traveller }), /taken back already/);
    assert.deepEqual(await facts({ character: 'ben' }), ['Bo lives in Rome.']);
    await post('undo', { batch: edit.batch, person: traveller });
    assert.deepEqual(await facts({ words: 'lisbon' }), [lisbon.statement]);
    const { changes } = await get<{ changes: ChangeView[] }>('changes');
    assert.deepEqual(
      changes.filter(({ undone }) => undone).map(({ kind, by }) => `${kind} by ${by}`),
      ['forgotten by Traveller', 'forgotten by Traveller', 'edited by Traveller', 'edited by Traveller'],
    );
    await assert.rejects(post('forget', { id: 'none', person: traveller }), /not remembered any more/);
  });

  test('are written down by hand, unless somebody is off the record', async (context) => {
    const { facts, post, tiers, get } = await desk(context, []);
    const told = { characterId: 'ada', person: traveller };
    await post('remember', { ...told, text: 'I am allergic to nuts' });
    await post('remember', { ...told, text: 'Bo sings bass.', about: bo, lane: 'discord:tavern' });
    assert.deepEqual(await facts({ person: 'traveller', words: 'allergic' }), [
      'Traveller is allergic to nuts.',
    ]);
    assert.deepEqual(await facts({ person: 'bo', lane: 'discord:tavern' }), ['Bo sings bass.']);
    await assert.rejects(
      post('remember', { ...told, text: 'Bo sings bass.', about: bo, lane: 'discord:tavern' }),
      /known already/,
    );
    tiers.set('ann', 'off-the-record').set('bo', 'local-only');
    await assert.rejects(
      post('remember', { ...told, text: 'Ann sings.', about: ann }),
      /Ann is off the record/,
    );
    await post('remember', { ...told, text: 'Bo hums.', about: bo });
    const [hums] = (await get<Facts>('facts', { words: 'hums' })).facts;
    assert.equal(hums?.confined, true);
    tiers.set('traveller', 'off-the-record');
    const edit = post('edit', { id: hums?.id, text: 'Bo sings.', person: traveller });
    await assert.rejects(edit, /You are off the record/);
  });
});

test('of a batch that was taken back in part, the rest can be taken back', async (context) => {
  const { get, post, undoPart, facts } = await desk(context, [lisbon, { ...sister, id: 'f3' }]);
  const both = await undoPart(['f1', 'f3'], 'f1');
  const changes = async () => (await get<{ changes: ChangeView[] }>('changes')).changes;
  const inBatch = (await changes()).filter(({ batch }) => batch === both);
  assert.deepEqual(
    inBatch.map(({ statement, undone }) => [statement, undone]),
    [
      [sister.statement, false],
      [lisbon.statement, true],
    ],
  );
  assert.deepEqual(await facts(), [lisbon.statement]);
  await post('undo', { batch: both, person: traveller });
  assert.deepEqual(await facts(), [sister.statement, lisbon.statement]);
  await assert.rejects(post('undo', { batch: both, person: traveller }), /taken back already/);
});

test('the timeline counts facts and changes by day, and a moment shows what was known then', async (context) => {
  const { get, post, later, facts } = await desk(context);
  await post('forget', { id: 'f1', person: traveller });
  later();
  const before = String(noon + 20 * dayMs);
  const { days } = await get<{ days: { day: string; facts: number; changes: number }[] }>('days', { before });
  assert.deepEqual(
    days.map((one) => [one.day, one.facts, one.changes]),
    [
      ['2026-11-30', 0, 1],
      ['2026-11-21', 1, 1],
      ['2026-11-20', 0, 1],
    ],
  );
  const known = async (at: number) =>
    (await get<Facts>('known', { at: String(at) })).facts.map(({ id }) => id);
  assert.deepEqual(await known(noon), []);
  assert.deepEqual(await known(noon + 1_000), ['f1']);
  assert.deepEqual(await known(noon + 2 * dayMs), ['f2', 'f1']);
  assert.deepEqual(await known(noon + 11 * dayMs), ['f2']);
  assert.deepEqual(await facts(), [sister.statement]);
});

test('times that no calendar has stop neither the timeline nor the cards', async (context) => {
  const { get, database } = await desk(context, [lisbon, { ...sister, over: true }]);
  const broken = [9e15, 8.64e15, -9e15, 'NaN', '2026-02-31', -62_000_000_000_000];
  for (const [index, saidAt] of broken.entries()) {
    const body = JSON.stringify({ ...lisbon, id: `b-${index}`, saidAt, from: 9e15, until: saidAt });
    const row = {
      id: `b-${index}`,
      character_id: 'ada',
      lane: lisbon.lane,
      said_by: 'bo',
      kind: 'fact',
      body,
    };
    await database
      .insertInto('memory_facts')
      .values({ ...factRow(lisbon), ...row, kind: 'fact', said_at: saidAt as number })
      .execute();
    const change = {
      position: 100 + index,
      at: saidAt as number,
      kind: 'learned',
      fact_id: `b-${index}`,
    } as const;
    const where = { character_id: 'ada', lane: lisbon.lane, before: null, after: body };
    const by = { by_id: null, by_name: null, batch: `b-${index}`, undoes: null };
    await database
      .insertInto('memory_changes')
      .values({ ...change, ...where, ...by })
      .execute();
  }
  const { days } = await get<{ days: { day: string }[] }>('days', {
    before: String(Number.MAX_SAFE_INTEGER),
  });
  assert.deepEqual(
    days.map(({ day }) => day).filter((day) => day > '1900'),
    ['2026-11-21', '2026-11-20'],
  );
  const { facts } = await get<Facts>('facts');
  assert.ok(facts.length > 1);
  const { changes } = await get<{ changes: ChangeView[] }>('changes');
  for (const at of [
    ...facts.flatMap(({ saidAt, from, until }) => [saidAt, from, until]),
    ...changes.map((one) => one.at),
  ])
    assert.ok(at === undefined || !Number.isNaN(new Date(at).getTime()), String(at));
  assert.deepEqual(
    (await get<Facts>('facts', { state: 'over' })).facts.map(({ id, over }) => [id, over]),
    [['f2', true]],
  );
});

test('what was known at a moment is narrowed as what is known now, however far back it lies', async (context) => {
  const others = Array.from({ length: 450 }, (_, index) =>
    aFact({ id: `f${index + 100}`, statement: `Bo read book ${index}.`, saidAt: noon + 2_000 + index }),
  );
  const over = { ...lisbon, id: 'f3', statement: 'Bo lived in Oslo.', until: noon };
  const { get } = await desk(context, [lisbon, over, ...others, sister]);
  const known = async (query: Record<string, string>) =>
    (await get<Facts>('known', { at: String(noon + 5 * dayMs), ...query })).facts.map(({ id }) => id);
  assert.deepEqual(await known({ words: 'LIVES in lis' }), ['f1']);
  assert.deepEqual(await known({ state: 'over' }), ['f3']);
  assert.deepEqual(await known({ kind: 'relation' }), ['f2']);
  assert.deepEqual(await known({ fact: 'f1' }), ['f1']);
  const first = await get<Facts>('known', { at: String(noon + 5 * dayMs), words: 'book' });
  const second = await get<Facts>('known', {
    at: String(noon + 5 * dayMs),
    words: 'book',
    below: String(first.next),
  });
  assert.deepEqual(
    [first.facts.length, second.facts.length, second.facts[0]?.statement],
    [40, 40, 'Bo read book 409.'],
  );
});

test('what fits goes out as a file of facts, without places and without what characters said', async (context) => {
  const own = { ...sister, id: 'f9', statement: 'Ada has a brother.', wordsOf: ['bo'] };
  const many = Array.from({ length: 510 }, (_, index) =>
    aFact({ id: `g${index}`, statement: `Ann saw film ${index}.`, about: [ann], saidBy: ann }),
  );
  const { get } = await desk(context, [lisbon, sister, own, ...many]);
  const exported = async (query: Record<string, string>) => {
    const { files } = await get<{ files: { text: string }[] }>('export', query);
    return files.map(({ text }) => JSON.parse(text));
  };
  const file = async (query: Record<string, string>) =>
    (await exported(query)).flatMap((one) => factFile.parse(one).facts.map(({ statement }) => statement));
  assert.deepEqual(await file({ person: 'bo' }), [sister.statement, lisbon.statement]);
  assert.deepEqual(await file({ words: 'lisb' }), [lisbon.statement]);
  assert.equal(new Set(await file({})).size, 512);
  const [{ facts: given }] = (await exported({ fact: 'f1' })) as [{ facts: object[] }];
  assert.deepEqual(
    given.flatMap((one) => Object.keys(one)).filter((key) => ['id', 'lane', 'sources'].includes(key)),
    [],
  );
  assert.equal(given.length, 1);
});

test('one fact alone is shown by its id, and changes say who is named in them', async (context) => {
  const { facts, get } = await desk(context);
  assert.deepEqual(await facts({ fact: 'f2' }), [sister.statement]);
  assert.deepEqual(await facts({ fact: 'f2', words: 'lisbon' }), []);
  assert.deepEqual(await facts({ fact: 'none' }), []);
  const { changes } = await get<{ changes: ChangeView[] }>('changes');
  assert.deepEqual(changes[0]?.names, ['Bo', 'Ann', 'Bo']);
});

test('people are known together by the facts about both', async (context) => {
  const rex = aFact({
    id: 'f3',
    statement: 'Bo has a dog called Rex.',
    about: [bo, { id: 'thing:rex', name: 'Rex' }],
  });
  const { get } = await desk(context, [lisbon, sister, rex]);
  const { people, bonds, all } = await get<{
    people: { id: string; name: string; what: string; facts: number }[];
    bonds: object[];
    all: number;
  }>('people');
  assert.deepEqual(
    people.map(({ name, what, facts }) => [name, what, facts]),
    [
      ['Bo', 'person', 3],
      ['Ann', 'person', 1],
      ['Rex', 'thing', 1],
    ],
  );
  assert.deepEqual(bonds, [
    { one: 'ann', other: 'bo', facts: 1, related: true },
    { one: 'bo', other: 'thing:rex', facts: 1, related: false },
  ]);
  assert.equal(all, 3);
});

test('people of very many facts are counted whole', async (context) => {
  const many = Array.from({ length: 1_200 }, (_, index) =>
    aFact({
      id: `f${String(index).padStart(4, '0')}`,
      statement: `Bo and Ann saw film ${index}.`,
      about: index % 2 === 0 ? [bo, ann] : [bo],
    }),
  );
  const { get } = await desk(context, many);
  const { people, bonds } = await get<{ people: { facts: number }[]; bonds: { facts: number }[] }>('people');
  assert.deepEqual(
    [people.map(({ facts }) => facts), bonds.map(({ facts }) => facts)],
    [[1_200, 600], [600]],
  );
});

test('every home says what holds in it, the playground before anything was said', async (context) => {
  const { get, post } = await desk(context);
  const homes = async () =>
    (await get<{ homes: { home: string; learning: boolean; places: string[]; facts: number }[] }>('homes'))
      .homes;
  assert.deepEqual(
    (await homes()).map(({ home, learning, places, facts }) => [home, learning, places, facts]),
    [
      ['playground:server:playground', false, [], 0],
      ['discord:server:g', false, ['library', 'tavern'], 2],
    ],
  );
  await post('rule', { home: 'discord:server:g', rule: 'learning', on: true });
  assert.deepEqual(
    (await homes()).map(({ learning }) => learning),
    [false, true],
  );
  await assert.rejects(post('rule', { home: 'elsewhere', rule: 'learning', on: true }), {
    name: 'UserError',
  });
});
