import type { Character, LoreEntry } from '../../core/character.ts';
import { hashOf } from '../../lib/random.ts';
import { bookShape, type CardFields, cardShape, type EntryFields, ownShape } from './card-shape.ts';
import type { CardFile } from './files/card-file.ts';
import { understandCard } from './files/dialects.ts';
import { jsonOf } from './files/read-json.ts';

/** Reads the text of a card of any version. Throws a CardError that says what is wrong with it. */
export function readCard(json: string, id: string): Character {
  return characterOf(understandCard(jsonOf(json.replace(/^\uFEFF/, '')).value, id), id);
}

/** The character that a card describes, without its pictures: those are the shelf's. */
export function characterOf(
  { card: { data }, name: written }: Pick<CardFile, 'card' | 'name'>,
  id: string,
): Character {
  const card = cardShape.parse(data);
  const name = nameOf(written) || id;
  const own = card.extensions.acore ?? ownShape.parse({});
  return {
    id,
    name,
    displayName: nameOf(card.nickname) || name,
    aliases: own.aliases.map(nameOf).filter((alias) => alias !== ''),
    pronouns: own.pronouns,
    ...proseOf(card),
    depthPrompt: depthPromptOf(card),
    lore: loreOf(bookShape.parse(card.character_book).entries),
    book: card.character_book,
    talkativeness: card.extensions.talkativeness,
    topics: own.topics,
    relationships: own.relationships.map(({ character, ...rest }) => ({
      characterId: relatedId(character),
      ...rest,
    })),
    framework: frameworkOf(card),
    documentCategories: documentCategoriesOf(card),
    voice: own.voice,
    colour: own.colour?.toLowerCase() ?? colourFor(id),
    portrait: undefined,
  };
}

/** In English where there are several; what stands outside of the languages is English unless they have some. */
function notesOf({ creator_notes: notes, creator_notes_multilingual: byLanguage }: CardFields): string {
  const own = Object.hasOwn(byLanguage, 'en') ? byLanguage.en : notes;
  return own || Object.values(byLanguage).find((text) => text.trim() !== '') || '';
}

function depthPromptOf({ extensions: { depth_prompt: own } }: CardFields): Character['depthPrompt'] {
  if (own === undefined || own.prompt.trim() === '') return undefined;
  return { text: own.prompt, depth: Math.floor(own.depth), role: own.role };
}

/** Acore's own field first, then those of its predecessor. */
function frameworkOf({ extensions }: CardFields): Character['framework'] {
  const name = extensions.acore?.framework ?? extensions.framework;
  const blending = extensions.framework_blending;
  const rules = blending?.enabled === false ? [] : blending?.blend_rules;
  if (name === undefined && rules === undefined) return undefined;
  return {
    name,
    blends: rules?.map(({ context, framework, weight }) => ({ about: context, with: framework, weight })),
  };
}

function documentCategoriesOf({ extensions }: CardFields): Character['documentCategories'] {
  const named = (extensions.knowledge_domain?.rag_categories ?? []).filter((one) => one.trim() !== '');
  return named.length === 0 ? undefined : named;
}

function proseOf(card: CardFields) {
  return {
    description: card.description,
    personality: card.personality,
    scenario: card.scenario,
    systemPrompt: card.system_prompt,
    postHistoryInstructions: card.post_history_instructions,
    firstMessage: card.first_mes,
    alternateGreetings: card.alternate_greetings,
    groupGreetings: card.group_only_greetings,
    examples: examplesOf(card.mes_example),
    tags: card.tags,
    creator: card.creator,
    version: card.character_version,
    creatorNotes: notesOf(card),
  };
}

/** One line, without what could break a heading or a webhook's name. */
function nameOf(name: string): string {
  const line = name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return Array.from(line.toWellFormed()).slice(0, 80).join('').trim();
}

function examplesOf(written: string): string[] {
  return written
    .split(/^\s*<START>\s*$/im)
    .map((block) => block.trim())
    .filter((block) => block !== '');
}

function loreOf(entries: EntryFields[]): LoreEntry[] {
  return entries
    .filter(({ enabled }) => enabled)
    .map((entry, index) => ({
      id: String(entry.id ?? index),
      keys: entry.keys.map((key) => key.trim()).filter((key) => key !== ''),
      content: withoutDecorators(entry.content),
      order: entry.insertion_order,
      constant: entry.constant,
      caseSensitive: entry.case_sensitive,
    }))
    .filter(({ content, keys, constant }) => content !== '' && (constant || keys.length > 0));
}

/** Leading `@@name value` lines steer lorebook engines and are never text. */
function withoutDecorators(content: string): string {
  return content.replace(/^(?:\s*@@[^\n]*(?:\n|$))+/, '').trim();
}

/** `Élise de la Tour` → `elise-de-la-tour`: an id from a file's or a character's name. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

/** The id of the character that a relationship names; those of imported characters have a sign in them that no slug has. */
export function relatedId(written: string): string {
  const name = written.trim();
  return /^[\p{L}\p{N}-]+~[a-z\d]+$/u.test(name) ? name : slug(name);
}

/** A calm colour of its own for a card that names none. */
function colourFor(id: string): string {
  const hue = hashOf(id) % 360;
  const channel = (shift: number) => {
    const turn = (shift + hue / 30) % 12;
    const level = 0.48 - 0.2 * Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
    return Math.round(level * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
