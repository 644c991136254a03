import { z } from 'zod';
import { duration } from '../../core/config.ts';

/** How long it can be said why something was answered or not. */
export const receiptsConfig = z.strictObject({
  keepPrompts: duration('7d').describe(
    'How long the texts of prompts are kept for /why; their token counts stay longer.',
  ),
  keep: duration('180d').describe('How long receipts are kept.'),
});
export type ReceiptsSettings = z.infer<typeof receiptsConfig>;
