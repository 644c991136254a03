import { isDeepStrictEqual } from 'node:util';
import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { Command } from '../../core/commands/command.ts';
import { optionsOf, toDiscordOption } from './options.ts';

type Declaration = RESTPostAPIApplicationCommandsJSONBody;

const contexts = { guild: InteractionContextType.Guild, direct: InteractionContextType.BotDM } as const;

/** All commands as Discord wants them; commands of two words become subcommands of one. */
export function declareCommands(
  commands: readonly Command[],
  managerRole?: string | undefined,
): Declaration[] {
  const groups = Map.groupBy(commands, (command) =>
    command.kind === 'message' ? `message ${command.name}` : firstWord(command),
  );
  return [...groups.values()].map((members) => ({
    ...shared(members, managerRole),
    ...(members[0]?.kind === 'message' ? menuEntry(members[0]) : typed(members)),
  }));
}

function firstWord(command: Command): string {
  return command.name.split(' ')[0] ?? command.name;
}

function secondWord(command: Command): string | undefined {
  return command.name.split(' ')[1];
}

// A role that may manage would not see what Discord hides from all without Manage Server; the check at run time
// holds either way.
function shared(members: Command[], managerRole: string | undefined) {
  const managed = managerRole === undefined && members.every(({ permission }) => permission === 'manage');
  const where = new Set(members.flatMap((member) => member.contexts));
  return {
    contexts: (['guild', 'direct'] as const).filter((name) => where.has(name)).map((name) => contexts[name]),
    integration_types: [ApplicationIntegrationType.GuildInstall],
    default_member_permissions: managed ? String(PermissionFlagsBits.ManageGuild) : null,
  };
}

function menuEntry(command: Command) {
  return { type: ApplicationCommandType.Message as const, name: command.name };
}

function typed(members: Command[]) {
  const [first] = members;
  const single = members.find((member) => secondWord(member) === undefined);
  return {
    type: ApplicationCommandType.ChatInput as const,
    name: first === undefined ? '' : firstWord(first),
    description: single?.description ?? groupDescription(members),
    options: single === undefined ? members.map(subcommand) : discordOptions(single),
  };
}

function groupDescription(members: Command[]): string {
  return members
    .map((member) => secondWord(member))
    .join(', ')
    .slice(0, 100);
}

function subcommand(command: Command): APIApplicationCommandSubcommandOption {
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: secondWord(command) ?? command.name,
    description: command.description,
    options: discordOptions(command),
  };
}

function discordOptions(command: Command) {
  return optionsOf(command).map(toDiscordOption);
}

/** Where commands are registered: everywhere, or in one server. */
export interface CommandScope {
  applicationId: string;
  guildId?: string | undefined;
}

function routeOf({ applicationId, guildId }: CommandScope) {
  return guildId === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId);
}

/** Whether Discord lists other commands than these. */
export async function commandsDiffer(
  rest: REST,
  scope: CommandScope,
  wanted: Declaration[],
): Promise<boolean> {
  const listed = (await rest.get(routeOf(scope))) as APIApplicationCommand[];
  // Commands of one server have no contexts.
  const set = (commands: (Declaration | APIApplicationCommand)[]) =>
    asSet(commands.map((command) => comparable(command, scope.guildId === undefined)));
  return !isDeepStrictEqual(set(listed), set(wanted));
}

/** Registers the commands when Discord lists others; says whether it had to. */
export async function syncCommands(rest: REST, scope: CommandScope, wanted: Declaration[]): Promise<boolean> {
  if (!(await commandsDiffer(rest, scope, wanted))) return false;
  await rest.put(routeOf(scope), { body: wanted });
  return true;
}

function asSet(commands: ReturnType<typeof comparable>[]): Map<string, unknown> {
  return new Map(commands.map((command) => [`${command.type} ${command.name}`, command]));
}

/** What counts when two declarations are compared; Discord fills in much else. */
function comparable(command: Declaration | APIApplicationCommand, withContexts: boolean) {
  const given = command as Partial<APIApplicationCommand>;
  return {
    type: given.type ?? ApplicationCommandType.ChatInput,
    name: given.name ?? '',
    description: given.description ?? '',
    permissions: given.default_member_permissions ?? null,
    contexts: withContexts ? [...(given.contexts ?? [])].sort() : [],
    options: (given.options ?? []).map(comparableOption),
  };
}

function comparableOption(option: APIApplicationCommandOption): unknown {
  const given = option as unknown as Record<string, unknown>;
  const choices = (given['choices'] ?? []) as { name: string; value: unknown }[];
  return {
    type: option.type,
    name: option.name,
    description: option.description,
    required: option.required ?? false,
    autocomplete: given['autocomplete'] ?? false,
    choices: choices.map(({ name, value }) => ({ name, value })),
    bounds: ['min_value', 'max_value', 'min_length', 'max_length'].map((key) => given[key] ?? null),
    options: ((given['options'] ?? []) as APIApplicationCommandOption[]).map(comparableOption),
  };
}
