import { type APIMessage, Routes } from 'discord.js';
import { ServiceError } from '../../core/errors.ts';
import type { Post } from '../../core/ports/platform.ts';
import { toServiceError } from './failures.ts';
import { pingsNobody } from './mentions.ts';
import { contentsOf, type OutboundNeeds } from './outbound.ts';

/** Writes other words over a message of ours: through the webhook that said it, or as the bot. */
export function createAmend(needs: Omit<OutboundNeeds, 'log'>) {
  return async (post: Post, messageId: string): Promise<void> => {
    const where = needs.places.label(post.place);
    try {
      await amend(needs, post, messageId);
    } catch (error) {
      throw toServiceError(error, { doing: 'change my own message', where });
    }
  };
}

async function amend(
  { rest, webhooks, portraits }: Omit<OutboundNeeds, 'log'>,
  post: Post,
  messageId: string,
): Promise<void> {
  const { place } = post;
  const route = Routes.channelMessage(place.channelId, messageId);
  const said = (await rest.get(route)) as APIMessage;
  const { byWebhook, plain } = contentsOf(post);
  if (said.webhook_id === undefined) {
    await rest.patch(route, { body: { content: plain, allowed_mentions: pingsNobody } });
    return;
  }
  const webhook = await webhooks.of(place.parentId ?? place.channelId, portraits.of(post.character).purpose);
  if (typeof webhook === 'string' || webhook.id !== said.webhook_id) throw notChangeable();
  const query = new URLSearchParams(place.kind === 'thread' ? { thread_id: place.channelId } : {});
  const body = { content: byWebhook, allowed_mentions: pingsNobody };
  await rest.patch(Routes.webhookMessage(webhook.id, webhook.token, messageId), { auth: false, query, body });
}

function notChangeable(): ServiceError {
  return new ServiceError({
    service: 'Discord',
    failure: 'rejected',
    message: 'That message was said in another way and cannot be changed any more.',
    retryable: false,
  });
}
