import { setTimeout as sleep } from 'node:timers/promises';
import { Client, GatewayIntentBits, Options, SimpleShardingStrategy, WebSocketShardStatus } from 'discord.js';
import { restOptions } from './api.ts';
import type { DiscordSettings } from './config.ts';

const neededIntents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
];

/** The privileged intents that are asked for. */
export interface Privileges {
  readsText: boolean;
  seesMembers: boolean;
}

/** A client, and how it ends for good. */
export interface OwnClient {
  client: Client;
  /** Closes the connection; nothing of it comes back. */
  retire(): Promise<void>;
}

const handshakeWithinMs = 1_000;
const goodbyeWithinMs = 2_000;

/**
 * A discord.js client that keeps only what is used: servers, their channels, roles and threads, and the bot's own
 * membership. Messages, people and interactions are read from the dispatches as they come.
 */
export function createClient(settings: DiscordSettings, { readsText, seesMembers }: Privileges): OwnClient {
  let retired = false;
  let strategy: SimpleShardingStrategy | undefined;
  const client: Client = new Client({
    intents: [
      ...neededIntents,
      ...(readsText ? [GatewayIntentBits.MessageContent] : []),
      ...(seesMembers ? [GatewayIntentBits.GuildMembers] : []),
    ],
    shards: 'auto',
    rest: restOptions(settings),
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits({
      ...nothing,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === client.user?.id },
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === client.user?.id },
    }),
    sweepers: { threads: { interval: 1_800, lifetime: 3_600 } },
    ws: {
      buildStrategy(manager) {
        const look = manager.options.retrieveSessionInfo;
        // A shard that pauses before it reconnects does not hear that it was destroyed, and would come back. It asks
        // for its session first, and is left waiting for that.
        manager.options.retrieveSessionInfo = (id) => (retired ? new Promise(() => {}) : look(id));
        strategy = new SimpleShardingStrategy(manager);
        return strategy;
      },
    },
  });

  /** A socket in the middle of its handshake would be forgotten open. */
  async function handshakesDone(): Promise<void> {
    for (const until = Date.now() + handshakeWithinMs; Date.now() < until; await sleep(10)) {
      const statuses = [
        ...((await strategy?.fetchStatus()) ?? new Map<number, WebSocketShardStatus>()).values(),
      ];
      if (!statuses.includes(WebSocketShardStatus.Connecting)) return;
    }
  }

  return {
    client,
    async retire() {
      retired = true;
      client.removeAllListeners();
      client.ws.removeAllListeners();
      client.on('error', () => {});
      await handshakesDone();
      // A server that never answers the goodbye must not hold up the end.
      const over = client.destroy().catch(() => undefined);
      await Promise.race([over, sleep(goodbyeWithinMs, undefined, { ref: false })]);
    },
  };
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
