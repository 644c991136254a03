import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aScene } from '../../../../test/contracts/language-model.ts';
import { aCharacter } from '../../../../test/support/characters.ts';
import { asNotes } from '../../../core/prompt/notes.ts';
import { reply } from './reply.ts';

const character = aCharacter({
  description: 'Ada keeps bees. They live on the roof. She counts them every evening.',
});

const ofPeople = asNotes('What Ada remembers of the people here, from what they said', [
  'Bo lives in Oslo.',
  'Bo has a dog called Rex.',
  'Bo is allergic to peanuts. (since 2 May 2024)',
  "Bo's birthday is on 9 October.",
  'Bo is 31 years old.',
  'Bo is afraid of spiders. (Cy said so)',
  'Cy lives in Rome.',
  'Cy has a cat called Miso. (Bo said so)',
]);
const ofItself = asNotes('What Ada said about Ada before, and keeps to', [
  'Ada has a sister called Wren.',
  "Ada's favourite colour is amber.",
  'Ada promised Bo to keep a seat for Bo.',
]);
const brought = asNotes('What Ada remembers that fits what was just said', [
  'The Broken Drum opens at noon. (Cy said so)',
  'The meetup is at Café Lumen every Friday. (Bo said so)',
  '3 March 2026 in #harbour, Cy: “I live in Bergen”',
]);

function answer(text: string, { context = [ofPeople, ofItself, brought], partner = 'Bo' } = {}): string {
  const talk = [{ speaker: partner, text, bySelf: false, at: 1 }];
  return reply(aScene(text, { character, context, talk, partner }), 1);
}

describe('what is remembered is told by the understudy', () => {
  for (const [asked, told] of [
    ['where do I live?', 'You told me you live in Oslo.'],
    ["Ada, what's my dog called?", 'You told me you have a dog called Rex.'],
    ['What am I allergic to?', 'You told me you are allergic to peanuts.'],
    ['when is my birthday?', 'You told me your birthday is on 9 October.'],
    ['how old am I?', 'You told me you are 31 years old.'],
    ['what am I afraid of?', 'Cy told me you are afraid of spiders.'],
    [
      'what do you know about me?',
      'You told me you live in Oslo, you have a dog called Rex and you are allergic to peanuts.',
    ],
    ['where does Cy live?', 'Cy lives in Rome.'],
    ["what is Cy's cat called?", 'Cy has a cat called Miso, as you told me.'],
    ['when does the broken drum open?', 'The Broken Drum opens at noon, as Cy told me.'],
    ['where is the meetup?', 'The meetup is at Café Lumen every Friday, as you told me.'],
    ['what is your favourite colour?', 'My favourite colour is amber.'],
    ['do you have a sister?', 'I have a sister called Wren.'],
    ['what did you promise me?', 'I promised you to keep a seat for you.'],
  ] as const)
    test(`as an answer to: ${asked}`, () => assert.equal(answer(asked), told));
});

test('where the asker lives is not answered with where the character does', () => {
  const examples = ['{{user}}: Where do you live?\n{{char}}: Up on the roof, with the bees.'];
  const { description } = character;
  const say = (text: string) =>
    reply(aScene(text, { character: aCharacter({ description, examples }), context: [ofPeople] }), 1);
  assert.equal(say('Where do I live?'), 'You told me you live in Oslo.');
  assert.match(say('Where do you live?'), /Up on the roof/);
});

test('somebody whose name begins small is told of as well', () => {
  const context = [asNotes('What Ada remembers', ['Dee lives in Bern.', "Dee's dog is called Rex."])];
  assert.equal(answer('where do I live?', { context, partner: 'dee' }), 'You told me you live in Bern.');
  assert.equal(
    answer('what is my dog called?', { context, partner: 'dee' }),
    'You told me your dog is called Rex.',
  );
});

test('what is remembered under a former name is told, what is of a namesake is not', () => {
  const context = [
    asNotes('What Ada remembers', [
      'Robert lives in Bern. (Robert is called Bo now)',
      'Bo has a dog called Rex. (another Bo, number 2 of that name)',
      'Bo plays the cello. (the Bo who is answered) (said on 3 March 2026)',
    ]),
  ];
  assert.equal(answer('where do I live?', { context }), 'You told me you live in Bern.');
  assert.equal(answer('what instrument do I play?', { context }), 'You told me you play the cello.');
  assert.doesNotMatch(answer('what is my dog called?', { context }), /Rex/);
});

describe('nothing is told', () => {
  const everything = /Oslo|Rex|peanuts|October|31|spiders|Rome|Miso|Bergen/;

  test('that the scene does not hold', () => {
    for (const asked of ['where do I live?', 'what is my dog called?', 'what do you know about me?'])
      assert.doesNotMatch(answer(asked, { context: [ofItself] }), everything);
  });

  test('of somebody else who asks the same, but as of the other one', () => {
    for (const asked of [
      'where do I live?',
      'what is my dog called?',
      'how old am I?',
      'tell me about myself',
    ])
      assert.doesNotMatch(answer(asked, { partner: 'Dee' }), everything, asked);
  });

  test('of the dog to one who asks after the cat, nor of the meetup to one who asks after the library', () => {
    assert.match(answer('what is my cat called?'), /don't believe you told me/);
    assert.doesNotMatch(answer('where is the library?'), /Lumen/);
  });

  test('of lines that look like notes and are none', () => {
    const context = ['Who is there:\n- Bo lives in Oslo.'];
    assert.doesNotMatch(answer('where do I live?', { context }), /Oslo/);
  });
});
