import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { command } from './command.ts';
import { completeCommandLine } from './completion.ts';
import { fileInput } from './file.ts';
import { readCommandLine, usageOf } from './line.ts';
import { optionsOf } from './options.ts';

const common = {
  kind: 'slash',
  permission: 'everyone',
  contexts: ['guild', 'direct'],
  cooldownMs: 0,
  run: async () => ({ text: '', visible: 'only-you' as const }),
} as const;

const commands = [
  command({ ...common, name: 'help', description: 'What I can do.', input: z.object({}) }),
  command({
    ...common,
    name: 'chat',
    description: 'Talk.',
    input: z.object({
      character: z.string().describe('Who answers.'),
      message: z.string().describe('What you say.'),
    }),
  }),
  command({
    ...common,
    name: 'character show',
    description: 'Shows one.',
    input: z.object({ name: z.string().describe('Whom.') }),
    suggest: { name: async (partial) => ['Mira Vale', 'Moss'].filter((name) => name.startsWith(partial)) },
  }),
  command({
    ...common,
    name: 'channel mode',
    description: 'When I answer.',
    input: z.object({
      mode: z.enum(['off', 'always']).describe('When.'),
      hours: z.int().min(1).optional().describe('For how long.'),
      quiet: z.boolean().default(false).describe('Without a word.'),
    }),
  }),
];
const call = {
  place: { host: 'playground', channelId: 'tavern', kind: 'text' },
  caller: { id: 'p', name: 'Ada', mayManage: true },
} as const;

function inputOf(line: string) {
  return readCommandLine(commands, line).input;
}

test('options come from the schema, in order, with choices and what is required', () => {
  const options = optionsOf(readCommandLine(commands, '/channel mode off').command);
  assert.deepEqual(
    options.map(({ name, kind, required, choices }) => ({ name, kind, required, choices })),
    [
      { name: 'mode', kind: 'text', required: true, choices: ['off', 'always'] },
      { name: 'hours', kind: 'integer', required: false, choices: [] },
      { name: 'quiet', kind: 'boolean', required: false, choices: [] },
    ],
  );
});

test('the last text that must be given takes the rest; what may be left out is named', () => {
  const say = command({
    ...common,
    name: 'say',
    description: 'Speak.',
    input: z.object({ words: z.string().describe('What.'), who: z.string().optional().describe('Who.') }),
  });
  const read = (line: string) => readCommandLine([say], line).input;
  assert.deepEqual(read('/say how are you?'), { words: 'how are you?' });
  assert.deepEqual(read('/say how are you? who:Mira Vale'), { words: 'how are you?', who: 'Mira Vale' });
  assert.deepEqual(read('/say who:"Mira Vale" how are you?'), { words: 'how are you?', who: 'Mira Vale' });
});

test('words go to the options in order, and the last text takes the rest', () => {
  assert.deepEqual(inputOf('/character show Mira Vale'), { name: 'Mira Vale' });
  assert.deepEqual(inputOf('/chat Moss how are: you?'), { character: 'Moss', message: 'how are: you?' });
  assert.deepEqual(inputOf('/chat "Mira Vale" good evening'), {
    character: 'Mira Vale',
    message: 'good evening',
  });
});

test('options may be named, in any order', () => {
  assert.deepEqual(inputOf('/chat message:good evening character:Mira Vale'), {
    character: 'Mira Vale',
    message: 'good evening',
  });
  assert.deepEqual(inputOf('/channel mode always quiet:yes hours:3'), {
    mode: 'always',
    quiet: true,
    hours: 3,
  });
});

const keep = command({
  ...common,
  name: 'keep',
  description: 'Keeps a file.',
  input: z.object({
    file: fileInput('Which file.'),
    label: z.string().optional().describe('What to call it.'),
    second: fileInput('Another one.').optional(),
  }),
});

test('a file is found by what is typed for it', async () => {
  const asked: string[] = [];
  const findFile = (typed: string) => {
    asked.push(typed);
    return { name: typed, size: 1, bytes: async () => new Uint8Array(1) };
  };
  const { input } = readCommandLine([keep], '/keep ~/my cards/Mira Vale.png label:moon', findFile);
  assert.deepEqual([asked, input['label']], [['~/my cards/Mira Vale.png'], 'moon']);
  readCommandLine([keep], '/keep "a ""b"".png" second:c.png', findFile);
  assert.deepEqual(asked.slice(1), ['a "b".png', 'c.png']);
  assert.deepEqual(
    optionsOf(keep).map(({ kind, required, description }) => [kind, required, description]),
    [
      ['file', true, 'Which file.'],
      ['text', false, 'What to call it.'],
      ['file', false, 'Another one.'],
    ],
  );
  const waits = async (line: string) => (await completeCommandLine([keep], line, call)).file;
  assert.deepEqual(
    [
      await waits('/keep'),
      await waits('/keep '),
      await waits('/keep a.png'),
      await waits('/keep a.png second:b'),
    ],
    ['file', 'file', 'second', undefined],
  );
});

test('a file where none can be had, or none is given, is refused', () => {
  assert.throws(() => readCommandLine([keep], '/keep a.png'), /A file cannot be given here/);
  assert.throws(() => readCommandLine([keep], '/keep'), /needs file \(Which file\)/);
});

test('mistakes are sentences that say the way out', () => {
  const refused = (line: string, says: RegExp) =>
    assert.throws(
      () => inputOf(line),
      (error) => error instanceof UserError && says.test(error.message),
    );
  refused('/nonsense', /no command \/nonsense.*\/help/);
  refused('/character', /character show <name>/);
  refused('/character show', /needs name \(Whom\)/);
  refused('/channel mode loud', /must be one of off, always/);
  refused('/channel mode off many', /hours/);
});

test('completion offers commands first, then the values of the option being written', async () => {
  const lines = async (line: string) =>
    (await completeCommandLine(commands, line, call)).items.map((item) => item.line);
  assert.deepEqual(await lines('/ch'), ['/chat ', '/character show ', '/channel mode ']);
  assert.deepEqual(await lines('/character show '), ['/character show "Mira Vale"', '/character show Moss']);
  assert.deepEqual(await lines('/character show M'), ['/character show "Mira Vale"', '/character show Moss']);
  assert.deepEqual(await lines('/channel mode a'), ['/channel mode always']);
  assert.equal((await completeCommandLine(commands, '/character show ', call)).hint, 'Whom.');
});

test('usage marks what is required', () => {
  assert.equal(
    usageOf(readCommandLine(commands, '/channel mode off').command),
    '/channel mode <mode> [hours] [quiet]',
  );
});
