import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { moodIn } from './classify.ts';

/** Replies and what a person reads in them. */
function labelled(file: string): { mood: string; text: string }[] {
  return readFileSync(new URL(`../../../test/fixtures/moods/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .map(([mood = '', text = '']) => ({ mood, text: text.replaceAll('\\n', '\n') }));
}

function assertShare(replies: readonly { mood: string; text: string }[], least: number): void {
  const wrong = replies.filter(({ mood, text }) => moodIn(text) !== mood);
  const share = 1 - wrong.length / replies.length;
  const told = wrong.map(({ mood, text }) => `${mood} seen as ${moodIn(text)}: ${text}`).join('\n');
  assert.ok(share >= least, `${(share * 100).toFixed(1)} %\n${told}`);
}

test('replies that were there before the rules show the mood that a person reads in them', () => {
  const replies = labelled('replies.txt');
  assert.ok(replies.length >= 120);
  assertShare(replies, 0.97);
});

test('so do replies that the rules have never seen', () => {
  assertShare(labelled('unseen.txt'), 0.85);
});

test('words that look like a cue are none', () => {
  for (const text of [
    '*sets down a huge bowl beside the admiral*',
    'He was angry and she laughed at him.',
    'I am not angry.',
    'The book is called “I love you so”, I think.',
    '> I hate you\nSo it says.',
    '`haha()` returns nothing.',
    'Er kommt um acht.',
    'That is good enough for me.',
    '**Note:** the door sticks.',
    'Of course! I will be there.',
    '',
  ])
    assert.equal(moodIn(text), 'neutral', text);
});

test('a story told around quotes is read as one', () => {
  assert.equal(moodIn('“You came back,” she says, trembling. “I heard it again.”'), 'fear');
  assert.equal(moodIn('She giggles. "Close the door now."'), 'amusement');
});

test('of two moods the clearer one counts, and of equals the later', () => {
  assert.equal(moodIn('Haha! Hilarious, lol. Thanks.'), 'amusement');
  assert.equal(moodIn('*laughs* … *screams*'), 'fear');
  assert.equal(moodIn('*screams* … *laughs*'), 'amusement');
});

test('no text takes long', () => {
  const hostile = ['ha', '*', '_a', '"', 'a', 'u', '*laughs* ', 'w', '(', '😂', 'I am so so '];
  const begun = performance.now();
  for (const piece of hostile) moodIn(piece.repeat(50_000));
  assert.ok(performance.now() - begun < 1_500, `${performance.now() - begun} ms`);
});
