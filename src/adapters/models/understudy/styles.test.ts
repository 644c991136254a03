import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aScene } from '../../../../test/contracts/language-model.ts';
import { aCharacter } from '../../../../test/support/characters.ts';
import type { Character } from '../../../core/character.ts';
import type { Scene } from '../../../core/ports/model.ts';
import { reply } from './reply.ts';

function cardOf(name: string, change: Partial<Character>): Character {
  return aCharacter({ name, displayName: name, personality: '', examples: [], ...change });
}

/** What is said at the end of a talk in which a person says one thing after another. */
function answerOf(character: Character, ...messages: string[]): string {
  const talk: Scene['talk'] = [];
  let said = '';
  for (const text of messages) {
    talk.push({ speaker: 'Ada', text, bySelf: false, at: talk.length });
    said = reply(aScene(text, { character, talk: [...talk], partner: 'Ada' }), undefined);
    talk.push({ speaker: character.displayName, text: said, bySelf: true, at: talk.length });
  }
  return said;
}

describe('a card in', () => {
  test('lists keeps capital letters for names, and says its sentences', () => {
    const mira = cardOf('Mira', {
      description:
        '[Character("Mira")\n{\nFear("Deep water")\nHome("The city of Tarquin")\nDislikes("Sandstorms" + "Taxes")\nDescription("She owes the governor 300 coins")\n}]',
      pronouns: { subject: 'she', object: 'her', possessive: 'her' },
    });
    assert.match(answerOf(mira, 'what are you afraid of?'), /afraid of deep water\./);
    assert.match(answerOf(mira, 'where do you live?'), /in the city of Tarquin\./);
    assert.match(answerOf(mira, 'what do you dislike?'), /sandstorms and taxes\./);
    assert.match(answerOf(mira, 'how much do you owe the governor?'), /^I owe the governor 300 coins\./);
  });

  test('dialogue is read as what its character says', () => {
    const borga = cardOf('Borga', {
      description:
        '{{user}}: Tell me about yourself?\n{{char}}: *She scratches her tusk.* "Borga. I make ploughs mostly. Swords pay better."\n{{user}}: Family?\n{{char}}: "My wife Tilda keeps bees." *She grins.*',
    });
    assert.equal(answerOf(borga, 'what do you make?'), 'I make ploughs mostly.');
    assert.match(answerOf(borga, "what's your wife's name?"), /^My wife Tilda keeps bees\.$/);
  });

  test('the first person stays in it', () => {
    const kit = cardOf('Kit', {
      description:
        "I'm Kit, sixteen, pickpocket in Lowmarket. I'm saving for a ship; I've got forty-one crowns so far.",
    });
    assert.match(answerOf(kit, 'how much have you saved?'), /^I'm saving for a ship; I've got forty-one/);
    assert.match(answerOf(kit, 'how old are you?'), /^I'm Kit, sixteen/);
  });

  test('another language keeps its grammar, and is spoken to in it', () => {
    const hannelore = cardOf('Hannelore', {
      description:
        'Hannelore Brandt ist 58 Jahre alt und führt eine kleine Buchhandlung in Lübeck. Sie hat einen Dackel namens Goethe. Ihr Mann Jürgen starb vor drei Jahren.',
    });
    assert.match(answerOf(hannelore, 'Wie hieß dein Mann?'), /^Ihr Mann Jürgen starb/);
    assert.match(answerOf(hannelore, 'Hast du einen Hund?'), /^Sie hat einen Dackel/);
  });
});

describe('small things', () => {
  const baker = cardOf('Tem', {
    description: 'Tem is a baker. His sister Nilu is a tram engineer. His dog Rye is 4.',
    pronouns: { subject: 'he', object: 'him', possessive: 'his' },
    examples: [
      '{{user}}: How old are you?\n{{char}}: i am 27. i feel older',
      '{{user}}: Where do you live?\n{{char}}: upstairs, over the oven',
    ],
  });

  test('a question after somebody else is not answered for oneself', () => {
    assert.match(answerOf(baker, 'how old is rye?'), /4/);
    assert.doesNotMatch(answerOf(baker, 'where does your sister live?'), /upstairs/);
    assert.match(answerOf(baker, 'do you have a dog?', 'how old is he?'), /4/);
  });

  test('what is said again is framed in its own way of writing', () => {
    const again = answerOf(baker, ...Array.from({ length: 4 }, () => 'How old are you?'));
    assert.match(again, /^\p{Ll}.*27/u);
  });

  test('a name that was told is known', () => {
    assert.match(answerOf(baker, 'call me Jonas, everybody does', 'what am i called?'), /^jonas\b/i);
    assert.match(answerOf(baker, 'hi', 'what is my name?'), /Ada/);
  });

  test('what was told is recalled shortly, with a subject, and without `hey`', () => {
    assert.match(answerOf(baker, "hey, I'm from Leeds", 'where did i say i was from?'), /from leeds/i);
    assert.match(answerOf(baker, 'just had soup for dinner', 'what was my dinner?'), /you just had soup/i);
    const long = answerOf(baker, `I saw ${'very '.repeat(300)}many crows`, 'what did I just say?');
    assert.ok(long.length < 300, `${long.length}`);
  });

  test('code, confusion and repetition are met as what they are', () => {
    assert.match(answerOf(baker, '```\nconst a = 1;\n```'), /code|machine/i);
    assert.match(answerOf(baker, "i don't understand"), /part|fault|lose|step/i);
    assert.match(answerOf(baker, 'you already said that'), /so i did|often|twice|true/i);
  });
});
