import { z } from 'zod';
import { duration } from '../../core/config.ts';

/** How long people's words are kept; every person may choose a shorter time for their own. */
export const privacyConfig = z.strictObject({
  keep: duration('180d').describe(
    'How long what was said is kept, and what was learned from it; people may choose a shorter time with /privacy keep.',
  ),
  archive: duration('0d').describe(
    'How long lines of talk are put away after that: no character knows of them, /history export and /privacy still do. 0d: not at all.',
  ),
});
export type PrivacySettings = z.infer<typeof privacyConfig>;
