import { isJson, type Json } from '../http.ts';
import { badForm, type FormErrors } from './errors.ts';

/** A text field of a body; null and absent are undefined, wrong types are noted. */
export function textField(body: Json, key: string, errors: FormErrors, path = key): string | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  errors.add(path, 'STRING_TYPE_CONVERT', `Could not interpret "${JSON.stringify(value)}" as string.`);
  return undefined;
}

/** Notes a text that is too short or too long, counted in code points. */
export function checkLength(text: string, min: number, max: number, errors: FormErrors, path: string): void {
  const length = lengthOf(text);
  if (length >= min && length <= max) return;
  if (length === 0) errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  else if (min > 0) errors.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  else errors.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
}

/** The length of a text as Discord counts it. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** A list of objects in a body; anything else is noted. */
export function objectList(body: Json, key: string, errors: FormErrors, path = key): Json[] {
  const value = body[key];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isJson)) return value;
  errors.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  return [];
}

/** A whole number in a body or query within bounds, or the default. */
export function numberOf(value: unknown, fallback: number): number {
  const number = Number(value);
  return value === undefined || value === null || value === '' || Number.isNaN(number) ? fallback : number;
}

/** A set of permissions in a body; undefined when it is not named, refused when it is none. */
export function permissionsIn(body: Json, key: string): bigint | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (/^\d{1,20}$/.test(String(value))) return BigInt(String(value));
  throw badForm(key, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
}
