import { isJson, type Json } from '../http.ts';
import { badForm, type Refusal, refusal } from './errors.ts';
import { messageFlags } from './flags.ts';
import type { Interaction } from './interaction.ts';
import { type MessageBody, readMessageBody, refuseEmpty } from './message-body.ts';
import { isReadableWithoutIntent, messageView } from './message-view.ts';
import type { Message, User } from './model.ts';
import { emptyBody, post, remove, revise } from './posting.ts';
import type { Realm } from './realm.ts';
import type { Ask } from './router.ts';
import { userView } from './views.ts';

const tokenPrefix = 'interaction:';

/** The interaction a token belongs to, whether or not it still serves. */
export function interactionOf(realm: Realm, token: string): Interaction | undefined {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  const id = text.startsWith(tokenPrefix) ? text.split(':')[1] : undefined;
  const interaction = realm.interactions.get(id ?? '');
  return interaction?.token === token ? interaction : undefined;
}

/** Makes the token of an interaction; its id can be read from it. */
export function interactionToken(id: string): string {
  const secret = Math.random().toString(36).slice(2).padEnd(40, 'x');
  return Buffer.from(`${tokenPrefix}${id}:${secret}`).toString('base64url');
}

function accountOf(realm: Realm, interaction: Interaction): User {
  const user = realm.state.users.get(realm.state.apps.get(interaction.appId)?.botId ?? '');
  if (!user) throw refusal('unknownApplication');
  return user;
}

/** Posts a message that answers an interaction; `flags` may make it ephemeral or loading. */
export function postAnswer(
  realm: Realm,
  interaction: Interaction,
  body: MessageBody,
  flags: number,
): Message {
  const channel = realm.state.channels.get(interaction.channelId);
  if (!channel) throw refusal('unknownChannel');
  const account = accountOf(realm, interaction);
  const isEphemeral = (flags & messageFlags.ephemeral) !== 0;
  return post(realm, {
    channel,
    authorId: account.id,
    shown: { name: account.username, avatar: account.avatar },
    body: { ...body, replyTo: undefined },
    mayMentionEveryone: false,
    extra: {
      webhookId: interaction.appId,
      applicationId: interaction.appId,
      interaction: metadataOf(realm, interaction),
      flags,
      type: messageTypeOf(interaction),
      ...(isEphemeral ? { onlyFor: interaction.userId } : {}),
      ...(interaction.sourceId === undefined
        ? {}
        : { referenceId: interaction.sourceId, referenceChannelId: interaction.channelId }),
    },
  });
}

function messageTypeOf(interaction: Interaction): number {
  if (interaction.type !== 2) return interaction.sourceId === undefined ? 0 : 19;
  return interaction.data['type'] === 1 ? 20 : 23;
}

function metadataOf(realm: Realm, interaction: Interaction): Json {
  const user = realm.state.users.get(interaction.userId);
  return {
    id: interaction.id,
    type: interaction.type,
    authorizing_integration_owners: { '0': interaction.guildId ?? '0' },
    ...(user ? { user: userView(user) } : {}),
    ...(interaction.type === 2 ? { name: interaction.data['name'] } : {}),
    ...(interaction.sourceId === undefined ? {} : { interacted_message_id: interaction.sourceId }),
  };
}

/** The interaction whose token a request carries, while the token serves: 50027 afterwards, 10015 before any answer. */
function liveInteraction(ask: Ask, realm: Realm): Interaction {
  const interaction = interactionOf(realm, ask.param('token'));
  if (!interaction || interaction.appId !== ask.param('webhook')) throw refusal('invalidWebhookToken');
  if (realm.state.clock() - interaction.createdAt > realm.settings.tokenLivesMs) {
    throw refusal('invalidWebhookToken');
  }
  if (interaction.answerType === undefined) throw refusal('unknownWebhook');
  return interaction;
}

function view(realm: Realm, interaction: Interaction, message: Message): Json {
  const botId = accountOf(realm, interaction).id;
  const app = realm.state.apps.get(interaction.appId);
  const readsAll = app !== undefined && (app.flags & (1 << 19)) !== 0;
  return messageView(
    realm.state,
    realm.base(),
    message,
    (each) => readsAll || isReadableWithoutIntent(each, botId) || each.id === interaction.sourceId,
  );
}

/** Answers a request to follow up; the first one after a deferral fills the deferred answer in. */
export function followUp(ask: Ask, realm: Realm): unknown {
  const interaction = liveInteraction(ask, realm);
  const body = readMessageBody(ask.body, ask.files, realm.state.nextId);
  refuseEmpty(body);
  const { original } = interaction;
  if (original && !original.deleted && (original.flags & messageFlags.loading) !== 0) {
    revise(realm, original, body, false);
    realm.signals.emit('interaction', interaction);
    return view(realm, interaction, original);
  }
  const message = postAnswer(realm, interaction, body, visibleFlags(body.flags));
  interaction.followUps.push(message);
  realm.signals.emit('interaction', interaction);
  return view(realm, interaction, message);
}

function visibleFlags(flags: number | undefined): number {
  const settable =
    messageFlags.ephemeral |
    messageFlags.suppressEmbeds |
    messageFlags.suppressNotifications |
    messageFlags.componentsV2;
  return (flags ?? 0) & settable;
}

function answerMessage(ask: Ask, realm: Realm): { interaction: Interaction; message: Message } {
  const interaction = liveInteraction(ask, realm);
  const id = ask.param('message');
  const message =
    id === '@original'
      ? interaction.original
      : interaction.followUps.concat(interaction.original ?? []).find((each) => each.id === id);
  if (!message || message.deleted) throw refusal('unknownMessage');
  return { interaction, message };
}

/** Shows an interaction's answer or follow-up. */
export function getAnswer(ask: Ask, realm: Realm): unknown {
  const { interaction, message } = answerMessage(ask, realm);
  return view(realm, interaction, message);
}

/** Changes an interaction's answer or follow-up. */
export function editAnswer(ask: Ask, realm: Realm): unknown {
  const { interaction, message } = answerMessage(ask, realm);
  const body = readMessageBody(ask.body, ask.files, realm.state.nextId, message.flags);
  revise(realm, message, body, false);
  realm.signals.emit('interaction', interaction);
  return view(realm, interaction, message);
}

/** Deletes an interaction's answer or follow-up. */
export function deleteAnswer(ask: Ask, realm: Realm): undefined {
  const { interaction, message } = answerMessage(ask, realm);
  remove(realm, message);
  realm.signals.emit('interaction', interaction);
}

/** Takes an application's first answer: 10062 when unknown or late, 40060 when there already is one. */
export function answerInteraction(ask: Ask, realm: Realm): unknown {
  const interaction = realm.interactions.get(ask.param('interaction'));
  if (!interaction || interaction.token !== ask.param('token')) throw refusal('unknownInteraction');
  if (interaction.answerType !== undefined) throw refusal('alreadyAcknowledged');
  if (realm.state.clock() - interaction.createdAt > realm.settings.answerWithinMs) {
    throw refusal('unknownInteraction');
  }
  const type = Number(ask.body['type']);
  refuseAnswerType(interaction, type, ask.body['type']);
  const data = isJson(ask.body['data']) ? ask.body['data'] : {};
  const message = perform(ask, realm, interaction, type, data);
  interaction.answerType = type;
  interaction.answer = data;
  if (message) interaction.original = message;
  realm.signals.emit('interaction', interaction);
  const wants = ask.query.get('with_response') === 'true';
  return wants ? responseView(realm, interaction, type, message) : undefined;
}

function refuseAnswerType(interaction: Interaction, type: number, asSent: unknown): void {
  const fits: Record<number, number[]> = {
    2: [4, 5, 9],
    3: [4, 5, 6, 7, 9],
    4: [8],
    5: interaction.sourceId === undefined ? [4, 5] : [4, 5, 6, 7],
  };
  if (fits[interaction.type]?.includes(type)) return;
  throw badAnswerType(asSent, fits[interaction.type] ?? []);
}

function badAnswerType(asSent: unknown, choices: number[]): Refusal {
  const message = `Value must be one of (${choices.join(', ')}).`;
  return asSent === undefined
    ? badForm('type', 'BASE_TYPE_REQUIRED', 'This field is required')
    : badForm('type', 'BASE_TYPE_CHOICES', message);
}

function perform(
  ask: Ask,
  realm: Realm,
  interaction: Interaction,
  type: number,
  data: Json,
): Message | undefined {
  if (type === 8) return checkChoices(data);
  if (type === 9) return checkModal(data);
  const source = realm.state.messages.get(interaction.sourceId ?? '');
  if (type === 6) return source;
  const flags = type === 7 ? source?.flags : undefined;
  const body = underData(() => readMessageBody(data, ask.files, realm.state.nextId, flags));
  if (type === 5) {
    return postAnswer(realm, interaction, emptyBody, visibleFlags(body.flags) | messageFlags.loading);
  }
  if (type === 7 && source) return revise(realm, source, body, false);
  refuseEmpty(body);
  return postAnswer(realm, interaction, body, visibleFlags(body.flags));
}

// The message of a callback lies under `data`, and so do the errors about it.
function underData<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (isJson(error)) {
      const { body } = error;
      if (isJson(body) && isJson(body['errors'])) body['errors'] = { data: body['errors'] };
    }
    throw error;
  }
}

function checkChoices(data: Json): undefined {
  const choices = Array.isArray(data['choices']) ? data['choices'] : [];
  if (choices.length > 25)
    throw badForm('data.choices', 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
  for (const [index, choice] of choices.entries()) {
    const wrong = ['name', 'value'].find((key) => !fitsChoice(isJson(choice) ? choice[key] : undefined));
    if (wrong === undefined) continue;
    throw badForm(
      `data.choices.${index}.${wrong}`,
      'BASE_TYPE_BAD_LENGTH',
      'Must be between 1 and 100 in length.',
    );
  }
}

function fitsChoice(value: unknown): boolean {
  const { length } = String(value ?? '');
  return length >= 1 && length <= 100;
}

function checkModal(data: Json): undefined {
  const rows = Array.isArray(data['components']) ? data['components'] : [];
  const title = String(data['title'] ?? '');
  const customId = String(data['custom_id'] ?? '');
  if (customId.length < 1 || customId.length > 100) {
    throw badForm('data.custom_id', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.');
  }
  if (title.length < 1 || title.length > 45) {
    throw badForm('data.title', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 45 in length.');
  }
  if (rows.length < 1 || rows.length > 5) {
    throw badForm('data.components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
  }
}

function responseView(
  realm: Realm,
  interaction: Interaction,
  type: number,
  message: Message | undefined,
): Json {
  const loading = message && (message.flags & messageFlags.loading) !== 0;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message
        ? {
            response_message_id: message.id,
            response_message_loading: loading,
            response_message_ephemeral: message.onlyFor !== undefined,
          }
        : {}),
    },
    ...(message ? { resource: { type, message: view(realm, interaction, message) } } : {}),
  };
}
