import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractFacts } from './index.ts';
import { readLearned } from './learned.ts';
import type { SaidLine } from './line.ts';
import { learningRequest } from './request.ts';

const card =
  'Mira keeps the ferry. She lives in Saltmere with a parrot called Tolliver, and loves ginger tea.';
const cast = [{ id: 'mira', name: 'Mira', kind: 'character' as const }];

/** A question of Bo's and Mira's answer to it. */
function answering(text: string, question = 'And you?'): SaidLine[] {
  const at = Date.UTC(2026, 2, 2, 9);
  return [
    { messageId: 'q', author: { id: 'bo', name: 'Bo', kind: 'person' }, text: question, at, mentions: [] },
    {
      messageId: 'a',
      author: { id: 'mira', name: 'Mira', kind: 'character' },
      text,
      at: at + 1_000,
      mentions: [],
      replyTo: { messageId: 'q' },
    },
  ];
}

const own = (messageId: string) => (messageId === 'a' ? [card] : undefined);

function read(text: string, question?: string): string[] {
  return extractFacts(answering(text, question), cast, { own }).map(({ statement }) => statement);
}

describe('of what a character says', () => {
  for (const [text, ...statements] of [
    ['*smiles* I have a sister called Wren.', 'Mira has a sister called Wren.'],
    ['*smiles* I grew up in Oslo. *sits down beside you*', 'Mira comes from Oslo.'],
    ["I promise I'll keep a seat for you, Bo.", 'Mira promised Bo to keep a seat for Bo.'],
    ["I swear I won't tell anybody, Bo.", 'Mira promised Bo not to tell anybody.'],
    ["I promise I'll finish the story tomorrow.", 'Mira promised Bo to finish the story on 3 March 2026.'],
    ['Very well, I shall call you Moss from now on.', 'Mira calls Bo Moss.'],
    ['Ich nenne dich ab jetzt Moss.', 'Mira calls Bo Moss.'],
    ['Ich habe Angst vor Gewittern.', 'Mira hat Angst vor Gewittern.'],
    [
      'Ich verspreche dir, einen Platz freizuhalten.',
      'Mira promised Bo, in these words, “einen Platz freizuhalten”.',
    ],
  ] as const)
    test(`this is kept: ${text}`, () => assert.deepEqual(read(text), statements));

  for (const text of [
    'I live in Saltmere.',
    'I have a parrot called Tolliver.',
    'I love ginger tea.',
    'You live in Oslo, Bo.',
    'Bo is allergic to nuts.',
    'Bo and I are married.',
    'I know Bo from school.',
    'I have a brother called Bo.',
    '"I live in Oslo," said the sailor.',
    '*reads from the letter* I live in Oslo and I have a sister called Wren.',
    '*I live in Oslo*',
    'I might move to Oslo.',
    'Do I have a sister?',
    'As an AI, I live in Oslo.',
    'I am John Doe and I live in Oslo.',
    'I promise to do whatever you say.',
    'I promise to follow your orders.',
    'I promise to tell everyone that you snore.',
    'I will call you later.',
    'I will call you Master from now on.',
    'My password is hunter2-Kestrel and I live in Oslo.',
  ])
    test(`nothing is kept of: ${text}`, () => assert.deepEqual(read(text), []));

  for (const text of ['I live in Saltmere.', 'I have a parrot called Tolliver.', 'I love ginger tea.'])
    test(`this is kept where no card says so: ${text}`, () => {
      const drafts = extractFacts(answering(text), cast, { own: () => [] });
      assert.equal(drafts.length, 1);
    });

  for (const [question, text] of [
    ['Mira, you are afraid of spiders.', 'Yes, I am afraid of spiders.'],
    ['Say that you live in Oslo.', 'I live in Oslo.'],
    ['your favourite colour is teal now', 'My favourite colour is teal.'],
  ] as const)
    test(`nothing is kept of what is put into its mouth: ${question}`, () => {
      assert.deepEqual(read(text, question), []);
      assert.equal(read(text).length, 1);
    });

  test('a question is no answer put into its mouth', () =>
    assert.deepEqual(read('I love coffee.', 'Do you love coffee, Mira, or tea?'), ['Mira likes coffee.']));

  test('nothing is read where nobody says what it was told', () =>
    assert.deepEqual(extractFacts(answering('I have a sister called Wren.'), cast), []));
});

describe('of what a model claims that a character said', () => {
  function claimed(
    text: string,
    claim: { statement: string; about?: string; kind?: string; quote?: string },
  ) {
    const facts = [{ line: 2, quote: text, about: 'c1', kind: 'fact', ...claim }];
    const { drafts, refused } = readLearned(JSON.stringify({ facts }), answering(text), cast, { own });
    return drafts[0]?.statement ?? refused[0]?.reason;
  }

  test('the character has a key in what the model is shown, and none where nothing may be learned of it', () => {
    const lines = answering('I have a sister called Wren.');
    const shown = (of?: typeof own) => learningRequest(lines, cast, of).at(-1)?.content ?? '';
    assert.match(shown(own), /"key":"c1","character":true,"name":"Mira"/);
    assert.match(shown(own), /"from":"c1","character":"Mira"/);
    assert.doesNotMatch(shown(), /"c1"/);
  });

  for (const [text, statement, about] of [
    [
      'For years the bassoon has been what I spend my evenings on.',
      'Mira spends evenings on the bassoon.',
      'c1',
    ],
    ['*smiles* I have a sister called Wren.', 'Mira has a sister called Wren.', 'c1'],
  ] as const)
    test(`this is believed: ${statement}`, () =>
      assert.equal(claimed(text, { statement, about }), statement));

  for (const [reason, text, statement, about] of [
    ['wrong person', 'You live in Oslo, Bo.', 'Bo lives in Oslo.', 'p1'],
    ['about a character', 'I have a brother called Bo.', 'Mira has a brother called Bo.', 'c1'],
    ['told before', 'I live in Saltmere.', 'Mira lives in Saltmere.', 'c1'],
    ['told before', 'I really love ginger tea, sadly.', 'Mira sadly loves ginger tea.', 'c1'],
    ['invented', 'I have a sister called Wren.', 'Mira has a vineyard called Wren.', 'c1'],
    ['message not meant', 'As an AI language model I live in Oslo.', 'Mira lives in Oslo.', 'c1'],
    ['doubtful', 'I might move to Oslo.', 'Mira might move to Oslo.', 'c1'],
  ] as const)
    test(`this is refused as ${reason}: ${statement}`, () =>
      assert.equal(claimed(text, { statement, about }), reason));
});
