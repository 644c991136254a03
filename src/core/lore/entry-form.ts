import { flagOf, isFields, numberOf, textsOf } from '../../lib/json-fields.ts';
import type { EntryField, EntryKind, EntryLayout, JsonObject } from './entry-layout.ts';
import { type NumberedPosition, numberedPositions } from './words.ts';

/** What a page says of an entry: its fields by name, and `place`. */
export type EntryValues = Record<string, unknown>;

/** An entry as an editor shows it. */
export interface EntryForm {
  /** Which of the book's entries it is. */
  was: number;
  fields: EntryValues;
  /** Members that are kept and not shown. */
  kept: string[];
}

/** Brings entries of a layout into an editor, with what their fields mean where nothing is said. */
export function createEntryReader(
  layout: EntryLayout,
  strict: boolean,
): (entry: unknown, was: number) => EntryForm {
  const { holders, known } = membersOf(layout);
  return (entry, was) => {
    const raw = isFields(entry) ? entry : {};
    const fields: EntryValues = layout.place === undefined ? {} : { place: layout.place.read(raw) };
    for (const [name, field] of Object.entries(layout.fields)) fields[name] = shownValue(raw, field, strict);
    return { was, fields, kept: keptIn(raw, holders, known) };
  };
}

/** An entry with some fields changed and everything else as it was; what its layout has no place for is left out. */
export function withEntryValues(
  entry: unknown,
  values: EntryValues,
  { fields, place }: EntryLayout,
): JsonObject {
  let changed: JsonObject = isFields(entry) ? { ...entry } : {};
  for (const [name, value] of Object.entries(values)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field !== undefined) changed = withField(changed, field, value);
    else if (name === 'place' && isPosition(value)) changed = place?.write(changed, value) ?? changed;
  }
  return changed;
}

/** The members of a layout that hold others, and those that it knows, by their paths. */
function membersOf({ fields, also }: EntryLayout) {
  const paths = Object.values(fields).flatMap(({ under, keys }) => keys.map((key) => [...under, key]));
  const all = [...paths, ...also.map((path) => path.split('.'))];
  const holders = new Set(
    all.flatMap((path) => path.slice(0, -1).map((_, at) => path.slice(0, at + 1).join('.'))),
  );
  return { holders, known: new Set(all.map((path) => path.join('.'))) };
}

function keptIn(
  object: JsonObject,
  holders: ReadonlySet<string>,
  known: ReadonlySet<string>,
  before = '',
): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const path = `${before}${key}`;
    if (holders.has(path) && isFields(value)) return keptIn(value, holders, known, `${path}.`);
    return known.has(path) || holders.has(path) ? [] : [path];
  });
}

function isPosition(value: unknown): value is NumberedPosition {
  return (numberedPositions as readonly unknown[]).includes(value);
}

function holderOf(entry: JsonObject, { under }: EntryField): JsonObject {
  return under.reduce<JsonObject>((holder, name) => inside(holder, name), entry);
}

function inside(holder: JsonObject, name: string): JsonObject {
  const inner = Object.hasOwn(holder, name) ? holder[name] : undefined;
  return isFields(inner) ? inner : {};
}

function saidKey(holder: JsonObject, { keys }: EntryField): string | undefined {
  return keys.find((key) => Object.hasOwn(holder, key) && holder[key] != null);
}

function shownValue(entry: JsonObject, field: EntryField, strict: boolean): unknown {
  const holder = holderOf(entry, field);
  const key = saidKey(holder, field);
  const said = key === undefined ? undefined : asKind(holder[key], field.kind, entry);
  return said ?? (strict ? (field.strictly ?? field.otherwise) : field.otherwise);
}

/** A value as a lorebook would take it; undefined when it would not. */
function asKind(value: unknown, kind: EntryKind, entry: JsonObject): unknown {
  switch (kind) {
    case 'text':
      return typeof value === 'object' ? undefined : String(value);
    case 'texts':
      return typeof value === 'string' || Array.isArray(value) ? textsOf(value) : undefined;
    case 'joined-texts':
      return typeof value === 'string' ? parted(value, entry) : undefined;
    case 'flag':
    case 'maybe-flag':
      return flagOf(value);
    case 'not-flag': {
      const flag = flagOf(value);
      return flag === undefined ? undefined : !flag;
    }
    case 'number':
    case 'maybe-number':
      return numberOf(value);
  }
}

function parted(value: string, entry: JsonObject): string[] {
  const keys = flagOf(entry['useRegex']) === true ? [value] : textsOf(value);
  return keys.filter((key) => key.trim() !== '');
}

function stored(value: unknown, kind: EntryKind): unknown {
  if (kind === 'joined-texts' && Array.isArray(value)) return value.join(', ');
  return kind === 'not-flag' ? value !== true : value;
}

function withField(entry: JsonObject, field: EntryField, value: unknown): JsonObject {
  return changedUnder(entry, field.under, (holder) =>
    withMember(holder, saidKey(holder, field) ?? field.written, stored(value, field.kind)),
  );
}

function changedUnder(
  object: JsonObject,
  [name, ...rest]: readonly string[],
  change: (holder: JsonObject) => JsonObject,
): JsonObject {
  if (name === undefined) return change(object);
  return { ...object, [name]: changedUnder(inside(object, name), rest, change) };
}

/** Null takes a member away. */
export function withMember(holder: JsonObject, key: string, value: unknown): JsonObject {
  if (value !== null) return { ...holder, [key]: value };
  return Object.fromEntries(Object.entries(holder).filter(([name]) => name !== key));
}
