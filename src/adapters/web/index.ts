import { createServer, type Server } from 'node:http';
import type { Command } from '../../core/commands/command.ts';
import { ConfigError, UserError } from '../../core/errors.ts';
import type { Events } from '../../core/events.ts';
import type { Moods } from '../../core/mood.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import type { Log } from '../../core/ports/log.ts';
import type { LanguageModel } from '../../core/ports/model.ts';
import type { Painter } from '../../core/ports/painter.ts';
import type { ChatPlatform } from '../../core/ports/platform.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import type { Rooms } from '../../core/ports/rooms.ts';
import type { Transcript } from '../../core/ports/transcript.ts';
import type { Route } from '../../core/route.ts';
import { createIdentifiers } from '../../lib/identifier.ts';
import { bind } from './bind.ts';
import { type WebSettings, webProblems } from './config.ts';
import { createDoor } from './door.ts';
import { urlOf } from './hosts.ts';
import { createLive } from './live.ts';
import { once } from './once.ts';
import { createPlaces } from './places.ts';
import { createPlatform } from './platform.ts';
import { createPlayground } from './playground.ts';
import { createSessions } from './sessions.ts';

export { checkPage } from './checks.ts';
export { hashPassword } from './sessions.ts';

export interface WebNeeds {
  settings: WebSettings;
  log: Log;
  clock: Clock;
  cast: Cast;
  painter: Painter;
  moods: Pick<Moods, 'at'>;
  transcript: Pick<Transcript, 'recent' | 'find'>;
  receipts: Pick<ReceiptBook, 'recent' | 'find'>;
  rooms: Rooms;
  events: Events;
  commands: readonly Command[];
  routes: readonly Route[];
  model: Pick<LanguageModel, 'describe'>;
  /** Why messages cannot be answered now: what `/readyz` says. */
  notReady(): string | undefined;
  version: string;
}

/** An open page. */
export interface OpenPage {
  url: string;
  stop(): Promise<void>;
}

export interface WebAdapter {
  platform: ChatPlatform;
  /** Opens the page before there is anybody to talk with. */
  open(): Promise<OpenPage>;
  /** Gives the page its conversation; returns what ends the hearing. The page stays open for the last words. */
  start(conversation: Conversation): Promise<() => Promise<void>>;
}

/** The playground and the health addresses, on one web page. */
export function createWeb(needs: WebNeeds): WebAdapter {
  const { settings, clock } = needs;
  const nextId = createIdentifiers(clock.now);
  const live = createLive(needs);
  const places = createPlaces({ ...needs, nextId });
  let conversation: Conversation | undefined;
  let url: string | undefined;

  const playground = createPlayground({
    ...needs,
    places,
    nextId,
    conversation() {
      if (conversation === undefined)
        throw new UserError('Acore is starting or stopping. Try again in a moment.');
      return conversation;
    },
  });

  async function listen(): Promise<OpenPage> {
    const problems = webProblems(settings);
    if (problems.length > 0) throw new ConfigError(problems);
    const sessions = createSessions(needs);
    const server = createServer(
      createDoor({
        ...needs,
        async page() {
          const { createPage } = await import('./server.ts');
          return createPage({ ...needs, playground, places, live, sessions });
        },
      }),
    );
    const { port } = await bind(server, settings);
    url = urlOf(settings.host, port);
    return {
      url,
      async stop() {
        url = undefined;
        live.close();
        await close(server);
      },
    };
  }

  const open = once(listen);
  return {
    platform: createPlatform({ live, transcript: needs.transcript, url: () => url }),
    open,
    async start(given) {
      conversation = given;
      await open();
      return async () => {
        conversation = undefined;
      };
    },
  };
}

async function close(server: Server): Promise<void> {
  const closed = Promise.withResolvers<void>();
  server.close(() => closed.resolve());
  server.closeAllConnections();
  await closed.promise;
}
