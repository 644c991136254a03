import assert from 'node:assert/strict';
import { test } from 'node:test';
import { understand } from './question.ts';

const about = { now: 0, timeZone: 'UTC' };
const names = ['caroline', 'melanie smith'];

test('a question is put as somebody would have said the answer', () => {
  const cases = [
    ['What did Caroline research?', 'I research'],
    ["When did Melanie's family go camping?", 'my family go camping'],
    ["Which town is Melanie Smith's home?", 'town is my home'],
    ['Do you remember where Caroline lives?', 'I lives'],
    ['What?', 'What?'],
  ] as const;
  for (const [text, statement] of cases)
    assert.equal(understand({ ...about, text }, names).statement, statement);
});

test('whoever speaks on the shelves may be named, by the first name too; names are no subject', () => {
  const question = understand({ ...about, text: 'Where did Melanie and Bo go?' }, names);
  assert.deepEqual([...question.speakers], ['melanie smith']);
  assert.deepEqual(question.terms, ['bo', 'go']);
});

test('who asks about herself names herself', () => {
  const asker = { id: '1', name: 'Caroline' };
  assert.deepEqual(
    [...understand({ ...about, text: 'Where do I live?', asker }, names).speakers],
    ['caroline'],
  );
  assert.deepEqual([...understand({ ...about, text: 'Where does he live?', asker }, names).speakers], []);
});

test('a question of nothing but small words still asks for them', () => {
  assert.deepEqual(understand({ ...about, text: 'Who are you?' }, []).terms, ['who', 'ar', 'you']);
});
