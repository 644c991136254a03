import { randomBytes } from 'node:crypto';
import type { Json } from '../../http.ts';
import { announceInGuild } from '../announce.ts';
import { checkWebhookName } from '../check-webhook.ts';
import { badForm, refusal } from '../errors.ts';
import { channelTypes, intents, isThreadType } from '../flags.ts';
import { keepPicture, readPicture } from '../images.ts';
import type { Caller, Channel, Webhook } from '../model.ts';
import { need, needInGuild } from '../permissions.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route } from '../router.ts';
import { webhookView } from '../views.ts';
import { channelOf, ownGuildOf, webhookOf } from './lookups.ts';

/** Routes that make, list, change and delete webhooks. */
export const webhookRoutes: Route[] = [
  route('POST', '/channels/:channel/webhooks', createWebhook),
  route('GET', '/channels/:channel/webhooks', listInChannel),
  route('GET', '/guilds/:guild/webhooks', listInGuild),
  route('GET', '/webhooks/:webhook', getWebhook),
  route('PATCH', '/webhooks/:webhook', editWebhook),
  route('DELETE', '/webhooks/:webhook', deleteWebhook),
  route('GET', '/webhooks/:webhook/:token', getByToken),
  route('PATCH', '/webhooks/:webhook/:token', editByToken),
  route('DELETE', '/webhooks/:webhook/:token', deleteByToken),
];

/** How many webhooks a channel can have. */
export const maxWebhooks = 15;
const maxAvatarBytes = 10 * 1024 * 1024;

function createWebhook(ask: Ask, realm: Realm): unknown {
  const { state } = realm;
  const channel = channelOf(ask, realm);
  const caller = ask.caller();
  need(state, caller, channel, 'MANAGE_WEBHOOKS');
  const { guildId } = channel;
  if (guildId === undefined || !takesWebhooks(channel)) throw refusal('wrongChannelType');
  checkWebhookName(ask.body['name'], 'name');
  const avatar = readAvatar(ask.body, realm) ?? null;
  if (webhooksIn(realm, channel.id).length >= maxWebhooks) throw refusal('tooManyWebhooks');
  const webhook: Webhook = {
    id: state.nextId(),
    channelId: channel.id,
    guildId,
    name: String(ask.body['name']).trim(),
    avatar,
    token: randomBytes(51).toString('base64url'),
    applicationId: caller.app?.id ?? null,
    userId: caller.user.id,
  };
  state.webhooks.set(webhook.id, webhook);
  announceChange(realm, webhook);
  return webhookView(state, webhook);
}

function takesWebhooks(channel: Channel): boolean {
  return (
    !isThreadType(channel.type) && channel.type !== channelTypes.category && channel.type !== channelTypes.dm
  );
}

function readAvatar(body: Json, realm: Realm): string | null | undefined {
  const value = body['avatar'];
  if (value === undefined || value === null) return value;
  return keepPicture(realm.state, readPicture(value, 'avatar', maxAvatarBytes));
}

function webhooksIn(realm: Realm, channelId: string): Webhook[] {
  return [...realm.state.webhooks.values()].filter((webhook) => webhook.channelId === channelId);
}

function announceChange(realm: Realm, webhook: Webhook): void {
  const data = { guild_id: webhook.guildId, channel_id: webhook.channelId };
  announceInGuild(realm, 'WEBHOOKS_UPDATE', webhook.guildId, data, intents.guildWebhooks);
}

// The token of another application's webhook is nobody else's business.
function viewFor(realm: Realm, caller: Caller, webhook: Webhook): Json {
  const { token, ...rest } = webhookView(realm.state, webhook);
  const isForeign = webhook.applicationId !== null && webhook.applicationId !== caller.app?.id;
  return isForeign ? rest : { ...rest, token };
}

function listInChannel(ask: Ask, realm: Realm): unknown {
  const channel = channelOf(ask, realm);
  need(realm.state, ask.caller(), channel, 'MANAGE_WEBHOOKS');
  return webhooksIn(realm, channel.id).map((webhook) => viewFor(realm, ask.caller(), webhook));
}

function listInGuild(ask: Ask, realm: Realm): unknown {
  const guild = ownGuildOf(ask, realm);
  needInGuild(ask.caller(), guild, 'MANAGE_WEBHOOKS');
  const all = [...realm.state.webhooks.values()].filter(({ guildId }) => guildId === guild.id);
  return all.map((webhook) => viewFor(realm, ask.caller(), webhook));
}

function needWebhook(ask: Ask, realm: Realm): Webhook {
  const webhook = webhookOf(ask, realm);
  const channel = realm.state.channels.get(webhook.channelId);
  if (!channel) throw refusal('unknownWebhook');
  need(realm.state, ask.caller(), channel, 'MANAGE_WEBHOOKS');
  return webhook;
}

/** The webhook a request names, when its token is right: 10015 for none, 50027 for a wrong token. */
export function webhookByToken(ask: Ask, realm: Realm): Webhook {
  const webhook = webhookOf(ask, realm);
  if (webhook.token !== ask.param('token')) throw refusal('invalidWebhookToken');
  return webhook;
}

function getWebhook(ask: Ask, realm: Realm): unknown {
  return viewFor(realm, ask.caller(), needWebhook(ask, realm));
}

function getByToken(ask: Ask, realm: Realm): unknown {
  return webhookView(realm.state, webhookByToken(ask, realm), false);
}

function change(realm: Realm, webhook: Webhook, body: Json): void {
  if (body['name'] !== undefined) checkWebhookName(body['name'], 'name');
  const avatar = readAvatar(body, realm);
  if (body['name'] !== undefined) webhook.name = String(body['name']).trim();
  if (avatar !== undefined) webhook.avatar = avatar;
  announceChange(realm, webhook);
}

function editWebhook(ask: Ask, realm: Realm): unknown {
  const webhook = needWebhook(ask, realm);
  if (ask.body['channel_id'] !== undefined) move(ask, realm, webhook);
  change(realm, webhook, ask.body);
  return viewFor(realm, ask.caller(), webhook);
}

function move(ask: Ask, realm: Realm, webhook: Webhook): void {
  const channel = realm.state.channels.get(String(ask.body['channel_id']));
  if (channel?.guildId !== webhook.guildId) {
    throw badForm('channel_id', 'CHANNEL_INVALID', 'Channel must be in the same server');
  }
  need(realm.state, ask.caller(), channel, 'MANAGE_WEBHOOKS');
  if (webhooksIn(realm, channel.id).length >= maxWebhooks) throw refusal('tooManyWebhooks');
  webhook.channelId = channel.id;
}

function editByToken(ask: Ask, realm: Realm): unknown {
  const webhook = webhookByToken(ask, realm);
  change(realm, webhook, ask.body);
  return webhookView(realm.state, webhook, false);
}

function drop(realm: Realm, webhook: Webhook): void {
  realm.state.webhooks.delete(webhook.id);
  announceChange(realm, webhook);
}

function deleteWebhook(ask: Ask, realm: Realm): undefined {
  drop(realm, needWebhook(ask, realm));
}

function deleteByToken(ask: Ask, realm: Realm): undefined {
  drop(realm, webhookByToken(ask, realm));
}
