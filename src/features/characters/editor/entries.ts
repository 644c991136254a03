import { isObject, type JsonObject } from '../files/card-file.ts';
import { type EntryField, type EntryKind, type EntryPlace, entryFields, entryPlaces } from './fields.ts';

/** What the page says of an entry: its fields by name, and `place`. */
export type EntryValues = Record<string, unknown>;

/** An entry as the editor shows it. */
export interface EntryForm {
  /** Which of the card's entries it is. */
  was: number;
  fields: EntryValues;
  /** Members that are kept and not shown. */
  kept: string[];
}

/** Entries are a list, or an object with a key for each. */
export function entriesIn(book: unknown): [key: string, entry: unknown][] {
  const entries = isObject(book) ? book.entries : undefined;
  return typeof entries === 'object' && entries !== null ? Object.entries(entries) : [];
}

/** An entry's fields, with what they mean where nothing is said. */
export function entryForm(entry: unknown, was: number, strict: boolean): EntryForm {
  const raw = isObject(entry) ? entry : {};
  const fields: EntryValues = { place: placeOf(raw) };
  for (const [name, field] of Object.entries(entryFields)) fields[name] = shownValue(raw, field);
  // As the lorebook reads it: what does not say that it is on, is off in books for SillyTavern.
  if (typeof raw.enabled !== 'boolean') fields['enabled'] = strict;
  return { was, fields, kept: keptOf(raw) };
}

/** An entry with some fields changed and everything else as it was. */
export function withEntryValues(entry: unknown, values: EntryValues): JsonObject {
  let changed: JsonObject = isObject(entry) ? { ...entry } : {};
  for (const [name, value] of Object.entries(values)) {
    const field = Object.hasOwn(entryFields, name) ? entryFields[name] : undefined;
    if (name === 'place') changed = withPlace(changed, value);
    else if (field !== undefined) changed = withField(changed, field, value);
  }
  return changed;
}

/** The extensions of an entry have two spellings; the first one counts where both are there. */
function spellings({ key, inExtensions }: EntryField): string[] {
  if (!inExtensions) return [key];
  const camel = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const snake = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return [...new Set([camel, snake])];
}

function extensionsOf(entry: JsonObject): JsonObject {
  return isObject(entry.extensions) ? entry.extensions : {};
}

function saidKey(holder: JsonObject, field: EntryField): string | undefined {
  return spellings(field).find((key) => Object.hasOwn(holder, key) && holder[key] != null);
}

function shownValue(entry: JsonObject, field: EntryField): unknown {
  const holder = field.inExtensions ? extensionsOf(entry) : entry;
  const key = saidKey(holder, field);
  return (key === undefined ? undefined : asKind(holder[key], field.kind)) ?? field.otherwise;
}

/** A value as the lorebook would take it; undefined when it would not. */
function asKind(value: unknown, kind: EntryKind): unknown {
  if (kind === 'texts') return textsOf(value);
  if (kind === 'text') return typeof value === 'object' ? undefined : String(value);
  if (kind === 'flag' || kind === 'maybe-flag') return flagOf(value);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'boolean') return Number(number);
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function textsOf(value: unknown): string[] | undefined {
  if (typeof value === 'string') return value.split(',').map((one) => one.trim());
  if (!Array.isArray(value)) return undefined;
  return value.filter((one) => typeof one === 'string' || typeof one === 'number').map(String);
}

function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 1) return true;
  return value === 'false' || value === 0 ? false : undefined;
}

function withField(entry: JsonObject, field: EntryField, value: unknown): JsonObject {
  if (!field.inExtensions) return withMember(entry, field.key, value);
  const extensions = extensionsOf(entry);
  const key = saidKey(extensions, field) ?? field.key;
  return { ...entry, extensions: withMember(extensions, key, value) };
}

/** Null takes a member away. */
function withMember(holder: JsonObject, key: string, value: unknown): JsonObject {
  if (value !== null) return { ...holder, [key]: value };
  return Object.fromEntries(Object.entries(holder).filter(([name]) => name !== key));
}

function placeOf(entry: JsonObject): EntryPlace | 'unknown' {
  const { position } = extensionsOf(entry);
  const number = position == null ? undefined : asKind(position, 'number');
  if (typeof number === 'number') return entryPlaces[number] ?? 'unknown';
  return entry.position === 'before_char' ? 'before-character' : 'after-character';
}

function withPlace(entry: JsonObject, place: unknown): JsonObject {
  const number = (entryPlaces as readonly unknown[]).indexOf(place);
  if (number === -1) return entry;
  const position = number === 0 ? 'before_char' : 'after_char';
  const needsNumber = number > 1 || extensionsOf(entry).position != null;
  const named = number <= 1 || entry.position === undefined ? { ...entry, position } : entry;
  return needsNumber ? { ...named, extensions: { ...extensionsOf(entry), position: number } } : named;
}

function keptOf(entry: JsonObject): string[] {
  const known = Object.values(entryFields);
  const own = new Set([
    'id',
    'position',
    'extensions',
    ...known.filter((one) => !one.inExtensions).map(({ key }) => key),
  ]);
  const extras = new Set(['position', ...known.filter((one) => one.inExtensions).flatMap(spellings)]);
  return [
    ...Object.keys(entry).filter((key) => !own.has(key)),
    ...Object.keys(extensionsOf(entry))
      .filter((key) => !extras.has(key))
      .map((key) => `extensions.${key}`),
  ];
}
