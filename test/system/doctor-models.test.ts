import { describe, test } from 'node:test';
import { openaiErrors } from '../fakes/openai/errors.ts';
import { assertNamed, listener, type Seed, type Site } from './doctor-seeds.ts';

const model = (
  what: string,
  env: (site: Site) => Record<string, string>,
  expect: Omit<Seed, 'what' | 'wrong' | 'state'>,
): Seed => ({
  what,
  state: 'failed',
  wrong: (site) => Object.assign(site.env, env(site)),
  ...expect,
});

const models: Seed[] = [
  model(
    'an Ollama that is not there',
    () => ({ ACORE_MODEL: 'ollama/qwen3:8b', OLLAMA_HOST: '127.0.0.1:9' }),
    {
      name: 'Model ollama/qwen3:8b',
      says: /^Ollama does not answer at 127\.0\.0\.1:9/,
      fix: /ollama serve/,
    },
  ),
  {
    ...model(
      'an Ollama without any model',
      ({ fakes }) => ({ ACORE_MODEL: 'ollama', OLLAMA_HOST: fakes.ollama.base }),
      {
        name: 'Model ollama',
        says: /^Ollama does not have the model qwen3:8b/,
        fix: /^Run: ollama pull qwen3:8b/,
      },
    ),
    fakes: { ollama: { models: [] } },
  },
  model(
    'another server where Ollama should be',
    ({ fakes }) => ({ ACORE_MODEL: 'ollama', OLLAMA_HOST: new URL(fakes.openai.base).origin }),
    {
      name: 'Model ollama',
      says: /^What answers at 127\.0\.0\.1:\d+ is no model server\.$/,
      fix: /^Check model\.ollama\.host/,
    },
  ),
  model('an Ollama address that is none', () => ({ OLLAMA_HOST: '::bad::' }), {
    name: 'Settings',
    says: /^model\.ollama\.host: This is not an address/,
    fix: /environment variable OLLAMA_HOST/,
  }),
  model(
    'an OpenAI address without /v1 and no model named',
    ({ fakes }) => ({ ACORE_MODEL: 'openai', OPENAI_BASE_URL: new URL(fakes.openai.base).origin }),
    {
      name: 'Model openai',
      says: /^The model server at 127\.0\.0\.1:\d+ lists no model\.$/,
      fix: /^Check model\.openai\.baseUrl, which mostly ends in \/v1/,
    },
  ),
  {
    what: 'a fallback that the server does not have',
    wrong: ({ config }) => config('model: { fallbacks: [openai/other] }'),
    name: 'Fallback model openai/other',
    state: 'failed',
    says: /does not list a model other/,
    fix: /^Set model\.fallbacks to one that it lists/,
  },
  model(
    'an Ollama without the named model',
    ({ fakes }) => ({ ACORE_MODEL: 'ollama/mistral:7b', OLLAMA_HOST: fakes.ollama.base }),
    {
      name: 'Model ollama/mistral:7b',
      says: /^Ollama does not have mistral:7b \(installed: llama3\.2:latest, qwen3:8b\)/,
      fix: /^Run: ollama pull mistral:7b$/,
    },
  ),
  {
    ...model('a key that is wrong', () => ({ OPENAI_API_KEY: 'sk-wrong-and-secret' }), {
      name: 'Model openai/test-model',
      says: /does not accept the key/,
      fix: /^Set OPENAI_API_KEY/,
    }),
    fakes: { openai: { apiKey: 'sk-right' } },
  },
  {
    what: 'credit that is used up',
    wrong: ({ fakes }) => fakes.openai.respondWith(() => ({ error: openaiErrors.quota() })),
    name: 'Model openai/test-model',
    state: 'failed',
    says: /says that the credit is used up/,
    fix: /^Check the plan and billing/,
  },
  model(
    'an address where there is no such server',
    ({ fakes }) => ({ OPENAI_BASE_URL: `${fakes.openai.base}/v2` }),
    {
      name: 'Model openai/test-model',
      says: /^The model server at 127\.0\.0\.1:\d+ knows no model test-model/,
      fix: /the address in model\.openai\.baseUrl/,
    },
  ),
  {
    what: 'an address where a web page answers',
    async wrong(site) {
      const port = await listener(site, (_, response) => response.end('<html>Hello</html>'));
      site.env['OPENAI_BASE_URL'] = `http://127.0.0.1:${port}/v1`;
    },
    name: 'Model openai/test-model',
    state: 'failed',
    says: /^What answers at 127\.0\.0\.1:\d+ is no model server/,
    fix: /^Check model\.openai\.baseUrl, which mostly ends in \/v1/,
  },
  model('a model that the server does not have', () => ({ ACORE_MODEL: 'openai/gone' }), {
    name: 'Model openai/gone',
    says: /does not list a model gone/,
    fix: /"openai\/test-model"/,
  }),
  model('OpenRouter without a key', () => ({ ACORE_MODEL: 'openrouter/vendor/model' }), {
    name: 'Model openrouter/vendor/model',
    says: /^OpenRouter has no key/,
    fix: /^Set OPENROUTER_API_KEY to a key from openrouter\.ai\/keys/,
  }),
  {
    what: 'a fallback that is not there',
    wrong: ({ config }) => config('model: { fallbacks: [openai/gone] }'),
    name: 'Fallback model openai/gone',
    state: 'failed',
    says: /does not list a model gone/,
    fix: /"openai\/test-model"/,
  },
  {
    what: 'a context window that is larger than the model’s',
    fakes: { openai: { models: ['test-model'], contextTokens: 4_096 } },
    wrong: ({ config }) => config('model: { contextTokens: 32000 }'),
    name: 'Context window',
    state: 'warning',
    says: /openai\/test-model holds 4096 tokens, less than model\.contextTokens \(32000\)/,
    fix: /^Set model\.contextTokens to 4096/,
  },
  {
    what: 'an embedding model that was not fetched',
    wrong: ({ config, fakes }) => config(`embeddings: { use: ollama/bge-m3, url: "${fakes.ollama.base}" }`),
    name: 'Embedder ollama/bge-m3',
    state: 'failed',
    says: /^Ollama does not have the model bge-m3/,
    fix: /^Run: ollama pull bge-m3/,
  },
  {
    what: 'a model for this machine that was not fetched',
    wrong: ({ config }) => config('embeddings: { use: potion/multilingual-128M }'),
    name: 'Embedder potion/multilingual-128M@73908c34',
    state: 'failed',
    says: /is not here yet\. Until it works, memories are found by their words\.$/,
    fix: /^Run: acore embeddings get potion\/multilingual-128M/,
  },
  {
    what: 'an embedder that does not speak of embeddings',
    wrong: ({ config, fakes }) => config(`embeddings: { use: openai/x, url: "${fakes.ollama.base}" }`),
    name: 'Embedder openai/x',
    state: 'failed',
    says: /^The model server at 127\.0\.0\.1:\d+ knows no embedding model x/,
    fix: /the address in embeddings\.url, which mostly ends in \/v1/,
  },
];

describe('the doctor', { concurrency: 2 }, () => {
  for (const seed of models) test(`names ${seed.what}`, () => assertNamed(seed));
});
