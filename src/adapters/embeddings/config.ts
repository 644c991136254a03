import { z } from 'zod';

/** What turns sentences into vectors, so that memories are found by their meaning. */
export const embeddingsConfig = z.strictObject({
  use: z
    .enum(['use-lite', 'none'])
    .default('use-lite')
    .describe(
      'What finds memories by their meaning: "use-lite" (built in, English), or "none": by their words alone.',
    ),
});
export type EmbeddingsSettings = z.infer<typeof embeddingsConfig>;
