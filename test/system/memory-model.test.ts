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

  test('is not asked when its budget for the day is used up', async () => {
    await talk.stop();
    await talk.start({ memory: { learnTokensPerDay: 100 } });
    talk.openai.respondWith(() => 'Yes.');
    const { list } = await tellAll(ownLines);
    assert.equal(requestsForFacts(), 0);
    assert.match(await list(), /Oslo/);
  });
});
