import { z } from 'zod';
import { defaultScanSettings, type ScanSettings, strategies } from './engine/settings.ts';

/** Where lore is told: where its book says, or in the talk below the message that called it, for good. */
export const placements = ['as-written', 'frozen'] as const;

const defaults = defaultScanSettings;

/** How lorebooks are searched in talks, where an entry or a strict book does not say otherwise, and where lore is told. */
export const loreConfig = z.strictObject({
  folder: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A folder of lorebooks that count everywhere, seen from the data folder. Unset: lorebooks in the data folder.',
    ),
  placement: z
    .enum(placements)
    .default('frozen')
    .describe(
      'Where lore is told. frozen: in the talk, below the message that called it, where it stays, so that prompt caches hit. as-written: where its book says, anew in every turn.',
    ),
  scanDepth: z
    .int()
    .min(0)
    .max(500)
    .default(defaults.depth)
    .describe('How many of the newest messages are searched for keys.'),
  budgetPercent: z
    .number()
    .min(0)
    .max(100)
    .default(defaults.budgetPercent)
    .describe("Per cent of the model's window that lore may take."),
  budgetCap: z
    .int()
    .min(0)
    .default(defaults.budgetCap)
    .describe('Most tokens that lore may take, whatever the percentage says; 0: no such cap.'),
  recursive: z
    .boolean()
    .default(defaults.recursive)
    .describe('Whether what entries say is searched for the keys of others.'),
  maxPasses: z
    .int()
    .min(0)
    .default(defaults.maxPasses)
    .describe('How many times a talk is gone through for that at most; 0: as often as it takes.'),
  minActivations: z
    .int()
    .min(0)
    .default(defaults.minActivations)
    .describe('Looks further back until so many entries have fired; 0: does not.'),
  minActivationsDepth: z
    .int()
    .min(0)
    .default(defaults.minActivationsDepth)
    .describe('How many messages back that may go; 0: as far as the talk.'),
  caseSensitive: z
    .boolean()
    .default(defaults.caseSensitive)
    .describe('Whether capital and small letters of keys differ.'),
  wholeWords: z
    .boolean()
    .default(defaults.wholeWords)
    .describe('Whether a key has to be a word of its own, not a part of one.'),
  names: z
    .boolean()
    .default(defaults.names)
    .describe('Whether the names of those who speak are searched as well.'),
  groupScoring: z
    .boolean()
    .default(defaults.groupScoring)
    .describe('Whether in an inclusion group those with fewer matching keys give way.'),
  meaning: z
    .strictObject({
      entries: z
        .int()
        .min(0)
        .max(50)
        .default(5)
        .describe(
          'How many vectorised entries a turn may call by their meaning, besides those called by a key; 0: none, and nothing is kept to find them by.',
        ),
      coverage: z
        .number()
        .min(0)
        .max(1)
        .default(0.5)
        .describe("Which share of the question's words has to stand in an entry for that: 0 … 1."),
      similarity: z
        .number()
        .min(0)
        .max(1)
        .default(0.49)
        .describe(
          'Or how near in meaning it has to be, whatever its words: 0 … 1. A fifth of the share of words is added.',
        ),
    })
    .prefault({}),
  strategy: z
    .enum(strategies)
    .default(defaults.strategy)
    .describe(
      "In which order books of the character and of the server are looked at; the channel's come first.",
    ),
});
export type LoreSettings = z.infer<typeof loreConfig>;

/** The settings of the owner as the engine has them; the window is the model's. */
export function scanSettingsOf({
  scanDepth,
  folder: _,
  placement: __,
  meaning: ___,
  ...same
}: LoreSettings): ScanSettings {
  return { ...same, depth: scanDepth, windowTokens: defaults.windowTokens };
}
