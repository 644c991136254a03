import { JsonRefused, readJson } from './lenient-json.ts';

/** How `JSON.parse` tells what stood in the text; the language's own types do not know it yet. */
type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

/**
 * Reads JSON from strangers without losing a digit: a whole number too large for JavaScript becomes the text of its
 * digits. Ids are written as numbers by other programs.
 */
export function readExactJson(text: string): unknown {
  // Depth and size are looked at first.
  readJson(text);
  try {
    return JSON.parse(text, exact as (key: string, value: unknown) => unknown);
  } catch (cause) {
    throw new JsonRefused('it is not readable as JSON', { cause });
  }
}

const exact: Reviver = (_key, value, { source }) => {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || source === undefined) return value;
  return /^-?\d+$/.test(source) ? source : value;
};
