import { type APIMessage, GatewayDispatchEvents, type REST, Routes } from 'discord.js';
import type { Place } from '../../core/message.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import { createLimit } from '../../lib/limit.ts';
import type { KnownChannel } from './catch-up.ts';
import { isOutOfReach } from './failures.ts';
import type { Hearing } from './hearing.ts';
import { isNewer } from './snowflake.ts';

export interface LookBackNeeds {
  rest: REST;
  hearing: Pick<Hearing, 'dispatch'>;
  placeOf(channelId: string): Promise<Place>;
  /** The newest lines that are kept of a place. */
  recent(place: Place, limit: number): Promise<TranscriptEntry[]>;
}

/** As many as Discord gives at once. */
const looked = 100;
const atOnce = 2;

/**
 * Finds what was deleted or edited while nobody listened, among the newest messages of each channel, and tells of it as
 * Discord would have: then it goes as it always does, with everything that was made of it.
 */
export function createLookBack(
  needs: LookBackNeeds,
): (channels: readonly KnownChannel[], signal: AbortSignal) => Promise<void> {
  const { rest, hearing, placeOf, recent } = needs;

  async function one(channelId: string, signal: AbortSignal): Promise<void> {
    const query = new URLSearchParams({ limit: String(looked) });
    const there = (await rest.get(Routes.channelMessages(channelId), { query, signal })) as APIMessage[];
    const [newest] = there;
    const oldest = there.at(-1);
    // An empty answer is also what somebody gets who may not read back.
    if (newest === undefined || oldest === undefined) return;
    const seen = new Set(there.map(({ id }) => id));
    const kept = (await recent(await placeOf(channelId), looked)).flatMap(ofDiscord);
    const ids = [...new Set(kept.map(({ messageId }) => messageId))]
      .filter((id) => !seen.has(id) && !isNewer(id, newest.id))
      .filter((id) => there.length < looked || isNewer(id, oldest.id));
    if (ids.length > 0)
      hearing.dispatch(GatewayDispatchEvents.MessageDeleteBulk, { ids, channel_id: channelId });
    const lastChanges = new Map(kept.map(({ messageId, editedAt, at }) => [messageId, editedAt ?? at]));
    for (const message of there) {
      const known = lastChanges.get(message.id);
      if (known !== undefined && Date.parse(message.edited_timestamp ?? '') > known)
        hearing.dispatch(GatewayDispatchEvents.MessageUpdate, message);
    }
  }

  return async (channels, signal) => {
    const limit = createLimit(atOnce);
    await Promise.all(
      channels.map(({ channelId }) =>
        limit
          .run(signal, () => one(channelId, signal))
          .catch((error: unknown) => {
            if (!isOutOfReach(error)) throw error;
          }),
      ),
    );
  };
}

/** A line by the message that it was; one from a file by that which it is a copy of, where this is known. */
function ofDiscord(line: TranscriptEntry): TranscriptEntry | [] {
  const messageId = line.brought?.origin ?? line.messageId;
  return /^\d+$/.test(messageId) ? { ...line, messageId } : [];
}
