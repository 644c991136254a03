import { setTimeout as sleep } from 'node:timers/promises';
import { type APIInteraction, type Client, GatewayDispatchEvents } from 'discord.js';
import type { Command } from '../../core/commands/command.ts';
import type { Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import type { Check, Health } from '../../core/ports/health.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Painter } from '../../core/ports/painter.ts';
import type { ChatPlatform } from '../../core/ports/platform.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import { splitText } from '../../lib/split-text.ts';
import { createAmend } from './amend.ts';
import { cdnOf, createApi } from './api.ts';
import { type Application, fetchApplication } from './application.ts';
import { createAudience } from './audience.ts';
import { createCatchUp, type LeftOff } from './catch-up.ts';
import { declareCommands, syncCommands } from './commands.ts';
import type { DiscordSettings } from './config.ts';
import { examine } from './doctor.ts';
import { createFind } from './find.ts';
import { createGateway, type GatewayState, withoutText } from './gateway.ts';
import { createHearing } from './hearing.ts';
import type { Surroundings } from './inbound.ts';
import { createInteractions } from './interactions.ts';
import { linkTo } from './links.ts';
import { createLookBack } from './look-back.ts';
import { createSay, longestPart } from './outbound.ts';
import { createPlaces, hostName } from './places.ts';
import { createPortraits } from './portraits.ts';
import { createReplies } from './replies.ts';
import { createTyping } from './typing.ts';
import { createWebhooks } from './webhooks.ts';
import { createWelcome, type WelcomeNotes } from './welcome.ts';

export { validateCommands } from './validate-commands.ts';

/** What Discord has to ask of the rest of Acore. */
export interface DiscordLookUp extends LeftOff, WelcomeNotes {
  /** Whether the transcript has this message. */
  knows(messageId: string): Promise<boolean>;
  /** The newest lines of the transcript in a place. */
  recent(place: Place, limit: number): Promise<TranscriptEntry[]>;
}

export interface DiscordNeeds {
  settings: DiscordSettings & { token: string };
  log: Log;
  clock: Clock;
  cast: Cast;
  painter: Painter;
  commands: readonly Command[];
  lookUp: DiscordLookUp;
}

export interface DiscordAdapter {
  platform: ChatPlatform;
  /**
   * Logs in and hears; resolves at READY with what stops hearing and closes. Waits as long as Discord cannot be
   * reached, until the signal aborts; throws ConfigError when only the owner can mend it.
   */
  start(conversation: Conversation, signal?: AbortSignal): Promise<() => Promise<void>>;
  /** Lines for `doctor`; needs no gateway and may be asked beside a running bot. */
  checks(): Promise<Check[]>;
  state(): GatewayState;
}

const firstSyncPauseMs = 5_000;
const longestSyncPauseMs = 10 * 60_000;

/** Discord as a host: characters speak through webhooks, people are heard over the gateway. */
export function createDiscord(needs: DiscordNeeds): DiscordAdapter {
  const { settings, log, clock, cast, commands, lookUp } = needs;
  const api = createApi(settings, log);
  const { rest } = api;
  let application: Application | undefined;
  const applicationId = () => application?.id ?? '';

  const places = createPlaces({ rest, client: () => gateway.client() });
  const webhooks = createWebhooks({ rest, clock, applicationId });
  const portraits = createPortraits({
    rest,
    cdn: cdnOf(settings.apiUrl),
    cast,
    painter: needs.painter,
    clock,
    way: settings.portraits,
    applicationId,
    log,
  });
  const welcome = createWelcome({ rest, notes: lookUp, log });
  const proxyApplications = new Set(settings.proxyApplications);

  let session: Session | undefined;

  const gateway = createGateway({
    settings,
    log,
    clock,
    async whoAmI(signal) {
      application = await fetchApplication(rest.setToken(settings.token), signal);
      return application;
    },
    heard: (event, data) => session?.heard(event, data),
    watched: (event, data) => audience.hear(event, data),
    begins: () => session?.begins(),
    began: (client) => session?.began(client),
    joined: (guildId) => session?.joined(guildId),
  });

  const audience = createAudience({
    rest,
    clock,
    client: () => (gateway.state() === 'ready' ? gateway.client() : undefined),
    seesMembers: gateway.seesMembers,
  });

  function around(): Surroundings {
    return {
      selfId: application?.botId ?? '',
      applicationId: applicationId(),
      proxyApplications,
      readsText: gateway.readsText(),
      isOwnWebhook: webhooks.isOwn,
      channelName: places.channelName,
      roleName: places.roleName,
      isOwnRole: places.isOwnRole,
    };
  }

  function createSession(conversation: Conversation): Session {
    const stopping = new AbortController();
    const { signal } = stopping;
    const hearing = createHearing({ conversation, places, around, log });
    const catchUp = createCatchUp({ rest, hearing, leftOff: lookUp, clock, log });
    const placeOf = (channelId: string) => places.of(channelId, undefined);
    const lookBack = createLookBack({ rest, hearing, placeOf, recent: lookUp.recent });
    const interact = createInteractions({
      commands,
      replies: createReplies({ rest, cast, commands, portraits, log }),
      placeOf: places.of,
      isManagerRole: (guildId, roleId) =>
        roleId === settings.managerRole || places.roleName(guildId, roleId) === settings.managerRole,
      log,
      clock,
    });
    const background = new Set<Promise<unknown>>();

    function inBackground(work: Promise<unknown>, what: string): void {
      const watched = work
        .catch((error: unknown) => {
          if (!signal.aborted) log.warn(`${what} failed.`, { error: String(error) });
        })
        .finally(() => background.delete(watched));
      background.add(watched);
    }

    async function welcomeNewcomers(client: Client): Promise<void> {
      const heardUntil = await lookUp.heardUntil();
      if (heardUntil === undefined) return;
      const joined = client.guilds.cache.filter((guild) => guild.joinedTimestamp > heardUntil);
      for (const guild of joined.values()) await welcome(client, guild.id);
    }

    return {
      heard(event, data) {
        if (event === GatewayDispatchEvents.InteractionCreate) {
          inBackground(interact(data as APIInteraction, signal), 'An interaction');
        } else {
          hearing.dispatch(event, data);
        }
      },
      begins: hearing.hold,
      began(client) {
        inBackground(
          catchUp(client, signal).then((known) => lookBack(known, signal)),
          'Catching up',
        );
        inBackground(welcomeNewcomers(client), 'Welcoming');
        inBackground(portraits.prepare(signal), 'Preparing portraits');
      },
      joined(guildId) {
        const client = gateway.client();
        if (client !== undefined) inBackground(welcome(client, guildId), 'Welcoming');
      },
      sync: () => inBackground(syncPatiently(signal), 'Registering commands'),
      async stop() {
        stopping.abort();
        await hearing.settled();
        await Promise.race([Promise.all(background), sleep(2_000, undefined, { ref: false })]);
      },
    };
  }

  async function syncPatiently(signal: AbortSignal): Promise<void> {
    const wanted = declareCommands(commands, settings.managerRole);
    for (
      let pauseMs = firstSyncPauseMs;
      !signal.aborted;
      pauseMs = Math.min(pauseMs * 2, longestSyncPauseMs)
    ) {
      try {
        const scope = { applicationId: applicationId(), guildId: settings.commandsGuild };
        if (await syncCommands(rest, scope, wanted))
          log.info('Registered the commands.', { commands: wanted.length });
        return;
      } catch (error) {
        const again = `It is tried again in ${pauseMs / 1_000} s.`;
        log.warn(`The commands could not be registered. ${again}`, { error: String(error) });
        await sleep(pauseMs, undefined, { signal });
      }
    }
  }

  function health(): Health {
    const state = gateway.state();
    const says =
      gateway.problem() ?? (state === 'ready' ? 'Connected to Discord.' : 'Not connected to Discord.');
    if (state !== 'ready') return { ok: false, says, fix: 'Run acore doctor.' };
    return gateway.readsText() ? { ok: true, says } : { ok: true, says: withoutText(applicationId()) };
  }

  const platform: ChatPlatform = {
    host: hostName,
    hasButtons: true,
    split: (text) => splitText(text, longestPart),
    say: createSay({ rest, webhooks, places, portraits, log }),
    amend: createAmend({ rest, webhooks, places, portraits }),
    find: createFind({ rest, api, places, around, knows: lookUp.knows }),
    typing: createTyping(rest),
    heardIn: audience.heardIn,
    linkTo,
    health: async () => health(),
  };

  return {
    platform,
    async start(conversation, signal = new AbortController().signal) {
      const own = createSession(conversation);
      session = own;
      try {
        await gateway.open(signal);
      } catch (error) {
        session = undefined;
        await Promise.all([own.stop(), gateway.close()]);
        throw error;
      }
      own.sync();
      log.info(`Connected to Discord as ${application?.botName}.`);
      return async () => {
        session = undefined;
        await Promise.all([own.stop(), gateway.close()]);
      };
    },
    checks: () => examine({ api: createApi(settings, log), settings, commands, portraits }),
    state: gateway.state,
  };
}

/** What one start hears and does until it is stopped. */
interface Session {
  heard(event: string, data: unknown): void;
  begins(): void;
  began(client: Client): void;
  joined(guildId: string): void;
  sync(): void;
  stop(): Promise<void>;
}
