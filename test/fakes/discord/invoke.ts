import { isJson, type Json } from '../http.ts';
import { announceTo } from './announce.ts';
import { commandTypes } from './check-command.ts';
import { checkGiven, resolveOptions, withTypes } from './command-options.ts';
import { componentData } from './component-data.ts';
import { badForm, refusal } from './errors.ts';
import { channelTypes } from './flags.ts';
import type { Interaction } from './interaction.ts';
import { interactionToken } from './interaction-answers.ts';
import { isReadableWithoutIntent, messageView } from './message-view.ts';
import type { App, Caller, Channel, Command, Message } from './model.ts';
import { channelPermissions, need } from './permissions.ts';
import type { Realm } from './realm.ts';
import { channelView, memberPart, memberView, userView } from './views.ts';

/** Kinds of interactions. */
export const interactionTypes = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** What a person does that becomes an interaction, in the words of Discord's own program. */
export interface Invocation {
  type: number;
  appId: string;
  channelId: string;
  data: Json;
  /** The message whose component is used. */
  messageId?: string;
  nonce?: unknown;
}

const keepInteractions = 5000;

/** Checks what a person does, makes an interaction of it, and sends it to the application. */
export function invoke(realm: Realm, caller: Caller, given: Invocation): Interaction {
  const channel = realm.state.channels.get(given.channelId);
  if (!channel) throw refusal('unknownChannel');
  const app = realm.state.apps.get(given.appId);
  if (!app) throw refusal('unknownApplication');
  need(realm.state, caller, channel);
  const source = sourceOf(realm, caller, given);
  if (source && (source.applicationId ?? source.authorId) !== app.id) throw refusal('unknownApplication');
  const data = checkedData(realm, caller, { app, channel, given, source });
  const interaction = keep(realm, caller, { app, channel, given, source }, data);
  announceTo(
    realm,
    'INTERACTION_CREATE',
    [app.botId],
    payload(realm, caller, { app, channel, given, source }, interaction),
  );
  announceTo(realm, 'INTERACTION_CREATE', [caller.user.id], { id: interaction.id, nonce: given.nonce });
  realm.signals.emit('interaction', interaction);
  watch(realm, interaction);
  return interaction;
}

// Discord tells the person when the application let the time pass.
function watch(realm: Realm, interaction: Interaction): void {
  const { id, nonce, userId } = interaction;
  const report = () => {
    if (interaction.answerType === undefined)
      announceTo(realm, 'INTERACTION_FAILURE', [userId], { id, nonce });
  };
  setTimeout(report, realm.settings.answerWithinMs).unref();
}

interface Scene {
  app: App;
  channel: Channel;
  given: Invocation;
  source: Message | undefined;
}

function sourceOf(realm: Realm, caller: Caller, given: Invocation): Message | undefined {
  const opener = given.type === interactionTypes.modal ? openerOf(realm, caller, given) : undefined;
  const id = opener ? opener.sourceId : given.messageId;
  if (given.type !== interactionTypes.component && id === undefined) return undefined;
  const message = realm.state.messages.get(id ?? '');
  if (!message || message.deleted || message.channelId !== given.channelId) throw refusal('unknownMessage');
  return message;
}

// A form is sent off under the id of the interaction that opened it, which not every program sends along.
function openerOf(realm: Realm, caller: Caller, { appId, data }: Invocation): Interaction {
  const opener = [...realm.interactions.values()].findLast(
    (each) =>
      each.userId === caller.user.id &&
      each.appId === appId &&
      each.answerType === 9 &&
      each.answer?.['custom_id'] === data['custom_id'] &&
      (data['id'] === undefined || data['id'] === each.id),
  );
  if (opener) return opener;
  throw badForm('data.custom_id', 'COMPONENT_VALIDATION_FAILED', 'Component validation failed');
}

function checkedData(realm: Realm, caller: Caller, scene: Scene): Json {
  const { given } = scene;
  switch (given.type) {
    case interactionTypes.command:
    case interactionTypes.autocomplete:
      return commandData(realm, caller, scene);
    case interactionTypes.component:
      return componentData(realm, caller, scene.channel, scene.source, given.data);
    case interactionTypes.modal:
      return formData(given.data);
    default:
      throw badForm('type', 'BASE_TYPE_CHOICES', 'Value must be one of (2, 3, 4, 5).');
  }
}

function formData({ id, ...data }: Json): Json {
  return data;
}

/** Finds a command that a person may use here, by id or by name. */
export function findCommand(app: App, channel: Channel, wanted: Json): Command | undefined {
  const scopes = [app.commands.get(channel.guildId ?? ''), app.commands.get('global')];
  const type = wanted['type'] ?? commandTypes.chatInput;
  for (const commands of scopes) {
    const byId = commands?.get(String(wanted['id']));
    if (byId) return byId;
    const byName = [...(commands?.values() ?? [])].find(
      (each) => each.name === wanted['name'] && each.type === type,
    );
    if (byName) return byName;
  }
  return undefined;
}

function commandData(realm: Realm, caller: Caller, { app, channel, given }: Scene): Json {
  const command = findCommand(app, channel, given.data);
  if (!command) throw refusal('unknownCommand');
  needUse(realm, caller, channel, command);
  const { id, name, type } = command;
  const base = { id, name, type, ...(command.guildId === undefined ? {} : { guild_id: command.guildId }) };
  if (type !== commandTypes.chatInput) return { ...base, ...targetData(realm, channel, given.data, app) };
  const sent = Array.isArray(given.data['options']) ? given.data['options'].filter(isJson) : [];
  const options = withTypes(command.body, sent);
  checkGiven(command.body, options, given.type === interactionTypes.autocomplete);
  const resolved = resolveOptions(realm, channel, options);
  return { ...base, options, ...(resolved ? { resolved } : {}) };
}

const guildContext = 0;
const directContext = 1;

function needUse(realm: Realm, caller: Caller, channel: Channel, command: Command): void {
  const { contexts, default_member_permissions: needed } = command.body;
  const here = channel.type === channelTypes.dm ? directContext : guildContext;
  if (Array.isArray(contexts) && !contexts.includes(here)) throw refusal('unknownCommand');
  if (contexts === null && here === directContext && command.body['dm_permission'] === false) {
    throw refusal('unknownCommand');
  }
  if (here === directContext) return;
  need(realm.state, caller, channel, 'USE_APPLICATION_COMMANDS');
  if (typeof needed !== 'string') return;
  const bits = BigInt(needed);
  const has = channelPermissions(realm.state, caller.user.id, channel);
  const isAdmin = (has & 8n) !== 0n;
  if (!isAdmin && (bits === 0n || (has & bits) !== bits)) throw refusal('missingPermission');
}

function targetData(realm: Realm, channel: Channel, data: Json, app: App): Json {
  const id = String(data['target_id']);
  const message = realm.state.messages.get(id);
  if (message && !message.deleted && message.channelId === channel.id) {
    // A message that a command is used on is shown in full, whatever the application's intents.
    const view = messageView(realm.state, realm.base(), message, (each) =>
      each.id === id ? true : isReadableWithoutIntent(each, app.botId),
    );
    return { target_id: id, resolved: { messages: { [id]: view } } };
  }
  const user = realm.state.users.get(id);
  if (!user) throw refusal('unknownMessage');
  const member = realm.state.guilds.get(channel.guildId ?? '')?.members.get(id);
  const members = member
    ? { members: { [id]: { ...memberPart(member), permissions: permissionsOf(realm, id, channel) } } }
    : {};
  return { target_id: id, resolved: { users: { [id]: userView(user) }, ...members } };
}

function keep(realm: Realm, caller: Caller, { app, channel, given, source }: Scene, data: Json): Interaction {
  const id = realm.state.nextId();
  const interaction: Interaction = {
    id,
    token: interactionToken(id),
    type: given.type,
    appId: app.id,
    userId: caller.user.id,
    channelId: channel.id,
    createdAt: realm.state.clock(),
    data,
    followUps: [],
    ...(channel.guildId === undefined ? {} : { guildId: channel.guildId }),
    ...(source ? { sourceId: source.id } : {}),
    ...(given.nonce === undefined ? {} : { nonce: given.nonce }),
  };
  realm.interactions.set(id, interaction);
  for (const old of realm.interactions.keys()) {
    if (realm.interactions.size <= keepInteractions) break;
    realm.interactions.delete(old);
  }
  return interaction;
}

function payload(
  realm: Realm,
  caller: Caller,
  { app, channel, given, source }: Scene,
  interaction: Interaction,
): Json {
  const { state } = realm;
  const { guildId } = channel;
  return {
    id: interaction.id,
    application_id: app.id,
    type: given.type,
    token: interaction.token,
    version: 1,
    data: interaction.data,
    channel: {
      ...channelView(state, channel, app.botId),
      permissions: permissionsOf(realm, caller.user.id, channel),
    },
    channel_id: channel.id,
    locale: 'en-US',
    app_permissions: permissionsOf(realm, app.botId, channel),
    entitlements: [],
    authorizing_integration_owners: { '0': guildId ?? '0' },
    context: guildId === undefined ? directContext : guildContext,
    attachment_size_limit: 10 * 1024 * 1024,
    ...personPart(realm, caller, channel),
    ...(guildId === undefined ? {} : { guild_id: guildId, guild_locale: 'en-US', guild: guildPart(guildId) }),
    ...(source ? { message: messageView(state, realm.base(), source, () => true) } : {}),
  };
}

function guildPart(id: string): Json {
  return { id, locale: 'en-US', features: [] };
}

function permissionsOf(realm: Realm, userId: string, channel: Channel): string {
  return String(channelPermissions(realm.state, userId, channel));
}

function personPart(realm: Realm, caller: Caller, channel: Channel): Json {
  const member = realm.state.guilds.get(channel.guildId ?? '')?.members.get(caller.user.id);
  if (!member) return { user: userView(caller.user) };
  const permissions = permissionsOf(realm, caller.user.id, channel);
  return { member: { ...memberView(realm.state, member), permissions } };
}
