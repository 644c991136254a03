import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ModelSettings, modelConfig } from '../../src/adapters/models/config.ts';
import { createModels, type Models } from '../../src/adapters/models/index.ts';
import type { ModelFailure } from '../../src/core/errors.ts';
import type { Log } from '../../src/core/ports/log.ts';
import { createSpeechFilter } from '../../src/lib/speech-filter.ts';
import type { ModelDesk } from '../fakes/model-desk.ts';
import type { ModelError } from '../fakes/model-script.ts';
import { aRequest, failureOf, heard } from './language-model.ts';

/** A provider against its fake. */
export interface ProviderRig extends AsyncDisposable {
  models: Models;
  desk: ModelDesk;
}

interface ProviderCase {
  name: string;
  reference: string;
  service: RegExp;
  start(change?: Record<string, unknown>): Promise<ProviderRig>;
  failures: { title: string; error: ModelError; failure: ModelFailure; says: RegExp; retryable: boolean }[];
}

/** What must never be seen in a sentence for people. */
export const secret = 'sk-secret-7d1f';

/** Settings for tests: quick, and without the understudy unless it is asked for. */
export function quickSettings(change: Record<string, unknown>): ModelSettings {
  return modelConfig.parse({
    understudyWhenDown: false,
    timeout: { firstToken: '20s', stall: '20s' },
    retry: { times: 2, wait: '5ms' },
    ...change,
  });
}

/** For a model that is to be given up soon; everywhere else a busy machine must not look like a silent model. */
export const impatient = { timeout: { firstToken: '400ms', stall: '200ms' } };

/** A log that keeps its lines. */
export function keptLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const keep = (says: string, fields?: Record<string, unknown>) =>
    void lines.push(`${says} ${JSON.stringify(fields ?? {})}`);
  return { lines, debug: keep, info: keep, warn: keep, error: keep };
}

/** Models over these settings, with a clock that can be moved. */
export function someModels(settings: ModelSettings): {
  models: Models;
  clock: { ms: number };
  log: ReturnType<typeof keptLog>;
} {
  const clock = { ms: 1_000_000 };
  const log = keptLog();
  return { models: createModels({ settings, log, clock: { now: () => clock.ms } }), clock, log };
}

/** What every provider promises, against its fake server. */
export function modelProviderContract({ name, reference, service, start, failures }: ProviderCase): void {
  describe(`${name} as a provider`, () => {
    test('streams what the model says, and says what was counted', async () => {
      await using rig = await start();
      rig.desk.script({ chunks: ['One', ' two', ' three.'], usage: { prompt: 321, completion: 7 } });
      const { events, text, finish } = await heard(rig.models.generate(aRequest()));
      assert.equal(text, 'One two three.');
      assert.deepEqual(
        events.slice(0, 3).map((event) => event.kind === 'text-delta' && event.text),
        ['One', ' two', ' three.'],
      );
      assert.equal(finish.usage.promptTokens, 321);
      assert.equal(finish.usage.completionTokens, 7);
      assert.equal(finish.usage.estimated, false);
      assert.equal(finish.model, reference);
    });

    test('estimates what the provider does not count', async () => {
      await using rig = await start();
      rig.desk.script({ text: 'Just words, quite a few of them.', usage: false });
      const { usage } = (await heard(rig.models.generate(aRequest()))).finish;
      assert.equal(usage.estimated, true);
      assert.ok(usage.promptTokens > 5 && usage.completionTokens > 3);
    });

    test('passes on the messages, temperature 0, the seed and the length', async () => {
      await using rig = await start();
      await heard(rig.models.generate(aRequest({ seed: 7, maxTokens: 123 })));
      const { body } = await rig.desk.waitForRequest();
      const options = (body['options'] ?? body) as Record<string, unknown>;
      assert.equal(options['temperature'], 0);
      assert.equal(options['seed'], 7);
      assert.equal(options['max_tokens'] ?? options['num_predict'], 123);
      assert.match(JSON.stringify(body['messages']), /You are Ada\..*What do you keep on the roof/);
    });

    test('hides what the model only thinks', async () => {
      await using rig = await start({ think: true });
      rig.desk.script({ reasoning: 'They want bees.', text: '<think>More bees.</think>Bees.' });
      const { text } = await heard(rig.models.generate(aRequest()));
      const filter = createSpeechFilter({ ownNames: ['Ada'], otherNames: ['Bo'] });
      assert.equal(filter.push(text) + filter.end(), 'Bees.');
      assert.doesNotMatch(text, /They want/);
    });

    test('passes tool calls on', async () => {
      await using rig = await start();
      rig.desk.script({ toolCalls: [{ name: 'look', arguments: { at: 'moon' } }] });
      const tools = [
        {
          name: 'look',
          description: 'Looks.',
          input: { type: 'object', properties: { at: { type: 'string' } } },
        },
      ];
      const { events, finish } = await heard(rig.models.generate(aRequest({ tools })));
      const call = events.find((event) => event.kind === 'tool-call');
      assert.deepEqual(call && { name: call.name, input: call.input }, {
        name: 'look',
        input: { at: 'moon' },
      });
      assert.equal(finish.reason, 'tool-calls');
      assert.match(JSON.stringify((await rig.desk.waitForRequest()).body['tools']), /"look"/);
    });

    test('says when the answer was cut at its length', async () => {
      await using rig = await start();
      rig.desk.script({ text: 'And so', finishReason: 'length' });
      assert.equal((await heard(rig.models.generate(aRequest()))).finish.reason, 'length');
    });

    test('skips a broken piece and goes on', async () => {
      await using rig = await start();
      rig.desk.script({ chunks: ['One', ' two', ' three.'], malformedAfter: 2 });
      assert.match((await heard(rig.models.generate(aRequest()))).text, /^One.* three\.$/);
    });

    test('fails as a broken connection when the stream is cut after words were said', async () => {
      await using rig = await start();
      rig.desk.script({ chunks: ['One', ' two', ' three', ' four.'], cutAfter: 3, delayMs: 5 });
      const failure = await failureOf(rig.models.generate(aRequest()));
      assert.equal(failure.failure, 'network');
      assert.match(failure.message, /broke off/);
      assert.equal(rig.desk.asked, 1, 'what was said is not said again');
    });

    test('times out when nothing begins', async () => {
      await using rig = await start(impatient);
      rig.desk.script({ text: 'Late.', stallAfter: 0 });
      const failure = await failureOf(rig.models.generate(aRequest()));
      assert.equal(failure.failure, 'timeout');
      assert.match(failure.message, service);
    });

    test('times out when the model falls silent in the middle', async () => {
      await using rig = await start(impatient);
      rig.desk.script({ chunks: ['One', ' two', ' three.'], stallAfter: 2 });
      const failure = await failureOf(rig.models.generate(aRequest()));
      assert.equal(failure.failure, 'timeout');
      const request = await rig.desk.waitForRequest();
      await until(() => request.aborted, 'the connection is closed');
    });

    test('closes the connection at once when the signal aborts', async () => {
      await using rig = await start();
      rig.desk.script({ chunks: ['One', ' two', ' three.'], stallAfter: 3 });
      const abort = new AbortController();
      const generation = (async () => {
        for await (const _ of rig.models.generate(aRequest({ signal: abort.signal }))) abort.abort('enough');
      })();
      await assert.rejects(generation, (reason) => reason === 'enough');
      const request = await rig.desk.waitForRequest();
      await until(() => request.aborted, 'the connection is closed');
    });

    test('an error inside the stream is a failure, not an end', async () => {
      await using rig = await start({ retry: { times: 0 } });
      rig.desk.script({ chunks: ['One', ' two'], errorAfter: { pieces: 2, body: errorInStream(name) } });
      const failure = await failureOf(rig.models.generate(aRequest()));
      assert.equal(failure.failure, 'server');
    });

    test('a document in place of the stream is a failure of the server, not of the connection', async () => {
      await using rig = await start({ retry: { times: 0 } });
      const body = { error: { message: 'Provider returned error', code: 502 } };
      rig.desk.script({ error: { status: 200, body } });
      assert.equal((await failureOf(rig.models.generate(aRequest()))).failure, 'server');
      const headers = { 'content-type': 'text/html' };
      rig.desk.script({ error: { status: 200, body: '<html>Sign in</html>', headers } });
      assert.match((await failureOf(rig.models.generate(aRequest()))).message, /is no model server/);
    });

    test('asks again what failed before a word was said', async () => {
      await using rig = await start();
      const error = { status: 500, body: { error: { message: 'oops' } } };
      rig.desk.script({ error }, { error }, 'Third time lucky.');
      assert.equal((await heard(rig.models.generate(aRequest()))).text, 'Third time lucky.');
      assert.equal(rig.desk.asked, 3);
    });

    test('asks again only so often', async () => {
      await using rig = await start();
      rig.desk.respondWith(() => ({ error: { status: 503, body: { error: { message: 'busy' } } } }));
      assert.equal((await failureOf(rig.models.generate(aRequest()))).failure, 'server');
      assert.equal(rig.desk.asked, 3);
    });

    for (const { title, error, failure, says, retryable } of failures) {
      test(`${title} is ${failure}, with a remedy`, async () => {
        await using rig = await start({ retry: { times: 0 } });
        rig.desk.script({ error });
        const found = await failureOf(rig.models.generate(aRequest()));
        assert.equal(found.failure, failure);
        assert.equal(found.retryable, retryable);
        assert.match(found.message, says);
        assert.match(found.message, /^[^\n]{20,200}\.$/);
        assert.ok(!found.message.includes(secret));
      });
    }

    test('learns how the model counts: within 5 % after ten turns', async () => {
      await using rig = await start();
      rig.desk.charactersPerToken = 3.1;
      const messages = aRequest().messages;
      for (let turn = 0; turn < 10; turn++) {
        messages.push({
          role: 'user',
          content: `Bo: ${'And what about the bees in winter? '.repeat(turn + 1)}`,
        });
        await heard(rig.models.generate(aRequest({ messages })));
      }
      messages.push({ role: 'user', content: 'Bo: One more question about honey, if I may.' });
      const expected = rig.models.estimateTokens(messages);
      const counted = (await heard(rig.models.generate(aRequest({ messages })))).finish.usage.promptTokens;
      assert.ok(Math.abs(expected - counted) / counted <= 0.05, `${expected} for ${counted}`);
    });

    test('looks healthy to the doctor', async () => {
      await using rig = await start();
      const checks = await rig.models.checks();
      assert.deepEqual(
        checks.map(({ state }) => state),
        ['ok'],
        JSON.stringify(checks),
      );
      assert.match(checks[0]?.name ?? '', new RegExp(RegExp.escape(reference)));
    });
  });
}

function errorInStream(name: string): Record<string, unknown> {
  return name === 'Ollama'
    ? { error: 'llama runner process has terminated' }
    : { error: { message: 'oops', code: 500 } };
}

/** Waits until something holds. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!holds()) {
    assert.ok(performance.now() < deadline, `in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
