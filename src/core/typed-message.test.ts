import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Character } from './character.ts';
import { typedMessage } from './typed-message.ts';

const mira = { id: 'mira', name: 'Mira Vale', displayName: 'Mira', aliases: [] } as unknown as Character;
const ada = { id: 'p1', name: 'Ada' };
const bob = { id: 'p2', name: 'Bob' };

function typed(text: string) {
  return typedMessage({
    id: 'm',
    place: { host: 'playground', channelId: 'tavern', kind: 'text' },
    person: ada,
    text,
    at: 1,
    people: [ada, bob],
    cast: [mira],
  });
}

test('an @Name of a person is a mention, as a whole word only', () => {
  assert.deepEqual(typed('hello @bob!').mentions, [bob]);
  assert.deepEqual(typed('hello Bob, hello @Bobby').mentions, []);
});

test('an @Name of a character mentions the bot itself; a bare name does not', () => {
  assert.equal(typed('@Mira, good evening').mentionsSelf, true);
  assert.equal(typed('Mira, good evening').mentionsSelf, false);
});
