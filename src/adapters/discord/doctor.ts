import {
  type APIGuildChannel,
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  type APIWebhook,
  ChannelType,
  type REST,
  type RESTAPIPartialCurrentUserGuild,
  type RESTGetAPIGatewayBotResult,
  Routes,
} from 'discord.js';
import type { Command } from '../../core/command.ts';
import type { Check, Clock } from '../../core/ports.ts';
import type { Api } from './api.ts';
import { type Application, botPage, fetchApplication } from './application.ts';
import { commandsDiffer, declareCommands } from './commands.ts';
import type { DiscordSettings } from './config.ts';
import { isTokenGone, tokenRefused, toServiceError } from './failures.ts';
import { inChannel, inGuild, lacking, type Permission, wantedPermissions } from './permissions.ts';
import type { Portraits } from './portraits.ts';

export interface DoctorNeeds {
  api: Api;
  settings: DiscordSettings;
  commands: readonly Command[];
  portraits: Pick<Portraits, 'check'>;
  clock: Clock;
}

const mostGuilds = 20;
const fewSessions = 20;
const wrongClockMs = 10_000;
const mostWebhooks = 15;

/** Looks at everything that has to be right on Discord, by REST alone, so that it works beside a running bot. */
export async function examine(needs: DoctorNeeds): Promise<Check[]> {
  const { rest } = needs.api;
  rest.setToken(needs.settings.token ?? '');
  let application: Application;
  try {
    application = await fetchApplication(rest);
  } catch (error) {
    return [sayUnreachable(error)];
  }
  const parts = [
    () => [
      {
        name: 'Discord token',
        state: 'ok',
        says: `It is the token of ${application.botName}.`,
      } satisfies Check,
    ],
    () => [checkIntent(application)],
    () => checkSessions(rest),
    () => checkGuilds(rest, application),
    () => checkCommands(needs, application),
    async () => [await needs.portraits.check(application.id)],
    () => checkClock(needs.api),
  ];
  const found = await Promise.all(parts.map(async (part) => part()).map(orFailed));
  return found.flat();
}

async function orFailed(checks: Promise<Check[]>): Promise<Check[]> {
  try {
    return await checks;
  } catch (error) {
    return [sayUnreachable(error)];
  }
}

function sayUnreachable(error: unknown): Check {
  if (isTokenGone(error)) {
    return { name: 'Discord token', state: 'failed', says: tokenRefused.problem, fix: tokenRefused.fix };
  }
  const { message } = toServiceError(error, { doing: 'say how things are' });
  const fix = 'Look at the connection of this machine and at https://discordstatus.com, then try again.';
  return { name: 'Discord', state: 'failed', says: message, fix };
}

function checkIntent({ id, readsText }: Application): Check {
  const name = 'Intent Message Content';
  if (readsText) return { name, state: 'ok', says: 'It is enabled, so messages can be read.' };
  const says = 'It is off, so only messages that mention the bot, and direct ones, can be read.';
  return {
    name,
    state: 'failed',
    says,
    fix: `Enable “Message Content Intent” on ${botPage(id)} and restart Acore.`,
  };
}

async function checkSessions(rest: REST): Promise<Check[]> {
  const { session_start_limit: limit } = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
  if (limit.remaining >= fewSessions) return [];
  const says = `Only ${limit.remaining} of ${limit.total} logins are left for today; at 0 Discord resets the token.`;
  const fix = `Find out what restarts Acore so often, and wait ${Math.ceil(limit.reset_after / 3_600_000)} hours.`;
  return [{ name: 'Discord logins', state: 'warning', says, fix }];
}

async function checkGuilds(rest: REST, application: Application): Promise<Check[]> {
  const guilds = (await rest.get(Routes.userGuilds())) as RESTAPIPartialCurrentUserGuild[];
  if (guilds.length === 0) {
    const fix = `Invite the bot: ${invitation(application.id)}`;
    return [{ name: 'Discord servers', state: 'warning', says: 'The bot is in no server yet.', fix }];
  }
  const checks: Check[] = [];
  for (const guild of guilds.slice(0, mostGuilds))
    checks.push(...(await checkGuild(rest, application, guild)));
  return checks;
}

/** Where an admin adds the bot to a server, with what it needs. */
export function invitation(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(wantedPermissions),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

const textTypes = new Set([ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum]);

type TextChannel = APIGuildChannel & { permission_overwrites?: APIOverwrite[] };

async function checkGuild(
  rest: REST,
  application: Application,
  guild: { id: string; name: string },
): Promise<Check[]> {
  const [all, roles, member] = (await Promise.all([
    rest.get(Routes.guildChannels(guild.id)),
    rest.get(Routes.guildRoles(guild.id)),
    rest.get(Routes.guildMember(guild.id, application.botId)),
  ])) as [TextChannel[], APIRole[], APIGuildMember];
  const base = inGuild({ id: guild.id, roles }, member);
  const who = { guildId: guild.id, memberId: application.botId, roles: member.roles };
  const channels = all.filter(({ type }) => textTypes.has(type));
  const lacks = channels.map((channel) => ({
    channel,
    missing: lacking(inChannel(base, channel.permission_overwrites ?? [], who), neededIn(channel)),
  }));
  const bad = lacks
    .filter(({ missing }) => missing.length > 0)
    .map(({ channel, missing }) => sayMissing(guild, channel, missing));
  const good: Check = {
    name: `Permissions in “${guild.name}”`,
    state: 'ok',
    says: `Everything that is needed is allowed in ${channels.length - bad.length} of ${channels.length} channels.`,
  };
  return [...(bad.length === 0 ? [good] : bad), ...(await checkWebhooks(rest, application, guild, channels))];
}

function neededIn({ type }: TextChannel): Permission[] {
  const always: Permission[] = [
    'View Channel',
    'Read Message History',
    'Manage Webhooks',
    'Send Messages in Threads',
  ];
  return type === ChannelType.GuildForum ? always : [...always, 'Send Messages'];
}

const speechless: readonly Permission[] = ['View Channel', 'Send Messages'];

function sayMissing(guild: { name: string }, channel: TextChannel, missing: Permission[]): Check {
  const list = missing.map((name) => `“${name}”`).join(', ');
  const isMute = missing.some((name) => speechless.includes(name));
  return {
    name: `Permissions in #${channel.name}`,
    state: isMute ? 'failed' : 'warning',
    says: `${list} ${missing.length === 1 ? 'is' : 'are'} not allowed for the bot there (“${guild.name}”).${effectOf(missing)}`,
    fix: `In #${channel.name}: Edit Channel → Permissions → the bot's role → allow ${list}.`,
  };
}

function effectOf(missing: Permission[]): string {
  if (missing.includes('View Channel')) return ' It is left alone.';
  if (missing.includes('Send Messages')) return ' Nobody is answered there.';
  return missing.includes('Manage Webhooks')
    ? ' Characters speak there as the bot, without name and portrait of their own.'
    : '';
}

async function checkWebhooks(
  rest: REST,
  application: Application,
  guild: { id: string; name: string },
  channels: TextChannel[],
): Promise<Check[]> {
  const all = await rest.get(Routes.guildWebhooks(guild.id)).catch(() => undefined);
  if (all === undefined) return [];
  const byChannel = Map.groupBy(all as APIWebhook[], (webhook) => webhook.channel_id);
  const full = channels.filter(({ id }) => {
    const there = byChannel.get(id) ?? [];
    return (
      there.length >= mostWebhooks && there.every((webhook) => webhook.application_id !== application.id)
    );
  });
  return full.map((channel) => ({
    name: `Webhooks in #${channel.name}`,
    state: 'warning',
    says: `The channel has ${mostWebhooks} webhooks and none is Acore's, so characters speak there as the bot.`,
    fix: `In #${channel.name}: Edit Channel → Integrations → Webhooks → delete one that is not used.`,
  }));
}

async function checkCommands(
  { api, settings, commands }: DoctorNeeds,
  application: Application,
): Promise<Check[]> {
  const scope = { applicationId: application.id, guildId: settings.commandsGuild };
  const differ = await commandsDiffer(api.rest, scope, declareCommands(commands, settings.managerRole));
  const name = 'Discord commands';
  if (!differ) return [{ name, state: 'ok', says: 'Discord lists them all.' }];
  const fix = 'Start Acore; it registers them. Look at its log if this stays.';
  return [{ name, state: 'warning', says: 'Discord lists others than this version has.', fix }];
}

function checkClock(api: Api): Check[] {
  const skewMs = api.clockSkewMs();
  if (skewMs === undefined || Math.abs(skewMs) < wrongClockMs) return [];
  const says = `This machine's clock is ${Math.round(Math.abs(skewMs) / 1_000)} s ${skewMs > 0 ? 'behind' : 'ahead of'} Discord's.`;
  return [{ name: 'Clock', state: 'warning', says, fix: 'Let the system set its time by itself (NTP).' }];
}
