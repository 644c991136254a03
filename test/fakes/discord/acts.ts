import type { Json } from '../http.ts';
import { callerOf } from './callers.ts';
import { commandTypes } from './check-command.ts';
import { buildOptions, type GivenOptions, upload } from './command-options.ts';
import { refusal } from './errors.ts';
import { type Choice, createHandle, type InteractionHandle } from './handle.ts';
import { findCommand, type Invocation, interactionTypes, invoke } from './invoke.ts';
import type { App, User } from './model.ts';
import type { Realm } from './realm.ts';

/** Where a command is used; by default in the first guild's text channel, for the first bot. */
export interface CommandPlace {
  channelId?: string;
  appId?: string;
}

/** What a person does with an application's commands and components. */
export interface Acts {
  /** Uses a slash command; subcommands follow the name after a space: `character use`. */
  command(name: string, options?: GivenOptions, place?: CommandPlace): InteractionHandle;
  /** Types into an option of a slash command and gets the choices offered. */
  autocomplete(name: string, focused: string, options: GivenOptions, place?: CommandPlace): Promise<Choice[]>;
  /** Uses a command of a message's context menu. */
  contextMenu(name: string, messageId: string): InteractionHandle;
  /** Presses a button. */
  click(messageId: string, customId: string): InteractionHandle;
  /** Chooses from a select menu. */
  select(messageId: string, customId: string, values: string[]): InteractionHandle;
  /** Sends a form off that an application opened. */
  submit(opened: InteractionHandle, customId: string, fields: Record<string, string>): InteractionHandle;
}

/** The place and application that are meant when none is named. */
export interface Defaults {
  channelId: string;
  app: App;
}

/** Lets an account use commands and components in process. */
export function createActs(realm: Realm, user: User, defaults: () => Defaults): Acts {
  const act = (invocation: Invocation) =>
    createHandle(realm, invoke(realm, callerOf(realm, user), invocation));
  const useCommand = (
    type: number,
    name: string,
    given: GivenOptions,
    place: CommandPlace,
    focused?: string,
  ) => {
    const appId = place.appId ?? defaults().app.id;
    const channelId = place.channelId ?? defaults().channelId;
    return act({
      type,
      appId,
      channelId,
      data: chatInput(realm, { appId, channelId }, name, given, focused),
    });
  };
  const onMessage = (messageId: string, type: number, data: Json, isSource: boolean) => {
    const message = realm.state.messages.get(messageId);
    if (!message) throw refusal('unknownMessage');
    const appId = isSource ? (message.applicationId ?? message.authorId) : defaults().app.id;
    return act({ type, appId, channelId: message.channelId, data, ...(isSource ? { messageId } : {}) });
  };
  return {
    command: (name, options = {}, place = {}) => useCommand(interactionTypes.command, name, options, place),
    autocomplete: (name, focused, options, place = {}) =>
      useCommand(interactionTypes.autocomplete, name, options, place, focused).choices(),
    contextMenu: (name, messageId) =>
      onMessage(
        messageId,
        interactionTypes.command,
        { name, type: commandTypes.message, target_id: messageId },
        false,
      ),
    click: (messageId, customId) =>
      onMessage(messageId, interactionTypes.component, { component_type: 2, custom_id: customId }, true),
    select: (messageId, customId, values) =>
      onMessage(
        messageId,
        interactionTypes.component,
        { component_type: 3, custom_id: customId, values },
        true,
      ),
    submit: (opened, customId, fields) => act(formInvocation(realm, opened, customId, fields)),
  };
}

function chatInput(
  realm: Realm,
  place: { appId: string; channelId: string },
  words: string,
  given: GivenOptions,
  focused: string | undefined,
): Json {
  const [name = '', ...path] = words.split(' ');
  const app = realm.state.apps.get(place.appId);
  const channel = realm.state.channels.get(place.channelId);
  const command = app && channel && findCommand(app, channel, { name, type: commandTypes.chatInput });
  if (!command) throw refusal('unknownCommand');
  return {
    id: command.id,
    name,
    type: commandTypes.chatInput,
    options: buildOptions(command, path, upload(realm, given), focused),
  };
}

function formInvocation(
  realm: Realm,
  opened: InteractionHandle,
  customId: string,
  fields: Record<string, string>,
): Invocation {
  const interaction = realm.interactions.get(opened.id);
  if (!interaction) throw refusal('unknownInteraction');
  const components = Object.entries(fields).map(([custom_id, value]) => ({
    type: 1,
    components: [{ type: 4, custom_id, value }],
  }));
  return {
    type: interactionTypes.modal,
    appId: interaction.appId,
    channelId: interaction.channelId,
    data: { id: interaction.id, custom_id: customId, components },
  };
}
