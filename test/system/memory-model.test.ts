import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { messagesOf, promptText, textOf } from '../fakes/model-script.ts';
import { startTalk, type Talk } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
  await talk.discord.alice.command('memory learning', { state: 'on' }, { channelId: talk.room() }).reply();
});
beforeEach(() => talk.openai.reset());
after(() => talk[Symbol.asyncDispose]());

const keepsNotes = 'You keep notes on the people';
const oddlySaid = 'for the better part of a decade the bassoon has been what I spend my evenings on';

/** Lines that look as if something could be learned from them. */
const ownLines = [
  'Ilde, I live in Oslo',
  'Ilde, I work as a baker',
  `Ilde, ${oddlySaid}`,
  'Ilde, I am allergic to nuts',
  'Ilde, my dog is called Rex',
];

interface SaidToModel {
  line: number;
  from?: string;
  text: string;
}

/** The lines of a request for facts, as the model gets them. */
function linesIn(body: Parameters<typeof messagesOf>[0]): SaidToModel[] {
  const content = messagesOf(body)
    .map((message) => textOf(message.content))
    .join('\n');
  return content
    .split('\n')
    .filter((line) => line.startsWith('{"line"'))
    .map((line) => JSON.parse(line));
}

async function tellAll(text: readonly string[]): Promise<{ room: string; list(): Promise<string> }> {
  const room = talk.room();
  const cy = talk.person('cy');
  for (const line of text) {
    await talk.say(cy, room, line);
    await talk.app.app.conversation.idle();
  }
  return {
    room,
    async list() {
      const post = await cy.command('memory list', {}, { channelId: room }).reply();
      return `${post.text} ${JSON.stringify(post.components)}`;
    },
  };
}

function requestsForFacts(): number {
  return talk.openai.requests.filter(({ body }) => promptText(body).includes(keepsNotes)).length;
}

describe('a model that reads along', () => {
  test('finds what patterns do not, in batches, and is believed only where the words are there', async () => {
    talk.openai.respondWith(({ body }) => {
      if (!promptText(body).includes(keepsNotes)) return 'As you say.';
      const said = linesIn(body).find(({ text }) => text.includes('bassoon'));
      const claim = { line: said?.line, about: said?.from, kind: 'interest' };
      return JSON.stringify({
        facts: [
          { ...claim, quote: oddlySaid, statement: 'cy spends evenings on the bassoon.', value: 'bassoon' },
          { ...claim, quote: 'I am a spy', statement: 'cy is a spy.', value: 'spy' },
        ],
      });
    });
    const { list } = await tellAll(ownLines);
    const known = await list();
    assert.match(known, /bassoon/);
    assert.doesNotMatch(known, /spy/);
    assert.equal(requestsForFacts(), 1);
  });

  test('that answers nonsense, or not at all, leaves what patterns find', async () => {
    talk.openai.respondWith(({ body }) =>
      promptText(body).includes(keepsNotes) ? 'I would rather sing.' : 'Yes.',
    );
    const { list } = await tellAll(ownLines);
    assert.match(await list(), /Oslo/);
  });

  test('reads what came in from a file, once, when nothing new is worth reading', async () => {
    talk.openai.respondWith(({ body }) => {
      const said = linesIn(body).find(({ text }) => text.includes('bassoon'));
      if (said === undefined) return 'As you say.';
      const claim = { line: said.line, about: said.from, kind: 'interest', quote: oddlySaid };
      const statement = 'cy spends evenings on the bassoon.';
      return JSON.stringify({ facts: [{ ...claim, statement, value: 'bassoon' }] });
    });
    const cy = talk.person('cy');
    const room = talk.room();
    const lines = ownLines.map((text, index) => ({
      author: { id: cy.id, name: 'cy', kind: 'person' },
      text: text.replace('Ilde, ', ''),
      at: new Date(Date.now() - 86_400_000 * 90 + index * 60_000).toISOString(),
    }));
    const content = JSON.stringify({ acore: 'history', version: 1, lines });
    const file = { name: 'talk.json', contentType: 'application/json', content };
    await talk.discord.alice.command('history import', { file }, { channelId: room }).reply();
    for (const text of ['Ilde, hello', 'Ilde, good night']) {
      await talk.say(cy, room, text);
      await talk.app.app.conversation.idle();
      assert.equal(requestsForFacts(), 1);
    }
    const post = await cy.command('memory list', {}, { channelId: room }).reply();
    assert.match(`${post.text} ${JSON.stringify(post.components)}`, /bassoon.*60 % sure/s);
  });

  test('goes on behind as much small talk as it reads at once', async () => {
    talk.openai.respondWith(() => 'Yes.');
    const room = talk.room();
    const bo = talk.person('bo');
    for (let index = 0; index < 45; index += 1) await bo.say(room, `so so, number ${index}`);
    const cy = talk.person('cy');
    for (const text of ownLines) {
      await talk.say(cy, room, text);
      await talk.app.app.conversation.idle();
    }
    assert.ok(requestsForFacts() > 0);
  });

  test('is not asked when its budget for the day is used up', async () => {
    await talk.stop();
    await talk.start({ memory: { learnTokensPerDay: 100 } });
    talk.openai.respondWith(() => 'Yes.');
    const { list } = await tellAll(ownLines);
    assert.equal(requestsForFacts(), 0);
    assert.match(await list(), /Oslo/);
  });
});
