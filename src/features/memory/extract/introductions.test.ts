import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractFacts } from './index.ts';

const bo = { id: 'bo', name: 'Bo', kind: 'person' as const };
const ana = { id: 'ana', name: 'Ana', kind: 'person' as const };

const read = (text: string, author = bo) =>
  extractFacts([{ messageId: '1', author, text, at: Date.UTC(2026, 10, 26), mentions: [] }], [bo, ana]).map(
    ({ statement }) => statement,
  );

describe('who introduces themself without verbs', () => {
  const said: [string, string[]][] = [
    ['bo, plumber, born n raised in gdansk', ['Bo works as a plumber.', 'Bo comes from Gdansk.']],
    ['Bo. 41. Electrician.', ['Bo is 41 years old.', 'Bo works as an electrician.']],
    [
      'Bo here! beekeeper by day, from a village near Ghent',
      ['Bo works as a beekeeper.', 'Bo comes from a village near Ghent.'],
    ],
    ['bo (he/him), translator (german, polish)', ["Bo's pronouns are he/him.", 'Bo works as a translator.']],
    ['intro: bo, 33, vegan', ['Bo is 33 years old.', 'Bo is vegan.']],
    [
      'hey everyone, new here! 27, nursing student, oslo born',
      ['Bo is 27 years old.', 'Bo studies nursing.', 'Bo comes from Oslo.'],
    ],
    ['he/him for me btw', ["Bo's pronouns are he/him."]],
    ['middle child here lol', ['Bo is the middle child.']],
  ];
  for (const [text, statements] of said)
    test(text, () => assert.deepEqual(read(text).sort(), statements.sort()));
});

describe('what only looks like an introduction', () => {
  const lines = [
    'bo, 27 of the eggs are broken',
    'Bo, Ana and the plumber, dinner at eight',
    'bo, plumber needed asap',
    '24, 25, 26, that is all of them',
    'plumber, electrician, baker: pick one',
    'no doctor here, sorry',
    'he/him or she/her for the new one?',
    'new here? welcome, plumber',
  ];
  for (const text of lines) test(text, () => assert.deepEqual(read(text), []));
  test('a name that calls somebody else', () => assert.deepEqual(read('ana, plumber, from oslo'), []));
});
