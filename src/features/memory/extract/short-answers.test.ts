import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractFacts, type SaidLine } from './index.ts';

const bo = { id: 'bo', name: 'Bo', kind: 'person' as const };
const ana = { id: 'ana', name: 'Ana', kind: 'person' as const };
const kim = { id: 'kim', name: 'Kim', kind: 'person' as const };

const at = Date.UTC(2026, 10, 26);
const line = (messageId: string, author: SaidLine['author'], text: string, more: Partial<SaidLine> = {}) => ({
  messageId,
  author,
  text,
  at: at + Number(messageId) * 30_000,
  mentions: [],
  ...more,
});
const read = (...lines: SaidLine[]) => extractFacts(lines, [bo, ana, kim]).map(({ statement }) => statement);

describe('a short answer to a question about oneself', () => {
  const said: [string, string, string[]][] = [
    ['where are you from bo?', 'Cork originally', ['Bo comes from Cork.']],
    ['where do you live now, Bo?', 'still Bergen', ['Bo lives in Bergen.']],
    ['Bo how old are you actually', '46 and proud of it', ['Bo is 46 years old.']],
    [
      '@Bo what do you do for a living?',
      'forklift operator, nothing fancy',
      ['Bo works as a forklift operator.'],
    ],
    ["what's your dog called, Bo?", 'Biscuit!', ["Bo's dog is called Biscuit."]],
    ["bo what's your favourite cheese?", 'gouda, hands down', ["Bo's favourite cheese is gouda."]],
    ['Bo do you like olives? there are some left', "can't stand them honestly", ['Bo dislikes olives.']],
    ['bo do you smoke?', 'not anymore', ['Bo used to smoke.']],
    ['Bo, are you vegetarian?', 'since 2011!', ['Bo is vegetarian.']],
    ['what languages do you speak, Bo?', 'Basque and Spanish', ['Bo speaks Basque.', 'Bo speaks Spanish.']],
    ['bo do you have any siblings?', 'two sisters', ['Bo has two sisters.']],
    ['do you have pets Bo?', 'yeah, three hens and a goat', ['Bo has three hens.', 'Bo has a goat.']],
    ['how tall are you bo??', '1.93m', ['Bo is 1.93m tall.']],
  ];
  for (const [question, answer, statements] of said)
    test(`${question} ${answer}`, () =>
      assert.deepEqual(read(line('1', ana, question), line('2', bo, answer)), statements));
});

describe('who was asked', () => {
  const question = 'where are you from?';
  const answer = 'Cork';
  const known = ['Bo comes from Cork.'];
  test('whoever replies', () =>
    assert.deepEqual(
      read(
        line('1', kim, 'hello'),
        line('2', ana, question),
        line('3', bo, answer, { replyTo: { messageId: '2' } }),
      ),
      known,
    ));
  test('everybody', () =>
    assert.deepEqual(read(line('1', ana, 'so where are you all from?'), line('2', bo, answer)), known));
  test('the other of two who talk', () =>
    assert.deepEqual(read(line('1', bo, 'hi'), line('2', ana, question), line('3', bo, answer)), known));
  test('nobody for sure where three talk', () =>
    assert.deepEqual(
      read(line('1', kim, 'hi'), line('2', bo, 'hi'), line('3', ana, question), line('4', bo, answer)),
      [],
    ));
  test('somebody else, by name', () =>
    assert.deepEqual(
      read(line('1', bo, 'hi'), line('2', ana, 'Kim, where are you from?'), line('3', bo, answer)),
      [],
    ));
  test('somebody else, in a reply', () =>
    assert.deepEqual(
      read(
        line('1', kim, 'hi'),
        line('2', ana, question, { replyTo: { messageId: '1', authorId: 'kim' } }),
        line('3', bo, answer),
      ),
      [],
    ));
  test('long ago', () =>
    assert.deepEqual(read(line('1', ana, 'Bo, where are you from?'), line('99', bo, answer)), []));
});

describe('what answers nothing about anybody', () => {
  const said: [string, string][] = [
    ['where are you from bo?', 'why do you ask'],
    ['where are you from bo?', 'the moon'],
    ['where did you grow up bo?', 'all over'],
    ['where are you rn Bo?', 'Lidl'],
    ['bo how old are you', '900 years old'],
    ['Bo do you like my drawing?', 'yes'],
    ['Bo do you like it?', 'love it'],
    ['Bo do you like pineapple?', 'depends on the day'],
    ['bo, are you ready?', 'yes'],
    ['bo, is your brother single?', 'married with three kids lol'],
    ['bo look at these crystals', 'nerd'],
    ['bo do you want coffee?', 'yes'],
    ["bo what's her name?", 'Lucy'],
    ['bo, how old is the server?', '14'],
    ["Bo what's your favourite cheese?", 'no idea'],
    ['bo are you a pilot or a sailor?', 'yes'],
    ['bo where do you live? and what do you do?', 'baker'],
  ];
  for (const [question, answer] of said)
    test(`${question} ${answer}`, () =>
      assert.deepEqual(read(line('1', ana, question), line('2', bo, answer)), []));
});
