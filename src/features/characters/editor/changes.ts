import { z } from 'zod';
import { cardLayout } from '../../../core/lore/card-entries.ts';
import {
  bookChangeShape,
  entryChangeShape,
  type FieldProblem,
  fieldProblems,
  changedText as text,
  changedTexts as texts,
  wholeNumber as whole,
} from '../../../core/lore/entry-changes.ts';
import { roles } from '../../../core/lore/words.ts';
import { listFields, textFields } from './fields.ts';
import { ownChangesShape } from './own-changes.ts';

const mostEntries = 10_000;

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
      role: z.enum(roles, 'is not known'),
    })
    .optional(),
  aliases: texts.optional(),
  colour: z
    .string()
    .regex(/^(?:#[0-9a-f]{6})?$/i, 'must be a colour such as #7a5c3e')
    .optional(),
  own: ownChangesShape.optional(),
  book: z
    .object({
      set: bookChangeShape.default({}),
      /** All entries in their order; without it they stay. */
      entries: z.array(entryChangeShape(cardLayout)).max(mostEntries, 'are too many').optional(),
    })
    .optional(),
  /** A PNG file in base64. */
  portrait: z.string().optional(),
});
export type Changes = z.output<typeof changesShape>;

/** Judges what an editor sent, field by field. */
export function readChanges(given: unknown): { changes: Changes } | { problems: FieldProblem[] } {
  const parsed = changesShape.safeParse(given ?? {});
  if (parsed.success) return { changes: parsed.data };
  return { problems: fieldProblems(parsed.error) };
}
