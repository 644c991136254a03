import { z } from 'zod';
import { type EntryKind, entryFields, entryPlaces, listFields, textFields } from './fields.ts';

const longestText = 500_000;
const mostItems = 10_000;
const text = z.string('must be a text').max(longestText, 'is too long');
const texts = z.array(text).max(mostItems, 'are too many');
const number = z
  .number('must be a number')
  .min(-1_000_000_000, 'is too small')
  .max(1_000_000_000, 'is too large');
const whole = number.int('must be a whole number').min(0, 'must not be below 0');

const kinds: Record<EntryKind, z.ZodType> = {
  text,
  texts,
  flag: z.boolean('must be yes or no'),
  number,
  'maybe-number': number.nullable(),
  'maybe-flag': z.boolean('must be yes or no').nullable(),
};
/** Fields of an entry that may not have every number. */
const narrower: Record<string, z.ZodType> = {
  probability: number.min(0, 'must be 0 to 100').max(100, 'must be 0 to 100'),
  role: whole.max(2, 'is not known'),
  logic: whole.max(3, 'is not known'),
  depth: whole,
  scanDepth: whole.nullable(),
  sticky: whole,
  cooldown: whole,
  delay: whole,
  groupWeight: number.min(0, 'must not be below 0'),
};

const entryShape = z.object({
  /** Which entry of the card it is, or is a copy of; without it a new one. */
  was: z.int().min(0).optional(),
  copy: z.boolean().optional(),
  set: z
    .object({
      place: z.enum(entryPlaces, 'is not known').optional(),
      ...Object.fromEntries(
        Object.entries(entryFields).map(([name, { kind }]) => [
          name,
          (narrower[name] ?? kinds[kind]).optional(),
        ]),
      ),
    })
    .default({}),
});

/** What an editor changed of a card; what is not named here stays as it is. */
export const changesShape = z.object({
  texts: z
    .partialRecord(z.enum(textFields), text)
    .refine(({ name }) => name === undefined || name.trim() !== '', {
      path: ['name'],
      message: 'must not be empty',
    })
    .default({}),
  lists: z.partialRecord(z.enum(listFields), texts).default({}),
  notes: z
    .array(
      z.object({
        language: z
          .string()
          .trim()
          .regex(/^[\w-]{1,20}$/, 'must be a language such as en or de'),
        text,
      }),
    )
    .refine(
      (notes) => new Set(notes.map(({ language }) => language)).size === notes.length,
      'name a language twice',
    )
    .optional(),
  talkativeness: z
    .number('must be a number')
    .min(0, 'must be between 0 and 1')
    .max(1, 'must be between 0 and 1')
    .nullable()
    .optional(),
  depthPrompt: z
    .object({
      prompt: text,
      depth: whole.max(10_000, 'must be 10000 at most'),
      role: z.enum(['system', 'user', 'assistant'], 'is not known'),
    })
    .optional(),
  aliases: texts.optional(),
  colour: z
    .string()
    .regex(/^(?:#[0-9a-f]{6})?$/i, 'must be a colour such as #7a5c3e')
    .optional(),
  book: z
    .object({
      set: z
        .object({
          name: text,
          description: text,
          scanDepth: whole.nullable(),
          tokenBudget: whole.nullable(),
          recursive: z.boolean().nullable(),
        })
        .partial()
        .default({}),
      /** All entries in their order; without it they stay. */
      entries: z.array(entryShape).max(mostItems, 'are too many').optional(),
    })
    .optional(),
  /** A PNG file in base64. */
  portrait: z.string().optional(),
});
export type Changes = z.output<typeof changesShape>;
export type EntryChange = z.output<typeof entryShape>;

/** What is wrong with one field. */
export interface FieldProblem {
  /** `texts.name`, `book.entries.3.set.probability` */
  field: string;
  says: string;
}

/** Judges what an editor sent, field by field. */
export function readChanges(given: unknown): { changes: Changes } | { problems: FieldProblem[] } {
  const parsed = changesShape.safeParse(given ?? {});
  if (parsed.success) return { changes: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), says: message })),
  };
}
