import { z } from 'zod';

const share = (standard: number) => z.number().min(0).max(1).default(standard);

/** What documents characters know, and how much of it they are told. */
export const documentsConfig = z.strictObject({
  folder: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A folder of documents that are known everywhere, by category in its folders, seen from the data folder. Unset: documents in the data folder.',
    ),
  open: z
    .array(z.string().min(1))
    .default(['general'])
    .describe('The categories that characters know whose card names none; "*" for all of them.'),
  promptTokens: z
    .int()
    .min(0)
    .max(16_000)
    .default(900)
    .describe('How many tokens of a prompt passages of documents may take; 0 for none.'),
  passages: z.int().min(1).max(30).default(5).describe('How many passages a prompt tells at most.'),
  coverage: share(0.5).describe(
    "Which share of the question's words has to stand in a passage, or right beside it, for it to be told: 0 … 1.",
  ),
  similarity: share(0.49).describe(
    'How near in meaning a passage has to be for it to be told, whatever its words: 0 … 1. A fifth of the share of words is added.',
  ),
  boost: z
    .number()
    .min(1)
    .max(3)
    .default(1.15)
    .describe(
      "How much more passages of the first category count that a character's card names, among those that are to the point; 1: no more.",
    ),
  uploadMegabytes: z
    .int()
    .min(0)
    .max(10_000)
    .default(200)
    .describe('How many megabytes of documents a server may bring; 0: none at all.'),
});
export type DocumentsSettings = z.infer<typeof documentsConfig>;
