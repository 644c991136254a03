import { z } from 'zod';
import { blendingModes } from './own-form.ts';

const line = z.string('must be a text').trim().max(100, 'is too long');
const words = z
  .array(z.string('must be a text').max(200, 'is too long'))
  .max(200, 'are too many; 200 are the most');
const was = z.int().min(0).optional();
const factor = z
  .number('must be a number')
  .min(0.25, 'must be between 0.25 and 4')
  .max(4, 'must be between 0.25 and 4');

const pronounsShape = z
  .object({ subject: line, object: line, possessive: line })
  .refine((said) => new Set(Object.values(said).map((word) => word === '')).size === 1, {
    message: 'fill in all three words, or none',
  });

const relationshipShape = z.object({
  was,
  character: line.min(1, 'must name somebody'),
  kind: z.string('must be a text').max(2_000, 'is too long'),
  feeling: z.string('must be a text').max(20_000, 'is too long'),
});

const blendShape = z.object({
  was,
  about: line.min(1, 'must be chosen'),
  with: line.min(1, 'must be chosen'),
  weight: z
    .number('must be a number')
    .min(0, 'must be between 0 and 100 per cent')
    .max(1, 'must be between 0 and 100 per cent'),
});

/** What an editor changed of Acore's own fields; what is not named here stays as it is. */
export const ownChangesShape = z
  .object({
    pronouns: pronounsShape,
    loves: words,
    avoids: words,
    voice: z.object({
      description: z.string('must be a text').max(5_000, 'is too long'),
      pitch: factor.nullable(),
      speed: factor.nullable(),
    }),
    relationships: z
      .array(relationshipShape)
      .max(500, 'are too many; 500 are the most')
      .superRefine(eachOnce('character', 'is there already, further up')),
    framework: line,
    blending: z.object({
      mode: z.enum(blendingModes, 'is not known'),
      rules: z
        .array(blendShape)
        .max(100, 'are too many; 100 are the most')
        .superRefine(eachOnce('about', 'has a rule already, further up; only the first one counts')),
    }),
  })
  .partial();
export type OwnChanges = z.output<typeof ownChangesShape>;

/** Of two rows about the same only the first one would ever be read. */
function eachOnce<Name extends string>(name: Name, message: string) {
  return (rows: readonly Record<Name, string>[], context: z.RefinementCtx) => {
    for (const [index, row] of rows.entries())
      if (row[name] !== '' && rows.findIndex((other) => other[name] === row[name]) < index)
        context.addIssue({ code: 'custom', path: [index, name], message });
  };
}
