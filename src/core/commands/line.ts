import { UserError } from '../errors.ts';
import type { Command } from './command.ts';
import type { GivenFile } from './file.ts';
import { type CommandOption, optionsOf } from './options.ts';

/** What a typed line asks for: `/character show Mira`, `/why id:01k…`, `/chat "Mira Vale" good evening`. */
export interface CommandLine {
  command: Command;
  input: Record<string, unknown>;
}

/** A typed line taken apart, before anything is judged. */
export interface Draft {
  command: Command;
  options: CommandOption[];
  values: Map<string, string>;
  /** The option that the last words belong to, and how far it is written. */
  open: { option: CommandOption; partial: string } | undefined;
}

/** Whether a line is a command at all. */
export function isCommandLine(text: string): boolean {
  return /^\/\p{L}/u.test(text);
}

/** Finds the file that was meant by what was typed for it. Throws UserError when there is none. */
export type FindFile = (typed: string) => GivenFile;

/** Reads a command as hosts without forms take it. Throws UserError with a sentence that names the way out. */
export function readCommandLine(
  commands: readonly Command[],
  line: string,
  findFile: FindFile = noFile,
): CommandLine {
  const draft = takeApart(commands, line);
  if (draft === undefined) throw new UserError(unknownCommand(commands, line));
  return { command: draft.command, input: readInput(draft.command, valuesOf(draft, findFile)) };
}

/** Judges what was given for a command's options. Throws UserError with a sentence for the first mistake. */
export function readInput(command: Command, given: Record<string, unknown>): Record<string, unknown> {
  const parsed = command.input.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? '');
  const option = optionsOf(command).find((candidate) => candidate.name === name);
  throw new UserError(complaint(command, option, given[name] !== undefined, issue?.message ?? ''));
}

/** How a command is written: `/character show <name>`. */
export function usageOf(command: Command): string {
  const parts = optionsOf(command).map(({ name, required }) => (required ? `<${name}>` : `[${name}]`));
  return [`/${command.name}`, ...parts].join(' ');
}

/** Finds the command a line begins with and shares its words out among the options. */
export function takeApart(commands: readonly Command[], line: string): Draft | undefined {
  const typed = line.replace(/^\//, '');
  const command = commands
    .filter(({ kind, name }) => kind === 'slash' && (typed === name || typed.startsWith(`${name} `)))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (command === undefined) return undefined;
  const options = optionsOf(command);
  return { command, options, ...shareOut(options, typed.slice(command.name.length)) };
}

function shareOut(options: CommandOption[], rest: string): Pick<Draft, 'values' | 'open'> {
  const values = new Map<string, string>();
  const named = new RegExp(`(?:^|\\s)(${options.map(({ name }) => name).join('|') || '(?!)'}):`, 'u');
  let left = rest;
  let open: Draft['open'];
  for (let next = nextValue(left, options, values, named); next !== undefined; ) {
    values.set(next.option.name, next.value);
    left = next.left;
    open = left === '' ? { option: next.option, partial: next.value } : undefined;
    next = nextValue(left, options, values, named);
  }
  if (open !== undefined || !/^\s+$/.test(left)) return { values, open };
  const waiting = options.find(({ name }) => !values.has(name));
  return { values, open: waiting && { option: waiting, partial: '' } };
}

/**
 * The next option with its value: `name:value`, or the words in the order of the options. The last text that must be
 * given takes all, so that `/chat how are you` needs no quotes; what may be left out after it is given by name.
 */
function nextValue(rest: string, options: CommandOption[], values: Map<string, string>, named: RegExp) {
  const text = rest.trimStart();
  if (text === '') return undefined;
  const label = named.exec(text);
  const byName = label?.index === 0 ? options.find(({ name }) => name === label[1]) : undefined;
  const waiting = options.filter(({ name }) => !values.has(name));
  const option = byName ?? waiting[0];
  if (option === undefined || values.has(option.name)) return undefined;
  const body = byName === undefined ? text : text.slice(label?.[0].length);
  const isLast =
    waiting.length === 1 || (option.required && waiting.filter(({ required }) => required).length === 1);
  const takesAll = (option.kind === 'text' || option.kind === 'file') && (byName !== undefined || isLast);
  return { option, ...cutValue(body, takesAll && option.choices.length === 0, named) };
}

function cutValue(body: string, takesAll: boolean, named: RegExp): { value: string; left: string } {
  const quoted = /^"((?:""|[^"])*)"?/.exec(body);
  if (quoted !== null)
    return { value: (quoted[1] ?? '').replaceAll('""', '"'), left: body.slice(quoted[0].length) };
  const end = takesAll ? (named.exec(body)?.index ?? body.length) : body.search(/\s|$/);
  return { value: body.slice(0, end).trim(), left: body.slice(end) };
}

function valuesOf({ options, values }: Draft, findFile: FindFile): Record<string, unknown> {
  return Object.fromEntries(
    options.flatMap((option) => {
      const text = values.get(option.name);
      return text === undefined ? [] : [[option.name, read(option, text, findFile)]];
    }),
  );
}

function noFile(): GivenFile {
  throw new UserError('A file cannot be given here.');
}

function read(option: CommandOption, text: string, findFile: FindFile): unknown {
  if (option.kind === 'file') return findFile(text);
  if (option.kind === 'boolean') {
    if (/^(yes|true|on)$/i.test(text)) return true;
    return /^(no|false|off)$/i.test(text) ? false : text;
  }
  if (option.kind === 'text') return option.choices.find((choice) => choice === text.toLowerCase()) ?? text;
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

function complaint(
  command: Command,
  option: CommandOption | undefined,
  given: boolean,
  says: string,
): string {
  if (option === undefined) return `/${command.name} is written ${usageOf(command)}. ${says}`.trim();
  const means = option.description === '' ? '' : ` (${option.description.replace(/\.$/, '')})`;
  if (!given) return `/${command.name} needs ${option.name}${means}: ${usageOf(command)}`;
  if (option.choices.length > 0) return `${option.name} must be one of ${option.choices.join(', ')}.`;
  return `${option.name}${means} does not fit: ${says}.`;
}

function unknownCommand(commands: readonly Command[], line: string): string {
  const word = line.replace(/^\//, '').split(/\s/)[0] ?? '';
  const near = commands.filter(({ kind, name }) => kind === 'slash' && name.split(' ')[0] === word);
  if (near.length > 0) return `/${word} is one of ${near.map(usageOf).join(', ')}.`;
  return `There is no command /${word}. /help lists them.`;
}
