import { type APIMessage, type Client, type REST, Routes } from 'discord.js';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import { createLimit } from '../../lib/limit.ts';
import { isOutOfReach } from './failures.ts';
import type { Hearing } from './hearing.ts';
import { idAt, isNewer } from './snowflake.ts';

/** A channel in which something was said lately. */
export interface KnownChannel {
  channelId: string;
  lastMessageId: string;
}

/** Where Acore left off, from what it keeps. */
export interface LeftOff {
  /** Channels with anything in the transcript, and the newest message of each. */
  knownChannels(): Promise<KnownChannel[]>;
  /** Until when everything was heard, as far as is known; undefined on the first start. */
  heardUntil(): Promise<number | undefined>;
  /** A process that dies while it catches up must not look as if it had heard everything. */
  beginCatchUp(since: number): Promise<void>;
  endCatchUp(): Promise<void>;
}

export interface CatchUpNeeds {
  rest: REST;
  hearing: Hearing;
  leftOff: LeftOff;
  clock: Clock;
  log: Log;
}

const pageSize = 100;
/** The most messages that are fetched for one channel, newest first. */
const mostMessages = 500;
/** The most channels that Discord does not list, newest first. */
const mostUnlisted = 200;
const atOnce = 4;
/** While one message was taken in, others of other channels may still have been on their way; none is taken in twice. */
const onItsWayMs = 60_000;

/**
 * Fetches what was said while nobody listened, and gives it to the engine like any other message. What is heard in
 * the meantime is held until all of that has its place in line: the newest message that is kept of a channel says
 * where to go on from, so none may be taken in before an older one.
 */
export function createCatchUp(
  needs: CatchUpNeeds,
): (client: Client, signal: AbortSignal) => Promise<readonly KnownChannel[]> {
  const { rest, hearing, leftOff, clock, log } = needs;

  async function one({ channelId, after }: Missed, signal: AbortSignal): Promise<void> {
    const messages = await fetchSince(rest, channelId, after, signal).catch((error: unknown) => {
      if (signal.aborted || isOutOfReach(error)) return [];
      throw error;
    });
    for (const message of messages) {
      if (signal.aborted) return;
      await hearing.take(message);
    }
    if (messages.length > 0) log.info('Caught up with a channel.', { channelId, messages: messages.length });
  }

  return async (client, signal) => {
    const limit = createLimit(atOnce);
    const inLine = (missed: Missed) =>
      hearing.inOrder(missed.channelId, async () => {
        await limit.enter();
        try {
          if (!signal.aborted) await one(missed, signal);
        } finally {
          limit.leave();
        }
      });
    let known: KnownChannel[] = [];
    let caughtUp: Promise<void>[] = [];
    try {
      const heardUntil = await leftOff.heardUntil();
      await leftOff.beginCatchUp(heardUntil ?? clock.now());
      known = await leftOff.knownChannels();
      caughtUp = missedChannels(client, known, heardUntil).map(inLine);
    } finally {
      hearing.release();
    }
    await Promise.all(caughtUp);
    if (!signal.aborted) await leftOff.endCatchUp();
    return known;
  };
}

interface Missed {
  channelId: string;
  /** The newest message that was seen. */
  after: string;
}

function missedChannels(
  client: Client,
  known: { channelId: string; lastMessageId: string }[],
  heardUntil: number | undefined,
): Missed[] {
  const seen = new Map(known.map(({ channelId, lastMessageId }) => [channelId, lastMessageId]));
  const newer = heardUntil === undefined ? undefined : idAt(heardUntil - onItsWayMs);
  const missed: Missed[] = [];
  for (const channel of client.channels.cache.values()) {
    if (!('lastMessageId' in channel) || channel.isDMBased()) continue;
    const after = seen.get(channel.id) ?? newer;
    seen.delete(channel.id);
    if (after === undefined || !channel.lastMessageId || !isNewer(channel.lastMessageId, after)) continue;
    missed.push({ channelId: channel.id, after });
  }
  // Discord does not list direct conversations and archived threads, so that these are asked for.
  const unlisted = [...seen].sort(([, a], [, b]) => (isNewer(a, b) ? -1 : 1)).slice(0, mostUnlisted);
  for (const [channelId, after] of unlisted) missed.push({ channelId, after });
  return missed;
}

async function fetchSince(
  rest: REST,
  channelId: string,
  after: string,
  signal: AbortSignal,
): Promise<APIMessage[]> {
  const all: APIMessage[] = [];
  let before: string | undefined;
  while (all.length < mostMessages && !signal.aborted) {
    const query = new URLSearchParams({
      limit: String(pageSize),
      ...(before === undefined ? {} : { before }),
    });
    const page = (await rest.get(Routes.channelMessages(channelId), { query, signal })) as APIMessage[];
    const fresh = page.filter(({ id }) => isNewer(id, after)).sort((a, b) => (isNewer(a.id, b.id) ? -1 : 1));
    all.push(...fresh);
    before = fresh.at(-1)?.id;
    if (fresh.length < pageSize) break;
  }
  return all.reverse();
}
