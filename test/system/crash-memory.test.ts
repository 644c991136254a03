import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Fakes, startFakes } from '../fakes/index.ts';
import { type ModelRequest, messagesOf, promptText, textOf } from '../fakes/model-script.ts';
import { conceptVector } from '../support/concept-embedder.ts';
import { rowsOf } from '../support/data-folder.ts';
import { createMorgue, type Death, type House, isBehindTheTalk } from './crash-house.ts';
import { assertFindable, assertNothingWaits, embedded, memoryIn } from './crash-state.ts';
import { environmentOf, messageFrom } from './harness.ts';

const embedder = 'ollama/concepts';
let fakes: Fakes;
let morgue: ReturnType<typeof createMorgue>;

before(async () => {
  fakes = await startFakes({ ollama: { models: ['concepts:latest'] } });
  fakes.openai.respondWith(answerTo);
  fakes.ollama.embed = (text) => [...conceptVector(text, 'concepts')];
  const config = {
    conversation: { burst: '0s', catchUp: '1d', perPersonPerMinute: 10_000 },
    embeddings: { use: embedder, url: fakes.ollama.base },
  };
  morgue = createMorgue({ env: environmentOf(fakes), config: JSON.stringify(config) });
});
after(async () => {
  morgue[Symbol.dispose]();
  await fakes.close();
});

const oddly = 'for the better part of a decade the bassoon has been what I spend my evenings on';

/** A model that reads along and otherwise says little. */
function answerTo({ body }: ModelRequest): string {
  if (!promptText(body).includes('You keep notes on the people')) return 'As you say.';
  const lines = messagesOf(body).flatMap(({ content }) => textOf(content).split('\n'));
  const said = lines.filter((line) => line.startsWith('{"line"')).map((line) => JSON.parse(line));
  const facts = said
    .filter(({ text }) => text.includes(oddly))
    .map(({ line, from }) => {
      const statement = 'cy spends evenings on the bassoon.';
      return { line, about: from, kind: 'interest', quote: oddly, statement, value: 'bassoon' };
    });
  return JSON.stringify({ facts });
}

/** One thing that happens; done once more it changes nothing. */
type Step = (house: House) => Promise<void>;

/** When each was said for the first time: who hears it once more hears it as of then. */
const saidAt = new Map<string, number>();
const says =
  (id: string, who: string, text: string): Step =>
  (house) => {
    const at = saidAt.get(id) ?? Date.now();
    saidAt.set(id, at);
    return house.say({ id, text, at, author: { id: who, name: who, kind: 'person' } });
  };
const edits =
  (id: string, text: string): Step =>
  async ({ app, dataFolder }) => {
    if (lineOf(dataFolder, id) === text) return;
    const { place } = messageFrom();
    await app.app.conversation.revise({ id, place, text, mentionsSelf: false, at: Date.now() });
  };
const deletes =
  (id: string): Step =>
  async ({ app, dataFolder }) => {
    if (lineOf(dataFolder, id) !== undefined) await app.app.conversation.retract(messageFrom().place, [id]);
  };

function lineOf(dataFolder: string, id: string): string | undefined {
  const rows = rowsOf<{ text: string }>(dataFolder, `select text from transcript where message_id = '${id}'`);
  return rows[0]?.text;
}

const learning: readonly Step[] = [
  says('1', 'bo', 'Ilde, I live in Oslo'),
  says('2', 'bo', 'Ilde, I have a dog called Rex'),
  says('3', 'bo', 'Ilde, I live in Bergen now'),
  says('4', 'cy', `Ilde, ${oddly}`),
  says('5', 'cy', 'Ilde, I work as a baker'),
  edits('2', 'Ilde, I have a dog called Fido'),
  says('6', 'cy', 'Ilde, I am allergic to nuts'),
  deletes('3'),
];
/** What was not learned before is learned with the next answer. */
const next = says('7', 'cy', 'Ilde, are you back?');

test('killed at any point of learning, it remembers in the end what it would have, and undoes it', async (context) => {
  const first = await morgue.open();
  await first.use('memory learning', { state: 'on' });
  const deaths = await morgue.deathsDuring(first, async () => {
    for (const step of learning) await step(first);
    await embedded(first.dataFolder, embedder);
  });
  saidAt.set('7', Date.now());
  await first[Symbol.asyncDispose]();
  const tried = deaths.filter(isBehindTheTalk);
  context.diagnostic(`${tried.length} crash points`);
  assert.ok(tried.length > 20, tried.map(({ after }) => after).join('\n'));
  const ends = [];
  for (const death of tried) ends.push(await goneOnFrom(death));
  const [undisturbed] = ends.slice(-1);
  assert.deepEqual(undisturbed?.facts.map(({ statement }) => statement).sort(), [
    'Bo has a dog called Fido.',
    'Bo lives in Oslo.',
    'Cy is allergic to nuts.',
    'Cy spends evenings on the bassoon.',
    'Cy works as a baker.',
  ]);
  for (const [index, end] of ends.entries())
    assert.deepEqual(end, undisturbed, `killed after ${tried[index]?.after} (${index})`);
});

/** Goes on where somebody died, hears what it missed, and has the last change taken back. */
async function goneOnFrom(death: Death) {
  const { dataFolder } = death;
  await using house = await morgue.openAtOnce(death);
  for (const step of [...learning, next]) await step(house);
  await embedded(dataFolder, embedder);
  assertFindable(dataFolder);
  assertNothingWaits(dataFolder);
  const remembered = memoryIn(dataFolder);
  await house.use('memory undo');
  await embedded(dataFolder, embedder);
  assertFindable(dataFolder);
  const after = memoryIn(dataFolder);
  // What was learned at once is taken back at once, and nothing else.
  const undone = new Set(after.ledger.map((line) => /^undone \| (.+) \| $/.exec(line)?.[1]));
  assert.deepEqual(
    after.facts,
    remembered.facts.filter(({ statement }) => !undone.has(statement)),
  );
  assert.ok(after.facts.length < remembered.facts.length);
  return remembered;
}
