import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aCharacter, aMessage, aPlace } from '../../../test/support/characters.ts';
import { noDigests } from '../../../test/support/digests.ts';
import { openMemory } from '../../../test/support/memory.ts';
import type { Section } from '../../core/feature.ts';
import { laneOf } from '../../core/message.ts';
import type { Digest, DigestsTold } from '../../core/ports/digests.ts';

const lane = laneOf(aPlace());

/** A memory in which some talk is told in short. */
async function open(context: TestContext) {
  const kept: Digest[] = [];
  const told: DigestsTold = { passageIds: [], texts: [] };
  const memory = await openMemory(context, {
    digests: {
      ...noDigests,
      find: async (ids) => kept.filter(({ passageId }) => ids.includes(passageId)),
      toldIn: async () => told,
    },
  });
  return {
    ...memory,
    told,
    async sumUp(text: string, change: Partial<Digest> = {}): Promise<Digest> {
      const [first, last] = [memory.transcript.all[0], memory.transcript.all.at(-1)];
      const digest: Digest = {
        passageId: `summary:s${kept.length}`,
        lane,
        after: (first?.position ?? 1) - 1,
        to: last?.position ?? 0,
        fromAt: first?.at ?? 0,
        toAt: last?.at ?? 0,
        lines: memory.transcript.all.length,
        text,
        people: ['ana', 'bo'],
        ...change,
      };
      kept.push(digest);
      const passage = {
        ...{ id: digest.passageId, shelf: noDigests.shelfOf(digest.lane), alone: true },
        ...{ text: digest.text, at: digest.toAt },
      };
      await memory.storage.transaction((transaction) => memory.recall.shelve(transaction, [passage]));
      return digest;
    },
    /** The sections of what was said before. */
    async recalled(text: string): Promise<Section[]> {
      const message = aMessage(text, { id: 'now', at: memory.time.now });
      const signal = AbortSignal.timeout(10_000);
      const turn = { message, character: aCharacter(), talk: [], signal };
      const sections = (await memory.slice.context?.(turn)) ?? [];
      return sections.filter(({ title, text }) => title === 'What was said before' && text !== '');
    },
  };
}

function textIn(sections: readonly Section[]): string {
  return sections.map(({ text }) => text).join('\n');
}

const question = 'what was decided about the lighthouse roof?';
const summary = 'Ana and Bo decided that the lighthouse roof is to be painted red before the winter.';

test('what sums a talk up is told where it fits, with its time, and counts as the words of those it is made from', async (context) => {
  const world = await open(context);
  world.say('ana', 'Shall we do something up there?');
  world.say('bo', 'Yes, red would be nice.');
  await world.learn();
  await world.sumUp(summary);
  const [section] = await world.recalled(question);
  assert.match(
    section?.text ?? '',
    /- 2 November 2026.*, in short: Ana and Bo decided that the lighthouse roof/,
  );
  assert.deepEqual(section?.wordsOf, ['ana', 'bo']);
  const { text } = await world.use('recall', { query: question });
  assert.match(text, /2 lines in short: Ana and Bo decided/);
  assert.deepEqual(await world.recalled('does anybody like marmalade?'), []);
});

test('it is not told when the prompt tells it already', async (context) => {
  const world = await open(context);
  world.say('ana', 'Shall we do something up there?');
  await world.learn();
  const { passageId } = await world.sumUp(summary);
  world.told.passageIds = [passageId];
  assert.deepEqual(await world.recalled(question), []);
});

test('of a stretch either a line is told or what sums it up, and no line that stands in an excerpt', async (context) => {
  const world = await open(context);
  const line = world.say('bo', 'The lighthouse roof was decided to be red, the lighthouse roof, yes.');
  world.say('ana', 'Fine, I buy the paint.');
  await world.learn();
  await world.sumUp(summary);
  const [both] = await world.recalled(question);
  assert.equal(both?.text.match(/lighthouse roof (?:was decided|is to be)/g)?.length, 1);
  await world.sumUp('They also spoke of the lighthouse roof elsewhere, which was decided later.', {
    after: line.position + 1_000_000,
    to: line.position + 2_000_000,
  });
  assert.match(textIn(await world.recalled(question)), /spoke of the lighthouse roof elsewhere/);
  world.told.texts = [`Before:\n- 2 November 2026, in excerpts: Bo: “${line.text}” – Ana: “Well”`];
  assert.doesNotMatch(textIn(await world.recalled(question)), /was decided to be red/);
});

test('of a talk that may not be heard here nothing is told in short either', async (context) => {
  const world = await open(context);
  world.say('ana', 'Shall we do something up there?');
  await world.learn();
  await world.sumUp(summary, { lane: laneOf(aPlace({ channelId: 'elsewhere' })) });
  assert.deepEqual(await world.recalled(question), []);
});

test('words that stay here are told apart from the others', async (context) => {
  const world = await open(context);
  world.say('bo', 'Shall we do something up there?');
  await world.learn();
  await world.sumUp(summary, { people: ['ana'] });
  world.consents.set('ana', { tier: 'local-only', paused: false });
  assert.deepEqual(
    (await world.recalled(question)).map(({ wordsOf }) => wordsOf),
    [['ana']],
  );
});
