import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aCharacter, aMessage } from '../../../test/support/characters.ts';
import type { TranscriptEntry } from '../ports/transcript.ts';
import { questionIn, type TurnQuestion } from './question.ts';
import { entryOf } from './talk.ts';

function questionOf(text: string, before: readonly TranscriptEntry[] = []): TurnQuestion {
  const message = aMessage(text, { id: 'now' });
  const talk = [...before, entryOf(message)];
  return questionIn({ message, character: aCharacter(), talk, signal: AbortSignal.any([]) });
}

function asked(text: string, before: readonly TranscriptEntry[] = []): string {
  return questionOf(text, before).text;
}

describe('what a turn asks', () => {
  test('is what was said, without the name it was said to', () => {
    assert.equal(asked('Ada, where do the bees sleep?'), 'where do the bees sleep?');
  });

  test('is what was said before as well, when it is short', () => {
    const before = [entryOf(aMessage('My lighthouse has a red door', { id: 'before' }))];
    assert.equal(asked('Ada, since when?', before), 'My lighthouse has a red door\nsince when?');
  });

  test('does not take up what a character said', () => {
    const answer = { ...entryOf(aMessage('A door.', { id: 'answer' })), kind: 'character' as const };
    assert.equal(asked('since when?', [answer]), 'since when?');
  });

  test('is made of the words of whoever asks, and of those who said what it takes up', () => {
    const author = { id: 'cy', name: 'Cy', kind: 'person' as const };
    const before = [entryOf(aMessage('My lighthouse has a red door', { id: 'before', author }))];
    const people = (text: string) => questionOf(text, before).wordsOf.map(({ id }) => id);
    assert.deepEqual(people('since when?'), ['alice', 'cy']);
    assert.deepEqual(people('where do the bees sleep?'), ['alice']);
  });

  test('is nothing when nothing but a name was said', () => {
    assert.equal(asked('Ada!'), '');
  });
});
