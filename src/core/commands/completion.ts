import type { Place } from '../message.ts';
import type { Caller, Command } from './command.ts';
import { type Draft, takeApart, usageOf } from './line.ts';
import type { CommandOption } from './options.ts';

/** One offer while a command is typed. */
export interface Completion {
  /** The whole line if this is taken. */
  line: string;
  label: string;
  hint: string;
}

/** What a host shows while a command is typed. */
export interface Completions {
  /** How the command is written, once it is known which one. */
  usage: string | undefined;
  /** What the option being written means. */
  hint: string | undefined;
  /** The first option that takes a file and has none yet. */
  file: string | undefined;
  items: Completion[];
}

const shownAtMost = 25;

/** Offers commands by their first letters, and values for the option that is being written. */
export async function completeCommandLine(
  commands: readonly Command[],
  line: string,
  call: { place: Place; caller: Caller },
): Promise<Completions> {
  const draft = takeApart(commands, line);
  const rivals = commandsBeginning(commands, line);
  if (draft?.open === undefined) {
    return {
      usage: draft && usageOf(draft.command),
      hint: undefined,
      file: draft && fileIn(draft),
      items: rivals,
    };
  }
  const { option, partial } = draft.open;
  const values = await valuesFor(draft.command, option, partial, call);
  const head = line.slice(0, line.length - partial.length).replace(/"$/, '');
  return {
    usage: usageOf(draft.command),
    hint: option.description,
    file: fileIn(draft),
    items: values.slice(0, shownAtMost).map((value) => ({
      line: `${head}${/\s/.test(value) ? `"${value}"` : value}`,
      label: value,
      hint: '',
    })),
  };
}

function fileIn({ options, values }: Draft): string | undefined {
  return options.find(({ kind, name }) => kind === 'file' && (values.get(name) ?? '') === '')?.name;
}

function commandsBeginning(commands: readonly Command[], line: string): Completion[] {
  const typed = line.replace(/^\//, '').toLowerCase();
  return commands
    .filter(({ kind, name }) => kind === 'slash' && name.startsWith(typed))
    .slice(0, shownAtMost)
    .map((command) => ({
      line: `/${command.name} `,
      label: usageOf(command),
      hint: command.description,
    }));
}

async function valuesFor(
  command: Command,
  option: CommandOption,
  partial: string,
  call: { place: Place; caller: Caller },
): Promise<string[]> {
  const suggest = command.suggest?.[option.name];
  if (suggest !== undefined) return await suggest(partial, call);
  const all = option.kind === 'boolean' ? ['yes', 'no'] : option.choices;
  return all.filter((value) => value.startsWith(partial.toLowerCase()));
}
