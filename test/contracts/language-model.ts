import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ServiceError } from '../../src/core/errors.ts';
import type { GenerateRequest, LanguageModel, ModelEvent, Scene } from '../../src/core/ports/model.ts';
import { aCharacter } from '../support/characters.ts';

/** A language model under test, and what takes it down again. */
export interface ModelRig extends AsyncDisposable {
  model: LanguageModel;
  /** What `finish` and `describe` must name. */
  reference: string;
  standIn: boolean;
}

/** A talk in which somebody asks a character something. */
export function aScene(text: string, change: Partial<Scene> = {}): Scene {
  return {
    character: aCharacter(),
    context: [],
    talk: [{ speaker: 'Bo', text, bySelf: false, at: 1 }],
    partner: 'Bo',
    present: [],
    ...change,
  };
}

/** A request as the engine makes it. */
export function aRequest(change: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    messages: [
      { role: 'system', content: 'You are Ada.' },
      { role: 'user', content: 'Bo: What do you keep on the roof?' },
    ],
    scene: aScene('What do you keep on the roof?'),
    temperature: 0,
    maxTokens: 200,
    signal: new AbortController().signal,
    ...change,
  };
}

/** Everything that came out of one generation. */
export async function heard(events: AsyncIterable<ModelEvent>): Promise<{
  text: string;
  events: ModelEvent[];
  finish: Extract<ModelEvent, { kind: 'finish' }>;
}> {
  const all = await Array.fromAsync(events);
  const finish = all.at(-1);
  assert.equal(finish?.kind, 'finish', 'the last event is finish');
  const text = all.map((event) => (event.kind === 'text-delta' ? event.text : '')).join('');
  return { text, events: all, finish };
}

/** What a generation failed with. */
export async function failureOf(events: AsyncIterable<ModelEvent>): Promise<ServiceError> {
  try {
    await Array.fromAsync(events);
  } catch (error) {
    assert.ok(error instanceof ServiceError, `a ServiceError, not ${String(error)}`);
    return error;
  }
  return assert.fail('it should have failed');
}

/** What every language model promises, whatever stands behind it. */
export function languageModelContract(name: string, start: () => Promise<ModelRig>): void {
  describe(`${name} as a language model`, () => {
    test('answers in pieces and ends with exactly one finish', async () => {
      await using rig = await start();
      const { text, events, finish } = await heard(rig.model.generate(aRequest()));
      assert.notEqual(text.trim(), '');
      assert.equal(events.filter(({ kind }) => kind === 'finish').length, 1);
      assert.ok(
        events.every((event) => event.kind !== 'text-delta' || event.text !== ''),
        'no empty piece',
      );
      assert.equal(finish.reason, 'stop');
      assert.equal(finish.model, rig.reference);
      assert.equal(finish.standIn, rig.standIn);
      assert.ok(finish.usage.promptTokens > 0 && finish.usage.completionTokens > 0);
    });

    test('says which model would answer and what it can hold', async () => {
      await using rig = await start();
      const { model, standIn, contextTokens } = await rig.model.describe();
      assert.equal(model, rig.reference);
      assert.equal(standIn, rig.standIn);
      assert.ok(contextTokens >= 512);
    });

    test('estimates more tokens for more text', async () => {
      await using rig = await start();
      const short = rig.model.estimateTokens([{ role: 'user', content: 'Hello.' }]);
      const long = rig.model.estimateTokens([
        { role: 'user', content: 'Hello there, how do you do? '.repeat(20) },
      ]);
      assert.ok(short >= 1 && long > short * 5, `${short} and ${long}`);
    });

    test('is healthy, in one sentence', async () => {
      await using rig = await start();
      const health = await rig.model.health();
      assert.equal(health.ok, true, health.says);
      assert.match(health.says, /\.$/);
    });

    test('does nothing for a signal that has aborted, and throws its reason', async () => {
      await using rig = await start();
      const reason = new Error('superseded');
      const generation = rig.model.generate(aRequest({ signal: AbortSignal.abort(reason) }));
      await assert.rejects(Array.fromAsync(generation), reason);
    });

    test('stops in the middle when the signal aborts, and throws its reason', async () => {
      await using rig = await start();
      const abort = new AbortController();
      const reason = new Error('superseded');
      const generation = (async () => {
        for await (const event of rig.model.generate(aRequest({ signal: abort.signal }))) {
          assert.notEqual(event.kind, 'finish');
          abort.abort(reason);
        }
      })();
      await assert.rejects(generation, reason);
    });

    test('can be left in the middle', async () => {
      await using rig = await start();
      for await (const event of rig.model.generate(aRequest())) {
        assert.equal(event.kind, 'text-delta');
        break;
      }
      await heard(rig.model.generate(aRequest()));
    });
  });
}
