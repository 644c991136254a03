import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aCharacter, aMessage, aPlace } from '../../test/support/characters.ts';
import { recordingLog } from '../../test/support/storage.ts';
import { createAfterwards } from './afterwards.ts';
import type { FinishedTurn } from './feature.ts';

function aTurn(text: string, channelId = 'tavern'): FinishedTurn {
  const message = aMessage(text, { place: aPlace({ channelId }) });
  return { message, joined: [], character: aCharacter(), text: 'Yes.', messageIds: ['p1'], told: [] };
}

describe('what comes after a turn', () => {
  test('slices learn from the turns of a channel one after another', async () => {
    const seen: string[] = [];
    const observe = async ({ message: { text } }: FinishedTurn) => {
      seen.push(`${text} begins`);
      await Promise.resolve();
      seen.push(`${text} ends`);
    };
    const afterwards = createAfterwards({ features: [{ name: 'memory', observe }], log: recordingLog() });
    afterwards.follow(aTurn('one'));
    afterwards.follow(aTurn('two'));
    await afterwards.idle();
    assert.deepEqual(seen, ['one begins', 'one ends', 'two begins', 'two ends']);
  });

  test('a slice that fails keeps no other from learning', async () => {
    const log = recordingLog();
    const seen: string[] = [];
    const failing = async () => Promise.reject(new Error('broken'));
    const observe = async ({ message: { text } }: FinishedTurn) => void seen.push(text);
    const features = [
      { name: 'broken', observe: failing },
      { name: 'memory', observe },
    ];
    const afterwards = createAfterwards({ features, log });
    afterwards.follow(aTurn('one'));
    await afterwards.idle();
    assert.deepEqual(seen, ['one']);
    assert.deepEqual(log.lines, ['A slice could not learn from a turn.']);
  });

  test('of a flood the newest turns of a channel are kept, and those of others all', async () => {
    const gate = Promise.withResolvers<void>();
    const seen: string[] = [];
    const observe = async ({ message: { text } }: FinishedTurn) => {
      seen.push(text);
      await gate.promise;
    };
    const afterwards = createAfterwards({ features: [{ name: 'memory', observe }], log: recordingLog() });
    for (let number = 0; number < 50; number += 1) afterwards.follow(aTurn(`${number}`));
    afterwards.follow(aTurn('elsewhere', 'cellar'));
    gate.resolve();
    await afterwards.stop();
    assert.ok(seen.includes('elsewhere'));
    assert.ok(seen.includes('49'));
    assert.equal(seen.length, 22);
  });
});
