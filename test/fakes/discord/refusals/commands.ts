import type { Json } from '../../http.ts';
import { chat, command, form, long, plain, type RefusalCase, times } from './case.ts';

const option = (name: string, extra: Json = {}) => ({ name, description: 'x', type: 3, ...extra });

/** What is refused about application commands. */
export const commandCases: RefusalCase[] = [
  form(
    'a command name with capitals',
    command(chat({ name: 'Chat' })),
    '0.name',
    'APPLICATION_COMMAND_INVALID_NAME',
  ),
  form(
    'a command name with a space',
    command(chat({ name: 'chat now' })),
    '0.name',
    'APPLICATION_COMMAND_INVALID_NAME',
  ),
  form('a command name over 32', command(chat({ name: long(33) })), '0.name', 'BASE_TYPE_BAD_LENGTH'),
  form('a command without description', command({ name: 'chat' }), '0.description', 'BASE_TYPE_REQUIRED'),
  form(
    'a description over 100',
    command(chat({ description: long(101) })),
    '0.description',
    'BASE_TYPE_BAD_LENGTH',
  ),
  form(
    'a context menu command with description',
    command({ name: 'Why?', type: 3, description: 'x' }),
    '0.description',
    'APPLICATION_COMMAND_INVALID_DESCRIPTION',
  ),
  form('two commands with one name', command(chat(), chat()), '1', 'APPLICATION_COMMANDS_DUPLICATE_NAME'),
  form(
    'a required option after an optional one',
    command(chat({ options: [option('a'), option('b', { required: true })] })),
    '0.options.1',
    'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  ),
  form(
    'two options with one name',
    command(chat({ options: [option('a'), option('a')] })),
    '0.options.1',
    'APPLICATION_COMMAND_OPTIONS_NAME_INVALID',
  ),
  form(
    '26 options',
    command(chat({ options: times(26, (i) => option(`o${i}`)) })),
    '0.options',
    'BASE_TYPE_MAX_LENGTH',
  ),
  form(
    '26 choices',
    command(
      chat({ options: [option('a', { choices: times(26, (i) => ({ name: `c${i}`, value: `${i}` })) })] }),
    ),
    '0.options.0.choices',
    'BASE_TYPE_MAX_LENGTH',
  ),
  form(
    'a choice over 100',
    command(chat({ options: [option('a', { choices: [{ name: long(101), value: 'a' }] })] })),
    '0.options.0.choices.0.name',
    'BASE_TYPE_BAD_LENGTH',
  ),
  form(
    'choices and autocomplete',
    command(chat({ options: [option('a', { autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] })),
    '0.options.0.choices',
    'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID',
  ),
  form(
    'an option without description',
    command(chat({ options: [{ name: 'a', type: 3 }] })),
    '0.options.0.description',
    'BASE_TYPE_REQUIRED',
  ),
  form(
    'subcommands beside options',
    command(chat({ options: [option('a', { type: 1 }), option('b')] })),
    '0.options',
    'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
  ),
  form(
    'a command over 8,000',
    command(
      chat({
        options: times(25, (i) =>
          option(`o${i}`, {
            description: long(100),
            choices: times(25, (j) => ({ name: `${long(90)}${j}`, value: 'a' })),
          }),
        ),
      }),
    ),
    '0',
    'APPLICATION_COMMAND_TOO_LARGE',
  ),
  form(
    'options right inside a group',
    command(chat({ options: [option('a', { type: 2, options: [option('b')] })] })),
    '0.options.0.options',
    'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
  ),
  form(
    'a translated description over 100',
    command(chat({ description_localizations: { de: long(101) } })),
    '0.description_localizations.de',
    'BASE_TYPE_BAD_LENGTH',
  ),
  plain('101 commands', command(...times(101, (i) => chat({ name: `c${i}` }))), 400, 30032),
];
