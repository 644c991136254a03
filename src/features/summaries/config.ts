import { z } from 'zod';

/** Whether older parts of talks are summed up, by what, and how much of a prompt that may take. */
export const summariesConfig = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .describe(
      'Whether what a prompt no longer holds of a talk is told in short instead. Only where memory is allowed.',
    ),
  withModel: z
    .boolean()
    .default(true)
    .describe(
      'Whether the language model writes the summaries. Off, or without a model, they are excerpts of what was said.',
    ),
  tokensPerDay: z
    .int()
    .min(0)
    .default(200_000)
    .describe('How many tokens summaries by the model may take in a day; then excerpts go on.'),
  promptTokens: z
    .int()
    .min(0)
    .max(16_000)
    .default(900)
    .describe(
      'How many tokens of a prompt summaries may take, and never more than an eighth of the model’s window; 0 for none.',
    ),
});
export type SummariesSettings = z.infer<typeof summariesConfig>;
