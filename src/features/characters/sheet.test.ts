import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCharacter } from '../../../test/support/characters.ts';
import { inOneLine, profileOf, sheetOf, shortened } from './sheet.ts';

test('a text is cut after a sentence where one ends in time, else after a word', () => {
  assert.equal(shortened('Short.', 20), 'Short.');
  assert.equal(shortened('One sentence. Another one that is long', 20), 'One sentence.');
  assert.equal(shortened('words, words, words, words', 18), 'words, words…');
  assert.equal(shortened('a\n\nb', 20), 'a b');
});

test('one line introduces a character in its author’s words, unless they are no introduction', () => {
  const line = (creatorNotes: string) => inOneLine(aCharacter({ creatorNotes, description: 'Keeps bees.' }));
  assert.equal(line('A kind old beekeeper. Best in spring.'), 'A kind old beekeeper.');
  assert.equal(line('Join https://example.org today.'), 'Keeps bees.');
  assert.equal(line('no end of a sentence'), 'Keeps bees.');
  assert.equal(line(''), 'Keeps bees.');
});

test('other names are those that are not shown already', () => {
  const sheet = sheetOf(aCharacter({ displayName: 'Élise', aliases: ['Elise', 'Lise'] }));
  assert.match(sheet, /Also called: Lise\./);
});

test('the sheet tells how somebody sounds', () => {
  const voice = { description: 'a low alto', pitch: 1, speed: 1 };
  assert.match(sheetOf(aCharacter({ voice })), /^Voice: a low alto$/m);
  assert.doesNotMatch(sheetOf(aCharacter()), /Voice/);
});

test('a profile holds no prompt of the card', () => {
  const profile = profileOf(aCharacter({ systemPrompt: 'SECRET', postHistoryInstructions: 'SECRET' }));
  assert.ok(!JSON.stringify(profile).includes('SECRET'));
  assert.equal(profile.portrait, '/api/characters/ada/portrait');
});
