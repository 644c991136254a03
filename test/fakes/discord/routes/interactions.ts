import { isJson, type Json } from '../../http.ts';
import { announceTo } from '../announce.ts';
import { optionTypes } from '../check-command.ts';
import { takeUp } from '../command-options.ts';
import { badForm } from '../errors.ts';
import { answerInteraction } from '../interaction-answers.ts';
import { invoke } from '../invoke.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route } from '../router.ts';
import { channelOf, ownGuildOf } from './lookups.ts';

/** Routes by which people use commands and components, and applications answer. */
export const interactionRoutes: Route[] = [
  route('POST', '/interactions', useInteraction),
  route('GET', '/guilds/:guild/application-command-index', (ask, realm) =>
    commandIndex(realm, ownGuildOf(ask, realm).id),
  ),
  route('GET', '/channels/:channel/application-command-index', (ask, realm) =>
    commandIndex(realm, channelOf(ask, realm).guildId),
  ),
  route('POST', '/interactions/:interaction/:token/callback', answer),
];

// What a person's program lists when a slash is typed.
function commandIndex(realm: Realm, guildId: string | undefined): unknown {
  const here = [...realm.state.apps.values()].filter(
    ({ botId }) => guildId === undefined || realm.state.guilds.get(guildId)?.members.has(botId),
  );
  const commands = here.flatMap((app) => [
    ...(app.commands.get('global')?.values() ?? []),
    ...(app.commands.get(guildId ?? '')?.values() ?? []),
  ]);
  return {
    applications: here.map((app) => ({ id: app.id, name: app.name, bot_id: app.botId })),
    application_commands: commands.map(({ body }) => body),
  };
}

function useInteraction(ask: Ask, realm: Realm): undefined {
  const { body } = ask;
  for (const key of ['application_id', 'channel_id']) {
    if (typeof body[key] !== 'string') throw badForm(key, 'BASE_TYPE_REQUIRED', 'This field is required');
  }
  invoke(realm, ask.caller(), {
    type: Number(body['type']),
    appId: String(body['application_id']),
    channelId: String(body['channel_id']),
    data: isJson(body['data']) ? withUploads(ask, realm, body['data']) : {},
    ...(typeof body['message_id'] === 'string' ? { messageId: body['message_id'] } : {}),
    ...(body['nonce'] === undefined ? {} : { nonce: body['nonce'] }),
  });
}

// An option of the attachment type carries the n of the `files[n]` that came with the request.
function withUploads(ask: Ask, realm: Realm, data: Json): Json {
  const options = Array.isArray(data['options']) ? data['options'].filter(isJson) : undefined;
  if (options === undefined) return data;
  return { ...data, options: options.map((option) => withUpload(ask, realm, option)) };
}

function withUpload(ask: Ask, realm: Realm, option: Json): Json {
  if (option['type'] !== optionTypes.attachment) return withUploads(ask, realm, option);
  const file = ask.files.find(({ index }) => index === String(option['value']));
  return file === undefined ? option : { ...option, value: takeUp(realm, file) };
}

function answer(ask: Ask, realm: Realm): unknown {
  const result = answerInteraction(ask, realm);
  const interaction = realm.interactions.get(ask.param('interaction'));
  if (!interaction) return result;
  const { id, nonce, userId } = interaction;
  announceTo(realm, 'INTERACTION_SUCCESS', [userId], { id, nonce });
  const shown = forPerson(interaction.answerType, interaction.answer ?? {});
  if (shown) announceTo(realm, shown.event, [userId], { id, nonce, ...shown.data });
  return result;
}

// What only the person sees comes over their own gateway connection.
function forPerson(answerType: number | undefined, data: Json): { event: string; data: Json } | undefined {
  if (answerType === 8)
    return { event: 'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE', data: { choices: data['choices'] ?? [] } };
  if (answerType === 9) return { event: 'INTERACTION_MODAL_CREATE', data };
  return undefined;
}
