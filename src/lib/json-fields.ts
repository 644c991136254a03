/** A JSON object of unknown make; only its own members count. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The first of these members that is there, whatever it is. */
export function member(fields: Fields, ...names: readonly string[]): unknown {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

export function textOf(value: unknown, otherwise = ''): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : otherwise;
}

/** A number, also one that was written as text; endless and absurd ones are none. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'boolean') return Number(number);
  return typeof number === 'number' && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

export function wholeOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number === undefined ? undefined : Math.trunc(number);
}

export function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 1) return true;
  return value === 'false' || value === 0 ? false : undefined;
}

/** A list of texts; a single text with commas is taken for one as well. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(',').map((one) => one.trim());
  if (!Array.isArray(value)) return [];
  return value.filter((one) => typeof one === 'string' || typeof one === 'number').map(String);
}

/** The member of a closed list that stands at a number. */
export function at<Value>(list: readonly Value[], value: unknown): Value | undefined {
  const index = numberOf(value);
  return index === undefined ? undefined : list[index];
}

/** The entries of a list, or of an object that has them under their uids, in that object's order. */
export function entriesOf(value: unknown): { key: string; fields: Fields }[] {
  const pairs = Array.isArray(value) ? [...value.entries()] : Object.entries(fieldsOf(value));
  return pairs
    .filter(([, one]) => isFields(one))
    .map(([key, one]) => ({ key: String(key), fields: fieldsOf(one) }));
}
