import { z } from 'zod';

/** How behaviour templates are used. */
export const frameworksConfig = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .describe('Whether frameworks change how characters speak; off, all speak by their cards alone.'),
  default: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The framework of characters whose cards name none, for example entertainer. Unset: they have none.',
    ),
  blending: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe(
      'How much of a second framework is mixed in when the talk is about something: 1 as much as it says, 0 none.',
    ),
});
export type FrameworksSettings = z.infer<typeof frameworksConfig>;
