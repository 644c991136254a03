import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSpeechFilter } from '../lib/speech-filter.ts';
import { generate } from './generate.ts';
import type { GenerateRequest, LanguageModel, ModelEvent } from './ports/model.ts';

/** A model that says these pieces; `taken` counts those that were asked for. */
function modelOf(pieces: readonly string[]): { model: LanguageModel; taken(): number } {
  let taken = 0;
  const named = { model: 'm', standIn: false };
  return {
    taken: () => taken,
    model: {
      async *generate(): AsyncGenerator<ModelEvent> {
        for (const text of pieces) {
          taken += 1;
          yield { kind: 'text-delta', text };
        }
        const usage = { promptTokens: 1, completionTokens: 1, estimated: false };
        yield { kind: 'finish', reason: 'stop', usage, ...named };
      },
      describe: async () => ({ ...named, contextTokens: 1_000 }),
      estimateTokens: () => 1,
      health: async () => ({ ok: true, says: 'It answers.' }),
    },
  };
}

async function said(pieces: readonly string[], maxTokens = 100) {
  const { model, taken } = modelOf(pieces);
  const deltas: string[] = [];
  const answer = await generate({
    model,
    request: { messages: [], maxTokens, signal: AbortSignal.timeout(5_000) } as unknown as GenerateRequest,
    filter: createSpeechFilter({ ownNames: ['Ada'], otherNames: ['Bo'] }),
    now: () => 0,
    onText: (delta) => deltas.push(delta),
    onTakenBack: () => deltas.splice(0),
  });
  return { ...answer, taken: taken(), deltas };
}

test('a server that keeps no limit is stopped, and nothing more is shown', async () => {
  const { text, cut, taken, deltas } = await said(Array.from({ length: 1_000 }, () => 'word '.repeat(20)));
  assert.equal(cut, 'length');
  assert.ok(text.length <= 1_000 && text.length > 900);
  assert.ok(deltas.join('').length <= 1_000);
  assert.ok(taken < 12, `${taken} pieces`);
});

test('what cannot be seen is no answer', async () => {
  for (const nothing of ['', ' \n ', '\u200b\u200b', '\u0000\u2060 \u202e'])
    assert.equal((await said([nothing])).text, '');
});

test('a host never gets control characters or half characters', async () => {
  const { text, deltas } = await said(['a\u0000b\u001b', 'c\ud800']);
  assert.equal(text, 'abc\ufffd');
  assert.doesNotMatch(deltas.join(''), /\p{Cc}/u);
});

test('what turns out to be a thought is taken back', async () => {
  const { text, deltas } = await said(['I should greet', ' him.\n</th', 'ink>\n\nGood', ' evening.']);
  assert.equal(text, 'Good evening.');
  assert.equal(deltas.join(''), 'Good evening.');
});
