import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cosine, embedderContract } from '../../../test/contracts/embedder.ts';
import { keptLog } from '../../../test/contracts/model-provider.ts';
import { embeddingsConfig } from './config.ts';
import { createEmbedder } from './index.ts';

const needs = { servers: { ollama: {}, openai: {} }, models: '/nowhere', log: keptLog(), clock: Date };
const shared = createEmbedder({ ...needs, settings: embeddingsConfig.parse({}) });
const { embedder } = shared;
assert.ok(embedder);
after(() => shared[Symbol.asyncDispose]());

embedderContract('use-lite', async () => ({ embedder, async [Symbol.asyncDispose]() {} }));

test('it is what it says', async () => {
  assert.deepEqual([embedder.id, embedder.local, embedder.isEnglishOnly], ['use-lite/1', true, true]);
  assert.equal((await embedder.embed(['hello']))[0]?.length, 512);
  const [check] = await shared.checks();
  assert.deepEqual(check, {
    name: 'Embedder use-lite/1',
    state: 'ok',
    says: 'It works: a sentence becomes 512 numbers.',
  });
});

/** What somebody said, and how somebody else would ask for it, with hardly a word in common. */
const pairs = [
  ['My sister just had twins.', 'Who in your family got two babies?'],
  ['I am allergic to peanuts.', 'Which food makes you ill?'],
  ['We moved from Oslo to Bergen in May.', 'Which city do you live in now?'],
  ['I broke my arm while skiing.', 'How did you get hurt in the snow?'],
  ['My boss fired me yesterday.', 'Why did you lose your job?'],
  ['I play the cello in an orchestra.', 'What musical instrument do you practise?'],
  ['Our dog ran away last night.', 'Has your pet gone missing?'],
  ['I am learning to fly a small plane.', 'Are you training to become a pilot?'],
  ['She painted the kitchen bright yellow.', 'What colour are the walls where you cook?'],
  ['I cannot sleep when it is hot.', 'What keeps you awake in summer?'],
  ['The exam is on Friday and I have not studied.', 'When is your test at school?'],
  ['He proposed to me on the beach.', 'Where did you get engaged?'],
  ['I stopped eating meat two years ago.', 'Since when are you a vegetarian?'],
  ['My grandfather was a sailor in the navy.', 'What did your ancestor do at sea?'],
  ['The car needs new brakes.', 'What has to be repaired on your vehicle?'],
  ['I am afraid of spiders.', 'Which animals scare you?'],
  ['We watched a horror film until midnight.', 'Which movie did you see late in the evening?'],
  ['I grow tomatoes and beans behind the house.', 'Which vegetables are in your garden?'],
  ['My phone fell into the river.', 'How did you lose your mobile?'],
  ['I want to open a bakery one day.', 'What is your dream business?'],
] as const;

test('what means the same is nearer than what does not, though the words differ', async () => {
  const said = await embedder.embed(pairs.map(([statement]) => statement));
  const asked = await embedder.embed(pairs.map(([, question]) => question));
  const first = asked.filter((question, at) => {
    const near = said.map((statement) => cosine(question, statement));
    return near.every((other, place) => place === at || other < (near[at] ?? 0));
  });
  assert.ok(first.length >= 16, `${first.length} of ${pairs.length} are found first`);
  const own = asked.map((question, at) => cosine(question, said[at]));
  const others = asked.flatMap((question, at) => said.toSpliced(at, 1).map((one) => cosine(question, one)));
  const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  assert.ok(mean(own) > mean(others) + 0.2, `${mean(own)} against ${mean(others)}`);
});

test('none means that there is no embedder, and doctor says so', async () => {
  await using none = createEmbedder({ ...needs, settings: embeddingsConfig.parse({ use: 'none' }) });
  assert.equal(none.embedder, undefined);
  assert.match((await none.checks())[0]?.says ?? '', /words alone/);
});
