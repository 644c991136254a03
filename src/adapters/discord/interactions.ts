import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIApplicationCommandInteraction,
  type APIApplicationCommandInteractionDataOption,
  type APIAttachment,
  type APIInteraction,
  type APIMessageComponentInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import { z } from 'zod';
import type { Caller, Command, CommandCall, CommandReply } from '../../core/commands/command.ts';
import type { GivenFile } from '../../core/commands/file.ts';
import { readCommandLine, takeApart } from '../../core/commands/line.ts';
import { UserError } from '../../core/errors.ts';
import type { Place } from '../../core/message.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import { givenFile } from './attachments.ts';
import type { Replies } from './replies.ts';

export interface InteractionNeeds {
  commands: readonly Command[];
  replies: Replies;
  placeOf(channelId: string, guildId: string | undefined): Promise<Place>;
  /** Whether a role is the one that may manage. */
  isManagerRole(guildId: string | undefined, roleId: string): boolean;
  log: Log;
  clock: Clock;
}

/** Discord waits three seconds for a first answer; the person is told to wait well before. */
const deferAfterMs = 1_000;
const suggestWithinMs = 2_000;
/** The token of an interaction lives fifteen minutes. */
const longestRunMs = 14 * 60_000;
const mostSuggestions = 25;
const longestChoice = 100;

/** Answers commands, menus, buttons and suggestions. Returns when one interaction is dealt with; never throws. */
export function createInteractions(needs: InteractionNeeds) {
  const { log } = needs;

  async function run(raw: Asking, stopping: AbortSignal): Promise<CommandReply> {
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(longestRunMs)]);
    const { command, ...wish } = wishOf(needs.commands, raw, signal);
    const place = await needs.placeOf(raw.channel.id, raw.guild_id);
    return command.run({ id: raw.id, caller: callerOf(needs, raw), place, signal, ...wish });
  }

  async function answer(raw: Asking, stopping: AbortSignal): Promise<void> {
    const speaks = commandOf(needs.commands, raw)?.speech === true;
    const reply = run(raw, stopping).catch((error: unknown) => apology(error, raw));
    const early = await Promise.race([reply, delay(deferAfterMs)]);
    if (early !== undefined) return needs.replies.first(raw, early);
    await needs.replies.defer(raw, speaks ? 'everyone' : 'only-you');
    await needs.replies.deferred(raw, await reply, speaks ? 'everyone' : 'only-you');
  }

  function apology(error: unknown, raw: Asking): CommandReply {
    if (error instanceof UserError) return { text: error.message, visible: 'only-you' };
    log.error('A command failed.', { command: commandOf(needs.commands, raw)?.name, error });
    return { text: 'Something went wrong on my side. It is noted in the log.', visible: 'only-you' };
  }

  async function suggest(raw: APIInteraction & { type: InteractionType.ApplicationCommandAutocomplete }) {
    const asked = wantedCommand(needs.commands, raw);
    const focused = asked.options.find((option) => 'focused' in option && option.focused === true);
    const look = focused === undefined ? undefined : asked.command.suggest?.[focused.name];
    if (focused === undefined || look === undefined || raw.channel === undefined) return [];
    const place = await needs.placeOf(raw.channel.id, raw.guild_id);
    const partial = 'value' in focused ? String(focused.value) : '';
    const found = await Promise.race([
      look(partial, { place, caller: callerOf(needs, raw) }),
      delay(suggestWithinMs),
    ]);
    return found ?? [];
  }

  async function answerSuggestion(
    raw: APIInteraction & { type: InteractionType.ApplicationCommandAutocomplete },
  ) {
    const found = await suggest(raw).catch((error: unknown) => {
      log.warn('Suggestions could not be made.', { command: raw.data.name, error });
      return [];
    });
    const fitting = found
      .filter((text) => text !== '' && text.length <= longestChoice)
      .slice(0, mostSuggestions);
    const choices = fitting.map((text) => ({ name: text, value: text }));
    await needs.replies.callback(raw, {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices },
    });
  }

  return async (raw: APIInteraction, stopping: AbortSignal): Promise<void> => {
    try {
      if (raw.type === InteractionType.ApplicationCommand) await answer(raw, stopping);
      if (raw.type === InteractionType.MessageComponent) await answer(raw, stopping);
      if (raw.type === InteractionType.ApplicationCommandAutocomplete) await answerSuggestion(raw);
    } catch (error) {
      log.warn('An interaction could not be answered.', { error: String(error) });
    }
  };
}

type Asking = APIApplicationCommandInteraction | APIMessageComponentInteraction;

function commandOf(commands: readonly Command[], raw: Asking): Command | undefined {
  if (raw.type === InteractionType.MessageComponent) return takeApart(commands, raw.data.custom_id)?.command;
  return commands.find((command) => isNamed(command, raw));
}

type Wish = Pick<CommandCall<Record<string, unknown>>, 'input' | 'targetId'> & { command: Command };

/** What somebody wants who used a command or pressed a button. */
function wishOf(commands: readonly Command[], raw: Asking, signal: AbortSignal): Wish {
  if (raw.type === InteractionType.MessageComponent) return pressed(commands, raw.data.custom_id);
  const { command, options } = wantedCommand(commands, raw);
  const attachments = 'resolved' in raw.data ? attachmentsIn(raw.data.resolved) : {};
  const input = parsed(command, options, (id) => attachments[id] && givenFile(attachments[id], signal));
  return { command, input, ...('target_id' in raw.data ? { targetId: targetOf(raw, raw.data) } : {}) };
}

/** A button carries its whole command, so that it works after a restart as well. */
function pressed(commands: readonly Command[], customId: string): Wish {
  try {
    return readCommandLine(commands, customId);
  } catch {
    throw new UserError(
      'This button is from another time and does nothing any more. /help lists what I can do.',
    );
  }
}

function attachmentsIn(resolved: object | undefined): Record<string, APIAttachment> {
  return resolved !== undefined && 'attachments' in resolved
    ? (resolved.attachments as Record<string, APIAttachment>)
    : {};
}

type ContextMenuData = Extract<APIApplicationCommandInteraction['data'], { target_id: string }>;

interface Asked {
  command: Command;
  options: APIApplicationCommandInteractionDataOption[];
}

type Named = { data: { name: string; type?: number; options?: readonly { name: string; type: number }[] } };

/** The command's whole name and kind, as it was called. */
function calledName(raw: Named): { name: string; kind: Command['kind'] } {
  const { data } = raw;
  if (data.type === ApplicationCommandType.Message) return { name: data.name, kind: 'message' };
  const [first] = data.options ?? [];
  const isGroup = first?.type === ApplicationCommandOptionType.Subcommand;
  return { name: isGroup ? `${data.name} ${first.name}` : data.name, kind: 'slash' };
}

/** The message that was meant; for what a command of ours showed, that call: its words are known under the call's id. */
function targetOf({ application_id }: Calling, { target_id: id, resolved }: ContextMenuData): string {
  const message = 'messages' in resolved ? resolved.messages[id] : undefined;
  const isOurs = message?.application_id === application_id;
  return (isOurs ? message?.interaction_metadata?.id : undefined) ?? id;
}

function isNamed(command: Command, raw: unknown): boolean {
  const { name, kind } = calledName(raw as Named);
  return command.name === name && command.kind === kind;
}

function wantedCommand(commands: readonly Command[], raw: { data: object }): Asked {
  const command = commands.find((one) => isNamed(one, raw));
  if (command === undefined)
    throw new UserError('This command is gone. Reload Discord to see those that there are.');
  const all = (raw.data as { options?: APIApplicationCommandInteractionDataOption[] }).options ?? [];
  const [first] = all;
  const inside = first?.type === ApplicationCommandOptionType.Subcommand ? (first.options ?? []) : all;
  return { command, options: inside };
}

function parsed(
  command: Command,
  options: Asked['options'],
  fileOf: (id: string) => GivenFile | undefined,
): Record<string, unknown> {
  const given = options.map((option) => {
    if (option.type === ApplicationCommandOptionType.Attachment) return [option.name, fileOf(option.value)];
    return [option.name, 'value' in option ? option.value : undefined];
  });
  const result = command.input.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  throw new UserError(z.prettifyError(result.error));
}

type Calling = Pick<APIInteraction, 'member' | 'user' | 'guild_id' | 'application_id'>;

const managing = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;

function callerOf(needs: InteractionNeeds, raw: Calling): Caller {
  const { member } = raw;
  const user = member?.user ?? raw.user;
  const id = user?.id ?? '';
  // A direct talk is no server: whoever is in it may change what holds there.
  const mayManage =
    member === undefined ||
    (BigInt(member.permissions) & managing) !== 0n ||
    member.roles.some((role) => needs.isManagerRole(raw.guild_id, role));
  return { id, name: member?.nick ?? user?.global_name ?? user?.username ?? 'somebody', mayManage };
}

function delay(ms: number): Promise<undefined> {
  return sleep(ms, undefined, { ref: false });
}
