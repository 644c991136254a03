import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCharacter, aPlace } from '../../../test/support/characters.ts';
import { greetingIn } from './greeting.ts';

const ada = aCharacter({
  firstMessage: 'Hello, {{user}}.',
  alternateGreetings: ['Sit down,\n{{user}}.', 'Away!'],
  groupGreetings: ['All of you?'],
});

function greeted(...own: string[]): number | undefined {
  const talk = own.map((text, index) => ({
    ...{ messageId: String(index), place: aPlace(), authorId: 'ada', authorName: 'Ada', text, at: index },
    ...{ kind: 'character' as const, characterId: 'ada', attachments: [] },
  }));
  return greetingIn(talk, ada, (text) => text.replaceAll('{{user}}', 'Bo'));
}

test('the greeting that a talk began with is known while it is in the talk', () => {
  assert.equal(greeted('Hello, Bo.', 'Well?'), 0);
  assert.equal(greeted('Hello, Bo.', 'Sit down, Bo. '), 1);
  assert.equal(greeted('All of you?'), 3);
  assert.equal(greeted('Well?'), undefined);
  assert.equal(greeted(), undefined);
});
