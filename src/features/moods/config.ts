import { z } from 'zod';
import { duration } from '../../core/config.ts';

/** Whether characters have moods, and how long one lasts. */
export const moodsConfig = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .describe(
      'Whether what characters say puts them into moods: their cards’ emotion pictures show it, and it is told to the model.',
    ),
  fade: duration('30m').describe('How long after a character last spoke in a channel its mood there lasts.'),
});
export type MoodsSettings = z.infer<typeof moodsConfig>;
