import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { aRequest } from '../../../test/contracts/language-model.ts';
import type { Json } from '../../lib/json-http.ts';
import { openAiChat } from './openai-chat.ts';
import type { ProviderEvent } from './provider.ts';

/** A server that sends these lines, and knows over how many connections it was asked. */
async function serverOf(send: (response: ServerResponse) => void) {
  let connections = 0;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    send(response);
  }).on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return {
    connections: () => connections,
    async heard(): Promise<ProviderEvent[]> {
      const { scene: _, ...request } = aRequest({ signal: AbortSignal.timeout(10_000) });
      const events: ProviderEvent[] = [];
      const told = { baseUrl, headers: {}, model: 'm', onMalformed: () => assert.fail('a broken piece') };
      for await (const event of openAiChat(told, { ...request, contextTokens: 8_192 })) events.push(event);
      return events.filter(({ kind }) => kind !== 'alive');
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const piece = (delta: Json, finish_reason: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
const stop = piece({}, 'stop');
const done = 'data: [DONE]\n\n';
const wordsOf = (events: readonly ProviderEvent[]) =>
  events.map((event) => (event.kind === 'text-delta' ? event.text : '')).join('');

test('an answer is over when the server says so, and its connection is used again', async () => {
  await using server = await serverOf((response) => {
    response.write(piece({ content: 'Bees.' }) + stop + done);
    setTimeout(() => response.end(': bye\n\n'), 20);
  });
  assert.equal(wordsOf(await server.heard()), 'Bees.');
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(wordsOf(await server.heard()), 'Bees.');
  assert.equal(server.connections(), 1);
});

test('a server that holds the connection after the answer holds nobody up', async () => {
  await using server = await serverOf((response) =>
    response.write(piece({ content: 'Bees.' }) + stop + done),
  );
  assert.equal((await server.heard()).at(-1)?.kind, 'finish');
});

test('a server that does not say that it is over is heard to the end', async () => {
  await using server = await serverOf((response) => response.end(piece({ content: 'Bees.' }) + stop));
  assert.equal(wordsOf(await server.heard()), 'Bees.');
});

test('words in parts are heard, and thoughts among them are not; lines may end as on Windows', async () => {
  const content = [
    { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] },
    { type: 'text', text: 'Bees.' },
  ];
  const sent = `: comment\n\n${piece({ content })}${piece({ reasoning: 'Hm.' })}${stop}${done}`;
  await using server = await serverOf((response) => response.end(sent.replaceAll('\n', '\r\n')));
  assert.equal(wordsOf(await server.heard()), 'Bees.');
});

test('a piece that is cut between two packets is whole again', async () => {
  const sent = piece({ content: 'Bienenkörbe, 蜂蜜.' }) + stop + done;
  const bytes = Buffer.from(sent);
  const within = bytes.indexOf('蜂') + 1;
  await using server = await serverOf((response) => {
    response.write(bytes.subarray(0, within));
    setTimeout(() => response.end(bytes.subarray(within)), 20);
  });
  assert.equal(wordsOf(await server.heard()), 'Bienenkörbe, 蜂蜜.');
});

test('a refusal in words is a refusal', async () => {
  await using server = await serverOf((response) =>
    response.end(piece({ refusal: 'I cannot say that.' }) + stop + done),
  );
  const events = await server.heard();
  assert.equal(wordsOf(events), 'I cannot say that.');
  assert.partialDeepStrictEqual(events.at(-1), { kind: 'finish', reason: 'refused' });
});

test('calls that have no number are calls of their own', async () => {
  const call = (name: string) => ({ function: { name, arguments: '{}' } });
  await using server = await serverOf((response) =>
    response.end(
      piece({ tool_calls: [call('look')] }) + piece({ tool_calls: [call('listen')] }, 'tool_calls'),
    ),
  );
  assert.deepEqual((await server.heard()).slice(0, 2), [
    { kind: 'tool-call', id: 'call-0', name: 'look', input: {} },
    { kind: 'tool-call', id: 'call-1', name: 'listen', input: {} },
  ]);
});

test('an error that is none is no failure', async () => {
  const fine = `data: ${JSON.stringify({ error: null, choices: [{ delta: { content: 'Bees.' } }] })}\n\n`;
  await using server = await serverOf((response) => response.end(fine + stop + done));
  assert.equal(wordsOf(await server.heard()), 'Bees.');
});
