import { cardLayout } from '../../../core/lore/card-entries.ts';
import { createEntryReader, type EntryForm } from '../../../core/lore/entry-form.ts';
import { entriesIn } from '../../../core/lore/entry-list.ts';
import { type CardFile, isObject, type JsonObject } from '../files/card-file.ts';
import { digestOf } from '../files/sidecar.ts';
import {
  type ListField,
  listFields,
  otherFields,
  shownExtensions,
  shownOwn,
  type TextField,
  textFields,
} from './fields.ts';
import { numberIn, textIn, textsIn } from './members.ts';
import { type OwnForm, ownFormOf, ownKept } from './own-form.ts';

const dateFields = ['creation_date', 'modification_date'];

/** What a card says, as the editor shows it. */
export interface CardForm {
  texts: Record<TextField, string>;
  lists: Record<ListField, string[]>;
  notes: { language: string; text: string }[];
  /** Null when the card does not say. */
  talkativeness: number | null;
  depthPrompt: { prompt: string; depth: number; role: string };
  aliases: string[];
  colour: string;
  own: OwnForm;
  /** In milliseconds; null when the card does not say, or holds it back. */
  dates: { created: number | null; changed: number | null };
  /** Null when the card has no book. */
  book: BookForm | null;
}

interface BookForm {
  name: string;
  description: string;
  scanDepth: number | null;
  tokenBudget: number | null;
  recursive: boolean | null;
  strict: boolean;
  entries: EntryForm[];
}

/** Brings a card into the editor; what it has no field for is not in here. */
export function formOf({ card: { data } }: CardFile): CardForm {
  const extensions = isObject(data.extensions) ? data.extensions : {};
  const own = isObject(extensions.acore) ? extensions.acore : {};
  return {
    texts: fromNames(textFields, (name) => textIn(data[name])),
    lists: fromNames(listFields, (name) => textsIn(data[name])),
    notes: notesIn(data.creator_notes_multilingual),
    talkativeness: talkativenessIn(extensions.talkativeness),
    depthPrompt: depthPromptIn(extensions.depth_prompt),
    aliases: textsIn(own.aliases),
    colour: /^#[0-9a-f]{6}$/i.test(textIn(own.colour)) ? textIn(own.colour).toLowerCase() : '',
    own: ownFormOf(extensions),
    dates: { created: dateIn(data.creation_date), changed: dateIn(data.modification_date) },
    book: bookIn(data.character_book),
  };
}

/** Whether a book is read by the rules of V3 rather than as SillyTavern does. */
export function isStrict(book: unknown): boolean {
  const extensions = isObject(book) && isObject(book.extensions) ? book.extensions : {};
  return isObject(extensions.acore) && extensions.acore.profile === 'strict';
}

/** The names of what the editor keeps without showing it. */
export function keptOf({ card: { data } }: CardFile): string[] {
  const extensions = isObject(data.extensions) ? data.extensions : {};
  const own = isObject(extensions.acore) ? extensions.acore : {};
  const known = [...textFields, ...listFields, ...otherFields];
  return [
    ...without(data, known),
    ...dateFields.filter((name) => data[name] !== undefined && typeof data[name] !== 'number'),
    ...without(extensions, shownExtensions).map((name) => `extensions.${name}`),
    ...without(own, shownOwn).map((name) => `extensions.acore.${name}`),
    ...ownKept(extensions),
  ];
}

/** What tells the editor that a card was changed by somebody else meanwhile. */
export function stampOf({ card }: CardFile): string {
  return digestOf(card);
}

function bookIn(book: unknown): BookForm | null {
  if (!isObject(book)) return null;
  const strict = isStrict(book);
  const read = createEntryReader(cardLayout, strict);
  return {
    name: textIn(book.name),
    description: textIn(book.description),
    scanDepth: numberIn(book.scan_depth),
    tokenBudget: numberIn(book.token_budget),
    recursive: typeof book.recursive_scanning === 'boolean' ? book.recursive_scanning : null,
    strict,
    entries: entriesIn(book['entries']).map(([, entry], index) => read(entry, index)),
  };
}

function fromNames<Name extends string, Value>(
  names: readonly Name[],
  read: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, Value>;
}

function without(object: JsonObject, names: readonly string[]): string[] {
  return Object.keys(object).filter((name) => !names.includes(name));
}

function talkativenessIn(value: unknown): number | null {
  const number = numberIn(value);
  return number !== null && number >= 0 && number <= 1 ? number : null;
}

function notesIn(value: unknown): CardForm['notes'] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([language, text]) => ({ language, text: textIn(text) }));
}

function depthPromptIn(value: unknown): CardForm['depthPrompt'] {
  const said = isObject(value) ? value : {};
  const role = ['system', 'user', 'assistant'].find((one) => one === said.role) ?? 'system';
  return { prompt: textIn(said.prompt), depth: numberIn(said.depth) ?? 4, role };
}

/** Cards count seconds; 0 stands for a date that is withheld. */
function dateIn(seconds: unknown): number | null {
  const ms = (numberIn(seconds) ?? 0) * 1000;
  return ms > 0 && ms < 8e15 ? ms : null;
}
