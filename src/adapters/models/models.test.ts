import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { aRequest, failureOf, heard } from '../../../test/contracts/language-model.ts';
import { keptLog, quickSettings, secret, someModels, until } from '../../../test/contracts/model-provider.ts';
import { startFakeOllama } from '../../../test/fakes/ollama/index.ts';
import { openaiErrors, startFakeOpenai } from '../../../test/fakes/openai/index.ts';
import { waysToAModel } from './choice.ts';
import { createModels } from './index.ts';

/** Nobody listens here. */
const nowhere = 'http://127.0.0.1:9';

async function servers() {
  const openai = await startFakeOpenai();
  const ollama = await startFakeOllama();
  return {
    openai,
    ollama,
    [Symbol.asyncDispose]: async () => void (await Promise.all([openai.close(), ollama.close()])),
  };
}

describe('words that must stay here', () => {
  const far = (fakes: Awaited<ReturnType<typeof servers>>) => ({
    use: 'openrouter/far' as const,
    openrouter: { apiKey: secret, baseUrl: fakes.openai.openrouterBase },
  });

  test('go to a model here alone, whichever is asked first otherwise', async () => {
    await using fakes = await servers();
    const settings = { ...far(fakes), fallbacks: ['ollama'], ollama: { host: fakes.ollama.base } };
    await using models = someModels(quickSettings(settings)).models;
    assert.equal((await models.describe()).elsewhere, true);
    assert.deepEqual(
      await models.describe({ localOnly: true }).then(({ elsewhere, standIn }) => [elsewhere, standIn]),
      [false, false],
    );
    const { finish } = await heard(models.generate(aRequest({ localOnly: true })));
    assert.match(finish.model, /^ollama\//);
    fakes.ollama.script({ error: { status: 500, body: {} } });
    const down = quickSettings({ ...settings, understudyWhenDown: true, retry: { times: 0, wait: '1ms' } });
    await using others = someModels(down).models;
    const second = await heard(others.generate(aRequest({ localOnly: true })));
    assert.equal(second.finish.standIn, true);
    assert.deepEqual(fakes.openai.requests, []);
  });

  test('are not sent again, nor to another model elsewhere, once they may not leave any more', async () => {
    await using fakes = await servers();
    fakes.openai.script({ error: { status: 500, body: {} } }, { error: { status: 500, body: {} } });
    const settings = {
      ...far(fakes),
      fallbacks: ['openrouter/farther', 'ollama'],
      ollama: { host: fakes.ollama.base },
      retry: { times: 3, wait: '1ms' },
    };
    await using models = someModels(quickSettings(settings)).models;
    const mayLeave = async () => fakes.openai.requests.length === 0;
    const { finish } = await heard(models.generate(aRequest({ mayLeave })));
    assert.match(finish.model, /^ollama\//);
    assert.equal(fakes.openai.requests.length, 1);
  });

  test('that may not leave when they are to be sent are the understudy’s, or nobody’s', async () => {
    await using fakes = await servers();
    const mayLeave = async () => false;
    await using models = someModels(quickSettings({ ...far(fakes), understudyWhenDown: true })).models;
    const { finish } = await heard(models.generate(aRequest({ mayLeave })));
    assert.match(finish.standInBecause ?? '', /own network alone, and none is connected/);
    await using strict = someModels(quickSettings({ ...far(fakes), understudyWhenDown: false })).models;
    const failure = await failureOf(strict.generate(aRequest({ mayLeave })));
    assert.equal(failure.failure, 'model-missing');
    assert.deepEqual(fakes.openai.requests, []);
    assert.equal((await models.describe()).standIn, false, 'it is no outage');
  });

  test('are answered by the understudy where no model is here, or not at all where it may not', async () => {
    await using fakes = await servers();
    await using models = someModels(quickSettings({ ...far(fakes), understudyWhenDown: true })).models;
    const { finish } = await heard(models.generate(aRequest({ localOnly: true })));
    assert.match(finish.standInBecause ?? '', /own network alone, and none is connected/);
    await using strict = someModels(quickSettings({ ...far(fakes), understudyWhenDown: false })).models;
    const failure = await failureOf(strict.generate(aRequest({ localOnly: true })));
    assert.equal(failure.failure, 'model-missing');
    assert.deepEqual(fakes.openai.requests, []);
  });
});

describe('choosing a model', () => {
  test('auto takes what the environment names: an OpenAI-compatible server with its only model', async () => {
    await using fakes = await servers();
    await using models = someModels(quickSettings({ openai: { baseUrl: fakes.openai.base } })).models;
    const { finish } = await heard(models.generate(aRequest()));
    assert.equal(finish.model, 'openai/fake-model');
    assert.equal((await models.describe()).model, 'openai/fake-model');
  });

  test('auto takes the named Ollama with the installed model that suits best', async () => {
    await using fakes = await servers();
    fakes.ollama.models.splice(0, 9, 'nomic-embed-text:latest', 'llama3.2:latest');
    await using models = someModels(quickSettings({ ollama: { host: fakes.ollama.base } })).models;
    assert.equal((await heard(models.generate(aRequest()))).finish.model, 'ollama/llama3.2:latest');
  });

  test('an Ollama without a model says what to pull', async () => {
    await using fakes = await servers();
    fakes.ollama.models.splice(0, 9);
    await using models = someModels(quickSettings({ ollama: { host: fakes.ollama.base } })).models;
    const failure = await failureOf(models.generate(aRequest()));
    assert.equal(failure.failure, 'model-missing');
    assert.match(failure.message, /ollama pull \S+/);
  });

  test('OpenRouter without a model chooses by itself', async () => {
    await using fakes = await servers();
    const openrouter = { apiKey: secret, baseUrl: fakes.openai.openrouterBase };
    await using models = someModels(quickSettings({ openrouter })).models;
    assert.equal((await heard(models.generate(aRequest()))).finish.model, 'openrouter/openrouter/auto');
  });

  test('the understudy can be chosen, and is asked for nothing else', async () => {
    await using models = someModels(quickSettings({ use: 'understudy' })).models;
    const { finish } = await heard(models.generate(aRequest()));
    assert.deepEqual([finish.model, finish.standIn], ['understudy', true]);
    assert.equal(finish.standInBecause, undefined);
    assert.equal((await models.checks())[0]?.state, 'ok');
  });

  test('auto finds an Ollama that comes later, without being started again, and notices when it goes', async () => {
    const first = await startFakeOllama();
    const port = Number(new URL(first.base).port);
    await first.close();
    const log = keptLog();
    const clock = { ms: 0 };
    await using models = createModels({
      settings: quickSettings({}),
      log,
      clock: { now: () => clock.ms },
      localOllama: first.base,
    });
    assert.equal((await models.describe()).standIn, true);
    assert.ok(
      log.lines.some((line) => line.includes(waysToAModel)),
      'the understudy is announced',
    );

    const later = await startFakeOllama({ port });
    clock.ms += 20_000;
    assert.equal((await heard(models.generate(aRequest()))).finish.model, 'ollama/llama3.2:latest');

    await later.close();
    await heard(models.generate(aRequest({ signal: AbortSignal.timeout(5_000) }))).catch(() => undefined);
    clock.ms += 20_000;
    assert.equal((await heard(models.generate(aRequest()))).finish.model, 'understudy');
  });

  test('looking for an Ollama that never answers holds nobody up', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const startedAt = performance.now();
    await using models = createModels({
      settings: quickSettings({}),
      log: keptLog(),
      clock: { now: () => 0 },
      localOllama: `127.0.0.1:${port}`,
    });
    assert.equal((await models.describe()).standIn, true);
    assert.ok(performance.now() - startedAt < 5_000);
    silent.closeAllConnections();
    silent.close();
  });

  test('the two ways to a model are short', () => {
    assert.match(waysToAModel, /ollama pull .* or set OPENROUTER_API_KEY/);
  });
});

describe('when a model cannot answer', () => {
  test('the fallbacks are asked in turn', async () => {
    await using fakes = await servers();
    const settings = quickSettings({
      use: 'openai/fake-model',
      openai: { baseUrl: fakes.openai.base },
      ollama: { host: fakes.ollama.base },
      fallbacks: ['ollama/not-there', 'ollama/qwen3:8b'],
    });
    fakes.openai.respondWith(() => ({ error: openaiErrors.auth() }));
    const { models, log } = someModels(settings);
    await using _ = models;
    const { finish } = await heard(models.generate(aRequest()));
    assert.deepEqual([finish.model, finish.standIn], ['ollama/qwen3:8b', false]);
    assert.ok(log.lines.some((line) => /does not accept the key/.test(line)));
    assert.equal((await models.describe()).model, 'ollama/qwen3:8b');
  });

  test('the understudy speaks when everything is down, says so, and gives way again', async () => {
    await using fakes = await servers();
    const settings = quickSettings({
      use: 'ollama/qwen3:8b',
      ollama: { host: fakes.ollama.base },
      understudyWhenDown: true,
      retry: { times: 0 },
    });
    await using models = someModels(settings).models;
    fakes.ollama.script({ error: { status: 500, body: { error: 'oops' } } });
    const { finish } = await heard(models.generate(aRequest()));
    assert.deepEqual([finish.model, finish.standIn], ['understudy', true]);
    assert.match(finish.standInBecause ?? '', /Ollama failed on its side; try again/);
    assert.deepEqual((({ model, standIn }) => ({ model, standIn }))(await models.describe()), {
      model: 'understudy',
      standIn: true,
    });
    assert.equal((await heard(models.generate(aRequest()))).finish.model, 'ollama/qwen3:8b');
    assert.equal((await models.describe()).standIn, false);
  });

  test('without the understudy the failure is told', async () => {
    await using models = someModels(
      quickSettings({ use: 'ollama/qwen3:8b', ollama: { host: nowhere } }),
    ).models;
    const failure = await failureOf(models.generate(aRequest()));
    assert.equal(failure.failure, 'network');
    assert.match(
      failure.message,
      /^Ollama does not answer at 127\.0\.0\.1:9; start it with: ollama serve\.$/,
    );
  });

  test('nobody else says what a model refused to say', async () => {
    await using fakes = await servers();
    const settings = quickSettings({
      use: 'openai/fake-model',
      openai: { baseUrl: fakes.openai.base },
      understudyWhenDown: true,
    });
    fakes.openai.script({ error: openaiErrors.refused() });
    await using models = someModels(settings).models;
    assert.equal((await failureOf(models.generate(aRequest()))).failure, 'content-refused');
  });

  test('a refusal inside the answer is told as such', async () => {
    await using fakes = await servers();
    const settings = quickSettings({ use: 'openai/fake-model', openai: { baseUrl: fakes.openai.base } });
    fakes.openai.script({ text: 'I', finishReason: 'content_filter' });
    await using models = someModels(settings).models;
    assert.equal((await heard(models.generate(aRequest()))).finish.reason, 'refused');
  });

  test('a server that asks for a long pause is left alone until then', async () => {
    await using fakes = await servers();
    const settings = quickSettings({
      use: 'openai/fake-model',
      openai: { baseUrl: fakes.openai.base },
      understudyWhenDown: true,
    });
    const { models, clock } = someModels(settings);
    await using _ = models;
    fakes.openai.script({ error: openaiErrors.rateLimit(120) });
    assert.equal((await heard(models.generate(aRequest()))).finish.standIn, true);
    assert.equal((await heard(models.generate(aRequest()))).finish.standIn, true);
    assert.equal(fakes.openai.asked, 1);
    clock.ms += 121_000;
    assert.equal((await heard(models.generate(aRequest()))).finish.standIn, false);
  });

  test('the retry-after of a rate limit is passed on', async () => {
    await using fakes = await servers();
    const settings = quickSettings({ use: 'openai/fake-model', openai: { baseUrl: fakes.openai.base } });
    fakes.openai.script({ error: openaiErrors.rateLimit(120) });
    await using models = someModels(settings).models;
    assert.equal((await failureOf(models.generate(aRequest()))).retryAfterMs, 120_000);
  });

  test('the doctor names what is wrong and what to do', async () => {
    await using fakes = await servers();
    const settings = quickSettings({
      use: 'ollama/gone:1b',
      ollama: { host: fakes.ollama.base },
      openai: { baseUrl: nowhere },
      fallbacks: ['openai/x', 'openrouter/a/b'],
    });
    await using models = someModels(settings).models;
    const checks = await models.checks();
    assert.deepEqual(
      checks.map(({ state }) => state),
      ['failed', 'failed', 'failed'],
    );
    assert.match(checks[0]?.fix ?? '', /ollama pull gone:1b/);
    assert.match(checks[1]?.says ?? '', /cannot be reached at 127\.0\.0\.1:9/);
    assert.match(checks[2]?.fix ?? '', /OPENROUTER_API_KEY/);
    assert.equal((await models.health()).ok, false);
  });

  test('the status says who speaks: a model that is not listed may answer all the same', async () => {
    await using fakes = await servers();
    const { models, clock } = someModels(
      quickSettings({
        use: 'openai/not-listed',
        openai: { baseUrl: fakes.openai.base },
        understudyWhenDown: true,
      }),
    );
    await using _ = models;
    const before = await models.health();
    assert.equal(before.ok, false);
    assert.match(before.says, /does not list .* If it does not answer, the understudy speaks instead\.$/);
    await heard(models.generate(aRequest()));
    clock.ms += 6_000;
    const { ok, says } = await models.health();
    assert.ok(ok);
    assert.match(says, /does not list a model not-listed\. It answers all the same\.$/);
    fakes.openai.script({ error: openaiErrors.auth() });
    await heard(models.generate(aRequest()));
    clock.ms += 6_000;
    assert.match((await models.health()).says, /\. The understudy speaks instead\.$/);
  });

  test('a wrong key is never shown', async () => {
    const openai = await startFakeOpenai({ apiKey: 'the-right-one' });
    const { models, log } = someModels(
      quickSettings({ use: 'openai/fake-model', openai: { baseUrl: openai.base, apiKey: secret } }),
    );
    await using _ = models;
    const failure = await failureOf(models.generate(aRequest()));
    const shown = [failure.message, ...log.lines, JSON.stringify(await models.checks())].join('\n');
    assert.doesNotMatch(shown, new RegExp(secret));
    await openai.close();
  });
});

describe('servers with a will of their own', () => {
  test('what one refuses in a request is left out from then on', async () => {
    await using fakes = await servers();
    await using models = someModels(
      quickSettings({ use: 'openai/fake-model', openai: { baseUrl: fakes.openai.base } }),
    ).models;
    fakes.openai.respondWith(({ body }) => {
      if ('max_tokens' in body)
        return { error: unsupported("'max_tokens'. Use 'max_completion_tokens' instead") };
      return 'temperature' in body ? { error: openaiErrors.badRequest() } : 'Good.';
    });
    assert.equal((await heard(models.generate(aRequest()))).text, 'Good.');
    assert.equal((await heard(models.generate(aRequest()))).text, 'Good.');
    assert.equal(fakes.openai.asked, 4);
    assert.equal(fakes.openai.requests.at(-1)?.body['max_completion_tokens'], 200);
  });

  test('one that knows temperatures only up to 1 gets no higher one from then on', async () => {
    await using fakes = await servers();
    await using models = someModels(
      quickSettings({ use: 'openai/fake-model', openai: { baseUrl: fakes.openai.base } }),
    ).models;
    const says = 'temperature: range: 0..1';
    fakes.openai.respondWith(({ body }) =>
      Number(body['temperature']) > 1
        ? { error: { status: 400, body: { error: { message: says } } } }
        : 'Good.',
    );
    for (const temperature of [1.2, 1.3, 0.4])
      assert.equal((await heard(models.generate(aRequest({ temperature })))).text, 'Good.');
    assert.deepEqual(
      fakes.openai.requests.map(({ body }) => body['temperature']),
      [1.2, 1, 1, 0.4],
    );
  });

  test('cached tokens are told', async () => {
    await using fakes = await servers();
    await using models = someModels(
      quickSettings({ use: 'openai/fake-model', openai: { baseUrl: fakes.openai.base } }),
    ).models;
    fakes.openai.script({ text: 'Good.', usage: { prompt: 500, cached: 384 } });
    assert.equal((await heard(models.generate(aRequest()))).finish.usage.cachedTokens, 384);
  });

  test('Ollama thinks when it may, out of sight', async () => {
    await using fakes = await servers();
    await using models = someModels(
      quickSettings({ use: 'ollama/qwen3:8b', ollama: { host: fakes.ollama.base }, think: true }),
    ).models;
    fakes.ollama.script({ reasoning: 'Hm, bees.', text: 'Bees.' });
    assert.equal((await heard(models.generate(aRequest()))).text, 'Bees.');
    const { body } = await fakes.ollama.waitForRequest();
    assert.equal(body['think'], true);
  });

  test('a model that cannot be kept from thinking thinks little, and has tokens for it', async () => {
    await using fakes = await servers();
    await using models = someModels(
      quickSettings({ use: 'ollama/gpt-oss:20b', ollama: { host: fakes.ollama.base } }),
    ).models;
    fakes.ollama.models.push('gpt-oss:20b');
    await heard(models.generate(aRequest({ maxTokens: 200 })));
    const { body } = await fakes.ollama.waitForRequest();
    assert.equal(body['think'], 'low');
    assert.ok(Number(Object(body['options']).num_predict) > 1_000);
  });

  test('leaving in the middle closes the connection', async () => {
    await using fakes = await servers();
    await using models = someModels(
      quickSettings({ use: 'ollama/qwen3:8b', ollama: { host: fakes.ollama.base } }),
    ).models;
    fakes.ollama.script({ chunks: ['a', 'b', 'c'], stallAfter: 2 });
    for await (const _ of models.generate(aRequest())) break;
    const request = await fakes.ollama.waitForRequest();
    await until(() => request.aborted, 'the connection is closed');
  });
});

function unsupported(what: string) {
  return {
    status: 400,
    body: { error: { message: `Unsupported parameter: ${what}.`, type: 'invalid_request_error' } },
  };
}
