import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseOllamaAddress } from '../../lib/ollama-address.ts';
import { modelConfig } from './config.ts';
import { ollamaAddress } from './ollama-address.ts';
import { chatModels } from './ollama-models.ts';
import { formatReference, parseReference } from './reference.ts';

describe('settings of the model', () => {
  test('are complete by themselves', () => {
    const settings = modelConfig.parse({});
    assert.equal(settings.use, 'auto');
    assert.equal(settings.contextTokens, 8_192);
    assert.deepEqual(settings.timeout, { firstToken: 90_000, stall: 30_000 });
    assert.equal(settings.understudyWhenDown, true);
  });

  for (const use of [
    'auto',
    'understudy',
    'ollama/qwen3:8b',
    'openrouter/vendor/model',
    'openai/model',
    'ollama',
  ]) {
    test(`take ${use} as a model`, () => assert.equal(modelConfig.safeParse({ use }).success, true));
  }

  const wrong: [title: string, settings: Record<string, unknown>, says: RegExp][] = [
    ['an unknown provider', { use: 'claude/opus' }, /Write provider\/model/],
    ['an unknown fallback', { fallbacks: ['qwen3'] }, /names no model/],
    ['an address that is none', { openai: { baseUrl: 'localhost' } }, /not a web address/],
    ['an unknown key', { modle: 'x' }, /modle/],
    ['a duration without a unit', { timeout: { stall: '30' } }, /not a duration/],
    ['a stay in memory without a unit', { keepAlive: 'long' }, /30m/],
  ];
  for (const [title, settings, says] of wrong) {
    test(`refuse ${title}`, () => {
      const { error } = modelConfig.safeParse(settings);
      assert.match(JSON.stringify(error?.issues), says);
    });
  }

  test('a model is named with its provider, and may have slashes', () => {
    assert.deepEqual(parseReference('OpenRouter/vendor/model:free'), {
      provider: 'openrouter',
      model: 'vendor/model:free',
    });
    assert.deepEqual(parseReference('ollama'), { provider: 'ollama', model: undefined });
    assert.equal(parseReference('qwen3:8b'), undefined);
    assert.equal(formatReference({ provider: 'ollama', model: 'a:1b' }), 'ollama/a:1b');
  });

  test('the address of an Ollama may be written as for Ollama itself', () => {
    assert.equal(ollamaAddress(undefined), 'http://127.0.0.1:11434');
    assert.equal(ollamaAddress('0.0.0.0'), 'http://127.0.0.1:11434');
    assert.equal(ollamaAddress('box.local:8080'), 'http://box.local:8080');
    assert.equal(ollamaAddress('https://ollama.example/'), 'https://ollama.example');
    assert.equal(ollamaAddress(':8080'), 'http://127.0.0.1:8080');
    for (const host of ['::bad::', 'ftp://box', 'two words', 'http://'])
      assert.equal(parseOllamaAddress(host), undefined, host);
    assert.equal(modelConfig.safeParse({ ollama: { host: '::bad::' } }).success, false);
  });

  test('the best model for a talk is neither tiny nor huge, nor made for something else', () => {
    const model = (name: string, parameter_size: string, family = 'llama') => ({
      name,
      details: { parameter_size, family },
    });
    const models = [
      model('nomic-embed-text:latest', '137M', 'nomic-bert'),
      model('qwen2.5-coder:14b', '14.8B'),
      model('llama3.3:70b', '70.6B'),
      model('smollm:360m', '360M'),
      model('gpt-oss:120b-cloud', '116B'),
      model('qwen3:8b', '8.2B'),
    ];
    assert.deepEqual(chatModels({ models }), [
      'qwen3:8b',
      'llama3.3:70b',
      'smollm:360m',
      'qwen2.5-coder:14b',
    ]);
  });
});
