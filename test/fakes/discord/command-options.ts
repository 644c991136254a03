import { isJson, type Json } from '../http.ts';
import { optionTypes } from './check-command.ts';
import { badForm, refusal } from './errors.ts';
import { lengthOf } from './fields.ts';
import type { GivenFile } from './given-file.ts';
import { uploadView } from './message-view.ts';
import type { Attachment, Channel, Command } from './model.ts';
import type { Realm } from './realm.ts';
import { channelView, memberPart, roleView, userView } from './views.ts';

/** What a person fills in: option names with their values. */
export type GivenOptions = Record<string, string | number | boolean | GivenFile>;

/** Takes the files among the options up, as Discord's own program does first; their ids take their place. */
export function upload(realm: Realm, given: GivenOptions): Record<string, string | number | boolean> {
  const taken = Object.entries(given).map(([name, value]) => {
    if (typeof value !== 'object') return [name, value] as const;
    const { name: filename, contentType = 'application/octet-stream', content } = value;
    return [
      name,
      takeUp(realm, { filename, contentType, bytes: Buffer.from(content as Uint8Array) }),
    ] as const;
  });
  return Object.fromEntries(taken);
}

/** Keeps a file that is given to a command; returns its id. */
export function takeUp(realm: Realm, { filename, contentType, bytes }: Omit<Attachment, 'id'>): string {
  const id = realm.state.nextId();
  realm.state.uploads.set(id, { id, filename, contentType, bytes });
  return id;
}

function optionsOf(node: Json): Json[] {
  return Array.isArray(node['options']) ? node['options'].filter(isJson) : [];
}

/** Builds the options of an interaction from a command, a path of subcommands, and the values given. */
export function buildOptions(
  command: Command,
  path: string[],
  given: GivenOptions,
  focused?: string,
): Json[] {
  const wrap = (node: Json, rest: string[]): Json[] => {
    const [next, ...more] = rest;
    if (next === undefined) return leaves(node, given, focused);
    const child = optionsOf(node).find((option) => option['name'] === next);
    if (!child) throw refusal('unknownCommand');
    return [{ name: next, type: child['type'], options: wrap(child, more) }];
  };
  return wrap(command.body, path);
}

function leaves(node: Json, given: GivenOptions, focused: string | undefined): Json[] {
  const known = optionsOf(node);
  const unknown = Object.keys(given).find((name) => known.every((option) => option['name'] !== name));
  if (unknown !== undefined)
    throw badForm(unknown, 'APPLICATION_COMMAND_OPTION_UNKNOWN', `There is no option ${unknown}`);
  return known
    .filter((option) => given[String(option['name'])] !== undefined)
    .map((option) => ({
      name: option['name'],
      type: option['type'],
      value: given[String(option['name'])],
      ...(option['name'] === focused ? { focused: true } : {}),
    }));
}

/** Gives options the types that the command declares, for programs that send names and values only. */
export function withTypes(node: Json, given: Json[]): Json[] {
  return given.map((option) => {
    const known = optionsOf(node).find((each) => each['name'] === option['name']);
    if (!known)
      throw badForm(String(option['name']), 'APPLICATION_COMMAND_OPTION_UNKNOWN', 'There is no such option');
    const nested = isNested(known) ? { options: withTypes(known, optionsOf(option)) } : {};
    return { ...option, type: known['type'], ...nested };
  });
}

/** Refuses options that Discord's own program would not let a person send. */
export function checkGiven(node: Json, given: Json[], isAutocomplete: boolean): void {
  for (const option of optionsOf(node)) {
    const value = given.find((each) => each['name'] === option['name']);
    const path = String(option['name']);
    if (value && isNested(option)) checkGiven(option, optionsOf(value), isAutocomplete);
    else if (value) checkValue(option, value, path, isAutocomplete);
    else if (option['required'] === true && !isAutocomplete) {
      throw badForm(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    }
  }
  if (!isAutocomplete && optionsOf(node).some(isNested) && given.length === 0)
    throw refusal('unknownCommand');
}

function isNested(option: Json): boolean {
  return option['type'] === optionTypes.subcommand || option['type'] === optionTypes.group;
}

function checkValue(option: Json, given: Json, path: string, isAutocomplete: boolean): void {
  const { value } = given;
  const { type } = option;
  if (isAutocomplete && given['focused'] === true) return;
  const fits =
    type === optionTypes.integer
      ? Number.isInteger(value)
      : type === optionTypes.number
        ? typeof value === 'number'
        : type === optionTypes.boolean
          ? typeof value === 'boolean'
          : typeof value === 'string';
  if (!fits) throw badForm(path, 'APPLICATION_COMMAND_OPTION_TYPE', `Value of ${path} has the wrong type`);
  const choices = Array.isArray(option['choices']) ? option['choices'].filter(isJson) : [];
  if (choices.length > 0 && choices.every((choice) => choice['value'] !== value)) {
    throw badForm(path, 'BASE_TYPE_CHOICES', `${String(value)} is not one of the choices`);
  }
  checkBounds(option, value, path);
}

function checkBounds(option: Json, value: unknown, path: string): void {
  const size = typeof value === 'string' ? lengthOf(value) : Number(value);
  const [min, max] = typeof value === 'string' ? ['min_length', 'max_length'] : ['min_value', 'max_value'];
  const low = option[String(min)];
  const high = option[String(max)];
  if (typeof low === 'number' && size < low)
    throw badForm(path, 'NUMBER_TYPE_MIN', `Must be at least ${low}.`);
  if (typeof high === 'number' && size > high)
    throw badForm(path, 'NUMBER_TYPE_MAX', `Must be at most ${high}.`);
}

/** The users, members, roles, channels and files that an interaction's options name. */
export function resolveOptions(realm: Realm, channel: Channel, options: Json[]): Json | undefined {
  const resolved: Record<string, Json> = {};
  const put = (kind: string, id: string, view: Json) => {
    resolved[kind] = { ...resolved[kind], [id]: view };
  };
  for (const option of options.flatMap(flatten)) resolveOne(realm, channel, option, put);
  return Object.keys(resolved).length === 0 ? undefined : resolved;
}

function flatten(option: Json): Json[] {
  return [option, ...optionsOf(option).flatMap(flatten)];
}

function resolveOne(
  realm: Realm,
  channel: Channel,
  option: Json,
  put: (kind: string, id: string, view: Json) => void,
): void {
  const id = String(option['value']);
  const guild = realm.state.guilds.get(channel.guildId ?? '');
  const isAnyone = option['type'] === optionTypes.mentionable;
  const user = isAnyone || option['type'] === optionTypes.user ? realm.state.users.get(id) : undefined;
  const member = user && guild?.members.get(id);
  const role = isAnyone || option['type'] === optionTypes.role ? guild?.roles.get(id) : undefined;
  const file = option['type'] === optionTypes.attachment ? realm.state.uploads.get(id) : undefined;
  const named = option['type'] === optionTypes.channel ? realm.state.channels.get(id) : undefined;
  if (file) put('attachments', id, uploadView(realm.base(), file));
  if (user) put('users', id, userView(user));
  if (member) put('members', id, { ...memberPart(member), permissions: '0' });
  if (role) put('roles', id, roleView(role));
  if (named) put('channels', id, { ...channelView(realm.state, named), permissions: '0' });
}
