import { mayUse } from '../../core/commands/access.ts';
import type { Caller, Command } from '../../core/commands/command.ts';
import { usageOf } from '../../core/commands/line.ts';
import { type CommandOption, optionsOf } from '../../core/commands/options.ts';
import type { Place } from '../../core/message.ts';
import { texts } from './texts.ts';

/** Who asks for help, and where. */
interface Asker {
  caller: Pick<Caller, 'mayManage'>;
  place: Pick<Place, 'kind'>;
}

/** So many commands of one first word are told in one line. */
const largeFamily = 5;

/** The commands somebody may use in a place, by name. */
export function usableCommands(commands: readonly Command[], { caller, place }: Asker): Command[] {
  return commands
    .filter((command) => mayUse(command, caller, place))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Everything this member may use here, one line each. */
export function overview(commands: readonly Command[], asker: Asker): string {
  const usable = usableCommands(commands, asker);
  const open = linesOf(usable.filter(({ permission }) => permission === 'everyone'));
  const managed = linesOf(usable.filter(({ permission }) => permission === 'manage'));
  const tail = managed.length === 0 ? [] : ['', texts.managed, ...managed];
  return [texts.greeting, ...open, ...tail].join('\n');
}

/** A line for each; a large family of commands shares one. */
function linesOf(commands: readonly Command[]): string[] {
  const families = Map.groupBy(commands, ({ name, kind }) => (kind === 'slash' ? familyOf(name) : name));
  return [...families].flatMap(([family, members]) =>
    members.length < largeFamily ? members.map(lineOf) : [familyLine(family, members)],
  );
}

function familyOf(name: string): string {
  return name.split(' ')[0] ?? name;
}

function familyLine(family: string, members: readonly Command[]): string {
  const seconds = members.map(({ name }) => name.slice(family.length + 1));
  return `- \`/${family}\` ${seconds.join(', ')} – ${texts.family(family)}`;
}

/** All commands that begin with a word, one line each; undefined when there are none. */
export function familyText(commands: readonly Command[], word: string): string | undefined {
  const members = commands.filter(({ kind, name }) => kind === 'slash' && name.startsWith(`${word} `));
  return members.length === 0 ? undefined : members.map(lineOf).join('\n');
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
