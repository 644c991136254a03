import { type APIApplication, type APIUser, ApplicationFlags, type REST, Routes } from 'discord.js';

/** Who the bot is, by REST: known before and without the gateway. */
export interface Application {
  id: string;
  name: string;
  botId: string;
  botName: string;
  /** Whether the Message Content intent is enabled on the application's page. */
  readsText: boolean;
  /** Whether the Server Members intent is. */
  seesMembers: boolean;
}

const memberFlags = ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited;
const contentFlags = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;

export async function fetchApplication(rest: REST, signal?: AbortSignal): Promise<Application> {
  const [raw, user] = (await Promise.all([
    rest.get(Routes.currentApplication(), { signal }),
    rest.get(Routes.user(), { signal }),
  ])) as [APIApplication, APIUser];
  return {
    id: raw.id,
    name: raw.name,
    botId: user.id,
    botName: user.global_name ?? user.username,
    readsText: (raw.flags & contentFlags) !== 0,
    seesMembers: (raw.flags & memberFlags) !== 0,
  };
}

/** The page where intents and token are set. */
export function botPage(applicationId: string): string {
  return `https://discord.com/developers/applications/${applicationId}/bot`;
}
