import { isJson, type Json } from '../../http.ts';
import { checkCommand, checkUnique, commandTypes } from '../check-command.ts';
import { badForm, createFormErrors, Refusal, refusal } from '../errors.ts';
import type { App, Command } from '../model.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route, withStatus } from '../router.ts';
import { ownApp } from './applications.ts';

/** Routes by which an application registers its commands, for everywhere or for one guild. */
export const commandRoutes: Route[] = ['', '/guilds/:guild'].flatMap((scope) => {
  const all = `/applications/:app${scope}/commands`;
  return [
    route('GET', all, listCommands),
    route('POST', all, createCommand),
    route('PUT', all, overwriteCommands),
    route('GET', `${all}/permissions`, listPermissions),
    route('GET', `${all}/:command/permissions`, permissionsOf),
    route('GET', `${all}/:command`, (ask, realm) => commandOf(ask, realm).command.body),
    route('PATCH', `${all}/:command`, editCommand),
    route('DELETE', `${all}/:command`, deleteCommand),
  ];
});

const maxChatInput = 100;
const maxContextMenu = 15;

/** The commands of an application for everywhere (`global`) or for one guild. */
export function commandsIn(app: App, scope: string): Map<string, Command> {
  const existing = app.commands.get(scope);
  if (existing) return existing;
  const fresh = new Map<string, Command>();
  app.commands.set(scope, fresh);
  return fresh;
}

function scopeOf(ask: Ask, realm: Realm): { app: App; scope: string; guildId: string | undefined } {
  const app = ownApp(ask);
  const guildId = ask.path.includes('/guilds/') ? ask.param('guild') : undefined;
  if (guildId !== undefined && !realm.state.guilds.get(guildId)?.members.has(app.botId)) {
    throw refusal('missingAccess');
  }
  return { app, scope: guildId ?? 'global', guildId };
}

function listCommands(ask: Ask, realm: Realm): unknown {
  const { app, scope } = scopeOf(ask, realm);
  const bodies = [...commandsIn(app, scope).values()].map(({ body }) => body);
  return ask.query.get('with_localizations') === 'true' ? bodies : bodies.map(withoutLocalizations);
}

// A list names no localizations unless it is asked to.
function withoutLocalizations({ name_localizations, description_localizations, ...body }: Json): Json {
  const shown = Object.entries(body).map(([key, value]) => [
    key,
    (key === 'options' || key === 'choices') && Array.isArray(value)
      ? value.filter(isJson).map(withoutLocalizations)
      : value,
  ]);
  return Object.fromEntries(shown);
}

function listPermissions(ask: Ask, realm: Realm): unknown {
  scopeOf(ask, realm);
  return [];
}

// Nobody ever set any, and then Discord says that they are unknown.
function permissionsOf(ask: Ask, realm: Realm): never {
  commandOf(ask, realm);
  throw refusal('unknownCommandPermissions');
}

function createCommand(ask: Ask, realm: Realm): unknown {
  const { app, scope, guildId } = scopeOf(ask, realm);
  check([ask.body], () => '');
  const commands = commandsIn(app, scope);
  const earlier = sameName(commands, ask.body);
  const command = buildCommand(realm, app, guildId, ask.body, earlier?.id);
  commands.set(command.id, command);
  refuseTooMany([...commands.values()].map(({ body }) => body));
  return withStatus(earlier ? 200 : 201, command.body);
}

function overwriteCommands(ask: Ask, realm: Realm): unknown {
  const { app, scope, guildId } = scopeOf(ask, realm);
  if (!Array.isArray(ask.rawBody))
    throw badForm('', 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  const bodies = ask.rawBody.filter(isJson);
  check(bodies, String);
  refuseTooMany(bodies);
  const before = commandsIn(app, scope);
  const next = bodies.map((body) => buildCommand(realm, app, guildId, body, sameName(before, body)?.id));
  app.commands.set(scope, new Map(next.map((command) => [command.id, command])));
  return next.map(({ body }) => body);
}

function check(bodies: Json[], pathOf: (index: number) => string): void {
  const errors = createFormErrors();
  bodies.forEach((body, index) => {
    checkCommand(body, pathOf(index), errors);
  });
  checkUnique(bodies, errors);
  errors.throwIfAny();
}

function refuseTooMany(bodies: Json[]): void {
  const count = (type: number) => bodies.filter((body) => (body['type'] ?? 1) === type).length;
  const tooMany =
    count(commandTypes.chatInput) > maxChatInput ||
    count(commandTypes.user) > maxContextMenu ||
    count(commandTypes.message) > maxContextMenu;
  if (!tooMany) return;
  throw new Refusal(400, { message: 'Maximum number of application commands reached (100).', code: 30_032 });
}

function sameName(commands: Map<string, Command>, body: Json): Command | undefined {
  const type = body['type'] ?? commandTypes.chatInput;
  return [...commands.values()].find((command) => command.name === body['name'] && command.type === type);
}

function buildCommand(
  realm: Realm,
  app: App,
  guildId: string | undefined,
  body: Json,
  id = realm.state.nextId(),
): Command {
  const type = typeof body['type'] === 'number' ? body['type'] : commandTypes.chatInput;
  const name = String(body['name']);
  const permissions = body['default_member_permissions'];
  return {
    id,
    appId: app.id,
    ...(guildId === undefined ? {} : { guildId }),
    type,
    name,
    body: {
      id,
      application_id: app.id,
      version: realm.state.nextId(),
      default_member_permissions:
        permissions === undefined || permissions === null ? null : String(permissions),
      type,
      name,
      name_localizations: body['name_localizations'] ?? null,
      description: body['description'] ?? '',
      description_localizations: body['description_localizations'] ?? null,
      dm_permission: body['dm_permission'] ?? true,
      contexts: body['contexts'] ?? null,
      integration_types: body['integration_types'] ?? [0],
      nsfw: body['nsfw'] ?? false,
      ...(guildId === undefined ? {} : { guild_id: guildId }),
      ...(Array.isArray(body['options']) && body['options'].length > 0
        ? { options: body['options'].filter(isJson).map(cleanOption) }
        : {}),
    },
  };
}

// Discord gives back no nulls inside options and leaves out what is false.
function cleanOption(option: Json): Json {
  const kept = Object.entries(option).filter(([key, value]) => {
    if (value === undefined || value === null) return false;
    if ((key === 'required' || key === 'autocomplete') && value === false) return false;
    return !(Array.isArray(value) && value.length === 0);
  });
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === 'options' && Array.isArray(value) ? value.filter(isJson).map(cleanOption) : value,
    ]),
  );
}

function commandOf(ask: Ask, realm: Realm): { commands: Map<string, Command>; command: Command } {
  const { app, scope } = scopeOf(ask, realm);
  const commands = commandsIn(app, scope);
  const command = commands.get(ask.param('command'));
  if (!command) throw refusal('unknownCommand');
  return { commands, command };
}

function editCommand(ask: Ask, realm: Realm): unknown {
  const { commands, command } = commandOf(ask, realm);
  const { app, guildId } = scopeOf(ask, realm);
  const body = { ...command.body, ...ask.body };
  check([body], () => '');
  const namesake = sameName(commands, body);
  if (namesake && namesake.id !== command.id) {
    throw badForm('', 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
  }
  const next = buildCommand(realm, app, guildId, body, command.id);
  commands.set(next.id, next);
  return next.body;
}

function deleteCommand(ask: Ask, realm: Realm): undefined {
  const { commands, command } = commandOf(ask, realm);
  commands.delete(command.id);
}
