import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aRequest, failureOf, heard } from '../../../test/contracts/language-model.ts';
import { quickSettings, someModels } from '../../../test/contracts/model-provider.ts';
import { startFakeOllama } from '../../../test/fakes/ollama/index.ts';
import { openaiErrors, startFakeOpenai } from '../../../test/fakes/openai/index.ts';

async function servers() {
  const openai = await startFakeOpenai();
  const ollama = await startFakeOllama();
  return {
    openai,
    ollama,
    [Symbol.asyncDispose]: async () => void (await Promise.all([openai.close(), ollama.close()])),
  };
}

describe('the window', () => {
  test('Ollama is told the window, the same one every time, and how long to stay in memory', async () => {
    await using fakes = await servers();
    const settings = quickSettings({
      use: 'ollama/qwen3:8b',
      ollama: { host: fakes.ollama.base },
      contextTokens: 6_000,
      keepAlive: '-1',
    });
    await using models = someModels(settings).models;
    await heard(models.generate(aRequest()));
    await heard(models.generate(aRequest({ messages: [{ role: 'user', content: 'Bo: x '.repeat(500) }] })));
    const bodies = fakes.ollama.requests.map(
      ({ body }) => body as { options: { num_ctx: number }; keep_alive: unknown; think: unknown },
    );
    assert.deepEqual(
      bodies.map(({ options }) => options.num_ctx),
      [6_000, 6_000],
    );
    assert.deepEqual(
      bodies.map(({ keep_alive }) => keep_alive),
      [-1, -1],
    );
    assert.deepEqual(
      bodies.map(({ think }) => think),
      [false, false],
    );
  });

  test('a prompt that Ollama would silently cut is refused here', async () => {
    await using fakes = await servers();
    const settings = quickSettings({
      use: 'ollama/qwen3:8b',
      ollama: { host: fakes.ollama.base },
      contextTokens: 1_024,
    });
    await using models = someModels(settings).models;
    const messages = [{ role: 'user' as const, content: 'Bo: And what about the bees? '.repeat(400) }];
    assert.equal((await failureOf(models.generate(aRequest({ messages })))).failure, 'context-too-long');
    assert.equal(fakes.ollama.asked, 0);
  });

  test('is asked for before the first answer, and again then where the server did not tell', async () => {
    const telling = await startFakeOpenai({ models: ['small'], contextTokens: 2_000 });
    const { base } = telling;
    const settings = quickSettings({ use: 'openai/small', openai: { baseUrl: base } });
    await using prepared = someModels(settings).models;
    await using late = someModels(settings).models;
    await prepared.prepare();
    await telling.close();
    await late.prepare();
    assert.ok((await prepared.describe()).contextTokens <= 2_000);
    const back = await startFakeOpenai({
      models: ['small'],
      contextTokens: 2_000,
      port: Number(new URL(base).port),
    });
    assert.ok((await late.describe()).contextTokens <= 2_000);
    await back.close();
  });

  test('is lowered to what the server says the model holds', async () => {
    const openai = await startFakeOpenai({ models: ['small'], contextTokens: 2_000 });
    await using models = someModels(
      quickSettings({ use: 'openai/small', openai: { baseUrl: openai.base } }),
    ).models;
    const { contextTokens } = await models.describe();
    assert.ok(contextTokens <= 2_000 && contextTokens > 1_500, String(contextTokens));
    assert.deepEqual(
      (await models.checks()).map(({ state }) => state),
      ['ok', 'warning'],
    );
    await openai.close();
  });

  test('is learned from a refusal', async () => {
    await using fakes = await servers();
    await using models = someModels(
      quickSettings({ use: 'openai/fake-model', openai: { baseUrl: fakes.openai.base } }),
    ).models;
    assert.ok((await models.describe()).contextTokens > 5_000);
    fakes.openai.script({ error: openaiErrors.contextLength(3_000, 4_000) });
    assert.equal((await failureOf(models.generate(aRequest()))).failure, 'context-too-long');
    const { contextTokens, model } = await models.describe();
    assert.equal(model, 'openai/fake-model');
    assert.ok(contextTokens <= 3_000 && contextTokens > 2_000, String(contextTokens));
  });

  test('the answer gets what the prompt leaves', async () => {
    await using fakes = await servers();
    const settings = quickSettings({
      use: 'ollama/qwen3:8b',
      ollama: { host: fakes.ollama.base },
      contextTokens: 1_024,
    });
    await using models = someModels(settings).models;
    const messages = [{ role: 'user' as const, content: 'Bo: bees? '.repeat(170) }];
    await heard(models.generate(aRequest({ messages, maxTokens: 800 })));
    const { options } = (await fakes.ollama.waitForRequest()).body as { options: { num_predict: number } };
    assert.ok(options.num_predict < 800 && options.num_predict > 0, String(options.num_predict));
  });
});
