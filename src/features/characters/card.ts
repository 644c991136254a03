import { z } from 'zod';
import type { Character, LoreEntry } from '../../core/character.ts';
import { hashOf } from '../../lib/random.ts';

// Cards come from everywhere: what is missing or of the wrong kind is left out, and only a card without a name fails.
const text = z.string().catch('');
const number = z.preprocess(
  (value) => (typeof value === 'string' ? Number.parseFloat(value) : value),
  z.number(),
);

function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((values) => values.map((value) => item.safeParse(value)).flatMap(({ data }) => data ?? []));
}

const texts = listOf(z.string());
const between = (least: number, most: number, otherwise: number) =>
  number.pipe(z.number().min(least).max(most)).catch(otherwise);

const entryShape = z.object({
  id: z.union([z.string(), z.number()]).optional().catch(undefined),
  keys: texts,
  content: text,
  enabled: z.boolean().catch(true),
  insertion_order: number.catch(100),
  case_sensitive: z.boolean().catch(false),
  constant: z.boolean().catch(false),
});

const bookShape = z.object({ entries: listOf(entryShape) }).catch({ entries: [] });

const pronounsShape = z.object({ subject: z.string(), object: z.string(), possessive: z.string() });
const voiceShape = z.object({
  description: text,
  pitch: between(0.25, 4, 1),
  speed: between(0.25, 4, 1),
});
const topicsShape = z.object({ loves: texts, avoids: texts });

const ownShape = z.object({
  aliases: texts,
  pronouns: pronounsShape.optional().catch(undefined),
  topics: topicsShape.catch({ loves: [], avoids: [] }),
  voice: voiceShape.optional().catch(undefined),
  relationships: listOf(z.object({ character: z.string(), kind: text, feeling: text })),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional()
    .catch(undefined),
});

const extensionsShape = z.object({
  talkativeness: between(0, 1, 0.5),
  acore: ownShape.optional().catch(undefined),
});

const cardShape = z.object({
  name: text,
  nickname: text,
  description: text,
  personality: text,
  scenario: text,
  first_mes: text,
  mes_example: text,
  system_prompt: text,
  post_history_instructions: text,
  alternate_greetings: texts,
  group_only_greetings: texts,
  character_book: z.unknown().optional(),
  tags: texts,
  creator: text,
  creator_notes: text,
  extensions: extensionsShape.catch({ talkativeness: 0.5, acore: undefined }),
});
type Card = z.infer<typeof cardShape>;
type CardEntry = z.infer<typeof entryShape>;

/** A card that cannot be used; the message says why, fit for the owner. */
export class CardError extends Error {
  override readonly name = 'CardError' as const;
}

/** Reads the text of a V1, V2 or V3 card. Throws a CardError that says what is wrong with it. */
export function readCard(json: string, id: string): Character {
  const card = cardShape.parse(dataOf(parsed(json)));
  const name = nameOf(card.name);
  if (name === '') throw new CardError('it gives no name');
  const own = card.extensions.acore ?? ownShape.parse({});
  return {
    id,
    name,
    displayName: nameOf(card.nickname) || name,
    aliases: own.aliases.map(nameOf).filter((alias) => alias !== ''),
    pronouns: own.pronouns,
    ...proseOf(card),
    lore: loreOf(bookShape.parse(card.character_book).entries),
    book: card.character_book,
    talkativeness: card.extensions.talkativeness,
    topics: own.topics,
    relationships: own.relationships.map(({ character, ...rest }) => ({
      characterId: slug(character),
      ...rest,
    })),
    voice: own.voice,
    colour: own.colour?.toLowerCase() ?? colourFor(id),
    portrait: undefined,
  };
}

function proseOf(card: Card) {
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
    creatorNotes: card.creator_notes,
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new CardError('it is not readable as JSON', { cause });
  }
}

/** V2 and V3 nest under `data`, which wins over a stale V1 mirror beside it; V1 is flat. */
function dataOf(card: unknown): object {
  if (!isObject(card)) throw new CardError('it is not a character card');
  if ('data' in card && isObject(card.data)) return card.data;
  if ('spec' in card) throw new CardError('it names a card format but holds no data');
  return card;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One line, without what could break a heading or a webhook's name. */
function nameOf(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 80);
}

function examplesOf(written: string): string[] {
  return written
    .split(/^\s*<START>\s*$/im)
    .map((block) => block.trim())
    .filter((block) => block !== '');
}

function loreOf(entries: CardEntry[]): LoreEntry[] {
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
