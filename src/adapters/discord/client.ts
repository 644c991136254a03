import { Client, GatewayIntentBits, Options } from 'discord.js';
import { restOptions } from './api.ts';
import type { DiscordSettings } from './config.ts';

const neededIntents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
];

/**
 * A discord.js client that keeps only what is used: servers, their channels, roles and threads, and the bot's own
 * membership. Messages, people and interactions are read from the dispatches as they come.
 */
export function createClient(settings: DiscordSettings, readsText: boolean): Client {
  const client: Client = new Client({
    intents: readsText ? [...neededIntents, GatewayIntentBits.MessageContent] : neededIntents,
    shards: 'auto',
    rest: restOptions(settings),
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits({
      ...nothing,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === client.user?.id },
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === client.user?.id },
    }),
    sweepers: { threads: { interval: 1_800, lifetime: 3_600 } },
  });
  return client;
}

const nothing = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
};
