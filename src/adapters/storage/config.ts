import { z } from 'zod';
import { duration } from '../../core/config.ts';

/** Where what must last is kept. */
export const storageConfig = z.strictObject({
  file: z.string().min(1).default('acore.db').describe('The database file, seen from the data folder.'),
  synchronous: z
    .enum(['full', 'normal'])
    .default('full')
    .describe('full survives a power cut; normal is faster and may lose the last moments in one.'),
  backups: z
    .int()
    .min(1)
    .max(100)
    .default(5)
    .describe('How many copies made before updates of the database are kept.'),
  keepBackups: duration('30d').describe(
    'How long such copies are kept at most. What is erased or let go of stands in older copies until then.',
  ),
});
export type StorageSettings = z.infer<typeof storageConfig>;
