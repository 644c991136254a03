import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { aPlace } from '../../../test/support/characters.ts';
import { factFileOf, openMemory } from '../../../test/support/memory.ts';
import { laneOf } from '../../core/message.ts';
import { seededRandom } from '../../lib/random.ts';
import { shortId } from './fact.ts';
import { factShelf, talkShelf } from './passages.ts';

/** `ACORE_MEMORY_ROUNDS=200 npm test -- undo-property` tries more. */
const rounds = Number(process.env['ACORE_MEMORY_ROUNDS'] ?? 4);
const steps = 14;

const people = ['bo', 'ana', 'cy'];
const homes = ['Oslo', 'Lisbon', 'Rome', 'Bergen', 'Quito'];
const things = ['cilantro', 'chess', 'thunderstorms', 'marzipan', 'fencing'];
const questions = [
  'Where does Bo live?',
  'What do they love, chess or marzipan?',
  'Ana lives in Rome',
  'cello',
];

type Memory = Awaited<ReturnType<typeof openMemory>>;

function chance(seed: string) {
  const random = seededRandom(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  return { random, pick };
}

/** Something that somebody says of themselves. */
function saying({ pick }: ReturnType<typeof chance>): string {
  return pick([
    () => `I live in ${pick(homes)}.`,
    () => `I no longer live in ${pick(homes)}.`,
    () => `No, I meant I live in ${pick(homes)}.`,
    () => `I love ${pick(things)}.`,
    () => `I hate ${pick(things)}.`,
    () => 'I play the cello.',
  ])();
}

/** The search adds up in the order in which things were shelved: the last digits may differ. */
function rounded(weight: number): number {
  return Math.round(weight * 10_000) / 10_000;
}

const asked = Date.UTC(2026, 10, 3);

/** What is found for each question, with how much it weighs. */
async function found({ recall }: Memory): Promise<string> {
  const shelves = [factShelf('ada', laneOf(aPlace()))];
  const answers = questions.map((text) =>
    recall.search({ text, shelves, now: asked, timeZone: 'UTC', limit: 20 }),
  );
  const all = await Promise.all(answers);
  return all
    .map((one) =>
      one.map(({ id, score, coverage }) => `${id} ${rounded(score)} ${rounded(coverage)}`).join('\n'),
    )
    .join('\n\n');
}

async function state(memory: Memory): Promise<string> {
  return `${JSON.stringify(await memory.facts())}\n${await found(memory)}`;
}

const manager = { who: 'boss', mayManage: true };

/** One thing that changes the memory; what is refused changes nothing. */
async function change(memory: Memory, lot: ReturnType<typeof chance>): Promise<void> {
  const { pick } = lot;
  const facts = await memory.facts();
  const fact = facts.length === 0 ? undefined : pick(facts);
  const who = pick(people);
  const act = pick([
    'talk',
    'talk',
    'talk',
    'remember',
    ...(fact === undefined ? [] : ['forget', 'edit', 'edit']),
    'import',
  ]);
  const use = (name: string, input: object, by: object) => memory.use(name, input, by).catch(isRefused);
  if (act === 'talk') {
    for (let line = 0; line < 3; line += 1) memory.say(pick(people), saying(lot));
    return await memory.learn();
  }
  if (act === 'remember') return void (await use('memory remember', { text: saying(lot) }, { who }));
  if (act === 'forget') return void (await use('memory forget', { fact: fact?.id }, manager));
  if (act === 'edit') {
    const text = `${pick(people)} lives on a boat near ${pick(homes)}.`;
    return void (await use('memory edit', { fact: fact?.id, text }, manager));
  }
  await use('memory import', { file: factFileOf(who, `${who} collects ${pick(things)}.`) }, manager);
}

function isRefused(error: Error): void {
  assert.equal(error.name, 'UserError', error.stack ?? error.message);
}

/** The number of the ledger's last line. */
async function lastChange({ database }: Memory): Promise<number> {
  const last = await database
    .selectFrom('memory_changes')
    .select('position')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return Number(last?.position ?? 0);
}

async function undoAndDoAgain(context: TestContext, seed: string): Promise<void> {
  const memory = await openMemory(context);
  const lot = chance(seed);
  const moments: { at: string; ids: string[] }[] = [];
  for (let step = 0; step < steps; step += 1) {
    const [before, from] = [await state(memory), await lastChange(memory)];
    await change(memory, lot);
    const [after, to] = [await state(memory), await lastChange(memory)];
    const what = `${seed}, step ${step}`;
    if (to > from) {
      await memory.use('memory undo', { change: to }, manager);
      assert.equal(await state(memory), before, `${what}: undone`);
      await memory.use('memory undo', { change: await lastChange(memory) }, manager);
      assert.equal(await state(memory), after, `${what}: done again`);
    }
    const ids = (await memory.facts()).map(({ id }) => id);
    moments.push({ at: new Date(memory.time.now).toISOString(), ids: ids.toSorted() });
    memory.time.now += 1_000;
  }
  for (const { at, ids } of moments) {
    const shown: string[] = [];
    for (let input: object | undefined = { as_of: at }; input !== undefined; ) {
      const { text, buttons } = await memory.use('memory changes', input, manager);
      shown.push(...Array.from(text.matchAll(/^- .*`([^`]+)`$/gm), (match) => match[1] ?? ''));
      input = buttons?.[0]?.input;
    }
    assert.deepEqual(shown.toSorted(), ids.map(shortId).toSorted(), `${seed}: as of ${at}`);
  }
}

test('a change that is taken back leaves everything to be found as before, whatever came before it', async (context) => {
  for (let round = 0; round < rounds; round += 1) await undoAndDoAgain(context, `undo ${round}`);
});

/** Every file of the database, as bytes. */
function lying({ file }: Memory, word: string): boolean {
  const folder = dirname(file);
  return readdirSync(folder, { encoding: 'utf8' }).some((name) =>
    readFileSync(join(folder, name)).includes(word),
  );
}

async function deleteInAnyOrder(context: TestContext, seed: string): Promise<void> {
  const memory = await openMemory(context);
  const lot = chance(seed);
  const said: { id: string; word: string }[] = [];
  for (let index = 0; index < 10; index += 1) {
    const word = `Zq${index}vale${seed.replace(/\W/g, '')}`;
    const text = lot.pick([`I live in ${word}.`, `I live in ${word} and I play chess.`, `I love ${word}.`]);
    said.push({ id: memory.say('bo', text).messageId, word });
    await memory.learn();
    const facts = await memory.facts();
    const fact = facts.length === 0 ? undefined : lot.pick(facts);
    if (fact !== undefined && lot.random() < 0.3)
      await memory.use('memory forget', { fact: fact.id }, { who: 'bo' });
    if (lot.random() < 0.3) await memory.use('memory undo', {}, { who: 'bo' }).catch(isRefused);
  }
  const order = said.toSorted(() => lot.random() - 0.5);
  for (const { id } of order) {
    await memory.delete(id);
    const open = (await memory.facts()).filter(({ slot, until }) => slot === 'home' && until === undefined);
    assert.ok(open.length <= 1, `${seed}: ${open.map(({ statement }) => statement).join(' ')}`);
  }
  assert.deepEqual(await memory.facts(), [], seed);
  assert.deepEqual(
    await memory.recall.search({
      text: said.map(({ word }) => word).join(' '),
      shelves: [factShelf('ada', laneOf(aPlace())), talkShelf(laneOf(aPlace()))],
      ...{ now: memory.time.now, timeZone: 'UTC', limit: 20 },
    }),
    [],
  );
  await memory.storage.scrub();
  assert.deepEqual(
    said.map(({ word }) => word).filter((word) => lying(memory, word)),
    [],
    seed,
  );
}

test('when all messages are deleted, in whatever order, no word of theirs is left in any file', async (context) => {
  for (let round = 0; round < rounds * 2; round += 1) await deleteInAnyOrder(context, `delete ${round}`);
});
