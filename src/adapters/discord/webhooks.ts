import { type APIWebhook, type REST, Routes } from 'discord.js';
import { ServiceError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { hasCode } from './failures.ts';

/** A webhook of ours, ready to post. */
export interface OwnWebhook {
  id: string;
  token: string;
  channelId: string;
  /** What it was made for; another one may have to use it. */
  purpose: string;
}

/** What a webhook is for: all characters of a channel, or the portrait of one. */
export interface WebhookPurpose {
  /** Its name in the channel's settings; what it is found by after a restart. */
  name: string;
  /** Its own picture, as a data URI. */
  avatar?: string | undefined;
}

/** Why a channel has no webhook for us. */
export type WebhookRefusal = 'missing-permission' | 'channel-full' | 'no-webhooks-here';

/** The webhooks that characters speak through: one for a channel, kept over restarts. */
export interface Webhooks {
  /** Finds or creates ours; several callers at once share one request. Throws ServiceError for trouble on the way. */
  of(channelId: string, purpose?: WebhookPurpose): Promise<OwnWebhook | WebhookRefusal>;
  /** The webhook turned out to be gone. */
  forget(webhook: OwnWebhook): void;
  isOwn(webhookId: string): boolean;
}

/** The name of the webhook that all characters of a channel share. */
export const sharedPurpose: WebhookPurpose = { name: 'Acore' };

/** How long a refusal is believed before it is tried again. */
const refusalMs = 30_000;

export function createWebhooks(needs: { rest: REST; clock: Clock; applicationId: () => string }): Webhooks {
  const { rest, clock } = needs;
  const settled = new Map<string, OwnWebhook>();
  const refusals = new Map<string, { why: WebhookRefusal; until: number }>();
  const underWay = new Map<string, Promise<OwnWebhook | WebhookRefusal>>();
  const ownIds = new Set<string>();

  async function search(channelId: string, purpose: WebhookPurpose): Promise<OwnWebhook | WebhookRefusal> {
    try {
      const all = (await rest.get(Routes.channelWebhooks(channelId))) as APIWebhook[];
      const ours = all.filter((webhook) => webhook.application_id === needs.applicationId() && webhook.token);
      for (const { id } of ours) ownIds.add(id);
      const found = ours.find(({ name }) => name === purpose.name);
      // A channel that is full has room for no other: any webhook of ours serves.
      return toOwn(found ?? (await create(channelId, purpose, ours[0])), channelId);
    } catch (error) {
      const why = refusalOf(error);
      if (why === undefined) throw error;
      // A permission can be granted at any time, and the gateway tells at once whether it is there.
      if (why !== 'missing-permission')
        refusals.set(keyOf(channelId, purpose), { why, until: clock.now() + refusalMs });
      return why;
    }
  }

  async function create(channelId: string, purpose: WebhookPurpose, instead: APIWebhook | undefined) {
    try {
      const body = { name: purpose.name, avatar: purpose.avatar ?? null };
      return (await rest.post(Routes.channelWebhooks(channelId), { body })) as APIWebhook;
    } catch (error) {
      if (instead !== undefined && hasCode(error, 'tooManyWebhooks')) return instead;
      throw error;
    }
  }

  function toOwn({ id, token, name }: APIWebhook, channelId: string): OwnWebhook {
    ownIds.add(id);
    return { id, token: token ?? '', channelId, purpose: name ?? '' };
  }

  async function settle(channelId: string, purpose: WebhookPurpose): Promise<OwnWebhook | WebhookRefusal> {
    const found = await search(channelId, purpose);
    if (typeof found !== 'string') settled.set(keyOf(channelId, purpose), found);
    return found;
  }

  return {
    async of(channelId, purpose = sharedPurpose) {
      const key = keyOf(channelId, purpose);
      const ready = settled.get(key);
      if (ready !== undefined) return ready;
      const refusal = refusals.get(key);
      if (refusal !== undefined && refusal.until > clock.now()) return refusal.why;
      const pending = underWay.get(key) ?? settle(channelId, purpose).finally(() => underWay.delete(key));
      underWay.set(key, pending);
      return pending;
    },
    forget(webhook) {
      for (const [key, one] of settled) if (one.id === webhook.id) settled.delete(key);
    },
    isOwn: (webhookId) => ownIds.has(webhookId),
  };
}

function keyOf(channelId: string, purpose: WebhookPurpose): string {
  return `${channelId} ${purpose.name}`;
}

function refusalOf(error: unknown): WebhookRefusal | undefined {
  if (error instanceof ServiceError) return undefined;
  if (hasCode(error, 'missingPermissions', 'missingAccess')) return 'missing-permission';
  if (hasCode(error, 'tooManyWebhooks')) return 'channel-full';
  if (hasCode(error, 'wrongChannelType')) return 'no-webhooks-here';
  return undefined;
}
