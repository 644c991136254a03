import type { Feature } from '../../core/feature.ts';
import type { Database } from '../../lib/sql.ts';
import { createTranscriptKeeping } from './keeping.ts';
import { withOffTheRecord } from './off-the-record.ts';
import { createTranscriptStore, type TranscriptStore, type TranscriptTables } from './store.ts';

export { type KnownChannel, migrations } from './store.ts';

export interface TranscriptNeeds {
  database: Database<TranscriptTables>;
}

/** What was said, in order: the ground truth that everything else is derived from. */
export function transcript(needs: TranscriptNeeds): Feature & { transcript: TranscriptStore } {
  return {
    name: 'transcript',
    transcript: withOffTheRecord(createTranscriptStore(needs.database)),
    keeps: createTranscriptKeeping(needs.database),
  };
}
