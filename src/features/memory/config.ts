import { z } from 'zod';

/** What characters remember, and how much of it they are reminded of. */
export const memoryConfig = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .describe(
      'Whether there is a memory at all. Even then nothing is remembered in a server before an admin said /memory learning on.',
    ),
  promptTokens: z
    .int()
    .min(0)
    .max(16_000)
    .default(700)
    .describe('How many tokens of a prompt memories may take; 0 for none.'),
  lines: z.int().min(0).max(50).default(6).describe('How many earlier lines a prompt recalls at most.'),
  facts: z
    .int()
    .min(0)
    .max(100)
    .default(14)
    .describe('How many facts about the people in the talk a prompt tells at most.'),
  ownFacts: z
    .int()
    .min(0)
    .max(50)
    .default(6)
    .describe(
      'How many things that a character said of itself a prompt tells it at most, so that it does not contradict itself; 0: nothing is learned from what characters say.',
    ),
  learnWithModel: z
    .boolean()
    .default(true)
    .describe(
      'Whether the language model reads along to learn facts. Off, or without a model, patterns alone find them.',
    ),
  learnTokensPerDay: z
    .int()
    .min(0)
    .default(200_000)
    .describe('How many tokens learning with the model may take in a day; then patterns alone go on.'),
});
export type MemorySettings = z.infer<typeof memoryConfig>;
