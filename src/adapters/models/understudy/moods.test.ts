import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aScene } from '../../../../test/contracts/language-model.ts';
import { aCharacter } from '../../../../test/support/characters.ts';
import type { Scene } from '../../../core/ports/model.ts';
import { isHeavy, type Mood, moodOf } from './moods.ts';
import { reply } from './reply.ts';

const moods: [said: string, mood: Mood | undefined][] = [
  ['my cat died this morning', 'grief'],
  ['my grandma passed away', 'grief'],
  ['i burned my hand today', 'injury'],
  ['my mum is in hospital', 'illness'],
  ['she broke up with me', 'parting'],
  ['I failed my exam', 'failure'],
  ['i lost my job today', 'failure'],
  ['idk what to do', 'worry'],
  ['im so worried about tomorrow', 'worry'],
  ['i feel so lonely tonight', 'lonely'],
  ['cant sleep', 'tired'],
  ['i had a terrible day', 'sad'],
  ['i got the job!!!!', 'happy'],
  ['hey there', 'greeting'],
  ['how r u', 'how-are-you'],
  ['ok gtg', 'farewell'],
  ['thx', 'thanks'],
  ['youre so sweet', 'praise'],
  ['you are really annoying', 'insult'],
  ['you dont get it', 'complaint'],
  ['what should i do?', 'advice'],
  ['lol', 'laugh'],
  ['haha nice', 'laugh'],
  ['but why?', 'more'],
  ['whatever', 'refusal'],
  ['how did your husband die?', undefined],
  ['what do you do?', undefined],
  ['good to see you', undefined],
  ['my dog is called Waffles', undefined],
];

const character = aCharacter({
  examples: [
    '{{user}}: I failed at everything today.\n{{char}}: Then sit by the hives with me.',
    '{{user}}: What do bees eat?\n{{char}}: Whatever blooms.',
  ],
});

function answerTo(...messages: string[]): string {
  const talk: Scene['talk'] = [];
  let said = '';
  for (const text of messages) {
    talk.push({ speaker: 'Bo', text, bySelf: false, at: talk.length });
    said = reply(aScene(text, { character, talk: [...talk] }), undefined);
    talk.push({ speaker: character.displayName, text: said, bySelf: true, at: talk.length });
  }
  return said;
}

describe('moods', () => {
  for (const [said, mood] of moods)
    test(`“${said}” is ${mood ?? 'none'}`, () => assert.equal(moodOf(said), mood));

  test('what weighs on somebody is known from what does not', () => {
    assert.ok(isHeavy('grief') && isHeavy('worry'));
    assert.ok(!isHeavy('happy') && !isHeavy('thanks') && !isHeavy(undefined));
  });
});

describe('reactions', () => {
  const cheerful = /\b(?:glad|great|wonderful|lovely|well done|good news)\b/i;
  const sorry = /\b(?:sorry|hard|loss|slowly|painful|ouch|sit|frightening|listening|carry|heavy)\b/i;

  for (const said of [
    'my cat died this morning',
    'i burned my hand',
    'she broke up with me',
    'i had a bad day',
  ]) {
    test(`“${said}” is met gently`, () => {
      assert.match(answerTo(said), sorry);
      assert.doesNotMatch(answerTo(said), cheerful);
    });
  }

  test('good news is met gladly', () => {
    assert.match(answerTo('i passed the exam!'), /\b(?:good|glad|well done|earned)\b/i);
  });

  test('comfort of the card is used where it fits, and only there', () => {
    assert.equal(answerTo('i failed my test'), 'Then sit by the hives with me.');
    assert.doesNotMatch(answerTo('my cat died'), /hives/);
  });

  test('bad news is not over with one reply', () => {
    assert.match(answerTo('my cat died', 'she was 14'), /listening|hurry|time|carry|Tell me|hear you|weighs/);
    assert.match(answerTo('my cat died', 'i work as a nurse'), /^So you work as a nurse/);
  });

  test('what cannot be read is asked for again', () => {
    assert.match(answerTo('asdfjkl qwpoeiru'), /make that out|no word|sneeze|lost you|fingers/);
    assert.match(answerTo('😂🔥'), /words?|what|mean|feel/i);
    assert.match(answerTo('hola, ¿cómo estás? no hablo inglés'), /English/);
    assert.match(answerTo('Я не говорю по-английски'), /English/);
  });

  test('a taste the card does not tell is left open', () => {
    assert.match(answerTo('do you like pie?'), /^Pie\? /);
  });
});
