import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { learned, missed, notLearned } from '../../../../test/fixtures/chat-lines.ts';
import { extractFacts } from './index.ts';

const people = [{ id: 'bo', name: 'Bo', kind: 'person' as const }];
const at = Date.UTC(2026, 10, 26, 15);

function read(text: string): string[] {
  const line = { messageId: '9', author: { id: 'bo', name: 'Bo', kind: 'person' as const }, text, at };
  return extractFacts([{ ...line, mentions: [] }], people).map(({ statement }) => statement);
}

describe('what people say in chats', () => {
  for (const [text, statements] of learned)
    test(`is learned: ${text}`, () => {
      assert.deepEqual(read(text), statements);
    });

  test('and is in parts not understood, but never as something else', () => {
    for (const text of missed) assert.deepEqual(read(text), [], text);
  });

  test('says nothing of them where they play, tell stories, quote, sing or jest', () => {
    for (const text of notLearned) assert.deepEqual(read(text), [], text);
  });
});

test('what a character plays is no more its own than what people play', () => {
  const author = { id: 'mara', name: 'Mara', kind: 'character' as const };
  const mara = { id: 'mara', name: 'Mara', kind: 'character' as const };
  const drafts = (text: string) =>
    extractFacts([{ messageId: '9', author, text, at, mentions: [] }], [...people, mara], { own: () => [] });
  assert.equal(drafts('I have a sister called Wren.').length, 1);
  assert.deepEqual(drafts('Imagine we are pirates. I have a sister called Wren.'), []);
});

test("where a mark of the host or an address takes a word's place nothing is read across it", () => {
  for (const text of [
    'I live in <@123456789012345678>',
    'remember that I live in <@123456789012345678>',
    'I collect <:coin:42> stamps',
    'remember that I love <#123456789012345678> most',
    'remember that my site is https://example.org/a',
    'remember that I live in </why:123>',
  ])
    assert.deepEqual(read(text), [], text);
  for (const text of [
    'I live in Oslo <:fjord:42>',
    'I live in Oslo https://example.org',
    'i love it :joy: I live in Oslo',
  ])
    assert.deepEqual(read(text), ['Bo lives in Oslo.'], text);
});
