import { UserError } from '../../core/errors.ts';
import type { CardFile, JsonObject } from './files/card-file.ts';
import { isObject } from './files/card-file.ts';
import { keepingTexts as texts } from './texts.ts';

/** The fields of a card that are simple enough for a command: texts, lists of words, a number. */
export const editableFields = [
  'name',
  'nickname',
  'description',
  'personality',
  'scenario',
  'greeting',
  'examples',
  'instructions',
  'reminder',
  'notes',
  'creator',
  'version',
  'tags',
  'aliases',
  'talkativeness',
  'colour',
] as const;
export type EditableField = (typeof editableFields)[number];

/** Fields whose text stands in the card as it is, by the key it has there. */
const plainKeys: Partial<Record<EditableField, string>> = {
  name: 'name',
  nickname: 'nickname',
  description: 'description',
  personality: 'personality',
  scenario: 'scenario',
  greeting: 'first_mes',
  examples: 'mes_example',
  instructions: 'system_prompt',
  reminder: 'post_history_instructions',
  notes: 'creator_notes',
  creator: 'creator',
  version: 'character_version',
};

/** The card with one field changed; nothing else of it moves. Throws UserError for a value that does not fit. */
export function edited(card: CardFile['card'], field: EditableField, value: string): CardFile['card'] {
  return { ...card, data: { ...card.data, ...changeOf(card.data, field, value) } };
}

function changeOf(data: JsonObject, field: EditableField, value: string): JsonObject {
  if (field === 'name' && value === '') throw new UserError(texts.nameNeeded);
  const key = plainKeys[field];
  if (key !== undefined) return { [key]: value };
  if (field === 'tags') return { tags: wordsIn(value) };
  const extensions = isObject(data.extensions) ? data.extensions : {};
  if (field === 'talkativeness') return { extensions: { ...extensions, talkativeness: share(value) } };
  const own = isObject(extensions.acore) ? extensions.acore : {};
  const change = field === 'aliases' ? { aliases: wordsIn(value) } : { colour: colour(value) };
  return { extensions: { ...extensions, acore: { ...own, ...change } } };
}

function wordsIn(value: string): string[] {
  return value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function share(value: string): number {
  const number = value === '' ? 0.5 : Number(value);
  if (!(number >= 0 && number <= 1)) throw new UserError(texts.shareNeeded);
  return number;
}

function colour(value: string): string | undefined {
  if (value === '') return undefined;
  if (!/^#[0-9a-f]{6}$/i.test(value)) throw new UserError(texts.colourNeeded);
  return value;
}
