import { type CardFile, isObject, type JsonObject } from './card-file.ts';

type Card = CardFile['card'];

/** What the specification of V3 wants in every card, when a card says nothing of it. */
const expected = {
  description: '',
  personality: '',
  scenario: '',
  first_mes: '',
  mes_example: '',
  creator_notes: '',
  system_prompt: '',
  post_history_instructions: '',
  alternate_greetings: [],
  tags: [],
  creator: '',
  character_version: '',
  extensions: {},
};
/** What only V3 knows and what a reader of V2 therefore misses. */
const newFields = ['nickname', 'assets', 'group_only_greetings', 'creator_notes_multilingual'];
const note = 'This is the V2 form of a V3 card; a reader of V3 gets more.';

/** The card as V3 has it; nothing that it says is lost. A card of a newer format stays what it is. */
export function asV3(card: Card): Card {
  const isOlder = typeof card.spec !== 'string' || card.spec === 'chara_card_v2';
  const format = isOlder ? { spec: 'chara_card_v3', spec_version: '3.0' } : {};
  return { ...card, ...format, data: completed(card.data, { ...expected, group_only_greetings: [] }) };
}

/** The card as readers of V2 can use it: without decorators, which those would take for text, and with a note of it. */
export function asV2(card: Card): Card {
  if (card.spec === 'chara_card_v2') return card;
  const data = completed(card.data, expected);
  const plain = withoutDecorators(data);
  const misses = plain !== data || newFields.some((field) => says(data[field]));
  const notes = typeof data.creator_notes === 'string' ? data.creator_notes : '';
  return {
    ...card,
    spec: 'chara_card_v2',
    spec_version: '2.0',
    data: misses ? { ...plain, creator_notes: `${notes}\n\n${note}`.trimStart() } : plain,
  };
}

/** Creator's notes without the note of `asV2`, which is about the file and not about the character. */
export function withoutNote(notes: string): string {
  return notes.endsWith(note) ? notes.slice(0, -note.length).trimEnd() : notes;
}

function completed(data: JsonObject, defaults: JsonObject): JsonObject {
  const missing = Object.entries(defaults).filter(([field]) => data[field] === undefined);
  return missing.length === 0 ? data : { ...data, ...Object.fromEntries(missing) };
}

function says(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

/** The same object when there are none. */
function withoutDecorators(data: JsonObject): JsonObject {
  const book = data.character_book;
  if (!isObject(book) || typeof book.entries !== 'object' || book.entries === null) return data;
  const entries = Object.entries(book.entries);
  const plain = entries.map(([key, entry]): [string, unknown] => [key, plainEntry(entry)]);
  if (plain.every(([, entry], index) => entry === entries[index]?.[1])) return data;
  const changed = Array.isArray(book.entries) ? plain.map(([, entry]) => entry) : Object.fromEntries(plain);
  return { ...data, character_book: { ...book, entries: changed } };
}

function plainEntry(entry: unknown): unknown {
  if (!isObject(entry) || typeof entry.content !== 'string' || !/^\s*@@/.test(entry.content)) return entry;
  return { ...entry, content: entry.content.replace(/^(?:\s*@@[^\n]*(?:\n|$))+\s*/, '') };
}
