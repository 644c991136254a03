import { UserError } from '../../../core/errors.ts';
import { type EntryValues, withEntryValues } from '../../../core/lore/entry-form.ts';
import { changedEntries, entriesIn, shownOrder } from '../../../core/lore/entry-list.ts';
import { entriesOf, type Fields, isFields, member, textOf } from '../../../lib/json-fields.ts';
import { type BookDocument, openDocument } from './document.ts';
import { formatNames } from './layouts.ts';

/** What may be changed of an entry without opening the book's file. */
export interface EntryChange {
  keys?: readonly string[] | undefined;
  content?: string | undefined;
  name?: string | undefined;
  constant?: boolean | undefined;
  order?: number | undefined;
  enabled?: boolean | undefined;
}

/** What an entry cannot do whose format has no such field. */
const deeds: Record<string, string> = {
  constant: 'fire without a key',
  order: 'have an order',
  enabled: 'be switched off; remove it instead',
};

/** Adds an entry to a book's file; returns the changed file and the entry's uid. */
export function addEntry(raw: unknown, change: EntryChange): { raw: unknown; uid: string } {
  const document = openDocument(raw);
  const { book, entries, layout } = document;
  const before = book[entries];
  const set = valuesOf({ enabled: true, ...change }, document);
  const kept = shownOrder(before, layout).map((was) => ({ was, set: {} }));
  const after = changedEntries(before, [...kept, { set }], layout);
  book[entries] = after;
  const known = new Set(Object.keys(before ?? {}));
  const [key, entry] = entriesIn(after).findLast(([one]) => !known.has(one)) ?? ['', {}];
  return { raw: document.raw, uid: uidOf(document, key, isFields(entry) ? entry : {}) };
}

/** Changes an entry in a book's file. Throws UserError when the format has no such field. */
export function changeEntry(raw: unknown, uid: string, change: EntryChange): unknown {
  const document = openDocument(raw);
  const { key, fields } = found(document, uid);
  const changed = withEntryValues(fields, valuesOf(change, document), document.layout);
  return withContainer(document, (entries) =>
    Array.isArray(entries) ? entries.with(Number(key), changed) : { ...entries, [key]: changed },
  );
}

/** Takes an entry out of a book's file. */
export function removeEntry(raw: unknown, uid: string): unknown {
  const document = openDocument(raw);
  const { key } = found(document, uid);
  return withContainer(document, (entries) =>
    Array.isArray(entries)
      ? entries.toSpliced(Number(key), 1)
      : Object.fromEntries(Object.entries(entries).filter(([one]) => one !== key)),
  );
}

/** What a new book looks like before anything is in it. */
export function emptyBook(name: string): unknown {
  return {
    spec: 'lorebook_v3',
    data: { name, extensions: { acore: { profile: 'strict' } }, entries: [] },
  };
}

function withContainer(
  { raw, book, entries }: BookDocument,
  change: (entries: unknown[] | Fields) => unknown,
): unknown {
  const container = book[entries];
  book[entries] = change(Array.isArray(container) || isFields(container) ? container : []);
  return raw;
}

/** Of two entries with one uid the later counts. */
function found(document: BookDocument, uid: string): { key: string; fields: Fields } {
  const all = entriesOf(document.book[document.entries]);
  const entry = all.findLast(({ key, fields }) => uidOf(document, key, fields) === uid);
  if (entry === undefined) throw new UserError(`The book has no entry #${uid}.`);
  return entry;
}

function uidOf({ layout: { id } }: BookDocument, key: string, fields: Fields): string {
  return id === undefined ? key : textOf(member(fields, id), key);
}

/** The change by the names of the format's layout. */
function valuesOf({ name, ...change }: EntryChange, { layout, format }: BookDocument): EntryValues {
  const values = Object.entries({ ...change, comment: name }).filter(([, value]) => value !== undefined);
  const isHeld = ([field]: [string, unknown]) => Object.hasOwn(layout.fields, field);
  const lost = values.find((one) => !isHeld(one) && !(one[0] === 'enabled' && one[1] === true));
  if (lost !== undefined)
    throw new UserError(`An entry of ${formatNames[format]} cannot ${deeds[lost[0]] ?? 'hold that'}.`);
  return Object.fromEntries(values.filter(isHeld));
}
