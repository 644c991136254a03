import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { type Command, command } from '../../core/commands/command.ts';
import { declareCommands } from './commands.ts';
import { validateCommands } from './validate-commands.ts';

function sample(changes: Partial<Command> = {}): Command {
  return command({
    name: 'why',
    kind: 'slash',
    description: 'Says why a message was answered.',
    input: z.object({}),
    permission: 'everyone',
    contexts: ['guild', 'direct'],
    cooldownMs: 0,
    run: async () => ({ text: '', visible: 'only-you' }),
    ...changes,
  });
}

const input = z.object({
  who: z.string().max(100).describe('Which character.'),
  mood: z.enum(['calm', 'cross']).optional().describe('In which mood.'),
  times: z.int().min(1).max(5).default(1).describe('How often.'),
  heat: z.number().optional().describe('How hot.'),
  loud: z.boolean().optional().describe('Whether aloud.'),
});

describe('declaring commands', () => {
  test('makes options from the schema', () => {
    const [declared] = declareCommands([sample({ input, suggest: { who: async () => [] } })]);
    assert.deepEqual(declared, {
      type: 1,
      name: 'why',
      description: 'Says why a message was answered.',
      contexts: [0, 1],
      integration_types: [0],
      default_member_permissions: null,
      options: [
        {
          type: 3,
          name: 'who',
          description: 'Which character.',
          required: true,
          autocomplete: true,
          max_length: 100,
        },
        {
          type: 3,
          name: 'mood',
          description: 'In which mood.',
          choices: [
            { name: 'calm', value: 'calm' },
            { name: 'cross', value: 'cross' },
          ],
        },
        { type: 4, name: 'times', description: 'How often.', min_value: 1, max_value: 5 },
        { type: 10, name: 'heat', description: 'How hot.' },
        { type: 5, name: 'loud', description: 'Whether aloud.' },
      ],
    });
  });

  test('groups names of two words and keeps menus apart', () => {
    const declared = declareCommands([
      sample({ name: 'character show', contexts: ['guild'] }),
      sample({ name: 'character off', contexts: ['guild'], permission: 'manage' }),
      sample({ name: 'Why?', kind: 'message' }),
    ]);
    assert.deepEqual(
      declared.map(({ name, type, contexts }) => ({ name, type, contexts })),
      [
        { name: 'character', type: 1, contexts: [0] },
        { name: 'Why?', type: 3, contexts: [0, 1] },
      ],
    );
    const [group] = declared;
    assert.ok(group && 'options' in group);
    assert.deepEqual(
      group.options?.map(({ name, type }) => ({ name, type })),
      [
        { name: 'show', type: 1 },
        { name: 'off', type: 1 },
      ],
    );
    assert.equal(group.default_member_permissions, null);
  });

  test('hides what changes the server, unless a role may do it', () => {
    const mute = sample({ name: 'mute', permission: 'manage' });
    assert.equal(declareCommands([mute])[0]?.default_member_permissions, '32');
    assert.equal(declareCommands([mute], 'Keepers')[0]?.default_member_permissions, null);
  });
});

describe('validating commands', () => {
  test('finds nothing wrong with good ones', () => {
    const suggest = { who: async () => [] };
    const commands = [
      sample({ input, suggest }),
      sample({ name: 'Why?', kind: 'message' }),
      sample({ name: 'character show' }),
    ];
    assert.deepEqual(validateCommands(commands), []);
  });

  test('names both places of a name that is taken', () => {
    const first = sample();
    const second = sample({ description: 'Another.' });
    const where = new Map([
      [first, 'features/receipts'],
      [second, 'features/gossip'],
    ]);
    assert.deepEqual(
      validateCommands([first, second], (one) => where.get(one) ?? ''),
      ['Two commands have the name “why”: features/receipts and features/gossip.'],
    );
    const [problem] = validateCommands([sample({ name: 'mute' }), sample({ name: 'mute all' })]);
    assert.match(
      problem ?? '',
      /“mute” cannot be a command and a group at once: .*number 1.* and .*number 2/,
    );
  });

  const described = (text: string) => z.string().describe(text);
  const wrong: [string, Partial<Command>, RegExp][] = [
    ['a capital', { name: 'Why' }, /lower case/],
    ['a space too many', { name: 'a b c' }, /one or two words/],
    ['a mark', { name: 'why?' }, /letters, digits/],
    ['a long name', { name: 'x'.repeat(33) }, /1 to 32/],
    ['no description', { description: '' }, /description must have 1 to 100/],
    ['a long description', { description: 'x'.repeat(101) }, /description must have 1 to 100/],
    ['nowhere', { contexts: [] }, /name a context/],
    [
      'order',
      { input: z.object({ a: described('A.').optional(), b: described('B.') }) },
      /“b” must stand before the optional “a”/,
    ],
    ['an undescribed option', { input: z.object({ a: z.string() }) }, /option “a”'s description/],
    [
      'an option with a capital',
      { input: z.object({ messageId: described('A.') }) },
      /“messageId” must be lower case/,
    ],
    ['an object', { input: z.object({ a: z.object({}).describe('A.') }) }, /must be a string, an enum/],
    ['a long choice', { input: z.object({ a: z.enum(['x'.repeat(101)]).describe('A.') }) }, /not 1 to 100/],
    [
      'too many choices',
      {
        input: z.object({ a: z.enum(Array.from({ length: 26 }, (_, index) => `c${index}`)).describe('A.') }),
      },
      /26 choices/,
    ],
    [
      'too many options',
      {
        input: z.object(
          Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`o${index}`, described('O.')])),
        ),
      },
      /26 options/,
    ],
    [
      'choices and suggestions',
      { input: z.object({ a: z.enum(['x']).describe('A.') }), suggest: { a: async () => [] } },
      /not both/,
    ],
    [
      'input from a menu',
      { kind: 'message', input: z.object({ a: described('A.') }) },
      /cannot ask for input/,
    ],
    ['a long label', { kind: 'message', name: 'x'.repeat(33) }, /label must have 1 to 32/],
  ];
  for (const [what, changes, says] of wrong) {
    test(`refuses ${what}`, () => {
      const problems = validateCommands([sample(changes)], () => 'features/sample');
      assert.ok(
        problems.some((problem) => says.test(problem) && problem.startsWith('features/sample: ')),
        problems.join('\n'),
      );
    });
  }

  test('refuses more commands than Discord takes', () => {
    const many = Array.from({ length: 101 }, (_, index) => sample({ name: `c${index}` }));
    assert.match(validateCommands(many).join('\n'), /100 commands, not 101/);
    const menus = Array.from({ length: 16 }, (_, index) => sample({ name: `C ${index}`, kind: 'message' }));
    assert.match(validateCommands(menus).join('\n'), /15 commands in a message's menu, not 16/);
  });
});
