import type { NumberedPosition } from './words.ts';

/** What an entry's field holds; `maybe` may be left to the settings. */
export type EntryKind =
  | 'text'
  | 'texts'
  /** One text with commas; a single key where every key is a pattern. */
  | 'joined-texts'
  | 'flag'
  /** Says the opposite. */
  | 'not-flag'
  | 'number'
  | 'maybe-number'
  | 'maybe-flag';

/** One field of a lorebook's entry, as an editor has it. */
export interface EntryField {
  kind: EntryKind;
  /** Through which members one comes to what holds it; none: the entry itself. */
  under: readonly string[];
  /** How it is spelled; of several the first that says something counts. */
  keys: readonly string[];
  /** Its spelling where nothing is said yet. */
  written: string;
  /** What it means when nothing is said, and in a strict book, where that is something else. */
  otherwise: unknown;
  strictly?: unknown;
}

/** How a format writes where an entry's text goes. */
export interface PlaceKeeper {
  read(entry: JsonObject): NumberedPosition | 'unknown';
  write(entry: JsonObject, place: NumberedPosition): JsonObject;
}

/** Where a format keeps the fields of an entry. What is not named here it does not have. */
export interface EntryLayout {
  /** By the names that a page knows them by. */
  fields: Readonly<Record<string, EntryField>>;
  place: PlaceKeeper | undefined;
  /** The member that tells entries apart. */
  id: string | undefined;
  /** The member that says as which an entry is shown, where a key says which it is. */
  shownAs: string | undefined;
  /** Members that mean something and are no fields, such as `extensions.position`. */
  also: readonly string[];
  /** What an entry says when it is made. */
  fresh: JsonObject;
}

/** What JSON calls an object; its keys are a stranger's. */
export type JsonObject = { readonly [key: string]: unknown };

/** A field right in the entry. */
export function plainField(kind: EntryKind, key: string, otherwise: unknown, strictly?: unknown): EntryField {
  const field = { kind, under: [], keys: [key], written: key, otherwise };
  return strictly === undefined ? field : { ...field, strictly };
}

/** A field that may be spelled like `useThis` and like `use_this`. */
export function twoWayField(
  kind: EntryKind,
  written: string,
  otherwise: unknown,
  under: readonly string[] = [],
): EntryField {
  const camel = written.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return { kind, under, keys: [...new Set([camel, snakeCase(camel)])], written, otherwise };
}

/** A field's name as the `extensions` of cards have it. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
