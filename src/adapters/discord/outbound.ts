import { createHash } from 'node:crypto';
import { type APIMessage, type REST, Routes } from 'discord.js';
import { ServiceError } from '../../core/errors.ts';
import type { Place } from '../../core/message.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Post } from '../../core/ports/platform.ts';
import { rowOf } from './button-row.ts';
import { type Attempt, hasCode, toServiceError } from './failures.ts';
import { addressed } from './mentions.ts';
import { longestNameLine, withName, wornName } from './names.ts';
import type { Permission } from './permissions.ts';
import type { Places } from './places.ts';
import type { Face, Portraits } from './portraits.ts';
import { type OwnWebhook, sharedPurpose, type WebhookRefusal, type Webhooks } from './webhooks.ts';

/** The longest message Discord takes. */
export const longestMessage = 2_000;

/** The longest part of a reply, so that a name still fits before it where there is no webhook. */
export const longestPart = longestMessage - longestNameLine;

export interface OutboundNeeds {
  rest: REST;
  webhooks: Webhooks;
  places: Places;
  portraits: Pick<Portraits, 'of' | 'faceless'>;
  log: Log;
}

/** Posts as a character: through a webhook where there can be one, else as the bot with the name in bold. */
export function createSay(needs: OutboundNeeds): (post: Post) => Promise<{ messageId: string }> {
  const { webhooks, places, log } = needs;
  const told = new Set<string>();

  async function webhookFor({ place }: Post, { purpose }: Face): Promise<OwnWebhook | undefined> {
    if (place.kind === 'direct') return undefined;
    const channelId = place.parentId ?? place.channelId;
    const lacks = places.missing(place, ['Manage Webhooks'])?.length === 1;
    const found = lacks ? 'missing-permission' : await webhooks.of(channelId, purpose);
    if (typeof found !== 'string') return found;
    tellOnce(channelId, places.label({ ...place, channelId, name: places.channelName(channelId) }), found);
    return undefined;
  }

  function tellOnce(channelId: string, where: string, why: WebhookRefusal): void {
    if (told.has(`${channelId} ${why}`)) return;
    told.add(`${channelId} ${why}`);
    log.warn(`Characters speak as the bot itself in ${where}: ${sayWhy(why)}`, { channelId });
  }

  async function byWebhook(post: Post, face: Face, webhook: OwnWebhook): Promise<{ messageId: string }> {
    try {
      return await execute(needs, post, face, webhook);
    } catch (error) {
      // Discord carried nothing out: the webhook was deleted, so the post may be made again with a new one.
      if (!hasCode(error, 'unknownWebhook', 'invalidWebhookToken')) throw error;
      webhooks.forget(webhook);
      const again = await webhookFor(post, face);
      return again === undefined ? plainly(needs, post) : execute(needs, post, face, again);
    }
  }

  return async (post) => {
    try {
      allowed(places, post.place);
      const face = needs.portraits.of(post.character, post.mood);
      const webhook = await webhookFor(post, face);
      return await (webhook === undefined ? plainly(needs, post) : byWebhook(post, face, webhook));
    } catch (error) {
      throw toServiceError(error, attemptAt(places, post.place));
    }
  };
}

/** Why characters have no webhook in a channel, and what to do about it. */
export function sayWhy(why: WebhookRefusal): string {
  switch (why) {
    case 'missing-permission':
      return 'I may not create webhooks there. Allow “Manage Webhooks” for me.';
    case 'channel-full':
      return 'it has 15 webhooks already and none is mine. Delete one under Integrations.';
    case 'no-webhooks-here':
      return 'this kind of channel takes no webhooks.';
    default:
      return why satisfies never;
  }
}

async function execute(
  needs: OutboundNeeds,
  post: Post,
  face: Face,
  webhook: OwnWebhook,
): Promise<{ messageId: string }> {
  const { content, allowedMentions } = addressed(written(post), post.mentionable, longestMessage);
  const avatarUrl = addressOn(webhook, face, needs.portraits.faceless);
  const query = new URLSearchParams({ wait: 'true' });
  if (post.place.kind === 'thread') query.set('thread_id', post.place.channelId);
  const body = {
    content,
    username: wornName(post.character),
    allowed_mentions: allowedMentions,
    ...componentsOf(post),
    ...(avatarUrl === undefined ? {} : { avatar_url: avatarUrl }),
  };
  const route = Routes.webhook(webhook.id, webhook.token);
  const said = (await needs.rest.post(route, { auth: false, query, body })) as APIMessage;
  return { messageId: said.id };
}

/** The address of the face to show; a webhook that wears its own face needs none, unless the face is another's. */
function addressOn(
  webhook: OwnWebhook,
  { url, purpose = sharedPurpose }: Face,
  faceless: string,
): string | undefined {
  return url ?? (webhook.purpose === purpose.name ? undefined : faceless);
}

async function plainly({ rest }: OutboundNeeds, post: Post): Promise<{ messageId: string }> {
  const { content, allowedMentions } = addressed(writtenPlainly(post), post.mentionable, longestMessage);
  const body = {
    content,
    allowed_mentions: allowedMentions,
    ...componentsOf(post),
    nonce: nonceOf(post.id),
    enforce_nonce: true,
  };
  const said = (await rest.post(Routes.channelMessages(post.place.channelId), { body })) as APIMessage;
  return { messageId: said.id };
}

/** What Discord recognises a repeated message by; it takes at most 25 characters. */
export function nonceOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 24);
}

/** The text that a post has on Discord, by webhook and plainly. */
export function contentsOf(post: Post): { byWebhook: string; plain: string } {
  return {
    byWebhook: addressed(written(post), post.mentionable, longestMessage).content,
    plain: addressed(writtenPlainly(post), post.mentionable, longestMessage).content,
  };
}

/** What is beside the talk is small. */
function written({ text, aside }: Post): string {
  return aside ? small(text) : text;
}

function writtenPlainly({ character, text, aside }: Post): string {
  const named = withName(wornName(character), text);
  return aside ? small(named) : named;
}

function small(text: string): string {
  return text.replace(/^(?=.)/gm, '-# ');
}

function componentsOf({ buttons = [] }: Post): { components?: unknown[] } {
  return buttons.length === 0 ? {} : { components: rowOf(buttons) };
}

// A webhook would speak even where the bot may not; a channel in which an admin silenced the bot stays silent.
function allowed(places: Places, place: Place): void {
  const permission = places.missing(place, speaking(place))?.[0];
  if (permission === undefined) return;
  const where = places.label(place);
  throw new ServiceError({
    service: 'Discord',
    failure: 'missing-permission',
    message: `I may not speak in ${where}. Ask an admin to allow “${permission}” for me.`,
    retryable: false,
    permission,
  });
}

function attemptAt(places: Places, place: Place): Attempt {
  const needed = speaking(place);
  return {
    doing: 'speak',
    permission: places.missing(place, needed)?.[0] ?? needed.at(-1),
    where: places.label(place),
  };
}

/** What speaking in a place needs, the most likely to be missing last. */
export function speaking(place: Pick<Place, 'kind'>): readonly Permission[] {
  return place.kind === 'thread'
    ? ['View Channel', 'Send Messages in Threads']
    : ['View Channel', 'Send Messages'];
}
