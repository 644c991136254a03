import type { Caller, Command } from '../../core/command.ts';
import { mayUse } from '../../core/command-access.ts';
import { usageOf } from '../../core/command-line.ts';
import { type CommandOption, optionsOf } from '../../core/command-options.ts';
import type { Place } from '../../core/message.ts';
import { texts } from './texts.ts';

/** Who asks for help, and where. */
interface Asker {
  caller: Pick<Caller, 'mayManage'>;
  place: Pick<Place, 'kind'>;
}

/** The commands somebody may use in a place, by name. */
export function usableCommands(commands: readonly Command[], { caller, place }: Asker): Command[] {
  return commands
    .filter((command) => mayUse(command, caller, place))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Everything this member may use here, one line each. */
export function overview(commands: readonly Command[], asker: Asker): string {
  const usable = usableCommands(commands, asker);
  const open = usable.filter(({ permission }) => permission === 'everyone').map(lineOf);
  const managed = usable.filter(({ permission }) => permission === 'manage').map(lineOf);
  const tail = managed.length === 0 ? [] : ['', texts.managed, ...managed];
  return [texts.greeting, ...open, ...tail].join('\n');
}

function lineOf(command: Command): string {
  return `- ${titleOf(command)} – ${command.description}`;
}

function titleOf(command: Command): string {
  return command.kind === 'message' ? texts.inMenu(command.name) : `\`${usageOf(command)}\``;
}

/** One command with its options. */
export function detailsOf(command: Command): string {
  const lines = [
    titleOf(command),
    command.description,
    ...optionsOf(command).map(optionLine),
    ...notesOf(command),
  ];
  return lines.join('\n');
}

/** What else is to be known of a command: an example, who may use it, where. */
export function notesOf({ example, permission, contexts }: Command): string[] {
  const only = contexts.length === 1 ? contexts[0] : undefined;
  return [
    ...(example === undefined ? [] : [texts.example(example)]),
    ...(permission === 'manage' ? [texts.manage] : []),
    ...(only === undefined ? [] : [texts.onlyIn[only]]),
  ];
}

/** An option as one line of a list. */
export function optionLine({ name, kind, description, required, choices }: CommandOption): string {
  const kinds = [
    required ? texts.required : texts.optional,
    ...(kind === 'file' ? [texts.file] : []),
    ...(choices.length > 0 ? [texts.choices(choices)] : []),
  ];
  return `- \`${name}\` (${kinds.join('; ')}): ${description}`;
}
