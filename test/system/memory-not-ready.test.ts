import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { Command } from '../../src/core/commands/command.ts';
import type { ChatPlatform } from '../../src/core/ports/platform.ts';
import { saidGrounds } from '../../src/core/receipt.ts';
import { explain } from '../../src/features/receipts/explain.ts';
import { messageFrom, quietHost, startTestApp } from './harness.ts';

/** A server that takes what it is asked and never answers. */
async function silentServer() {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An Acore that remembers, on a host of the test. */
async function startRemembering(embeddings: object, more: Partial<ChatPlatform> = {}) {
  let commands: readonly Command[] = [];
  const app = await startTestApp({
    env: { ACORE_MODEL: 'understudy' },
    config: JSON.stringify({
      conversation: { historyMessages: 2, mode: 'always', burst: '0s' },
      summaries: { enabled: false },
      embeddings,
    }),
    entrances: ({ slices }) => {
      commands = slices.commands;
      return [{ platform: { ...quietHost().platform, ...more }, start: async () => async () => {} }];
    },
  });
  async function use(name: string, input: object): Promise<string> {
    const command = commands.find((one) => one.name === name);
    assert.ok(command);
    const { place } = messageFrom();
    const caller = { id: 'alice', name: 'Alice', mayManage: true };
    const { signal } = new AbortController();
    const reply = await command.run({ id: name, caller, place, input: command.input.parse(input), signal });
    return 'text' in reply ? reply.text : '';
  }
  await use('memory learning', { state: 'on' });
  return {
    ...{ app, use },
    /** The receipt of what somebody says. */
    async hear(text: string) {
      const message = messageFrom({ text });
      await app.app.conversation.receive(message);
      const receipt = await app.receiptOf(message.id);
      await app.app.conversation.idle();
      return receipt;
    },
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}

test('while the embedder is not ready what was said is found by its words, and the receipt says so', async () => {
  using silent = await silentServer();
  await using world = await startRemembering({ use: 'ollama/slow', url: silent.url });
  const { hear } = world;
  await hear('Ilde, the brass key lies under the third stone of the lighthouse.');
  await hear('Ilde, I have a dog called Rex.');
  for (const text of ['good evening', 'how are you?', 'what a day']) await hear(`Ilde, ${text}`);
  const receipt = await hear('Ilde, where does the brass key lie, under which stone of the lighthouse?');
  const [answer] = receipt.answers;
  const memory = saidGrounds(answer?.grounds).find(({ slice }) => slice === 'memory');
  assert.match(
    memory?.says[0] ?? '',
    /^It was searched by words alone, not by meaning\. ollama\/slow is only just being started and tested\.$/,
  );
  const says = memory?.says.join('\n') ?? '';
  assert.match(says, /The brass key lies under the third stone/i);
  assert.match(says, /dog called Rex/);
  assert.match(explain(receipt), /searched by words alone, not by meaning/);
  const found = await world.use('recall', { query: 'the brass key under the stone' });
  assert.match(
    found,
    /The brass key lies under[^\n]*\n(?:.*\n)*-# It was searched by words alone, not by meaning\./i,
  );
});

test('a part of the prompt that its slice does not tell in time is missing in the receipt by name', async () => {
  const never = () => new Promise<never>(() => {});
  await using world = await startRemembering({ use: 'none' }, { heardIn: never });
  await world.hear('Ilde, I have a dog called Rex.');
  const receipt = await world.hear('Ilde, what is my dog called?');
  assert.deepEqual(receipt.answers[0]?.missing, [
    { slice: 'memory', because: 'it took longer than 2 seconds' },
  ]);
  assert.match(explain(receipt), /Missing: what memory had to tell, because it took longer than 2 seconds\./);
});
