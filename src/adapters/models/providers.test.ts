import { describe } from 'node:test';
import { languageModelContract } from '../../../test/contracts/language-model.ts';
import {
  modelProviderContract,
  quickSettings,
  secret,
  someModels,
} from '../../../test/contracts/model-provider.ts';
import { ollamaErrors, startFakeOllama } from '../../../test/fakes/ollama/index.ts';
import { openaiErrors, startFakeOpenai } from '../../../test/fakes/openai/index.ts';
import { createUnderstudy } from './understudy/index.ts';

async function openAi(change: Record<string, unknown> = {}) {
  const desk = await startFakeOpenai({ apiKey: secret });
  const settings = quickSettings({
    use: 'openai/fake-model',
    openai: { baseUrl: desk.base, apiKey: secret },
    ...change,
  });
  return running(settings, desk);
}

async function openRouter(change: Record<string, unknown> = {}) {
  const desk = await startFakeOpenai({ apiKey: secret });
  const openrouter = { baseUrl: desk.openrouterBase, apiKey: secret };
  return running(quickSettings({ use: 'openrouter/fake/model', openrouter, ...change }), desk);
}

async function ollama(change: Record<string, unknown> = {}) {
  const desk = await startFakeOllama();
  return running(quickSettings({ use: 'ollama/qwen3:8b', ollama: { host: desk.base }, ...change }), desk);
}

function running<Desk extends { close(): Promise<void> }>(
  settings: ReturnType<typeof quickSettings>,
  desk: Desk,
) {
  const { models, clock, log } = someModels(settings);
  return {
    models,
    model: models,
    desk,
    clock,
    log,
    async [Symbol.asyncDispose]() {
      await models[Symbol.asyncDispose]();
      await desk.close();
    },
  };
}

const inOpenAi = [
  { title: 'a wrong key', error: openaiErrors.auth(), failure: 'auth', retryable: false },
  { title: 'a forbidden model', error: openaiErrors.forbidden(), failure: 'auth', retryable: false },
  { title: 'a spent quota', error: openaiErrors.quota(), failure: 'quota', retryable: false },
  { title: 'spent credits', error: openaiErrors.credits(), failure: 'quota', retryable: false },
  { title: 'too many requests', error: openaiErrors.rateLimit(30), failure: 'rate-limit', retryable: true },
  {
    title: 'too long a prompt',
    error: openaiErrors.contextLength(),
    failure: 'context-too-long',
    retryable: false,
  },
  {
    title: 'an unknown model',
    error: openaiErrors.modelMissing('fake-model'),
    failure: 'model-missing',
    retryable: false,
  },
  { title: 'a refusal', error: openaiErrors.refused(), failure: 'content-refused', retryable: false },
  { title: 'a failing server', error: openaiErrors.server(), failure: 'server', retryable: true },
  { title: 'a busy server', error: openaiErrors.overloaded(), failure: 'server', retryable: true },
  { title: 'a page instead of an answer', error: openaiErrors.notJson(), failure: 'server', retryable: true },
] as const;

describe('every model', () => {
  languageModelContract('An OpenAI-compatible server', async () => ({
    ...(await openAi()),
    reference: 'openai/fake-model',
    standIn: false,
  }));
  languageModelContract('OpenRouter', async () => ({
    ...(await openRouter()),
    reference: 'openrouter/fake/model',
    standIn: false,
  }));
  languageModelContract('Ollama', async () => ({
    ...(await ollama()),
    reference: 'ollama/qwen3:8b',
    standIn: false,
  }));
  languageModelContract('The understudy', async () => ({
    model: createUnderstudy({ contextTokens: 8_192 }),
    reference: 'understudy',
    standIn: true,
    [Symbol.asyncDispose]: async () => undefined,
  }));
});

describe('every provider', () => {
  modelProviderContract({
    name: 'An OpenAI-compatible server',
    reference: 'openai/fake-model',
    service: /The model server at 127\.0\.0\.1:\d+/,
    start: openAi,
    failures: inOpenAi.map((one) => ({ ...one, says: /The model server at 127\.0\.0\.1:\d+|fake-model/ })),
  });

  modelProviderContract({
    name: 'OpenRouter',
    reference: 'openrouter/fake/model',
    service: /OpenRouter/,
    start: openRouter,
    failures: inOpenAi.map((one) => ({ ...one, says: /OpenRouter/ })),
  });

  modelProviderContract({
    name: 'Ollama',
    reference: 'ollama/qwen3:8b',
    service: /Ollama/,
    start: ollama,
    failures: [
      {
        title: 'a missing model',
        error: ollamaErrors.modelMissing('qwen3:8b'),
        failure: 'model-missing',
        says: /ollama pull qwen3:8b/,
        retryable: false,
      },
      {
        title: 'too little memory',
        error: ollamaErrors.outOfMemory(),
        failure: 'server',
        says: /too little memory.*smaller model/,
        retryable: false,
      },
      {
        title: 'a dead runner',
        error: ollamaErrors.runnerDied(),
        failure: 'server',
        says: /Ollama failed/,
        retryable: true,
      },
      {
        title: 'a busy server',
        error: ollamaErrors.busy(),
        failure: 'server',
        says: /Ollama/,
        retryable: true,
      },
      {
        title: 'a refused request',
        error: ollamaErrors.noTools('qwen3:8b'),
        failure: 'server',
        says: /did not accept/,
        retryable: false,
      },
    ],
  });
});
