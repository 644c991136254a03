import {
  GatewayDispatchEvents,
  type GatewayMessageDeleteBulkDispatch,
  type GatewayMessageDeleteDispatch,
} from 'discord.js';
import type { Conversation } from '../../core/ports/conversation.ts';
import type { Log } from '../../core/ports/log.ts';
import { isSpokenByOthers, type RawMessage, type Surroundings, toMessage } from './inbound.ts';
import type { Places } from './places.ts';

export interface HearingNeeds {
  conversation: Conversation;
  places: Places;
  around(): Surroundings;
  log: Log;
}

/** Hands what happens in channels to the engine, each channel's events in their order. */
export interface Hearing {
  dispatch(event: string, data: unknown): void;
  /** Keeps what is dispatched from now on until `release`: what was said before it comes first. */
  hold(): void;
  release(): void;
  /** Runs work in a channel's order. */
  inOrder(channelId: string, work: () => Promise<void>): Promise<void>;
  /** Gives a message to the engine if somebody else said it. */
  take(raw: RawMessage): Promise<void>;
  /** Resolves when everything heard so far is handed over. */
  settled(): Promise<void>;
}

export function createHearing(needs: HearingNeeds): Hearing {
  const { conversation, places, around, log } = needs;
  const lines = new Map<string, Promise<void>>();
  let held: (() => void)[] | undefined;

  function inOrder(channelId: string, work: () => Promise<void>): Promise<void> {
    const before = lines.get(channelId) ?? Promise.resolve();
    const line = before.then(work).catch((error: unknown) => {
      log.error('An event from Discord could not be taken in.', { channelId, error: String(error) });
    });
    lines.set(channelId, line);
    return line.finally(() => {
      if (lines.get(channelId) === line) lines.delete(channelId);
    });
  }

  async function take(raw: RawMessage): Promise<void> {
    if (!isSpokenByOthers(raw, around())) return;
    const place = await places.of(raw.channel_id, raw.guild_id);
    await conversation.receive(toMessage(raw, place, around()));
  }

  async function revise(raw: RawMessage): Promise<void> {
    // Discord also tells of changes that nobody made, such as a preview of an address.
    if (raw.edited_timestamp === null || raw.edited_timestamp === undefined) return;
    if (!isSpokenByOthers(raw, around())) return;
    const place = await places.of(raw.channel_id, raw.guild_id);
    const { id, text, typed, mentions, mentionsSelf, textWithheld } = toMessage(raw, place, around());
    if (textWithheld === true) return;
    const at = Date.parse(raw.edited_timestamp);
    await conversation.revise({ id, place, text, typed, mentions, mentionsSelf, at });
  }

  async function retract(channelId: string, guildId: string | undefined, ids: string[]): Promise<void> {
    await conversation.retract(await places.of(channelId, guildId), ids);
  }

  function handle(event: string, data: unknown): Promise<void> {
    switch (event) {
      case GatewayDispatchEvents.MessageCreate:
        return take(data as RawMessage);
      case GatewayDispatchEvents.MessageUpdate:
        return revise(data as RawMessage);
      case GatewayDispatchEvents.MessageDelete: {
        const { id, channel_id, guild_id } = data as GatewayMessageDeleteDispatch['d'];
        return retract(channel_id, guild_id, [id]);
      }
      case GatewayDispatchEvents.MessageDeleteBulk: {
        const { ids, channel_id, guild_id } = data as GatewayMessageDeleteBulkDispatch['d'];
        return retract(channel_id, guild_id, ids);
      }
      default:
        return Promise.resolve();
    }
  }

  return {
    inOrder,
    take,
    dispatch(event, data) {
      const { channel_id: channelId } = data as { channel_id: string };
      const begin = () => void inOrder(channelId, () => handle(event, data));
      if (held === undefined) begin();
      else held.push(begin);
    },
    hold() {
      held ??= [];
    },
    release() {
      const waiting = held ?? [];
      held = undefined;
      for (const begin of waiting) begin();
    },
    settled: async () => void (await Promise.all(lines.values())),
  };
}
