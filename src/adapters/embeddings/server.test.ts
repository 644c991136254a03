import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cosine, embedderContract } from '../../../test/contracts/embedder.ts';
import { keptLog, secret } from '../../../test/contracts/model-provider.ts';
import { ollamaErrors, startFakeOllama } from '../../../test/fakes/ollama/index.ts';
import { openaiErrors, startFakeOpenai } from '../../../test/fakes/openai/index.ts';
import { farAway } from '../../../test/support/names.ts';
import { MustStay } from '../../core/consent.ts';
import { ServiceError } from '../../core/errors.ts';
import { embeddingsConfig } from './config.ts';
import { createEmbedder } from './index.ts';
import { placeOf } from './place.ts';
import { parseEmbedderReference } from './reference.ts';

const nothing = { ollama: {}, openai: {} };

function rigOf<Desk extends { close(): Promise<void> }>(desk: Desk, settings: object, servers = nothing) {
  const log = keptLog();
  const clock = { ms: 1_000_000 };
  const read = embeddingsConfig.parse({ retry: { wait: '1ms' }, timeout: '20s', ...settings });
  const created = createEmbedder({
    settings: read,
    servers,
    models: '/nowhere',
    log,
    clock: { now: () => clock.ms },
  });
  const { embedder } = created;
  assert.ok(embedder);
  return {
    desk,
    embedder,
    log,
    clock,
    checks: created.checks,
    async [Symbol.asyncDispose]() {
      await created[Symbol.asyncDispose]();
      await desk.close();
    },
  };
}

async function ollama(change: object = {}) {
  const desk = await startFakeOllama({ models: ['bge-m3:latest'] });
  return rigOf(desk, { use: 'ollama/bge-m3', url: desk.base, ...change });
}

async function openAi(change: object = {}) {
  const desk = await startFakeOpenai({ apiKey: secret, models: ['embed-small'] });
  return rigOf(desk, { use: 'openai/embed-small', url: desk.base, key: secret, ...change });
}

embedderContract('Ollama', ollama);
embedderContract('An OpenAI-compatible server', openAi);

async function failureOf(work: Promise<unknown>): Promise<ServiceError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ServiceError, String(error));
    assert.doesNotMatch(error.message, new RegExp(secret));
    return error;
  }
  return assert.fail('it should have failed');
}

describe('an embedder on a server', () => {
  test('is named after its model, and asked for no more than 32 texts at once', async () => {
    for (const start of [ollama, openAi]) {
      await using rig = await start();
      assert.equal(rig.embedder.id, start === ollama ? 'ollama/bge-m3' : 'openai/embed-small');
      const texts = Array.from({ length: 70 }, (_, at) => `text ${at}`);
      const vectors = await rig.embedder.embed(texts);
      const asked = rig.desk.requests.map(({ body }) => body['input'] as string[]);
      assert.deepEqual(
        asked.map(({ length }) => length),
        [32, 32, 6],
      );
      const [alone] = await rig.embedder.embed(['text 69']);
      assert.ok(cosine(alone, vectors[69]) > 0.999);
    }
  });

  test('elsewhere is asked before each time whether the texts may leave, one on this machine is not', async () => {
    using _ = farAway('vectors.far.example');
    const desk = await startFakeOpenai({ apiKey: secret, models: ['embed-small'] });
    const url = desk.base.replace('127.0.0.1', 'vectors.far.example');
    await using rig = rigOf(desk, { use: 'openai/embed-small', url, key: secret });
    desk.script({ error: { status: 500, body: {} } });
    let asked = 0;
    const once = async () => {
      asked += 1;
      return asked === 1;
    };
    await assert.rejects(rig.embedder.embed(['a', 'b'], undefined, once), MustStay);
    assert.deepEqual([asked, desk.requests.length], [2, 1]);
    await using near = await openAi();
    assert.equal((await near.embedder.embed(['a'], undefined, async () => false)).length, 1);
  });

  test('vectors that are none are a failure with a next step, and are not asked for again', async () => {
    const wrong: [what: string, vectors: unknown[]][] = [
      ['too few', [[1, 0]]],
      ['none', []],
      ['not alike', [[1, 0], [1]]],
      [
        'no numbers',
        [
          [1, null],
          [1, 0],
        ],
      ],
      ['no lists', ['a', 'b']],
      [
        'no direction',
        [
          [0, 0],
          [1, 0],
        ],
      ],
      ['no length', [[], []]],
    ];
    for (const start of [ollama, openAi]) {
      await using rig = await start();
      for (const [what, vectors] of wrong) {
        rig.desk.script({ vectors });
        const failure = await failureOf(rig.embedder.embed(['a', 'b']));
        assert.match(failure.message, /no usable vectors for \S+; name a model in embeddings\.use/, what);
      }
      assert.equal(rig.desk.requests.length, wrong.length);
      await rig.embedder.embed(['a', 'b']);
      rig.desk.script({ vectors: [[1, 0]] });
      await failureOf(rig.embedder.embed(['another length than before']));
    }
  });

  test('every failure says what to do', async () => {
    const cases = [
      { start: openAi, error: openaiErrors.auth(), failure: 'auth', says: /set embeddings\.key/ },
      { start: openAi, error: openaiErrors.quota(), failure: 'quota', says: /use-lite/ },
      { start: openAi, error: openaiErrors.rateLimit(60), failure: 'rate-limit', says: /wait a moment/ },
      {
        start: openAi,
        error: openaiErrors.modelMissing('x'),
        failure: 'model-missing',
        says: /embeddings\.url/,
      },
      { start: openAi, error: openaiErrors.notJson(), failure: 'server', says: /.; \w+/ },
      {
        start: ollama,
        error: ollamaErrors.modelMissing('bge-m3'),
        failure: 'model-missing',
        says: /ollama pull bge-m3/,
      },
      { start: ollama, error: ollamaErrors.outOfMemory(), failure: 'server', says: /too little memory/ },
      {
        start: ollama,
        error: { status: 400, body: { error: '"x" does not do that' } },
        failure: 'server',
        says: /made for embeddings/,
      },
    ] as const;
    for (const { start, error, failure, says } of cases) {
      await using rig = await start({ retry: { times: 0 } });
      rig.desk.script({ error });
      const failed = await failureOf(rig.embedder.embed(['Hello']));
      assert.equal(failed.failure, failure);
      assert.match(failed.message, says);
      assert.equal((await rig.embedder.health()).ok, false);
      rig.clock.ms += 60_000;
      assert.equal((await rig.embedder.health()).ok, true, 'it has come back');
    }
  });

  test('what may pass is tried again', async () => {
    for (const start of [ollama, openAi]) {
      await using rig = await start();
      rig.desk.script({ error: ollamaErrors.busy() }, { cutAfter: 0 });
      assert.equal((await rig.embedder.embed(['Hello'])).length, 1);
      assert.equal(rig.desk.requests.length, 3);
    }
  });

  test('a server that does not answer in time, or is not there, is a failure', async () => {
    await using rig = await openAi({ timeout: '50ms' });
    rig.desk.script({ stallAfter: 0 });
    assert.equal((await failureOf(rig.embedder.embed(['Hello']))).failure, 'timeout');
    await using gone = await ollama({ url: 'http://127.0.0.1:9' });
    const failure = await failureOf(gone.embedder.embed(['Hello']));
    assert.deepEqual([failure.failure, /ollama serve/.test(failure.message)], ['network', true]);
    const [check] = await gone.checks();
    assert.deepEqual([check?.state, check?.fix], ['failed', 'Start it with: ollama serve.']);
  });

  test('what is too long for a model is cut, also from then on', async () => {
    await using rig = await openAi();
    rig.desk.script({ error: openaiErrors.contextLength() }, { error: openaiErrors.contextLength() });
    const long = 'word '.repeat(2_000);
    assert.equal((await rig.embedder.embed([long])).length, 1);
    assert.equal((await rig.embedder.embed([`${long}more`.slice(1)])).length, 1);
    const lengths = rig.desk.requests.map(({ body }) => (body['input'] as string[])[0]?.length);
    assert.deepEqual(lengths, [6_000, 3_000, 1_500, 1_500]);
  });

  test('a key goes to its own server only', async () => {
    const servers = {
      ollama: { host: 'box:1' },
      openai: { baseUrl: 'https://a.example/v1/', apiKey: secret },
    };
    const place = (use: string, change: object = {}) => {
      const reference = parseEmbedderReference(use);
      assert.ok(reference);
      return placeOf(reference, embeddingsConfig.parse({ use, ...change }), servers);
    };
    assert.equal(place('openai/m').headers['authorization'], `Bearer ${secret}`);
    assert.equal(place('openai/m').base, 'https://a.example/v1');
    assert.deepEqual(place('openai/m', { url: 'https://b.example/v1' }).headers, {});
    assert.deepEqual(place('ollama/m').headers, {});
    assert.equal(place('ollama/m').base, 'http://box:1');
    assert.equal(
      place('openai/m', { url: 'https://b.example', key: 'k' }).headers['authorization'],
      'Bearer k',
    );
  });

  test('texts stay on this machine only where the server is this machine, or the owner says so', async () => {
    const isLocal = (use: string, change: object = {}) => {
      const reference = parseEmbedderReference(use);
      assert.ok(reference);
      return placeOf(reference, embeddingsConfig.parse({ use, ...change }), nothing).local;
    };
    assert.equal(isLocal('ollama/bge-m3'), true);
    assert.equal(isLocal('ollama/qwen3-embedding:cloud'), false);
    assert.equal(isLocal('ollama/bge-m3', { url: 'http://192.168.1.2:11434' }), false);
    assert.equal(isLocal('ollama/bge-m3', { url: 'http://192.168.1.2:11434', local: true }), true);
    assert.equal(isLocal('openai/text-embedding-3-small'), false);
    assert.equal(isLocal('openai/x', { url: 'http://localhost:1234/v1' }), true);
    assert.equal(isLocal('openai/x', { url: 'http://localhost:1234/v1', local: false }), false);
  });

  test('what names no embedder is refused', () => {
    for (const use of ['ollama', 'ollama/', 'bge-m3', 'openrouter/x', ''])
      assert.equal(embeddingsConfig.safeParse({ use }).success, false, use);
    assert.equal(embeddingsConfig.safeParse({ use: 'OpenAI/Vendor/Model' }).success, true);
    assert.equal(embeddingsConfig.safeParse({ url: 'box:11434' }).success, false);
  });
});

describe('an embedder that was used before', () => {
  const log = keptLog();
  const known = (id: string, settings: object, servers = nothing) =>
    createEmbedder({
      settings: embeddingsConfig.parse(settings),
      servers,
      models: '/nowhere',
      log,
      clock: Date,
    }).known(id);

  test('can be asked where the settings still name its server', () => {
    const url = 'http://127.0.0.1:9';
    assert.equal(known('ollama/bge-m3', { use: 'use-lite', url })?.id, 'ollama/bge-m3');
    assert.equal(known('ollama/bge-m3', { use: 'ollama/other', url })?.id, 'ollama/bge-m3');
    assert.equal(known('use-lite/1', { use: 'ollama/bge-m3' })?.id, 'use-lite/1');
    assert.equal(known('ollama/bge-m3', { use: 'use-lite' }), undefined);
    assert.equal(known('ollama/bge-m3', { use: 'openai/x', url }), undefined);
    assert.equal(known('something/else', { use: 'use-lite', url }), undefined);
  });

  test('gets no words any more when it is elsewhere and the present one is here', () => {
    const url = 'https://models.example/v1';
    assert.equal(known('openai/x', { use: 'use-lite', url }), undefined);
    assert.equal(known('openai/x', { use: 'openai/y', url })?.id, 'openai/x');
  });
});
