import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCharacter, aMessage } from '../../../test/support/characters.ts';
import { expandMacros } from '../../lib/macros.ts';
import { macroValues } from './macro-values.ts';
import { entryOf } from './talk.ts';

const moment = { now: Date.UTC(2026, 10, 22, 21, 40), timeZone: 'UTC', seed: undefined };
const character = aCharacter({
  depthPrompt: { text: 'Calm.', depth: 4, role: 'system' },
  creatorNotes: 'SECRET',
});

function expanded(field: string, id = 'm1', channelId?: string): string {
  const message = aMessage(
    'Hello',
    channelId === undefined ? { id } : { id, place: { ...aMessage('').place, channelId } },
  );
  const earlier = entryOf(aMessage('Hi', { id: 'm0', at: message.at - 7_200_000 }));
  const reply = {
    ...earlier,
    messageId: 'r0',
    kind: 'character' as const,
    authorId: 'bo',
    characterId: 'bo',
    authorName: 'Bo {{user}}',
  };
  const talk = [earlier, reply, entryOf(message)];
  const view = { message, character, talk, signal: new AbortController().signal };
  return expandMacros(field, macroValues(view, moment));
}

test('chance is the same however often a turn is tried, and another in the next turn', () => {
  const field = '{{roll:100000}} {{random:a,b,c,d,e,f,g}} {{roll:100000}}';
  assert.equal(expanded(field), expanded(field));
  assert.notEqual(expanded(field), expanded(field, 'm2'));
});

test('a pick is the same in every turn of a channel', () => {
  const field = '{{pick:a,b,c,d,e,f,g,h,i,j}}{{pick:a,b,c,d,e,f,g,h,i,j}}{{pick:a,b,c,d,e,f,g,h,i,j}}';
  assert.equal(expanded(field, 'm1'), expanded(field, 'm2'));
  const channels = Array.from({ length: 10 }, (_, index) => expanded(field, 'm1', `c${index}`));
  assert.ok(new Set(channels).size > 1);
});

test('those in the talk, the time that went by and the fields of the card are known; notes for people are not', () => {
  assert.equal(expanded('{{group}}, {{idle_duration}}'), 'Ada, Bo {{user}}, 2 hours');
  assert.equal(expanded('{{charDepthPrompt}}{{creatorNotes}}'), 'Calm.');
});
