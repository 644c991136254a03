import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../../src/core/commands/command.ts';
import type { Message } from '../../src/core/message.ts';
import { startFakes } from '../fakes/index.ts';
import { type ModelRequest, promptText } from '../fakes/model-script.ts';
import { conceptVector } from '../support/concept-embedder.ts';
import { farAway } from '../support/names.ts';
import { until } from './discord-talk.ts';
import { messageFrom, quietHost, startTestApp } from './harness.ts';

const farName = 'models.far.example';

/** Requests to the server far away, by what they hold. */
interface Asked {
  text: string;
  at: '/embeddings' | '/chat/completions';
}

function isAsked({ path, body }: ModelRequest, { text, at }: Asked): boolean {
  return path.endsWith(at) && JSON.stringify(body).includes(text);
}

/** An Acore whose model and embedder are far away; the first request that holds a text fails, and is repeated later. */
async function openFarAway() {
  await using owned = new AsyncDisposableStack();
  owned.use(farAway(farName));
  const fakes = owned.use(await startFakes());
  const { openai } = fakes;
  openai.keepRequests = Number.POSITIVE_INFINITY;
  let refused: Asked | undefined;
  openai.embed = (text) => {
    if (refused?.at === '/embeddings' && text.includes(refused.text)) throw new Error('It is down.');
    return [...conceptVector(text, 'far')];
  };
  openai.respondWith((request) =>
    refused !== undefined && isAsked(request, refused) ? { error: { status: 503, body: {} } } : 'So it is.',
  );
  let commands: readonly Command[] = [];
  const host = quietHost();
  const app = owned.use(
    await startTestApp({
      env: {
        OPENAI_BASE_URL: openai.base.replace('127.0.0.1', farName),
        ACORE_MODEL: 'openai/far-model',
      },
      config: JSON.stringify({
        conversation: { mode: 'always', perPersonPerMinute: 1_000, burst: '0s', historyMessages: 4 },
        embeddings: { use: 'openai/far-embedder', retry: { times: 3, wait: '700ms' } },
        model: { retry: { times: 3, wait: '700ms' } },
      }),
      entrances: ({ slices }) => {
        commands = slices.commands;
        return [{ platform: host.platform, start: async () => async () => {} }];
      },
    }),
  );
  const { conversation } = app.app;

  async function command(name: string, input: object, id: string): Promise<void> {
    const found = commands.find((one) => one.name === name);
    const caller = { id, name: id, mayManage: true };
    const { place } = messageFrom();
    const signal = new AbortController().signal;
    await found?.run({ id: `${name}-${id}`, caller, place, input: found.input.parse(input), signal });
  }

  const asked = (what: Asked): ModelRequest[] => openai.requests.filter((request) => isAsked(request, what));
  await command('memory learning', { state: 'on' }, 'alice');
  const all = owned.move();
  return {
    app,
    asked,
    /** Says it without waiting for the answer. */
    async says(by: string, text: string): Promise<Message> {
      const message = messageFrom({ text, author: { id: by, name: by, kind: 'person' } });
      await conversation.receive(message);
      return message;
    },
    idle: () => conversation.idle(),
    /** Lets such requests fail, and somebody choose while one of them waits to be repeated; returns how many there were. */
    async chooseWhileAsked(what: Asked, id: string, begin: () => Promise<unknown>): Promise<number> {
      refused = what;
      const work = begin();
      await until(`${what.text} is told far away`, () => asked(what).length > 0);
      await command('privacy consent', { tier: 'local-only' }, id);
      const times = asked(what).length;
      refused = undefined;
      await work;
      return times;
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

test('an answer that is asked for again keeps to what people want by then', async () => {
  await using world = await openFarAway();
  await world.says('bo', 'Ilde, my word is zqboqz');
  await world.idle();
  const question: Asked = { text: 'zqcyqz', at: '/chat/completions' };
  let message: Message | undefined;
  const times = await world.chooseWhileAsked(question, 'bo', async () => {
    message = await world.says('cy', 'Ilde, what do you make of zqcyqz?');
    await world.app.receiptOf(message.id);
  });
  assert.ok(world.asked(question).some(({ body }) => promptText(body).includes('zqboqz')));
  assert.equal(world.asked(question).length, times, 'it is not told again');
  const { answers } = await world.app.receiptOf(message?.id ?? '');
  assert.equal(answers[0]?.standIn, true);
});

test('what is made into vectors keeps to what people want by then', async () => {
  await using world = await openFarAway();
  const vectors: Asked = { text: 'zqvectorqz', at: '/embeddings' };
  const times = await world.chooseWhileAsked(vectors, 'dee', async () => {
    await world.says('dee', 'Ilde, zqvectorqz is the name of my boat');
    await world.idle();
  });
  await world.says('cy', 'Ilde, zqlaterqz is the name of mine');
  await until('others are still embedded', () => world.asked({ ...vectors, text: 'zqlaterqz' }).length > 0);
  assert.equal(world.asked(vectors).length, times);
});

test('what a model reads out of a talk keeps to what people want by then', async () => {
  await using world = await openFarAway();
  const notes: Asked = { text: 'You keep notes on the people', at: '/chat/completions' };
  const times = await world.chooseWhileAsked(notes, 'eve', async () => {
    const lines = ['I live in zqoslo', 'I work as a baker', 'I am allergic to nuts', 'my dog is called Rex'];
    for (const line of lines) await world.says('eve', `Ilde, ${line}`);
    await world.idle();
  });
  await world.says('eve', 'Ilde, I love tea');
  await world.idle();
  assert.equal(world.asked(notes).length, times);
});
