import { isFields, numberOf } from '../../lib/json-fields.ts';
import type { EntryChange } from './entry-changes.ts';
import { withEntryValues } from './entry-form.ts';
import type { EntryLayout, JsonObject } from './entry-layout.ts';

interface Made {
  /** Where it stood; what is made now stands last. */
  at: number;
  /** Under which the entry stood; undefined for one that is made now. */
  key: string | undefined;
  /** Of a new entry. */
  id: number | undefined;
  entry: unknown;
}

/** Entries are a list, or an object with a key for each. */
export function entriesIn(container: unknown): [key: string, entry: unknown][] {
  return typeof container === 'object' && container !== null ? Object.entries(container) : [];
}

/** The numbers of the entries of a book in the order in which they are shown. */
export function shownOrder(container: unknown, { shownAs }: EntryLayout): number[] {
  const entries = entriesIn(container);
  const indices = entries.map((_, index) => index);
  if (shownAs === undefined) return indices;
  const places = entries.map(([, entry], index) => shownIndex(entry, shownAs) ?? index);
  return indices.sort((a, b) => (places[a] ?? a) - (places[b] ?? b) || a - b);
}

/**
 * The entries of a book as an editor left them. A list stays a list. What has a key for each entry keeps them, and says by
 * a member in which order they are shown; where the layout has none, it becomes a list once its order is another.
 */
export function changedEntries(
  container: unknown,
  changes: readonly EntryChange[],
  layout: EntryLayout,
): unknown {
  const made = madeEntries(container, changes, layout);
  if (Array.isArray(container) || !hasKeys(container, layout))
    return isCounted(container, layout)
      ? made.map(({ entry }) => entry)
      : made.map((one, index) => (one.key === String(index) ? one.entry : listed(one, layout)));
  if (layout.shownAs !== undefined) return withOrder(made, layout, layout.shownAs);
  return keepsKeys(container, made) ? keyed(made) : made.map((one) => listed(one, layout));
}

function hasKeys(container: unknown, { shownAs }: EntryLayout): boolean {
  return isFields(container) || (container == null && shownAs !== undefined);
}

function madeEntries(container: unknown, changes: readonly EntryChange[], layout: EntryLayout): Made[] {
  const before = entriesIn(container);
  const freeId = idsFor(before, layout);
  const counted = isCounted(container, layout);
  return changes.map(({ was, copy, set }) => {
    const source = was === undefined ? undefined : before[was];
    if (source === undefined || copy === true) {
      const id = freeId();
      const from = source === undefined ? layout.fresh : source[1];
      const entry = withEntryValues(from, set, layout);
      return {
        at: before.length + id,
        key: undefined,
        id,
        entry: counted ? entry : withId(entry, id, layout),
      };
    }
    const [key, entry] = source;
    const isSame = Object.keys(set).length === 0;
    return { at: was ?? 0, key, id: undefined, entry: isSame ? entry : withEntryValues(entry, set, layout) };
  });
}

/** Whether the entries of a list are told apart by where they stand alone. */
function isCounted(container: unknown, { id }: EntryLayout): boolean {
  return (
    Array.isArray(container) &&
    container.length > 0 &&
    container.every((entry) => uidSaid(entry, id) === undefined)
  );
}

function idsFor(before: [string, unknown][], { id: name }: EntryLayout): () => number {
  const ids = new Set(before.flatMap(([key, entry]) => [key, uidSaid(entry, name) ?? key]));
  let next = before.length;
  return () => {
    while (ids.has(String(next))) next += 1;
    ids.add(String(next));
    return next;
  };
}

function said(entry: unknown, name: string | undefined): unknown {
  return name !== undefined && isFields(entry) && Object.hasOwn(entry, name) ? entry[name] : undefined;
}

/** What an entry says to be told apart by. */
function uidSaid(entry: unknown, name: string | undefined): string | undefined {
  const uid = said(entry, name);
  return typeof uid === 'object' || uid === undefined ? undefined : String(uid);
}

function withId(entry: JsonObject, id: number, { id: name }: EntryLayout): JsonObject {
  return name === undefined ? entry : { ...entry, [name]: id };
}

/** In the order in which the keys stood. */
function keyed(made: readonly Made[]): Record<string, unknown> {
  const inOrder = made.toSorted((a, b) => a.at - b.at);
  return Object.fromEntries(inOrder.map(({ key, id, entry }) => [key ?? String(id), entry]));
}

/** What is shown last comes last; if that does not give the order, every entry says its place. */
function withOrder(made: readonly Made[], layout: EntryLayout, shownAs: string): Record<string, unknown> {
  const last = Math.max(-1, ...made.map(({ entry }, index) => shownIndex(entry, shownAs) ?? index));
  const placed = made.map((one, index) =>
    one.id === undefined ? one : { ...one, entry: setOn(one.entry, shownAs, last + 1 + index) },
  );
  const plain = keyed(placed);
  const names = placed.map(({ key, id }) => key ?? String(id));
  const keys = Object.keys(plain);
  const isRight = shownOrder(plain, layout).every((at, index) => keys[at] === names[index]);
  if (isRight) return plain;
  return keyed(placed.map((one, index) => ({ ...one, entry: setOn(one.entry, shownAs, index) })));
}

function shownIndex(entry: unknown, shownAs: string): number | undefined {
  const index = said(entry, shownAs);
  return index == null ? undefined : numberOf(index);
}

function setOn(entry: unknown, name: string, value: unknown): unknown {
  return isFields(entry) ? { ...entry, [name]: value } : entry;
}

function keepsKeys(container: unknown, made: readonly Made[]): boolean {
  const keys = made.map(({ key }) => key);
  const inOrder = entriesIn(container)
    .map(([key]) => key)
    .filter((key) => keys.includes(key));
  return keys.every((key, index) => key !== undefined && key === inOrder[index]);
}

/** An entry that no longer stands where it stood says itself which one it is. */
function listed({ key, id: fresh, entry }: Made, { id }: EntryLayout): unknown {
  const isSaid = id === undefined || !isFields(entry) || uidSaid(entry, id) !== undefined;
  return isSaid ? entry : { ...entry, [id]: key ?? fresh };
}
