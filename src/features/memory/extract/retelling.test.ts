import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractFacts } from './index.ts';

const people = [
  { id: 'bo', name: 'Bo', kind: 'person' as const },
  { id: 'mira', name: 'Mira', kind: 'character' as const },
];
/** A Thursday. */
const at = Date.UTC(2026, 10, 26, 15);

function read(text: string, author = people[0]) {
  if (author === undefined) throw new Error('nobody says it');
  return extractFacts([{ messageId: '9', author, text, at, mentions: [] }], people, { own: () => [] });
}

function told(text: string, author = people[0]): string[] {
  return read(text, author).map(({ statement, ends }) => `${statement}${ends ? ' (over)' : ''}`);
}

const tables: Readonly<Record<string, readonly (readonly [string, ...string[]])[]>> = {
  'what somebody does again and again': [
    ['I foster greyhounds for a local charity', 'Bo fosters greyhounds for a local charity.'],
    ['i build guitars in my shed', 'Bo builds guitars in their shed.'],
    ['I edit a local newspaper', 'Bo edits a local newspaper.'],
    ['I coach the under 12s at my local rugby club', 'Bo coaches the under 12s at their local rugby club.'],
    ['i serve on the parish council', 'Bo serves on the parish council.'],
    ['I belong to a choir called the Larks', 'Bo belongs to a choir called the Larks.'],
    ['i commute to Leeds by train', 'Bo commutes to Leeds by train.'],
    ['I care for my disabled brother', 'Bo cares for their disabled brother.'],
    ['i no longer do nights', 'Bo worked nights. (over)'],
  ],
  'what somebody has and is': [
    [
      'i have a scar on my chin from a sledging accident',
      'Bo has a scar on their chin from a sledging accident.',
    ],
    ["I've got a black belt in judo", 'Bo has a black belt in judo.'],
    ['i share a flat with two nurses', 'Bo shares a flat with two nurses.'],
    ["I'm restoring an old barge on the Medway", 'Bo is restoring an old barge on the Medway.'],
    ["i'm adopted", 'Bo is adopted.'],
    ["i'm one of six kids if you can believe it", 'Bo is one of six kids.'],
    ['I am afraid of escalators, there I said it', 'Bo is afraid of escalators.'],
    ['gonna be an uncle in march!!', 'Bo is going to be an uncle.'],
    ["i'm expecting twins", 'Bo is expecting twins.'],
    ['My maiden name is Hollis', "Bo's maiden name is Hollis."],
    ['fluent in portuguese and dutch', 'Bo speaks Portuguese.', 'Bo speaks Dutch.'],
    ['supporter of st pauli since i was six', 'Bo is a supporter of st pauli.'],
    ['proud mum of twins', 'Bo is a proud mum of twins.'],
    ["I've never seen the sea", 'Bo has never seen the sea.'],
  ],
  'what happened and what ended': [
    ['i was raised by my grandparents', 'Bo was raised by their grandparents.'],
    ['i retired from the navy in 2010', 'Bo retired from the navy in 2010.'],
    ['sold our old volvo to a neighbour', 'Bo no longer has their old volvo. (over)'],
    ['i grew up above a bakery', 'Bo grew up above a bakery.'],
  ],
};

for (const [name, lines] of Object.entries(tables))
  describe(`what no rule knows is retold: ${name}`, () => {
    for (const [text, ...statements] of lines) test(text, () => assert.deepEqual(told(text), statements));
  });

const nothing = [
  // Passing states and doings.
  ...['I have to go', 'i have a question', "I'm a mess", "i'm building a snowman", "I'm running a fever"],
  ...[
    "i'm writing an email",
    "i'm teaching you a lesson",
    'i have a cat on my lap',
    "i've got a bike to fix",
  ],
  ...["I'm raising the bar", 'im growing tired of this', 'i run a temperature', "i'm saving for later"],
  // Figures of speech.
  ...[
    'I own you',
    'I run on coffee',
    'i run a tight ship',
    'i was raised by wolves',
    "i'm married to my job",
  ],
  ...[
    'i suffer from success',
    'i belong to the streets',
    'i volunteer as tribute',
    'member of the tired club',
  ],
  ...['father of the year', 'i serve looks', 'i own a lot of regrets', 'i have a dog in this fight'],
  // Games, plays and jokes.
  ...['I have 3 hp', 'I got a new sword', 'i own a castle in this realm', 'i sold my house to buy this skin'],
  ...["i'm an orphan in this storyline", 'i was born ready', 'i sold my bike... jk'],
  // Not stated, or of somebody else.
  ...[
    "if i had a boat i'd restore it",
    'do i have a scar?',
    'imagine i own a castle',
    'she said i own a mill',
  ],
  ...['my flatmate restores clocks for a museum?', 'you foster greyhounds for a charity'],
];

describe('what only looks like something that lasts is not retold', () => {
  for (const text of nothing) test(text, () => assert.deepEqual(told(text), []));
});

describe('what is retold', () => {
  test('is less sure than what a rule reads', () => {
    const [retold] = read('i build guitars in my shed');
    const [ruled] = read('I live in Oslo');
    assert.ok((retold?.confidence ?? 1) < (ruled?.confidence ?? 0));
  });

  test('is at most two facts of a message', () => {
    const text =
      'I edit a local newspaper. I serve on the parish council. I commute to Leeds by train. I breed alpacas.';
    assert.deepEqual(told(text), ['Bo edits a local newspaper.', 'Bo serves on the parish council.']);
  });

  test('is also what a character says of itself', () => {
    const [retold, ...others] = read('I grew up above a chandlery.', people[1]);
    assert.deepEqual([retold?.statement, others], ['Mira grew up above a chandlery.', []]);
    assert.ok((retold?.confidence ?? 1) < 0.5);
  });
});
