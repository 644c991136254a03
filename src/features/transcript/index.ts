import type { Feature } from '../../core/feature.ts';
import type { Database } from '../../lib/sql.ts';
import { createTranscriptKeeping } from './keeping.ts';
import { withOffTheRecord } from './off-the-record.ts';
import { createTranscriptStore, type TranscriptStore } from './store.ts';
import type { TranscriptTables } from './tables.ts';

export type { KnownChannel } from './store.ts';
export { migrations } from './tables.ts';

export interface TranscriptNeeds {
  database: Database<TranscriptTables>;
  /** How long lines are put away once their time in the talk is over, in milliseconds; 0, and left out: not at all. */
  archiveMs?: number | undefined;
}

/** What was said, in order: the ground truth that everything else is derived from. */
export function transcript(needs: TranscriptNeeds): Feature & { transcript: TranscriptStore } {
  return {
    name: 'transcript',
    transcript: withOffTheRecord(createTranscriptStore(needs.database)),
    keeps: createTranscriptKeeping(needs.database, needs.archiveMs ?? 0),
  };
}
