import { type APIMessage, type REST, Routes } from 'discord.js';
import type { Post } from '../../core/ports/platform.ts';
import type { Api } from './api.ts';
import { isOutOfReach, toServiceError } from './failures.ts';
import { isOwn, type Surroundings } from './inbound.ts';
import { wornName } from './names.ts';
import { contentsOf } from './outbound.ts';
import type { Places } from './places.ts';
import { idAt, timeOf } from './snowflake.ts';

export interface FindNeeds {
  rest: REST;
  api: Pick<Api, 'clockSkewMs'>;
  places: Places;
  around(): Pick<Surroundings, 'selfId' | 'applicationId' | 'isOwnWebhook'>;
  /** Whether the transcript has this message already; then it is another post's. */
  knows(messageId: string): Promise<boolean>;
}

/** How far a clock may be wrong before a post of ours is not recognised by its time. */
const clockMarginMs = 60_000;
const pageSize = 100;
const mostPages = 10;

/** Looks for a post whose answer was never seen: by author, name, text and time. */
export function createFind(needs: FindNeeds) {
  return async (post: Post, attemptedAt: number): Promise<{ found: string } | 'absent' | 'unreadable'> => {
    const { places } = needs;
    if (places.missing(post.place, ['View Channel', 'Read Message History'])?.length) return 'unreadable';
    try {
      return await search(needs, post, attemptedAt);
    } catch (error) {
      if (isOutOfReach(error)) return 'unreadable';
      throw toServiceError(error, { doing: 'look for my own message', where: places.label(post.place) });
    }
  };
}

async function search(needs: FindNeeds, post: Post, attemptedAt: number) {
  const since = attemptedAt + (needs.api.clockSkewMs() ?? 0) - clockMarginMs;
  let after = idAt(since);
  for (let page = 0; page < mostPages; page += 1) {
    const messages = await messagesAfter(needs.rest, post.place.channelId, after);
    for (const message of messages) {
      if (isThat(needs, message, post) && !(await needs.knows(message.id))) return { found: message.id };
    }
    const newest = messages.at(-1);
    if (newest === undefined || messages.length < pageSize) return 'absent' as const;
    after = newest.id;
  }
  return 'unreadable' as const;
}

async function messagesAfter(rest: REST, channelId: string, after: string): Promise<APIMessage[]> {
  const query = new URLSearchParams({ after, limit: String(pageSize) });
  const messages = (await rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
  return messages.sort((a, b) => timeOf(a.id) - timeOf(b.id) || (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

function isThat(needs: FindNeeds, message: APIMessage, post: Post): boolean {
  const around = needs.around();
  if (!isOwn(message, around)) return false;
  const contents = contentsOf(post);
  const text = message.content.trim();
  if (message.author.id === around.selfId) return text === contents.plain.trim();
  return message.author.username === wornName(post.character) && text === contents.byWebhook.trim();
}
