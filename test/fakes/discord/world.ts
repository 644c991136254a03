import { EventEmitter } from 'node:events';
import { answerControl, isControl } from '../control.ts';
import { listen } from '../http.ts';
import { createWorldChanges, type WorldChanges } from './changes.ts';
import { createControl } from './control.ts';
import { createFaults, type Faults } from './faults.ts';
import { type PermissionName, permissionSet } from './flags.ts';
import { createGateway, type Gateway } from './gateway.ts';
import type { App, User } from './model.ts';
import { type Account, createAccount } from './people.ts';
import { type Post, postsIn, type WaitOptions, waitForPost } from './posts.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import type { Realm, RequestEntry, Settings, Signals, TypingEntry } from './realm.ts';
import { answerHttp } from './rest.ts';
import { createRouter } from './router.ts';
import { allRoutes } from './routes/index.ts';
import { botPermissions, flagsFor, furnish, type GuildChannels, type PrivilegedIntents } from './setup.ts';
import { createState } from './state.ts';

/** How a fake Discord begins. */
export interface FakeDiscordOptions {
  port?: number;
  /** The clock that ids, limits and deadlines follow; the real one by default. */
  clock?: () => number;
  /** Privileged intents of the first bot; all enabled by default. */
  privilegedIntents?: PrivilegedIntents;
  /** What the first bot's role may do; enough to chat and use webhooks by default. */
  botPermissions?: PermissionName[];
  settings?: Partial<Settings>;
}

/** A running fake Discord and everything a test does with it. */
export interface FakeDiscord extends WorldChanges {
  /** The server's address; files of the CDN lie under it. */
  base: string;
  /** The API's address without a version, for `rest: { api, version: '10' }`. */
  api: string;
  /** Owns the guild. */
  alice: Account;
  /** A member without any special permission. */
  bob: Account;
  bot: Account;
  app: App;
  guild: string;
  channels: GuildChannels;
  /** Everything anyone posted in a channel, oldest first, deleted and private messages included. */
  posts(channelId: string): Post[];
  waitForPost(channelId: string, fits: (post: Post) => boolean, options?: WaitOptions): Promise<Post>;
  /** Requests that came over the network, oldest first. */
  requests: RequestEntry[];
  typing: TypingEntry[];
  signals: Signals;
  /** May be changed at any time. */
  settings: Settings;
  faults: Faults;
  rateLimits: RateLimits;
  gateway: Gateway;
  /** Cuts every gateway connection; sessions can be resumed. */
  dropSockets(): void;
  /** Ends every session (opcode 9): clients must identify anew, or resume if they may. */
  invalidateSessions(resumable?: boolean): void;
  /** The inside, for what has no name here. */
  realm: Realm;
  close(): Promise<void>;
}

function defaultSettings(): Settings {
  return {
    answerWithinMs: 3000,
    tokenLivesMs: 15 * 60_000,
    heartbeatIntervalMs: 41_250,
    acceptConnections: true,
    ackHeartbeats: true,
    keepMessages: 5000,
    keepRequests: 20_000,
    keepEvents: 5000,
    closedDirects: new Set(),
  };
}

/** Starts a fake Discord on loopback with alice, bob, a bot and a guild in it. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const clock = options.clock ?? Date.now;
  const state = createState(clock);
  const router = createRouter(allRoutes);
  const faults = createFaults();
  const rateLimits = createRateLimits(clock);
  const needs = { realm: () => realm, router, faults, limits: rateLimits };
  const listening = await listen(
    (request, response) =>
      isControl(request)
        ? answerControl(createControl(world), request, response)
        : answerHttp(needs, request, response),
    options.port,
  );
  const base = `http://127.0.0.1:${listening.port}`;
  const realm: Realm = {
    state,
    settings: { ...defaultSettings(), ...options.settings },
    signals: new EventEmitter(),
    gateway: createGateway(listening.server, () => realm),
    interactions: new Map(),
    typing: [],
    requests: [],
    base: () => base,
  };
  realm.signals.setMaxListeners(0);
  const permissions = options.botPermissions ? permissionSet(...options.botPermissions) : botPermissions;
  const first = furnish(state, flagsFor(options.privilegedIntents), permissions);
  const defaults = () => ({ channelId: first.channels.text, app: first.app });
  const accountOf = (user: User) => createAccount(realm, router, user, defaults);
  const world: FakeDiscord = {
    base,
    api: `${base}/api`,
    alice: accountOf(first.alice),
    bob: accountOf(first.bob),
    bot: accountOf(first.bot),
    app: first.app,
    guild: first.guild.id,
    channels: first.channels,
    posts: (channelId) => postsIn(realm, channelId),
    waitForPost: (channelId, fits, wait) => waitForPost(realm, channelId, fits, wait),
    requests: realm.requests,
    typing: realm.typing,
    signals: realm.signals,
    settings: realm.settings,
    faults,
    rateLimits,
    gateway: realm.gateway,
    dropSockets: () => realm.gateway.dropSockets(),
    invalidateSessions: (resumable) => realm.gateway.invalidateSessions(resumable),
    ...createWorldChanges(realm, accountOf, first),
    realm,
    async close() {
      realm.gateway.close();
      await listening.close();
    },
  };
  return world;
}
