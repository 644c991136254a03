import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { type Fakes, startFakes } from '../fakes/index.ts';
import { type ModelRequest, promptText } from '../fakes/model-script.ts';
import { conceptVector } from '../support/concept-embedder.ts';
import { lyingIn, rowsOf, textsIn } from '../support/data-folder.ts';
import { factFileOf } from '../support/memory.ts';
import { createMorgue, type Death, type House, isBehindTheTalk } from './crash-house.ts';
import { assertEmbedded, assertFindable, assertLedgerWhole, embedded, memoryIn } from './crash-state.ts';
import { until } from './discord-talk.ts';
import { environmentOf, messageFrom } from './harness.ts';

const embedder = 'ollama/concepts';
const otherEmbedder = 'ollama/others';
const dayMs = 86_400_000;
let fakes: Fakes;
let morgue: ReturnType<typeof createMorgue>;

before(async () => {
  fakes = await startFakes({ ollama: { models: ['concepts:latest', 'others:latest'] } });
  fakes.openai.respondWith(answerTo);
  fakes.ollama.embed = (text) => [...conceptVector(text, 'concepts')];
  morgue = createMorgue({ env: environmentOf(fakes), config: configWith(embedder) });
});
after(async () => {
  morgue[Symbol.dispose]();
  await fakes.close();
});

function configWith(use: string, keep = '3650d'): string {
  return JSON.stringify({
    conversation: { burst: '0s', catchUp: '1d', perPersonPerMinute: 10_000, historyMessages: 10 },
    embeddings: { use, url: fakes.ollama.base },
    memory: { learnWithModel: false },
    privacy: { keep },
  });
}

function answerTo({ body }: ModelRequest): string {
  const prompt = promptText(body);
  if (!prompt.includes('You keep the minutes of a chat')) return 'As you say.';
  return `They laid out stones: ${[...new Set(prompt.match(/\bgem\d+\b/g))].join(', ')}.`;
}

/** Goes on from every death, and compares what comes of it with what comes of the last, which nothing disturbed. */
async function assertAllEndAlike<End>(
  deaths: readonly Death[],
  goneOnFrom: (death: Death) => Promise<End>,
  context: TestContext,
): Promise<End> {
  context.diagnostic(`${deaths.length} crash points`);
  assert.ok(deaths.length > 1);
  const ends: End[] = [];
  for (const death of deaths) ends.push(await goneOnFrom(death));
  const [undisturbed] = ends.slice(-1) as [End];
  for (const [index, end] of ends.entries())
    assert.deepEqual(end, undisturbed, `killed after ${deaths[index]?.after} (${index})`);
  return undisturbed;
}

async function says(house: House, id: string, who: string, text: string): Promise<void> {
  await house.say({ id, text, author: { id: who, name: who, kind: 'person' } });
}

function column(dataFolder: string, sql: string): unknown[] {
  return rowsOf<object>(dataFolder, sql).map((row) => Object.values(row).join(' | '));
}

/** A file as `/history export` gives it: so many lines, up to this moment. */
function historyOf(count: number, last: number, apartMs: number) {
  const lines = Array.from({ length: count }, (_, index) => ({
    author: { id: 'dee', name: 'dee', kind: 'person' },
    text: `look here, this must be gem${index}`,
    at: new Date(last - (count - index) * apartMs).toISOString(),
  }));
  return fileOf(lines);
}

function fileOf(lines: readonly object[]) {
  const bytes = new TextEncoder().encode(JSON.stringify({ acore: 'history', version: 1, lines }));
  const about = { name: 'talk.json', contentType: 'application/json', size: bytes.length };
  return { ...about, bytes: async () => bytes };
}

test('killed while a talk and facts are brought in, the same files bring in the rest, once', async (context) => {
  const talk = historyOf(450, Date.now() - 60_000, 1_000);
  const facts = factFileOf('bo', 'Bo sings.');
  const house = await morgue.open();
  await house.use('memory learning', { state: 'on' });
  const deaths = await morgue.deathsDuring(house, async () => {
    await house.use('history import', { file: talk });
    await house.use('memory import', { file: facts });
  });
  await house[Symbol.asyncDispose]();
  const end = await assertAllEndAlike(
    deaths,
    async (death) => {
      await using next = await morgue.open(death);
      await next.use('history import', { file: talk });
      if (memoryIn(death.dataFolder).facts.length === 0) await next.use('memory import', { file: facts });
      await embedded(death.dataFolder, embedder);
      assertFindable(death.dataFolder);
      assertBroughtWhole(death.dataFolder);
      assertLedgerWhole(death.dataFolder);
      const { facts: known, ledger } = memoryIn(death.dataFolder);
      const lines = column(death.dataFolder, 'select message_id, text from transcript order by position');
      return { statements: known.map(({ statement }) => statement), ledger, lines };
    },
    context,
  );
  assert.equal(end.lines.length, 450);
  assert.equal(end.statements.length, 1);
});

/** Each line from a file can be found, and has one turn to be learned from. */
function assertBroughtWhole(dataFolder: string): void {
  const brought = 'select message_id, brought from memory_lines where brought is not null order by brought';
  const lines = rowsOf<{ message_id: string; brought: number }>(dataFolder, brought);
  const kept = "select message_id from transcript where message_id like 'imported-%' order by message_id";
  assert.deepEqual(lines.map(({ message_id }) => message_id).toSorted(), column(dataFolder, kept));
  assert.equal(new Set(lines.map((line) => line.brought)).size, lines.length);
}

test('killed while a talk from a file is learned from, each of its lines is learned from once', async (context) => {
  const names = Array.from({ length: 110 }, (_, index) =>
    Array.from(String(index), (digit) => 'bcdfghjklm'[Number(digit)]).join('a'),
  );
  const talk = fileOf(
    names.map((name, index) => ({
      author: { id: `p${index}`, name: 'Pat', kind: 'person' },
      text: `I have a dog called Rex${name}`,
      at: new Date(Date.now() - 100 * dayMs + index * 1_000).toISOString(),
    })),
  );
  const house = await morgue.open();
  await house.use('memory learning', { state: 'on' });
  await says(house, 'b1', 'cy', 'Ilde, hello');
  await house.use('history import', { file: talk });
  const deaths = await morgue.deathsDuring(house, () => says(house, 'b2', 'cy', 'Ilde, good evening'));
  await house[Symbol.asyncDispose]();
  const end = await assertAllEndAlike(
    deaths.filter(({ after }, index) => /memory_/.test(after) || index === deaths.length - 1),
    async (death) => {
      await using next = await morgue.open(death);
      for (const id of ['b2', 'b3']) await says(next, id, 'cy', 'Ilde, good evening');
      await embedded(death.dataFolder, embedder);
      assertFindable(death.dataFolder);
      assertBroughtWhole(death.dataFolder);
      assertLedgerWhole(death.dataFolder);
      const waiting = `select l.message_id from memory_lines l join memory_listeners h on h.lane = l.lane
        where h.character_id = 'ilde' and l.brought > h.brought_to`;
      assert.deepEqual(column(death.dataFolder, waiting), []);
      const { facts, ledger } = memoryIn(death.dataFolder);
      return { facts, ledger };
    },
    context,
  );
  assert.deepEqual([end.facts.length, end.ledger.length], [110, 110]);
});

const sections = (count: number, what: string) =>
  Array.from(
    { length: count },
    (_, index) => `# Rule ${index}\n\n${what} ${index}: ${'stones are kept dry. '.repeat(8)}`,
  ).join('\n\n');

test('killed while documents are read, embedded and embedded by another, each piece is there once', async (context) => {
  const dataFolder = morgue.newFolder();
  const write = (folder: string, text: string) => {
    mkdirSync(join(folder, 'documents', 'rules'), { recursive: true });
    writeFileSync(join(folder, 'documents', 'rules', 'rules.md'), text);
  };
  const [older, newer] = [sections(70, 'In the older rules'), sections(60, 'In the newer rules')];
  const whole = async (folder: string, count: number, by: string) => {
    await until('the document is read', () => {
      const rows = rowsOf<{ state: string; pieces: number }>(folder, 'select state, pieces from documents');
      return rows.length === 1 && rows[0]?.state === 'ready' && rows[0].pieces === count;
    });
    await embedded(folder, by);
  };
  const home = { dataFolder, said: [] };
  const read = async () => {
    for (const [text, count] of [
      [older, 70],
      [newer, 60],
    ] as const) {
      write(dataFolder, text);
      await using _house = await morgue.open(home);
      await whole(dataFolder, count, embedder);
    }
  };
  const pieces = 'select number, headings, text from document_pieces order by number';
  const shelved = 'select id, text from recall_passages order by text';
  const deaths = await morgue.deathsDuring(home, read);
  const end = await assertAllEndAlike(
    deaths,
    async ({ dataFolder: folder }) => {
      write(folder, newer);
      await using _house = await morgue.open({ dataFolder: folder, said: [] });
      await whole(folder, 60, embedder);
      assertEmbedded(folder);
      return { pieces: column(folder, pieces), texts: column(folder, shelved).length };
    },
    context,
  );
  assert.equal(end.pieces.length, 60);
  assert.equal(end.texts, 60);

  const other = configWith(otherEmbedder);
  const isComplete = (folder: string) =>
    rowsOf(
      folder,
      `select id from recall_embedders where id = '${otherEmbedder}' and completed_at is not null`,
    ).length > 0;
  const taken = async (from: Pick<Death, 'dataFolder' | 'said'>) => {
    await using house = await morgue.open(from, other);
    await until('the other has seen everything', () => isComplete(from.dataFolder));
    await house.use('memory learning', { state: 'on' });
    await says(house, `q${Date.now()}`, 'cy', 'Ilde, hello');
    // The first question after that lets the older vectors go.
    await house.use('recall', { query: 'which stones are kept dry?' });
    await embedded(from.dataFolder, otherEmbedder);
  };
  const changes = await morgue.deathsDuring(home, () => taken(home));
  for (const { dataFolder: folder } of changes) {
    const by = (id: string) =>
      rowsOf(folder, `select seq from recall_vectors where embedder = '${id}'`).length;
    assert.ok(by(embedder) >= 60 || by(otherEmbedder) >= 60, 'one of the two can serve');
  }
  await assertAllEndAlike(
    changes,
    async (death) => {
      await taken(death);
      assertEmbedded(death.dataFolder);
    },
    context,
  );
});

test('killed while a talk is summed up, it is summed up in the end without a gap', async (context) => {
  const house = await morgue.open();
  await house.use('memory learning', { state: 'on' });
  await house.use('history import', { file: historyOf(130, Date.now() - dayMs, dayMs / 8) });
  const [line] = rowsOf<{ message_id: string }>(
    house.dataFolder,
    "select message_id from transcript where text like '%gem30'",
  );
  const gone = line?.message_id ?? '';
  const deaths = await morgue.deathsDuring(house, async () => {
    await says(house, 's1', 'cy', 'Ilde, good morning');
    await says(house, 's2', 'cy', 'Ilde, good evening');
    await house.app.app.conversation.retract(messageFrom().place, [gone]);
    await says(house, 's3', 'cy', 'Ilde, good night');
  });
  await house[Symbol.asyncDispose]();
  const end = await assertAllEndAlike(
    deaths.filter(isBehindTheTalk),
    async (death) => {
      await using next = await morgue.open(death);
      for (const id of ['s1', 's2', 's3']) await says(next, id, 'cy', 'Ilde, hello');
      if (rowsOf(death.dataFolder, `select text from transcript where message_id = '${gone}'`).length > 0)
        await next.app.app.conversation.retract(messageFrom().place, [gone]);
      for (const id of ['s4', 's5', 's6', 's7']) await says(next, id, 'cy', 'Ilde, are you back?');
      const told = column(
        death.dataFolder,
        'select text from summaries where part_of is null order by to_position',
      ).join(' ');
      const open = column(
        death.dataFolder,
        'select text from transcript where position > (select max(to_position) from summaries)',
      ).join(' ');
      const holes = rowsOf(death.dataFolder, 'select lane from summary_holes').length;
      return { gems: gemsIn(`${told} ${open}`), twice: twiceIn(death.dataFolder), holes };
    },
    context,
  );
  assert.deepEqual(end, {
    gems: Array.from({ length: 130 }, (_, gem) => gem).filter((gem) => gem !== 30),
    twice: 0,
    holes: 0,
  });
});

function gemsIn(text: string): number[] {
  return [...new Set(text.match(/\bgem\d+\b/g))].map((gem) => Number(gem.slice(3))).sort((a, b) => a - b);
}

/** How many summaries that stand side by side tell of the same stretch. */
function twiceIn(dataFolder: string): number {
  const overlapping = `select one.id from summaries one join summaries other on one.lane = other.lane and one.id < other.id
    where one.part_of is null and other.part_of is null
    and one.after_position < other.to_position and other.after_position < one.to_position`;
  return rowsOf(dataFolder, overlapping).length;
}

test('killed while somebody is erased, it has not begun or goes on until no byte is left', async (context) => {
  const house = await morgue.open();
  await house.use('memory learning', { state: 'on' });
  await says(house, 'e1', 'bo', 'Ilde, I live in zqboe');
  await says(house, 'e2', 'cy', 'Ilde, I live in zqcye');
  await says(house, 'e3', 'bo', 'Ilde, I have a dog called zqbodog');
  await says(house, 'e4', 'cy', 'Ilde, good evening');
  await embedded(house.dataFolder, embedder);
  const isErasing = (folder: string) =>
    rowsOf(folder, 'select person_id from privacy_people where erasing_since is not null').length > 0;
  const deaths = await morgue.deathsDuring(house, async () => {
    await house.use('privacy erase', { sure: true }, 'bo');
    await until('it is done', () => !isErasing(house.dataFolder));
  });
  await house[Symbol.asyncDispose]();
  const [untouched, ...begun] = deaths;
  assert.ok(
    untouched &&
      lyingIn(textsIn(untouched.dataFolder), ['zqbo']).length > 0 &&
      !isErasing(untouched.dataFolder),
  );
  for (const { dataFolder } of begun.slice(0, -1))
    assert.ok(isErasing(dataFolder), 'it is known that it has begun');
  await assertAllEndAlike(
    begun,
    async ({ dataFolder, said }) => {
      {
        await using _next = await morgue.open({ dataFolder, said });
        await until('it is done', () => !isErasing(dataFolder));
        await embedded(dataFolder, embedder);
        assertFindable(dataFolder);
      }
      assert.deepEqual(lyingIn(textsIn(dataFolder), ['zqbo']), []);
      return memoryIn(dataFolder);
    },
    context,
  );
});

test('killed while what is old is let go of, the rest of it goes, and nothing else', async (context) => {
  const brief = configWith(embedder, '30d');
  const old = await morgue.open();
  await old.use('memory learning', { state: 'on' });
  await says(old, 'x1', 'cy', 'Ilde, I live in Lund');
  await old.use('history import', { file: historyOf(300, Date.now() - 29 * dayMs, dayMs / 100) });
  await says(old, 'x2', 'cy', 'Ilde, good evening');
  await embedded(old.dataFolder, embedder);
  await old[Symbol.asyncDispose]();
  const cutoff = () => Date.now() - 30 * dayMs;
  const isTidy = (folder: string) =>
    rowsOf(folder, `select message_id from transcript where said_at < ${cutoff() - 60_000}`).length === 0;
  const deaths = await morgue.deathsDuring(old, async () => {
    await using _house = await morgue.open(old, brief);
    await until('what is old is gone', () => isTidy(old.dataFolder));
  });
  await assertAllEndAlike(
    deaths,
    async ({ dataFolder, said }) => {
      {
        await using _next = await morgue.open({ dataFolder, said }, brief);
        await until('what is old is gone', () => isTidy(dataFolder));
        await embedded(dataFolder, embedder);
      }
      assertFindable(dataFolder);
      const young = column(
        dataFolder,
        `select text from transcript where said_at > ${cutoff() + dayMs / 2} order by position`,
      );
      return { young, known: memoryIn(dataFolder).facts };
    },
    context,
  );
});
