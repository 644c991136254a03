import type { Command } from '../../core/commands/command.ts';
import { type CommandOption, optionsOf } from './options.ts';

// https://discord.com/developers/docs/interactions/application-commands
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const most = {
  description: 100,
  options: 25,
  choices: 25,
  choice: 100,
  slash: 100,
  message: 15,
  characters: 8_000,
};

type Where = (command: Command) => string;

/**
 * What Discord would refuse in these commands, one sentence each, naming every place involved. `where` says where a
 * command was declared; without it, its position in the list and its description do.
 */
export function validateCommands(commands: readonly Command[], where: Where = placeIn(commands)): string[] {
  return [
    ...sameNames(commands, where),
    ...namesThatAreGroups(commands, where),
    ...tooMany(commands),
    ...commands.flatMap((command) => problemsOf(command).map((problem) => `${where(command)}: ${problem}`)),
  ];
}

function placeIn(commands: readonly Command[]): Where {
  return (command) => `“${command.name}” (number ${commands.indexOf(command) + 1}: ${command.description})`;
}

function sameNames(commands: readonly Command[], where: Where): string[] {
  const byName = Map.groupBy(commands, ({ kind, name }) => `${kind} ${name}`);
  return [...byName.values()]
    .filter((same) => same.length > 1)
    .map((same) => `Two commands have the name “${same[0]?.name}”: ${same.map(where).join(' and ')}.`);
}

function namesThatAreGroups(commands: readonly Command[], where: Where): string[] {
  const slash = commands.filter(({ kind }) => kind === 'slash');
  return slash
    .filter(({ name }) => !name.includes(' '))
    .flatMap((single) => {
      const inside = slash.find(({ name }) => name.startsWith(`${single.name} `));
      if (inside === undefined) return [];
      return `“${single.name}” cannot be a command and a group at once: ${where(single)} and ${where(inside)}.`;
    });
}

function tooMany(commands: readonly Command[]): string[] {
  const slash = new Set(
    commands.filter(({ kind }) => kind === 'slash').map(({ name }) => name.split(' ')[0]),
  );
  const message = commands.filter(({ kind }) => kind === 'message');
  const groups = Map.groupBy(
    commands.filter(({ kind, name }) => kind === 'slash' && name.includes(' ')),
    ({ name }) => name.split(' ')[0],
  );
  return [
    ...(slash.size > most.slash ? [`Discord takes ${most.slash} commands, not ${slash.size}.`] : []),
    ...(message.length > most.message
      ? [`Discord takes ${most.message} commands in a message's menu, not ${message.length}.`]
      : []),
    ...[...groups]
      .filter(([, members]) => members.length > most.options)
      .map(
        ([name, members]) => `“${name}” has ${members.length} subcommands; Discord takes ${most.options}.`,
      ),
  ];
}

function problemsOf(command: Command): string[] {
  const contexts = command.contexts.length === 0 ? ['it is offered nowhere; name a context.'] : [];
  if (command.kind === 'message') return [...menuProblems(command), ...contexts];
  const options = optionsOf(command);
  return [
    ...nameProblems(command),
    ...descriptionProblems('its description', command.description),
    ...contexts,
    ...orderProblems(options),
    ...(options.length > most.options
      ? [`it has ${options.length} options; Discord takes ${most.options}.`]
      : []),
    ...(sizeOf(command, options) > most.characters
      ? [`its texts have more than ${most.characters} characters together.`]
      : []),
    ...options.flatMap(optionProblems),
  ];
}

function menuProblems(command: Command): string[] {
  const fits = command.name.trim() !== '' && [...command.name].length <= 32;
  return [
    ...(fits ? [] : ['its label must have 1 to 32 characters.']),
    ...(optionsOf(command).some(({ required }) => required)
      ? ['a command on a message cannot ask for input.']
      : []),
  ];
}

function nameProblems(command: Command): string[] {
  const words = command.name.split(' ');
  if (words.length > 2) return ['its name must be one or two words.'];
  return words.flatMap((word) => wordProblems('its name', word));
}

function wordProblems(what: string, word: string): string[] {
  if (!namePattern.test(word)) return [`${what} “${word}” must be 1 to 32 letters, digits, - or _.`];
  return word === word.toLowerCase() ? [] : [`${what} “${word}” must be lower case.`];
}

function descriptionProblems(what: string, text: string): string[] {
  const length = [...text].length;
  return length >= 1 && length <= most.description
    ? []
    : [`${what} must have 1 to ${most.description} characters.`];
}

function orderProblems(options: CommandOption[]): string[] {
  const optional = options.findIndex(({ required }) => !required);
  const late = optional < 0 ? undefined : options.slice(optional).find(({ required }) => required);
  return late === undefined
    ? []
    : [`the required “${late.name}” must stand before the optional “${options[optional]?.name}”.`];
}

function optionProblems(option: CommandOption): string[] {
  const what = `the option “${option.name}”`;
  return [
    ...wordProblems("the option's name", option.name),
    ...descriptionProblems(`${what}'s description`, option.description),
    ...(option.type === 'other' ? [`${what} must be a string, an enum, a number, a boolean or a file.`] : []),
    ...choiceProblems(what, option),
  ];
}

function choiceProblems(what: string, { choices, suggests, type }: CommandOption): string[] {
  if (suggests && (choices !== undefined || type === 'boolean' || type === 'file')) {
    return [`${what} can have choices or suggestions, not both, and suggestions are for text and numbers.`];
  }
  if (choices === undefined) return [];
  const tooLong = choices.find((choice) => choice === '' || [...choice].length > most.choice);
  return [
    ...(choices.length > most.choices
      ? [`${what} has ${choices.length} choices; Discord takes ${most.choices}.`]
      : []),
    ...(tooLong === undefined
      ? []
      : [`${what} has a choice that is not 1 to ${most.choice} characters long.`]),
  ];
}

function sizeOf(command: Command, options: CommandOption[]): number {
  const texts = options.flatMap(({ name, description, choices }) => [name, description, ...(choices ?? [])]);
  return [command.name, command.description, ...texts].join('').length;
}
