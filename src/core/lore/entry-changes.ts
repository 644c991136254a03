import { z } from 'zod';
import type { EntryKind, EntryLayout } from './entry-layout.ts';
import { logics, numberedPositions, roles } from './words.ts';

const longestText = 500_000;
const mostItems = 10_000;

export const changedText = z.string('must be a text').max(longestText, 'is too long');
export const changedTexts = z.array(changedText).max(mostItems, 'are too many');
const number = z
  .number('must be a number')
  .min(-1_000_000_000, 'is too small')
  .max(1_000_000_000, 'is too large');
export const wholeNumber = number.int('must be a whole number').min(0, 'must not be below 0');
const flag = z.boolean('must be yes or no');

const kinds: Record<EntryKind, z.ZodType> = {
  text: changedText,
  texts: changedTexts,
  'joined-texts': changedTexts,
  flag,
  'not-flag': flag,
  number,
  'maybe-number': number.nullable(),
  'maybe-flag': flag.nullable(),
};

/** Fields of an entry that may not have every number. */
const narrower: Record<string, z.ZodType> = {
  probability: number.min(0, 'must be 0 to 100').max(100, 'must be 0 to 100'),
  role: wholeNumber.max(roles.length - 1, 'is not known'),
  logic: wholeNumber.max(logics.length - 1, 'is not known'),
  depth: wholeNumber,
  scanDepth: wholeNumber.nullable(),
  sticky: wholeNumber,
  cooldown: wholeNumber,
  delay: wholeNumber,
  groupWeight: number.min(0, 'must not be below 0'),
};

/** What an editor made of an entry. */
export interface EntryChange {
  /** Which entry of the book it is, or is a copy of; without it a new one. */
  was?: number | undefined;
  copy?: boolean | undefined;
  set: Record<string, unknown>;
}

/** How changes of entries of a layout have to look. */
export function entryChangeShape({ fields, place }: EntryLayout): z.ZodType<EntryChange> {
  return z.object({
    was: z.int().min(0).optional(),
    copy: z.boolean().optional(),
    set: z
      .strictObject({
        ...(place !== undefined && { place: z.enum(numberedPositions, 'is not known').optional() }),
        ...Object.fromEntries(
          Object.entries(fields).map(([name, { kind }]) => [
            name,
            (narrower[name] ?? kinds[kind]).optional(),
          ]),
        ),
      })
      .default({}),
  });
}

/** How changes of what a book says of itself have to look. */
export const bookChangeShape = z
  .object({
    name: changedText,
    description: changedText,
    scanDepth: wholeNumber.nullable(),
    tokenBudget: wholeNumber.nullable(),
    recursive: flag.nullable(),
  })
  .partial();

/** What is wrong with one field. */
export interface FieldProblem {
  /** `texts.name`, `book.entries.3.set.probability` */
  field: string;
  says: string;
}

/** What is wrong with changes, field by field; `unknown` is said of fields that there are none for. */
export function fieldProblems({ issues }: z.ZodError, unknown = 'is not known'): FieldProblem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return [{ field: path, says: issue.message }];
    return issue.keys.map((key) => ({ field: `${path}.${key}`, says: unknown }));
  });
}
