import { z } from 'zod';

// Cards come from everywhere: what is missing or of the wrong kind is left out, and only a card without a name fails.
const text = z
  .string()
  .transform((written) => written.toWellFormed())
  .catch('');
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

const texts = listOf(z.string().transform((written) => written.toWellFormed()));
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

/** The entries of a card's book, in as much as they are lore. */
export const bookShape = z.object({ entries: listOf(entryShape) }).catch({ entries: [] });

const pronounsShape = z.object({ subject: z.string(), object: z.string(), possessive: z.string() });
const voiceShape = z.object({
  description: text,
  pitch: between(0.25, 4, 1),
  speed: between(0.25, 4, 1),
});
const topicsShape = z.object({ loves: texts, avoids: texts });

const frameworkName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .transform((name) => name.toWellFormed())
  .optional()
  .catch(undefined);

const blendingShape = z.object({
  enabled: z.boolean().catch(true),
  blend_rules: listOf(
    z.object({
      context: z.string().max(100),
      framework: z.string().max(100),
      weight: between(0, 1, 0.5),
    }),
  )
    .optional()
    .catch(undefined),
});

/** What only Acore's own cards say. */
export const ownShape = z.object({
  aliases: texts,
  framework: frameworkName,
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

const depthShape = z.object({
  prompt: text,
  depth: between(0, 10_000, 4),
  role: z.enum(['system', 'user', 'assistant']).catch('system'),
});

const extensionsShape = z.object({
  talkativeness: between(0, 1, 0.5),
  depth_prompt: depthShape.optional().catch(undefined),
  acore: ownShape.optional().catch(undefined),
  framework: frameworkName,
  framework_blending: blendingShape.optional().catch(undefined),
  knowledge_domain: z.object({ rag_categories: texts }).optional().catch(undefined),
});

/** The fields of a card that fill a character, each with something for what is missing or of the wrong kind. */
export const cardShape = z.object({
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
  character_version: text,
  creator_notes: text,
  creator_notes_multilingual: z.record(z.string(), text).catch({}),
  extensions: extensionsShape.catch({ talkativeness: 0.5, acore: undefined }),
});
export type CardFields = z.infer<typeof cardShape>;
export type EntryFields = z.infer<typeof entryShape>;
