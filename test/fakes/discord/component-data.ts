import { isJson, type Json } from '../http.ts';
import { optionTypes } from './check-command.ts';
import { resolveOptions } from './command-options.ts';
import { badForm, refusal } from './errors.ts';
import type { Caller, Channel, Message } from './model.ts';
import type { Realm } from './realm.ts';

const stringSelect = 3;
const optionKinds: Record<number, number> = {
  5: optionTypes.user,
  6: optionTypes.role,
  7: optionTypes.mentionable,
  8: optionTypes.channel,
};

/** What an application learns of a component that a person used; refused when it is not there to be used so. */
export function componentData(
  realm: Realm,
  caller: Caller,
  channel: Channel,
  source: Message | undefined,
  data: Json,
): Json {
  if (source?.onlyFor !== undefined && source.onlyFor !== caller.user.id) throw refusal('unknownMessage');
  const { custom_id } = data;
  const component = (source?.components ?? [])
    .flatMap(flatten)
    .find((each) => each['custom_id'] === custom_id);
  if (!component || component['disabled'] === true) throw notValid();
  const type = Number(component['type']);
  const base = { component_type: type, custom_id };
  if (type !== stringSelect && optionKinds[type] === undefined) return base;
  const values = chosen(component, data['values']);
  const resolved = resolveOptions(
    realm,
    channel,
    values.map((value) => ({ type: optionKinds[type], value })),
  );
  return { ...base, values, ...(resolved ? { resolved } : {}) };
}

function chosen(select: Json, given: unknown): string[] {
  const values = Array.isArray(given) ? given.map(String) : [];
  const { min_values: min = 1, max_values: max = 1 } = select;
  if (values.length < Number(min) || values.length > Number(max)) throw notValid();
  const options = Array.isArray(select['options']) ? select['options'].filter(isJson) : [];
  const isOffered = (value: string) => options.some((option) => option['value'] === value);
  if (select['type'] === stringSelect && !values.every(isOffered)) throw notValid();
  return values;
}

function notValid(): Error {
  return badForm('data.custom_id', 'COMPONENT_VALIDATION_FAILED', 'Component validation failed');
}

function flatten(component: Json): Json[] {
  const children = Array.isArray(component['components']) ? component['components'].filter(isJson) : [];
  const accessory = isJson(component['accessory']) ? [component['accessory']] : [];
  return [component, ...[...children, ...accessory].flatMap(flatten)];
}
