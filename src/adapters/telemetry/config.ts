import { z } from 'zod';

/** What the owner reads of a running Acore. */
export const logConfig = z.strictObject({
  level: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('How much is written.'),
  format: z
    .enum(['auto', 'text', 'json'])
    .default('auto')
    .describe('auto is text on a terminal and JSON elsewhere.'),
  messageText: z
    .boolean()
    .default(false)
    .describe('Whether what people and characters say may appear in the log.'),
});
export type LogSettings = z.infer<typeof logConfig>;
