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
import type { Command } from '../../core/commands/command.ts';
import type { Check } from '../../core/ports/health.ts';
import type { Api } from './api.ts';
import { type Application, botPage, fetchApplication } from './application.ts';
import { commandsDiffer, declareCommands } from './commands.ts';
import type { DiscordSettings } from './config.ts';
import { hasCode, isTokenGone, tokenRefused, toServiceError } from './failures.ts';
import { inChannel, inGuild, lacking, type Permission, wantedPermissions } from './permissions.ts';
import type { Portraits } from './portraits.ts';

export interface DoctorNeeds {
  api: Api;
  settings: DiscordSettings;
  commands: readonly Command[];
  portraits: Pick<Portraits, 'check'>;
}

const mostGuilds = 20;
const fewSessions = 20;
const mostWebhooks = 15;

/** Looks at everything that has to be right on Discord, by REST alone, so that it works beside a running bot. */
export async function examine(needs: DoctorNeeds): Promise<Check[]> {
  const { rest } = needs.api;
  rest.setToken(needs.settings.token ?? '');
  let application: Application;
  try {
    application = await fetchApplication(rest);
  } catch (error) {
    return [sayUnreachable(error, needs.settings)];
  }
  if (typeof application.id !== 'string') return [anotherServer(needs.settings.apiUrl)];
  const parts = [
    () => [
      {
        name: 'Discord token',
        state: 'ok',
        says: `It is the token of ${application.botName}.`,
      } satisfies Check,
    ],
    () => [checkIntent(application), ...checkMemberIntent(application, needs.settings)],
    () => checkSessions(rest),
    () => checkGuilds(needs, application),
    () => checkCommands(needs, application),
    async () => [await needs.portraits.check(application.id)],
  ];
  const found = await Promise.all(parts.map((part) => orFailed(part, needs.settings)));
  return found.flat();
}

async function orFailed(
  checks: () => Promise<Check[]> | Check[],
  settings: DiscordSettings,
): Promise<Check[]> {
  try {
    return await checks();
  } catch (error) {
    return [sayUnreachable(error, settings)];
  }
}

function sayUnreachable(error: unknown, { apiUrl }: DiscordSettings): Check {
  if (isTokenGone(error)) {
    return { name: 'Discord token', state: 'failed', says: tokenRefused.problem, fix: tokenRefused.fix };
  }
  const own = apiUrl === discordApi;
  const { failure, message } = toServiceError(error, { doing: 'say how things are' });
  if (failure === 'unknown-place') return anotherServer(apiUrl);
  const look = 'Look at the connection of this machine and at https://discordstatus.com, then try again.';
  return { name: 'Discord', state: 'failed', says: message, fix: own ? look : `${look} ${mendAddress}` };
}

const discordApi = 'https://discord.com/api';
const mendAddress = `Leave out DISCORD_API_URL (discord.apiUrl) for Discord itself; another address is written without its version, as in ${discordApi}.`;

function anotherServer(apiUrl: string): Check {
  const says = `What answers at ${new URL(apiUrl).host} is not Discord's API.`;
  return { name: 'Discord', state: 'failed', says, fix: mendAddress };
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

function checkMemberIntent({ id, seesMembers }: Application, { memberList }: DiscordSettings): Check[] {
  if (!memberList) return [];
  const name = 'Intent Server Members';
  if (seesMembers) return [{ name, state: 'ok', says: 'It is enabled, so members can be known.' }];
  const says = 'It is off, so discord.memberList has no effect.';
  const fix = `Enable “Server Members Intent” on ${botPage(id)} and restart Acore.`;
  return [{ name, state: 'warning', says, fix }];
}

async function checkSessions(rest: REST): Promise<Check[]> {
  const { session_start_limit: limit } = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
  if (limit.remaining >= fewSessions) return [];
  const says = `Only ${limit.remaining} of ${limit.total} logins are left for today; at 0 Discord resets the token.`;
  const fix = `Find out what restarts Acore so often, and wait ${Math.ceil(limit.reset_after / 3_600_000)} hours.`;
  return [{ name: 'Discord logins', state: 'warning', says, fix }];
}

async function checkGuilds(
  { api: { rest }, settings }: DoctorNeeds,
  application: Application,
): Promise<Check[]> {
  const guilds = (await rest.get(Routes.userGuilds())) as RESTAPIPartialCurrentUserGuild[];
  if (guilds.length === 0) {
    const fix = `Invite the bot: ${invitation(application.id)}`;
    return [{ name: 'Discord servers', state: 'warning', says: 'The bot is in no server yet.', fix }];
  }
  const checks: Check[] = [];
  const roles: APIRole[] = [];
  for (const guild of guilds.slice(0, mostGuilds)) {
    const found = (await rest.get(Routes.guildRoles(guild.id))) as APIRole[];
    roles.push(...found);
    checks.push(...(await checkGuild(rest, application, { ...guild, roles: found })));
  }
  return [...checks, ...checkManagerRole(settings.managerRole, roles)];
}

function checkManagerRole(wanted: string | undefined, roles: readonly APIRole[]): Check[] {
  if (wanted === undefined) return [];
  const name = 'Manager role';
  if (roles.some((role) => role.id === wanted || role.name === wanted))
    return [{ name, state: 'ok', says: `“${wanted}” may change settings.` }];
  const says = `There is no role “${wanted}” in any of the bot's servers.`;
  const fix = 'Set discord.managerRole to the id or the exact name of a role, or make a role of that name.';
  return [{ name, state: 'warning', says, fix }];
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
  guild: { id: string; name: string; roles: APIRole[] },
): Promise<Check[]> {
  const [all, member] = (await Promise.all([
    rest.get(Routes.guildChannels(guild.id)),
    rest.get(Routes.guildMember(guild.id, application.botId)),
  ])) as [TextChannel[], APIGuildMember];
  const base = inGuild(guild, member);
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
  return [
    ...(bad.length === 0 ? [good] : bad),
    ...(await checkWebhooks(rest, application, guild, channels)),
    ...(await checkScope(rest, application, guild)),
  ];
}

/** Whether the bot was invited so that its commands are shown in the server. */
async function checkScope(
  rest: REST,
  application: Application,
  guild: { id: string; name: string },
): Promise<Check[]> {
  try {
    await rest.get(Routes.applicationGuildCommands(application.id, guild.id));
    return [];
  } catch (error) {
    if (!hasCode(error, 'missingAccess')) throw error;
    const says = 'The bot was invited without “applications.commands”, so its commands are not shown there.';
    return [
      {
        name: `Commands in “${guild.name}”`,
        state: 'failed',
        says,
        fix: `Invite it once more (nothing is lost): ${invitation(application.id)}`,
      },
    ];
  }
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
  const name = 'Discord commands';
  const wanted = declareCommands(commands, settings.managerRole);
  const differ = await commandsDiffer(api.rest, scope, wanted).catch((error: unknown) => {
    if (!hasCode(error, 'missingAccess')) throw error;
  });
  if (differ === undefined) {
    const says = `The bot is not in the server ${settings.commandsGuild}, where its commands are to be registered.`;
    const fix = 'Set discord.commandsGuild to the id of a server that it is in, or leave it out.';
    return [{ name, state: 'failed', says, fix }];
  }
  if (!differ) return [{ name, state: 'ok', says: 'Discord lists them all.' }];
  const fix = 'Start Acore; it registers them. Look at its log if this stays.';
  return [{ name, state: 'warning', says: 'Discord lists others than this version has.', fix }];
}
