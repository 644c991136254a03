import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { buttonProblem, lineOf } from './buttons.ts';
import { command } from './command.ts';
import { readCommandLine } from './line.ts';

const say = command({
  name: 'say it',
  kind: 'slash',
  description: 'Says it.',
  input: z.object({
    words: z.string().max(200).describe('What.'),
    loud: z.boolean().optional().describe('Whether it is loud.'),
    times: z.int().min(1).optional().describe('How often.'),
  }),
  permission: 'everyone',
  contexts: ['guild', 'direct'],
  cooldownMs: 0,
  run: async () => ({ text: '', visible: 'only-you' }),
});

function problem(change: object) {
  return buttonProblem([say], { label: 'Say', command: 'say it', input: { words: 'hm' }, ...change });
}

test('a button is a line that is read back as it was meant', () => {
  const wild = [
    'Mira',
    'Mira Vale',
    '',
    '"',
    '"a" b',
    'a ""',
    'loud:yes',
    ' x ',
    'C:\\a\\',
    'one\ntwo',
    'Zdeňka’s',
  ];
  for (const words of wild) {
    const input = { words, loud: false, times: 3 };
    assert.deepEqual(readCommandLine([say], lineOf({ command: 'say it', input })).input, input, words);
  }
  assert.equal(
    lineOf({ command: 'say it', input: { words: 'good day', loud: true } }),
    '/say it words:"good day" loud:yes',
  );
});

test('what could not be shown or pressed everywhere is told', () => {
  assert.equal(problem({}), undefined);
  assert.match(problem({ input: { words: 'x'.repeat(100) } }) ?? '', /longer than the 100 characters/);
  assert.match(problem({ label: '' }) ?? '', /needs a label/);
  assert.match(problem({ command: 'sing' }) ?? '', /runs no command: There is no command \/sing/);
  assert.match(problem({ input: { words: 'x', times: 0 } }) ?? '', /runs no command: times/);
});
