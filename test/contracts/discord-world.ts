import { setTimeout as sleep } from 'node:timers/promises';
import { type DiscordSettings, discordConfig } from '../../src/adapters/discord/config.ts';
import { createDiscord, type DiscordAdapter, type DiscordLookUp } from '../../src/adapters/discord/index.ts';
import { createPainter } from '../../src/adapters/pictures/index.ts';
import type { Character } from '../../src/core/character.ts';
import type { Command } from '../../src/core/commands/command.ts';
import type { Message, Place } from '../../src/core/message.ts';
import type { Clock } from '../../src/core/ports/clock.ts';
import type { Conversation } from '../../src/core/ports/conversation.ts';
import type { Post } from '../../src/core/ports/platform.ts';
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from '../fakes/discord/index.ts';
import { bareCharacter } from '../support/characters.ts';

/** What the engine was told, in order. */
export interface Heard extends Conversation {
  received: Message[];
  revised: { id: string; text: string; at: number; place: Place }[];
  retracted: string[];
}

/** An engine that only listens. */
export function createHeard(): Heard {
  const heard: Heard = {
    received: [],
    revised: [],
    retracted: [],
    receive: async (message) => void heard.received.push(message),
    revise: async (message) => void heard.revised.push(message),
    retract: async (_, ids) => void heard.retracted.push(...ids),
    cue: async () => ({ messageIds: [] }),
    ask: () => Promise.reject(new Error('nobody asks here')),
    rehearse: () => Promise.reject(new Error('nobody rehearses here')),
  };
  return heard;
}

export interface AdapterOptions {
  settings?: Partial<DiscordSettings> & { token?: string };
  characters?: Character[];
  commands?: Command[];
  lookUp?: Partial<DiscordLookUp>;
  clock?: Clock;
}

/** The adapter on its own, with what it logged. */
export interface OwnAdapter {
  adapter: DiscordAdapter;
  logged: string[];
}

export function makeAdapter(world: FakeDiscord, options: AdapterOptions = {}): OwnAdapter {
  const logged: string[] = [];
  const note = (says: string, fields?: Record<string, unknown>) =>
    void logged.push(fields === undefined ? says : `${says} ${JSON.stringify(fields)}`);
  const characters = options.characters ?? [bareCharacter({ id: 'mira', name: 'Mira' })];
  const settings = {
    ...discordConfig.parse({ apiUrl: world.api, requestsPerSecond: 5_000 }),
    token: world.bot.token,
  };
  const adapter = createDiscord({
    settings: { ...settings, ...options.settings },
    log: { debug: () => {}, info: note, warn: note, error: note },
    clock: options.clock ?? { now: Date.now },
    cast: {
      all: () => characters,
      knownIn: () => characters,
      get: (id) => characters.find((character) => character.id === id),
      presentIn: async () => characters,
    },
    commands: options.commands ?? [],
    painter: createPainter(),
    lookUp: {
      knownChannels: async () => [],
      heardUntil: async () => undefined,
      beginCatchUp: async () => {},
      endCatchUp: async () => {},
      knows: async () => false,
      recent: async () => [],
      welcome: (guildName) => `Welcome from Acore to ${guildName}.`,
      welcomed: async () => false,
      markWelcomed: async () => {},
      ...options.lookUp,
    },
  });
  return { adapter, logged };
}

export interface Connected extends OwnAdapter {
  world: FakeDiscord;
  heard: Heard;
  /** Ends the session, as at a restart; the world stays. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The adapter logged in to a fake Discord. */
export async function connect(
  options: AdapterOptions & { world?: FakeDiscord; fake?: FakeDiscordOptions } = {},
): Promise<Connected> {
  const world = options.world ?? (await startFakeDiscord(options.fake));
  const own = makeAdapter(world, options);
  const heard = createHeard();
  const stop = await own.adapter.start(heard);
  return {
    ...own,
    world,
    heard,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      if (options.world === undefined) await world.close();
    },
  };
}

/** A post of Mira's in the first text channel. */
export function postIn(world: FakeDiscord, text: string, changes: Partial<Post> = {}): Post {
  return {
    id: `post-${Math.random()}`,
    place: { host: 'discord', guildId: world.guild, channelId: world.channels.text, kind: 'text' },
    character: bareCharacter({ id: 'mira', name: 'Mira' }),
    text,
    mentionable: [],
    ...changes,
  };
}

/** Waits for a condition; complains after five seconds. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`It did not happen: ${what}.`);
    await sleep(5);
  }
}
