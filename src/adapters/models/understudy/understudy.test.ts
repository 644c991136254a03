import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { aScene } from '../../../../test/contracts/language-model.ts';
import { aCharacter } from '../../../../test/support/characters.ts';
import type { Character } from '../../../core/character.ts';
import type { Scene } from '../../../core/ports/model.ts';
import { reply } from './reply.ts';
import { sentencesIn } from './sentences.ts';

interface Question {
  character: string;
  kind: string;
  talk?: [speaker: string, text: string][];
  partner?: string;
  present?: string[];
  ask: string;
  /** One of these must be in the answer. */
  accept: string[];
}

const cast = fixture<Character[]>('characters');
const questions = fixture<Question[]>('questions');
const paraphrases = fixture<Question[]>('paraphrases');

function fixture<T>(name: string): T {
  const url = new URL(`../../../../test/fixtures/understudy/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}

function characterOf(id: string): Character {
  const found = cast.find((character) => character.id === id);
  assert.ok(found !== undefined, id);
  return found;
}

function sceneOf({ character: id, talk = [], partner = 'Ada', present = [], ask }: Question): Scene {
  const character = characterOf(id);
  const lines = [...talk, [partner, ask] as const].map(([speaker, text], at) => ({
    speaker,
    text,
    bySelf: speaker === character.displayName,
    at,
  }));
  return aScene(ask, { character, talk: lines, partner, present });
}

/** A talk in which a person says one thing after another; what the character said. */
function talkWith(character: Character, messages: string[]): string[] {
  const talk: Scene['talk'] = [];
  return messages.map((text) => {
    talk.push({ speaker: 'Ada', text, bySelf: false, at: talk.length });
    const said = reply(aScene(text, { character, talk: [...talk], partner: 'Ada' }), undefined);
    talk.push({ speaker: character.displayName, text: said, bySelf: true, at: talk.length });
    return said;
  });
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

describe('the length of an answer', () => {
  test('two sentences are short; lines that the card has word for word stay whole', () => {
    const character = aCharacter({
      description: 'Ada keeps bees. They live on the roof. She counts them every evening. They hum.',
      examples: ['{{user}}: How is the honey?\n{{char}}: Dark. Thick. Slow. Worth it.'],
    });
    const say = (text: string, length?: Scene['length']) =>
      reply({ ...aScene(text, { character, partner: 'Bo' }), length }, undefined);
    assert.match(say('How is the honey?', 'short'), /Worth it/);
    const asks = ['Tell me about the bees', 'Where do the bees live?', 'I lost my job today', 'hello'];
    for (const text of asks) assert.ok(sentencesIn(say(text, 'short')).length <= 2, say(text, 'short'));
    assert.ok(asks.some((text) => sentencesIn(say(text)).length > 2));
    for (const text of asks) assert.equal(say(text, 'medium'), say(text));
  });
});

describe('the understudy', () => {
  test('says nothing twice within twelve turns, whatever it is asked', () => {
    const stubborn = [
      'How old are you?',
      'hi',
      'What is the capital of Peru?',
      'I like trains.',
      'ok',
      'why?',
      'thanks',
      '',
    ];
    const mixed = questions.slice(0, 60).map(({ ask }) => ask);
    for (const character of [...cast, aCharacter({ description: '', personality: '', firstMessage: '' })]) {
      const talks = [...stubborn.map((text) => Array.from({ length: 26 }, () => text)), mixed];
      for (const talk of talks) {
        const said = talkWith(character, talk).map(plain);
        for (const [turn, line] of said.entries()) {
          const before = said.slice(Math.max(0, turn - 12), turn);
          assert.ok(
            !before.includes(line),
            `${character.displayName}, asked “${talk[turn]}”, said again: ${line}`,
          );
          assert.notEqual(line, '', `${character.displayName} said nothing to “${talk[turn]}”`);
        }
      }
    }
  });

  test('says the same with the same seed, and varies with another', () => {
    const scene = sceneOf({
      character: 'juno-pike',
      kind: '',
      ask: 'What is the capital of Peru?',
      accept: [],
    });
    assert.equal(reply(scene, 7), reply(scene, 7));
    const said = new Set(Array.from({ length: 12 }, (_, seed) => reply(scene, seed)));
    assert.ok(said.size > 2, [...said].join('\n'));
  });

  test('leaves no macro in, and speaks of itself as I', () => {
    for (const question of [...questions, ...paraphrases]) {
      const said = reply(sceneOf(question), undefined);
      const { displayName } = characterOf(question.character);
      assert.doesNotMatch(said, /\{\{|\}\}|<USER>|<BOT>|<START>/i);
      assert.doesNotMatch(
        said,
        new RegExp(`\\b${displayName} (?:is|was|has|keeps|likes|lives|runs|does)\\b`),
        question.ask,
      );
    }
  });

  test('says honestly what it is', () => {
    for (const ask of [
      'are you an AI?',
      'Are you ChatGPT?',
      'which model are you running on?',
      'are you a real person',
    ]) {
      const said = reply(sceneOf({ character: 'maren-vale', kind: '', ask, accept: [] }), undefined);
      assert.match(said, /understudy/, ask);
      assert.match(said, /no language model|only an understudy/i, ask);
    }
  });

  test('knows who asks and who is there', () => {
    const asked = (ask: string, present: string[]) =>
      reply(sceneOf({ character: 'tansy', kind: '', ask, present, accept: [] }), undefined);
    assert.match(asked('who am I?', []), /Ada/);
    assert.match(asked('who is here?', ['Bo', 'Cleo']), /Bo and Cleo are here/);
    assert.match(asked('who else is here?', []), /Only you and I, Ada/);
  });

  test('knows that it is meant, by its name or after another has answered', () => {
    const asked = (ask: string) => talkWith(characterOf('tansy'), ['hello', ask])[1] ?? '';
    assert.match(asked('who is Tansy?'), /^Tansy\. /);
    assert.match(asked('and Tansy?'), /Ada|listening|called/);
    const scene = sceneOf({ character: 'tansy', kind: '', ask: 'what do you think of Otto?', accept: [] });
    scene.talk.push({ speaker: 'Maren', text: 'He repairs my compass.', bySelf: false, at: 2 });
    assert.match(reply(scene, undefined), /oil/);
  });

  test('tells the time that the slices bring', () => {
    const scene = sceneOf({ character: 'tansy', kind: '', ask: 'what time is it?', accept: [] });
    scene.context = ['It is Sunday evening, 22 November 2026, 21:40 (UTC).'];
    assert.match(reply(scene, undefined), /21:40/);
  });

  test('does not take what one person said for what another said', () => {
    const talk: [string, string][] = [
      ['Bo', 'my cat is called Figaro'],
      ['Tansy', 'Good.'],
      ['Ada', 'my cat is called Pudding'],
    ];
    const asked = (partner: string, ask: string) =>
      reply(sceneOf({ character: 'tansy', kind: '', talk, partner, ask, accept: [] }), undefined);
    assert.match(asked('Ada', "what's my cat called?"), /your cat is called Pudding/);
    assert.match(asked('Bo', "what's my cat called?"), /your cat is called Figaro/);
    assert.match(asked('Ada', "what is Bo's cat called?"), /Bo said.*Figaro/);
    assert.match(asked('Bo', 'what did I say my dog was called?'), /you told me|lost it|don't believe/i);
  });

  test('tells what somebody said to it without its own name', () => {
    const talk: [string, string][] = [['Bo', 'Hey Tansy, my cat is called Figaro']];
    const ask = "what's my cat called?";
    const scene = sceneOf({ character: 'tansy', kind: '', talk, partner: 'Bo', ask, accept: [] });
    assert.match(reply(scene, undefined), /^You told me your cat is called Figaro\.$/);
  });

  test('answers from what the slices brought up', () => {
    const scene = sceneOf({ character: 'tansy', kind: '', ask: 'What is the Moonpetal?', accept: [] });
    scene.context = ['The Moonpetal is a white flower that opens once in nineteen years.'];
    assert.match(reply(scene, undefined), /opens once in nineteen years/);
  });

  test('goes on where it stopped when it is asked to', () => {
    const [first, second] = talkWith(characterOf('ottokar-finch'), ['Were you ever in prison?', 'and then?']);
    assert.match(first ?? '', /eleven months/);
    assert.notEqual(second, first);
    assert.doesNotMatch(second ?? '', /couldn't tell|don't know/i);
  });

  test('takes up what somebody tells', () => {
    const [said] = talkWith(characterOf('juno-pike'), ['I painted my kitchen yellow yesterday.']);
    assert.match(said ?? '', /you painted your kitchen yellow/);
  });

  test('copes with cards in lists, with unknown scripts, and with nothing at all', () => {
    const listed = aCharacter({
      displayName: 'Rook',
      name: 'Rook',
      description:
        '[character("Rook") Age("31") Likes("chess" + "storms") Hair("black")]\n- Occupation: locksmith',
      personality: '',
    });
    assert.match(talkWith(listed, ['how old are you?'])[0] ?? '', /31/);
    assert.match(talkWith(listed, ['what do you like?'])[0] ?? '', /chess and storms/);
    assert.match(talkWith(listed, ["what's your job?"])[0] ?? '', /locksmith/);
    const japanese = aCharacter({
      description: '灯台守は緑の本に船の名前を書き留める。猫の名前はミケです。',
      personality: '',
    });
    assert.match(talkWith(japanese, ['猫の名前は？'])[0] ?? '', /ミケ/);
    const empty = aCharacter({ description: '', personality: '', firstMessage: '' });
    assert.ok((talkWith(empty, ['hello', 'what?'])[1] ?? '').length > 2);
  });
});

test('who is called together with others is asked the same as when called alone', () => {
  const character = aCharacter();
  const ask = (text: string) => reply(aScene(text, { character, partner: 'Jo', present: ['Évi', 'Bo'] }), 1);
  for (const called of ['Ada and Évi, ', 'Bo, Ada & Évi: ', 'hey Évi, Ada, '])
    assert.match(ask(`${called}what do you keep on the roof?`), /bees/, called);
  assert.doesNotMatch(ask('Bo and Ada, how is the cellar?'), /\bBo\b/);
});
