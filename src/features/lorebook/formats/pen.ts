import { UserError } from '../../../core/errors.ts';
import { entriesOf, isFields, member, numberOf, textOf } from './fields.ts';
import { type BookFormat, locateBook } from './index.ts';

/** What may be changed of an entry without opening the book's file. */
export interface EntryChange {
  keys?: readonly string[] | undefined;
  content?: string | undefined;
  name?: string | undefined;
  constant?: boolean | undefined;
  order?: number | undefined;
  enabled?: boolean | undefined;
}

/** How a format calls the fields of an entry; what is missing it does not have. */
interface Ink {
  id?: string;
  keys: string;
  /** The keys are one text with commas. */
  keysInOneText?: boolean;
  content: string;
  name: string;
  constant?: string;
  order?: string;
  enabled?: string;
  disabled?: string;
}

const ofCards: Ink = {
  id: 'id',
  keys: 'keys',
  content: 'content',
  name: 'comment',
  constant: 'constant',
  order: 'insertion_order',
  enabled: 'enabled',
};

const inks: Record<BookFormat, Ink> = {
  'card-book': ofCards,
  'lorebook-v3': ofCards,
  sillytavern: {
    id: 'uid',
    keys: 'key',
    content: 'content',
    name: 'comment',
    constant: 'constant',
    order: 'order',
    disabled: 'disable',
  },
  novelai: {
    keys: 'keys',
    content: 'text',
    name: 'displayName',
    constant: 'forceActivation',
    enabled: 'enabled',
  },
  agnai: { keys: 'keywords', content: 'entry', name: 'name', order: 'weight', enabled: 'enabled' },
  risu: {
    keys: 'key',
    keysInOneText: true,
    content: 'content',
    name: 'comment',
    constant: 'alwaysActive',
    order: 'insertorder',
  },
};

type Writable = Record<string, unknown>;

/** A book's file that is being changed; everything that Acore does not know stays as it is. */
interface Draft {
  raw: unknown;
  ink: Ink;
  book: Writable;
  member: string;
}

/** Adds an entry to a book's file; returns the changed file and the entry's uid. */
export function addEntry(raw: unknown, change: EntryChange): { raw: unknown; uid: string } {
  const draft = draftOf(raw);
  const entries = containerIn(draft);
  const used = entriesOf(entries).map(({ key, fields }) => uidOf(draft, key, fields));
  const next = 1 + Math.max(-1, ...used.map((uid) => numberOf(uid) ?? -1));
  const uid = Array.isArray(entries) && draft.ink.id === undefined ? String(entries.length) : String(next);
  const entry: Writable = {};
  if (draft.ink.id !== undefined) entry[draft.ink.id] = next;
  write(entry, { enabled: true, ...change }, draft.ink);
  if (Array.isArray(entries)) entries.push(entry);
  else set(entries, uid, entry);
  return { raw: draft.raw, uid };
}

/** Changes an entry in a book's file. Throws UserError when the format has no such field. */
export function changeEntry(raw: unknown, uid: string, change: EntryChange): unknown {
  const draft = draftOf(raw);
  write(found(draft, uid).fields, change, draft.ink);
  return draft.raw;
}

/** Takes an entry out of a book's file. */
export function removeEntry(raw: unknown, uid: string): unknown {
  const draft = draftOf(raw);
  const entries = containerIn(draft);
  const { key } = found(draft, uid);
  if (Array.isArray(entries)) entries.splice(Number(key), 1);
  else delete entries[key];
  return draft.raw;
}

/** What a new book looks like before anything is in it. */
export function emptyBook(name: string): unknown {
  return {
    spec: 'lorebook_v3',
    data: { name, extensions: { acore: { profile: 'strict' } }, entries: [] },
  };
}

function draftOf(raw: unknown): Draft {
  const copy: unknown = structuredClone(raw);
  const located = locateBook(copy);
  if (located === undefined) throw new UserError('This book cannot be changed; export and mend it.');
  return { raw: copy, ink: inks[located.format], book: located.fields as Writable, member: located.entries };
}

function containerIn({ book, member: name }: Draft): unknown[] | Writable {
  const entries = member(book, name);
  if (Array.isArray(entries) || isFields(entries)) return entries as unknown[] | Writable;
  const fresh: unknown[] = [];
  book[name] = fresh;
  return fresh;
}

/** Of two entries with one uid the later counts. */
function found(draft: Draft, uid: string): { key: string; fields: Writable } {
  const all = entriesOf(containerIn(draft));
  const entry = all.findLast(({ key, fields }) => uidOf(draft, key, fields) === uid);
  if (entry === undefined) throw new UserError(`The book has no entry #${uid}.`);
  return { key: entry.key, fields: entry.fields as Writable };
}

function uidOf({ ink }: Draft, key: string, fields: Writable): string {
  return ink.id === undefined ? key : textOf(member(fields, ink.id), key);
}

function write(entry: Writable, change: EntryChange, ink: Ink): void {
  if (change.keys !== undefined)
    entry[ink.keys] = ink.keysInOneText ? change.keys.join(', ') : [...change.keys];
  if (change.content !== undefined) entry[ink.content] = change.content;
  if (change.name !== undefined) entry[ink.name] = change.name;
  writeIfKnown(entry, ink.constant, change.constant, 'fire without a key');
  writeIfKnown(entry, ink.order, change.order, 'have an order');
  if (change.enabled === undefined) return;
  if (ink.disabled !== undefined) entry[ink.disabled] = !change.enabled;
  else if (ink.enabled !== undefined) entry[ink.enabled] = change.enabled;
  else if (!change.enabled)
    throw new UserError('Entries of a RisuAI book cannot be switched off; remove it.');
}

function writeIfKnown(entry: Writable, field: string | undefined, value: unknown, what: string): void {
  if (value === undefined) return;
  if (field === undefined) throw new UserError(`In a book of this format an entry cannot ${what}.`);
  entry[field] = value;
}

/** A key called `__proto__` stays a key. */
function set(object: Writable, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
