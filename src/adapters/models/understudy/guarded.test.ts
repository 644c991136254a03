import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aScene } from '../../../../test/contracts/language-model.ts';
import { aCharacter } from '../../../../test/support/characters.ts';
import { factsOf } from './facts.ts';
import { reply } from './reply.ts';

const character = aCharacter({
  pronouns: { subject: 'she', object: 'her', possessive: 'her' },
  description: [
    'Ada keeps bees on the roof, above nine water tanks.',
    'Behind water tank nine grows an apple tree. It came from one pip. She waters it at night.',
  ].join('\n\n'),
  examples: ["{{user}}: What's behind tank nine?\n{{char}}: Pipe. Dull pipe. Hand me that twine."],
  topics: { loves: ['bees'], avoids: ['tank nine', 'the audit'] },
  lore: [
    {
      id: '1',
      keys: ['apple'],
      content: 'Ada cuts short any talk of tank nine.',
      order: 1,
      constant: false,
      caseSensitive: false,
    },
  ],
});

function answerTo(ask: string, before = ''): string {
  const talk = [
    { speaker: character.displayName, text: before, bySelf: true, at: 0 },
    { speaker: 'Bo', text: ask, bySelf: false, at: 1 },
  ];
  return reply(aScene(ask, { character, talk }), undefined);
}

describe('what a character keeps to itself', () => {
  test('is no fact it could tell; what only shares its words is', () => {
    const told = factsOf({ character, context: [], partner: 'Bo' }).map(({ text }) => text);
    assert.ok(!told.some((text) => /apple|one pip|cut short/.test(text)), told.join('\n'));
    assert.ok(told.some((text) => text.includes('nine water tanks')));
  });

  test('is slipped away from as its examples do, then otherwise', () => {
    const first = answerTo('whats growing at tank nine?');
    assert.equal(first, 'Pipe. Dull pipe. Hand me that twine.');
    assert.doesNotMatch(answerTo('whats growing at tank nine?', first), /apple|tree|Pipe/);
  });

  test('is also what the keys of such lore ask for', () => {
    assert.doesNotMatch(answerTo('where is the apple tree?'), /pip\b|water it/);
  });
});
