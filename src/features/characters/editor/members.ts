import { isObject, type JsonObject } from '../files/card-file.ts';

/** An object of a card; an empty one where there is none. */
export function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** An object with some members changed: null takes one away, undefined leaves it. */
export function withMembers(before: unknown, set: Record<string, unknown>): JsonObject {
  const said = Object.entries(set).filter(([, value]) => value !== undefined);
  const gone = new Set(said.filter(([, value]) => value === null).map(([name]) => name));
  return Object.fromEntries(
    Object.entries({ ...object(before), ...Object.fromEntries(said) }).filter(([name]) => !gone.has(name)),
  );
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** What stands in a list of texts and is none: the editor does not show it, so it stays. */
export function notTexts(list: unknown): unknown[] {
  return Array.isArray(list) ? list.filter((one) => typeof one !== 'string') : [];
}

export function numberIn(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
