import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from './receipt.ts';
import { createWithdrawn, type ToldWords } from './withdrawn.ts';

const hourMs = 3_600_000;
const bo = { host: 'h', id: 'bo' };

function told(change: Partial<ToldWords> = {}): ToldWords {
  return { host: 'h', at: 1_000, lines: [{ messageId: 'm1', people: ['bo'] }], people: ['cy'], ...change };
}

function answer(change: Partial<Answer> = {}): Answer {
  return {
    characterId: 'c',
    characterName: 'C',
    because: 'named',
    messageIds: [],
    model: 'm',
    standIn: false,
    usage: { promptTokens: 1, completionTokens: 1, estimated: true },
    prompt: [{ title: 'bo', source: 'history', tokens: 1, text: 'secret' }],
    wordsOf: ['bo'],
    toldAt: 1_000,
    grounds: { memory: { says: ['secret'] } },
    timings: { waitedMs: 0, firstTokenMs: 0, generatedMs: 0, saidMs: 0 },
    ...change,
  };
}

test('a turn is touched by what was taken back of its lines, and of people whom slices tell of', () => {
  const clock = { now: () => 2_000 };
  const withdrawn = createWithdrawn(clock);
  withdrawn.note({ people: [bo], messageIds: ['m2'] });
  assert.equal(withdrawn.touches(told()), false, 'another message of theirs');
  assert.equal(withdrawn.touches(told({ people: ['bo'] })), true, 'whatever slices tell of them');
  withdrawn.note({ people: [bo], messageIds: ['m1'] });
  assert.equal(withdrawn.touches(told()), true);
  assert.equal(withdrawn.touches(told({ at: 2_001 })), false, 'it was read afterwards');
  assert.equal(withdrawn.touches(told({ host: 'other' })), false);
});

test('who erases everything is in no line of a turn, and in no prompt that is kept', () => {
  let now = 2_000;
  const withdrawn = createWithdrawn({ now: () => now });
  assert.deepEqual(withdrawn.cleaned('h', answer()), answer());
  withdrawn.note({ people: [bo] });
  assert.equal(withdrawn.touches(told()), true);
  const cleaned = withdrawn.cleaned('h', answer());
  assert.ok(!JSON.stringify(cleaned).includes('secret'));
  assert.ok(!JSON.stringify(cleaned).includes('"bo"'));
  assert.equal(cleaned.prompt[0]?.tokens, 1);
  assert.deepEqual(withdrawn.cleaned('h', answer({ wordsOf: ['cy'] })), answer({ wordsOf: ['cy'] }));
  now += 2 * hourMs;
  withdrawn.note({ people: [{ host: 'h', id: 'dee' }] });
  assert.deepEqual(withdrawn.cleaned('h', answer()), answer(), 'long ago');
});
