import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractFacts } from './index.ts';
import { readLearned } from './learned.ts';
import type { SaidLine } from './line.ts';

const cast = [{ id: 'mira', name: 'Mira', kind: 'character' as const }];

function line(text: string): SaidLine {
  const author = { id: 'bo', name: 'Bo', kind: 'person' as const };
  return { messageId: 'm', author, text, at: Date.UTC(2026, 2, 2, 9), mentions: [] };
}

function read(text: string): [string, string | undefined][] {
  return extractFacts([line(text)], cast).map(({ statement, about }) => [statement, about[0]?.id]);
}

describe('of places', () => {
  for (const [text, statement, id] of [
    ['The Broken Drum opens at noon', 'The Broken Drum opens at noon.', 'place:broken drum'],
    [
      'Mira, our meetup is at Café Lumen every Friday.',
      'The meetup is at Café Lumen every Friday.',
      'place:cafe lumen',
    ],
    [
      'we meet at Café Lumen every tuesday',
      'Bo and others meet at Café Lumen every tuesday.',
      'place:cafe lumen',
    ],
    [
      'the north tower of Harrow burned down',
      'The north tower of Harrow burned down.',
      'place:north tower of harrow',
    ],
    [
      'The Broken Drum burned down yesterday',
      'The Broken Drum burned down on 1 March 2026.',
      'place:broken drum',
    ],
    ['the Harrow Library is near the river', 'The Harrow Library is near the river.', 'place:harrow library'],
    ['Die Alte Mühle macht um neun auf', 'Die Alte Mühle macht um neun auf.', 'place:alte muhle'],
    [
      'unser Treffen ist jeden Freitag im Café Lumen',
      'Das Treffen ist jeden Freitag im Café Lumen.',
      'place:cafe lumen',
    ],
  ] as const)
    test(`this is kept: ${text}`, () => assert.deepEqual(read(text), [[statement, id]]));

  for (const text of [
    'does The Broken Drum open at noon?',
    'i think The Broken Drum opens at noon',
    'someone said The Broken Drum burned down',
    'if The Broken Drum opened at noon we could go',
    '*walks into The Broken Drum, which opens at noon*',
    '> The Broken Drum opens at noon',
    'the tavern opens at noon',
    'Café Lumen is amazing',
    'Café Lumen is so loud today',
    'The Bridge is on Netflix',
    'Elden Ring is closed on sundays',
    'Anna opens at noon',
    'My Park has slides',
    'tell everyone The Broken Drum opens at noon',
    "it's not true that The Broken Drum burned down",
  ])
    test(`nothing is kept of: ${text}`, () => assert.deepEqual(read(text), []));

  function claimed(text: string, claim: { place: string; statement: string }) {
    const facts = [{ line: 1, quote: text, about: 'place', kind: 'fact', ...claim }];
    const { drafts, refused } = readLearned(JSON.stringify({ facts }), [line(text)], cast);
    return drafts[0] === undefined ? refused[0]?.reason : [drafts[0].statement, drafts[0].about[0]?.id];
  }

  test('a model is believed what the patterns cannot read', () =>
    assert.deepEqual(
      claimed('Every autumn the lanterns hang in Miller Park.', {
        place: 'Miller Park',
        statement: 'Lanterns hang in Miller Park every autumn.',
      }),
      ['Lanterns hang in Miller Park every autumn.', 'place:miller park'],
    ));

  for (const [reason, text, place, statement] of [
    ['no place', 'Dune is on every Friday.', 'Dune', 'Dune is on every Friday.'],
    ['no place', 'Bo is tall.', 'Bo', 'Bo is tall.'],
    ['no place', 'The tavern opens at noon.', 'The Broken Drum', 'The Broken Drum opens at noon.'],
    [
      'invented',
      'Every autumn the lanterns hang in Miller Park.',
      'Miller Park',
      'Miller Park has a haunted well.',
    ],
    ['wrong person', 'I love Miller Park.', 'Miller Park', 'Miller Park is loved.'],
    ['doubtful', 'Maybe Miller Park is closed.', 'Miller Park', 'Miller Park is closed.'],
    ['doubtful', 'Miller Park was so full today.', 'Miller Park', 'Miller Park was full.'],
  ] as const)
    test(`a model is refused, as ${reason}: ${statement}`, () =>
      assert.equal(claimed(text, { place, statement }), reason));
});
