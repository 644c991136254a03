import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Client,
  DiscordAPIError,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  HTTPError,
} from 'discord.js';
import { ConfigError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import { type Application, botPage } from './application.ts';
import { type WatchedEvent, watchedEvents } from './audience.ts';
import { createClient, type OwnClient, type Privileges } from './client.ts';
import type { DiscordSettings } from './config.ts';
import { isTokenGone, tokenRefused } from './failures.ts';

export type GatewayState = 'off' | 'connecting' | 'ready' | 'failed';

/** The events of the gateway that are looked at, as they come over the wire. */
export const heardEvents = [
  GatewayDispatchEvents.MessageCreate,
  GatewayDispatchEvents.MessageUpdate,
  GatewayDispatchEvents.MessageDelete,
  GatewayDispatchEvents.MessageDeleteBulk,
  GatewayDispatchEvents.InteractionCreate,
] as const;
export type HeardEvent = (typeof heardEvents)[number];

export interface GatewayNeeds {
  settings: DiscordSettings & { token: string };
  log: Log;
  clock: Clock;
  /** Asks Discord who we are; throws when it cannot, or when the signal aborts. */
  whoAmI(signal: AbortSignal): Promise<Application>;
  heard(event: HeardEvent, data: unknown): void;
  /** What changes who may read what, beyond what the client keeps by itself. */
  watched(event: WatchedEvent, data: unknown): void;
  /** A session begins anew; whatever is heard from now on was said after it. */
  begins(): void;
  /** A session began anew and its servers are known, so that what happened before it was not heard. */
  began(client: Client): void;
  /** A server was joined, or was seen for the first time in this session. */
  joined(guildId: string): void;
}

/** The connection on which Discord tells what happens. It is kept, without hammering a server that refuses. */
export interface Gateway {
  /** Resolves at the first READY; throws ConfigError when only the owner can mend it. */
  open(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
  state(): GatewayState;
  /** Whether this connection brings the text of messages. */
  readsText(): boolean;
  /** Whether it tells who the members of servers are. */
  seesMembers(): boolean;
  /** What is wrong, in a sentence, when it failed or is not connected. */
  problem(): string | undefined;
  client(): Client | undefined;
}

const firstPauseMs = 1_000;
const longestPauseMs = 5 * 60_000;
/** More new connections than this within the window are hammering. */
const mostReconnects = 5;
const reconnectWindowMs = 60_000;

export function createGateway(needs: GatewayNeeds): Gateway {
  const { settings, log, clock } = needs;
  let state: GatewayState = 'off';
  let problem: string | undefined;
  let current: OwnClient | undefined;
  let closing = new AbortController();
  let applicationId = '';
  let asksFor: Privileges = { readsText: false, seesMembers: false };
  let intentRefused = false;

  function failed(what: Remedied): ConfigError {
    state = 'failed';
    problem = `${what.problem} ${what.fix}`;
    return new ConfigError([{ path: 'discord.token', ...what }]);
  }

  async function connect(signal: AbortSignal): Promise<Ended> {
    // A request that waits for a rate limit does not hear the signal.
    const application = await Promise.race([needs.whoAmI(signal), untilAborted(signal)]);
    applicationId = application.id;
    asksFor = {
      readsText: !intentRefused && application.readsText,
      seesMembers: !intentRefused && settings.memberList && application.seesMembers,
    };
    if (!asksFor.readsText) log.warn(withoutText(applicationId));
    if (settings.memberList && !asksFor.seesMembers) log.warn(withoutMembers(applicationId));
    const own = createClient(settings, asksFor);
    const ended = watch(own.client);
    current = own;
    try {
      await Promise.race([
        untilReady(own.client, settings.token),
        ended.then(({ error }) => Promise.reject(error)),
        untilAborted(signal),
      ]);
      return { own, ended };
    } catch (error) {
      current = undefined;
      await own.retire();
      throw error;
    }
  }

  /** Hears a client, and tells when it has to be given up. */
  function watch(client: Client): Promise<{ error: unknown }> {
    const { promise, resolve } = Promise.withResolvers<{ error: unknown }>();
    const reconnects: number[] = [];
    for (const event of heardEvents) client.ws.on(event, (data: unknown) => needs.heard(event, data));
    for (const event of watchedEvents) client.ws.on(event, (data: unknown) => needs.watched(event, data));
    client.ws.on(GatewayDispatchEvents.Ready, () => needs.begins());
    client.on(Events.GuildCreate, (guild) => needs.joined(guild.id));
    client.on(Events.ShardReady, () => {
      if (client.isReady()) began(client);
    });
    client.once(Events.ClientReady, () => began(client));
    client.on(Events.ShardResume, () => {
      state = 'ready';
      problem = undefined;
    });
    client.on(Events.ShardDisconnect, ({ code }) => resolve({ error: new GatewayClosed(code) }));
    client.on(Events.ShardReconnecting, () => {
      state = 'connecting';
      problem = 'The connection to Discord was lost; it is being made again.';
      reconnects.push(clock.now());
      const recent = reconnects.filter((at) => at > clock.now() - reconnectWindowMs);
      log.info('Reconnecting to Discord.', { recent: recent.length });
      if (recent.length > mostReconnects) resolve({ error: new Error('Discord closes every connection') });
    });
    client.on(Events.Error, (error) =>
      log.warn('The Discord client reports an error.', { error: error.message }),
    );
    client.on(Events.ShardError, (error) =>
      log.warn('The Discord connection failed.', { error: error.message }),
    );
    return promise;
  }

  function began(client: Client): void {
    state = 'ready';
    problem = undefined;
    needs.began(client);
  }

  /** Connects until it works; trouble that only the owner can mend is thrown. */
  async function connectPatiently(signal: AbortSignal): Promise<Ended> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      signal.throwIfAborted();
      try {
        return await connect(signal);
      } catch (error) {
        signal.throwIfAborted();
        const fatal = fatalProblem(error, applicationId);
        if (fatal !== undefined) throw failed(fatal);
        if (isIntentRefused(error) && !intentRefused) {
          intentRefused = true;
          continue;
        }
        problem = sayTrouble(error);
        log.warn(`${problem} Trying again in ${Math.round(pauseMs / 1_000)} s.`);
        await sleep(pauseMs, undefined, { signal });
      }
    }
  }

  async function keep(first: Ended, signal: AbortSignal): Promise<void> {
    let connection = first;
    while (!signal.aborted) {
      const { error } = await Promise.race([connection.ended, aborted(signal)]);
      if (signal.aborted) return;
      state = 'connecting';
      await connection.own.retire();
      log.warn(sayTrouble(error));
      if (!(error instanceof GatewayClosed)) await sleep(reconnectWindowMs / 2, undefined, { signal });
      connection = await connectPatiently(signal);
    }
  }

  return {
    async open(signal) {
      closing = new AbortController();
      state = 'connecting';
      const stop = AbortSignal.any([signal, closing.signal]);
      const first = await connectPatiently(stop);
      keep(first, closing.signal).catch((error: unknown) => {
        if (!closing.signal.aborted)
          log.error(`The connection to Discord is given up. ${problem ?? String(error)}`);
      });
    },
    async close() {
      closing.abort();
      state = 'off';
      problem = undefined;
      const own = current;
      current = undefined;
      await own?.retire();
    },
    state: () => state,
    readsText: () => asksFor.readsText,
    seesMembers: () => asksFor.seesMembers,
    problem: () => problem,
    client: () => current?.client,
  };
}

/** What only the owner can mend, and how. */
interface Remedied {
  problem: string;
  fix: string;
}

interface Ended {
  own: OwnClient;
  ended: Promise<{ error: unknown }>;
}

/** Discord closed the connection with a code after which a client must not come back as it was. */
class GatewayClosed extends Error {
  override readonly name = 'GatewayClosed' as const;
  readonly code: number;
  constructor(code: number) {
    super(`closed with ${code}`);
    this.code = code;
  }
}

async function untilReady(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(token);
  await ready;
}

function aborted(signal: AbortSignal): Promise<{ error: unknown }> {
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve({ error: undefined }), { once: true }),
  );
}

/** Throws the signal's reason when it aborts; never resolves. */
async function untilAborted(signal: AbortSignal): Promise<never> {
  await aborted(signal);
  throw signal.reason;
}

function isIntentRefused(error: unknown): boolean {
  if (error instanceof GatewayClosed) return error.code === GatewayCloseCodes.DisallowedIntents;
  return error instanceof Error && error.message.includes('disallowed intents');
}

function fatalProblem(error: unknown, applicationId: string): Remedied | undefined {
  if (isTokenGone(error) || isTokenRefused(error)) return tokenRefused;
  const code = error instanceof GatewayClosed ? error.code : undefined;
  if (code === GatewayCloseCodes.InvalidIntents || code === GatewayCloseCodes.InvalidAPIVersion) {
    const fix = `Update Acore, and look at ${botPage(applicationId)}.`;
    return { problem: `Discord refuses this version of Acore (${code}).`, fix };
  }
  return undefined;
}

function isTokenRefused(error: unknown): boolean {
  if (error instanceof GatewayClosed) return error.code === GatewayCloseCodes.AuthenticationFailed;
  if (!(error instanceof Error)) return false;
  return error.message === 'Authentication failed' || ('code' in error && error.code === 'TokenInvalid');
}

function sayTrouble(error: unknown): string {
  if (isIntentRefused(error)) return 'Discord refuses a privileged intent.';
  if (error instanceof GatewayClosed) return `Discord closed the connection (${error.code}).`;
  if (error instanceof HTTPError || error instanceof DiscordAPIError) {
    return `Discord answers with ${error.status}; it has trouble of its own.`;
  }
  return `Discord could not be reached (${error instanceof Error ? error.message : String(error)}).`;
}

/** What is missing without the Message Content intent, and where to enable it. */
export function withoutText(applicationId: string): string {
  return (
    'The Message Content intent is off, so only messages that mention me, and direct ones, can be read. ' +
    `Enable it on ${botPage(applicationId)} and restart.`
  );
}

/** What is missing without the Server Members intent, where it is wanted, and where to enable it. */
export function withoutMembers(applicationId: string): string {
  return (
    'The Server Members intent is off, so that discord.memberList has no effect and fewer memories are told. ' +
    `Enable it on ${botPage(applicationId)} and restart.`
  );
}
