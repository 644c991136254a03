import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { createOllama } from 'ollama-ai-provider-v2';
import type { Json } from './http.ts';
import { type FakeOllama, ollamaErrors, startFakeOllama } from './ollama/index.ts';
import { type FakeOpenai, openaiErrors, startFakeOpenai } from './openai/index.ts';

describe('the fake OpenAI-compatible server', () => {
  let openai: FakeOpenai;
  before(async () => {
    openai = await startFakeOpenai();
  });
  beforeEach(() => openai.reset());
  after(() => openai.close());

  test('echoes the last words of the user to the real provider package, with usage', async () => {
    const provider = createOpenAICompatible({ name: 'fake', baseURL: openai.base, includeUsage: true });
    const parts = await streamed(provider.chatModel('any') as LanguageModelV4, 'good evening');
    assert.equal(textOf(parts), 'You said: good evening');
    const usage = parts.find((part) => part.type === 'finish')?.usage;
    assert.equal(usage?.outputTokens.total, Math.ceil('You said: good evening'.length / 4));
    assert.equal(openai.requests[0]?.body['stream'], true);
    assert.equal(openai.requests[0]?.finished, true);
  });

  test('scripted reasoning and tool calls reach the real provider package', async () => {
    openai.script({ reasoning: 'hm', toolCalls: [{ name: 'look', arguments: { at: 'moon' } }] });
    const provider = createOpenAICompatible({ name: 'fake', baseURL: openai.base });
    const parts = await streamed(provider.chatModel('any') as LanguageModelV4, 'x');
    assert.equal(parts.find((part) => part.type === 'reasoning-delta')?.delta, 'hm');
    assert.equal(parts.find((part) => part.type === 'tool-call')?.input, '{"at":"moon"}');
  });

  test('speaks OpenRouter, with the cost', async () => {
    openai.script('hello');
    const provider = createOpenRouter({ apiKey: 'k', baseURL: openai.openrouterBase });
    const parts = await streamed(provider.chat('fake/model') as unknown as LanguageModelV4, 'x');
    assert.equal(textOf(parts), 'hello');
    assert.match(JSON.stringify(parts.find((part) => part.type === 'finish')?.providerMetadata), /"cost":/);
  });

  test('chunks as scripted, stalls, cuts and breaks a piece', async () => {
    openai.script({ chunks: ['a', 'b', 'c'] });
    const frames = (await (await ask()).text()).split('\n\n').filter((line) => line.startsWith('data: {'));
    const contents = frames.map((frame) => /"content":"([^"]*)"/.exec(frame)?.[1]).filter(Boolean);
    assert.deepEqual(contents, ['a', 'b', 'c']);
    openai.script({ text: 'x'.repeat(100), cutAfter: 3 });
    await assert.rejects((await ask()).text());
    openai.script({ text: 'abc', malformedAfter: 1 });
    assert.match(await (await ask()).text(), /bro\n\n/);
    openai.script({ text: 'x'.repeat(100), stallAfter: 2 });
    const stalled = ask(AbortSignal.timeout(150)).then((response) => response.text());
    await assert.rejects(stalled, { name: 'TimeoutError' });
    assert.equal(openai.requests.at(-1)?.finished, false);
  });

  const errors: [keyof typeof openaiErrors, number, RegExp][] = [
    ['auth', 401, /invalid_api_key/],
    ['quota', 429, /insufficient_quota/],
    ['credits', 402, /Insufficient credits/],
    ['rateLimit', 429, /rate_limit_exceeded/],
    ['contextLength', 400, /context_length_exceeded/],
    ['modelMissing', 404, /model_not_found/],
    ['refused', 400, /content_policy_violation/],
    ['server', 500, /server_error/],
    ['overloaded', 503, /overloaded/],
    ['notJson', 502, /Bad Gateway/],
  ];
  for (const [name, status, body] of errors) {
    test(`answers with the error ${name}`, async () => {
      openai.script({ error: openaiErrors[name]() });
      const response = await ask();
      assert.equal(response.status, status);
      assert.match(await response.text(), body);
    });
  }

  test('checks key, model and context when told to', async () => {
    openai.options.apiKey = 'right';
    assert.equal((await ask()).status, 401);
    delete openai.options.apiKey;
    openai.options.models = ['other'];
    assert.equal((await ask()).status, 404);
    delete openai.options.models;
    openai.options.contextTokens = 1;
    assert.match(await (await ask()).text(), /context_length_exceeded/);
    delete openai.options.contextTokens;
  });

  test('a prompt begins like any earlier one, not only the last', async () => {
    const long = (text: string) => ({ role: 'system', content: text.repeat(200) });
    const cached = async (...messages: Json[]) => {
      const response = await ask(undefined, { stream: false, messages });
      const { usage } = (await response.json()) as {
        usage: { prompt_tokens_details: { cached_tokens: number } };
      };
      return usage.prompt_tokens_details.cached_tokens;
    };
    assert.equal(await cached(long('owls ')), 0);
    assert.equal(await cached(long('mice ')), 0);
    assert.ok((await cached(long('owls '), { role: 'user', content: 'And?' })) >= 128);
  });

  test('counts what a repeated prompt took from the cache', async () => {
    const prompt = 'tell me a story '.repeat(100);
    const usage = async () => {
      const response = await ask(undefined, { stream: false, messages: [{ role: 'user', content: prompt }] });
      return ((await response.json()) as { usage: { prompt_tokens_details: { cached_tokens: number } } })
        .usage;
    };
    assert.equal((await usage()).prompt_tokens_details.cached_tokens, 0);
    assert.ok((await usage()).prompt_tokens_details.cached_tokens >= 256);
  });

  test('who asks for usage gets an empty one with every piece but the last', async () => {
    const text = await (await ask(undefined, { stream_options: { include_usage: true } })).text();
    const pieces = text.split('\n\n').filter((line) => line.startsWith('data: {'));
    const usages = pieces.map((piece) => (JSON.parse(piece.slice(6)) as Json)['usage']);
    assert.ok(usages.slice(0, -1).every((usage) => usage === null));
    assert.equal(typeof (usages.at(-1) as Json)['total_tokens'], 'number');
  });

  test('shows a single model, embeds texts, and says what a request lacks', async () => {
    const one = await fetch(`${openai.base}/models/fake-model`);
    assert.equal(((await one.json()) as Json)['id'], 'fake-model');
    assert.equal((await fetch(`${openai.base}/models/none`)).status, 404);
    const body = JSON.stringify({ model: 'any', input: ['the moon', 'the moon rises'] });
    const embedded = await fetch(`${openai.base}/embeddings`, { method: 'POST', body });
    const { data } = (await embedded.json()) as { data: { embedding: number[] }[] };
    assert.equal(data.length, 2);
    assert.equal(data[0]?.embedding.length, data[1]?.embedding.length);
    const empty = await ask(undefined, { messages: undefined });
    assert.equal(empty.status, 400);
    assert.match(await empty.text(), /Missing required parameter: 'messages'/);
    assert.equal((await fetch(`${openai.base}/chat/completions`)).status, 404);
  });

  function ask(signal?: AbortSignal, extra: Json = {}): Promise<Response> {
    const messages = [{ role: 'user', content: 'hello' }];
    return fetch(`${openai.base}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'any', stream: true, messages, ...extra }),
      ...(signal ? { signal } : {}),
    });
  }
});

describe('the fake Ollama', () => {
  let ollama: FakeOllama;
  before(async () => {
    ollama = await startFakeOllama({ models: ['qwen3:8b', 'llama3.2:latest'] });
  });
  beforeEach(() => ollama.reset());
  after(() => ollama.close());

  test('echoes to the real provider package and records the context size', async () => {
    const provider = createOllama({ baseURL: `${ollama.base}/api` });
    const model = provider('qwen3:8b') as unknown as LanguageModelV4;
    const parts = await streamed(model, 'good evening', { ollama: { options: { num_ctx: 8192 } } });
    assert.equal(textOf(parts), 'You said: good evening');
    const options = ollama.requests[0]?.body['options'] as Json;
    assert.equal(options['num_ctx'], 8192);
    const loaded = (await (await fetch(`${ollama.base}/api/ps`)).json()) as { models: Json[] };
    assert.equal(loaded.models[0]?.['context_length'], 8192);
  });

  test('streams lines with thinking, tool calls and counts', async () => {
    ollama.script({ text: 'hi', reasoning: 'hm', toolCalls: [{ name: 'look', arguments: { at: 'moon' } }] });
    const lines = (await (await chat({ model: 'llama3.2' })).text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Json);
    const messages = lines.map((line) => line['message'] as Json);
    assert.equal(messages[0]?.['thinking'], 'hm');
    assert.equal(messages[1]?.['content'], 'hi');
    assert.match(JSON.stringify(messages[2]?.['tool_calls']), /"arguments":\{"at":"moon"\}/);
    assert.equal(lines.at(-1)?.['done'], true);
    assert.ok(Number(lines.at(-1)?.['eval_count']) > 0);
  });

  test('cuts the prompt to its context without a word', async () => {
    const content = 'x'.repeat(40_000);
    const response = await chat({ model: 'qwen3:8b', stream: false, messages: [{ role: 'user', content }] });
    assert.equal(((await response.json()) as Json)['prompt_eval_count'], 4096);
  });

  test('does not know a model until it is pulled', async () => {
    const missing = await chat({ model: 'mistral' });
    assert.equal(missing.status, 404);
    assert.deepEqual(await missing.json(), { error: "model 'mistral' not found" });
    await fetch(`${ollama.base}/api/pull`, { method: 'POST', body: '{"model":"mistral"}' }).then((response) =>
      response.text(),
    );
    assert.equal((await chat({ model: 'mistral' })).status, 200);
    const tags = (await (await fetch(`${ollama.base}/api/tags`)).json()) as { models: { name: string }[] };
    assert.ok(tags.models.some(({ name }) => name === 'mistral:latest'));
  });

  test('takes a model into memory without a word, and out of it', async () => {
    const loaded = await chat({ model: 'qwen3:8b', messages: [] });
    assert.equal(((await loaded.json()) as Json)['done_reason'], 'load');
    const unloaded = await chat({ model: 'qwen3:8b', messages: [], keep_alive: 0 });
    assert.equal(((await unloaded.json()) as Json)['done_reason'], 'unload');
    const running = (await (await fetch(`${ollama.base}/api/ps`)).json()) as { models: Json[] };
    assert.ok(running.models.every(({ name }) => name !== 'qwen3:8b'));
  });

  test('embeds texts, and survives what is no JSON', async () => {
    const body = JSON.stringify({ model: 'qwen3:8b', input: ['a', 'b'] });
    const embedded = await fetch(`${ollama.base}/api/embed`, { method: 'POST', body });
    assert.equal(((await embedded.json()) as { embeddings: number[][] }).embeddings.length, 2);
    const broken = await fetch(`${ollama.base}/api/show`, { method: 'POST', body: 'nonsense' });
    assert.equal(broken.status, 404);
    assert.equal((await chat({})).status, 400);
  });

  test('answers with errors', async () => {
    ollama.script({ error: ollamaErrors.outOfMemory() });
    const response = await chat({ model: 'qwen3:8b' });
    assert.equal(response.status, 500);
    assert.match(await response.text(), /system memory/);
  });

  function chat(body: Json): Promise<Response> {
    const messages = [{ role: 'user', content: 'hello' }];
    return fetch(`${ollama.base}/api/chat`, { method: 'POST', body: JSON.stringify({ messages, ...body }) });
  }
});

async function streamed(
  model: LanguageModelV4,
  text: string,
  providerOptions?: Parameters<LanguageModelV4['doStream']>[0]['providerOptions'],
): Promise<LanguageModelV4StreamPart[]> {
  const { stream } = await model.doStream({
    prompt: [{ role: 'user', content: [{ type: 'text', text }] }],
    ...(providerOptions ? { providerOptions } : {}),
  });
  const parts: LanguageModelV4StreamPart[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

function textOf(parts: LanguageModelV4StreamPart[]): string {
  return parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('');
}

test('a client that leaves in the middle of its request breaks nothing', async () => {
  const openai = await startFakeOpenai();
  const { port, hostname } = new URL(openai.base);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write('POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"model"');
  socket.resetAndDestroy();
  await once(socket, 'close');
  const models = await fetch(`${openai.base}/models`);
  assert.equal(models.status, 200);
  await models.text();
  assert.equal(openai.requests.length, 0);
  await openai.close();
});
