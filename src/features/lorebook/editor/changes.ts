import { z } from 'zod';
import {
  bookChangeShape,
  type EntryChange,
  entryChangeShape,
  type FieldProblem,
  fieldProblems,
} from '../../../core/lore/entry-changes.ts';
import { mostEntries } from '../book-file.ts';
import type { BookFormat } from '../formats/index.ts';
import { formatNames, layouts } from '../formats/layouts.ts';
import { longestName } from '../intake.ts';
import { texts } from './texts.ts';

/** What a book says of itself, by the names that the page has, in the members of each format. */
export const bookMembers: Record<BookFormat, Readonly<Record<string, string>>> = {
  'card-book': ofCards(),
  'lorebook-v3': ofCards(),
  sillytavern: { name: 'name' },
  novelai: { name: 'name' },
  agnai: { name: 'name', description: 'description' },
  risu: { name: 'name' },
};

function ofCards() {
  return {
    name: 'name',
    description: 'description',
    scanDepth: 'scan_depth',
    tokenBudget: 'token_budget',
    recursive: 'recursive_scanning',
  };
}

const shape = z.object({
  book: z
    .object({
      set: bookChangeShape
        .extend({
          name: z
            .string('must be a text')
            .trim()
            .min(1, texts.needsName)
            .max(longestName, texts.longName(longestName)),
          profile: z.enum(['st-compat', 'strict'], 'is not known'),
        })
        .partial()
        .default({}),
      /** All entries in the order in which they are shown; without it they stay. */
      entries: z.array(z.unknown()).max(mostEntries, 'are too many').optional(),
    })
    .default({ set: {} }),
});

/** What an editor changed of a book; what is not named here stays as it is. */
export interface BookChanges {
  set: z.output<typeof shape>['book']['set'];
  entries: EntryChange[] | undefined;
}

/** Judges what an editor sent for a book of a format, field by field. */
export function readBookChanges(
  given: unknown,
  format: BookFormat,
): { changes: BookChanges } | { problems: FieldProblem[] } {
  const entryShape = z.object({
    book: z.object({ entries: z.array(entryChangeShape(layouts[format])).optional() }).optional(),
  });
  const unheld = texts.cannotHold(formatNames[format]);
  const whole = shape.safeParse(given ?? {});
  if (!whole.success) return { problems: fieldProblems(whole.error) };
  const entries = entryShape.safeParse(given ?? {});
  if (!entries.success) return { problems: fieldProblems(entries.error, unheld) };
  const changes = { set: whole.data.book.set, entries: entries.data.book?.entries };
  const problems = unheldMembers(changes, format, unheld);
  return problems.length > 0 ? { problems } : { changes };
}

function unheldMembers({ set }: BookChanges, format: BookFormat, unheld: string): FieldProblem[] {
  const held = bookMembers[format];
  return Object.keys(set)
    .filter((name) => name !== 'profile' && !Object.hasOwn(held, name))
    .map((name) => ({ field: `book.set.${name}`, says: unheld }));
}
