import { type Database, type Given, insertion, prepared } from '../../lib/sql.ts';
import type { TranscriptRow, TranscriptTables } from './tables.ts';

/*
 * What every message asks of the transcript.
 */

type Tables = Database<TranscriptTables>;

/** Adds lines; one that is there already stays as it is. */
export const addLines = insertion<TranscriptTables, 'transcript'>('transcript', (query) =>
  query.onConflict((conflict) => conflict.column('message_id').doNothing()),
);

export const addWords = insertion<TranscriptTables, 'transcript_words'>('transcript_words', (query) =>
  query.onConflict((conflict) => conflict.columns(['host', 'person_id', 'message_id']).doNothing()),
);

/** Adds names, each with the last time that somebody spoke under it. */
export const addNames = insertion<TranscriptTables, 'transcript_names'>('transcript_names', (query) =>
  query.onConflict((conflict) =>
    conflict
      .columns(['home', 'person_id', 'name'])
      .doUpdateSet(({ fn }) => ({ at: fn<number>('max', ['excluded.at', 'transcript_names.at']) })),
  ),
);

/** The newest lines of a lane, the newest first. */
const newest = (table: 'transcript' | 'transcript_archive') =>
  prepared((tables: Tables, given: Given<Pick<TranscriptRow, 'lane'> & { limit: number }>) =>
    tables
      .selectFrom(table)
      .selectAll()
      .where('lane', '=', given('lane'))
      .orderBy('position', 'desc')
      .limit(given('limit')),
  );
export const newestIn = {
  transcript: newest('transcript'),
  transcript_archive: newest('transcript_archive'),
};

/** What a character last said in a lane, from a position on, in answer to somebody. */
export const answersTo = prepared(
  (tables: Tables, given: Given<Pick<TranscriptRow, 'lane' | 'position' | 'author_id'>>) =>
    tables
      .selectFrom('transcript as answer')
      .innerJoin('transcript as question', 'question.message_id', 'answer.reply_to')
      .selectAll('answer')
      .where('answer.lane', '=', given('lane'))
      .where('answer.position', '>=', given('position'))
      .where('answer.author_kind', '=', 'character')
      .where('question.author_id', '=', given('author_id'))
      .orderBy('answer.position', 'desc')
      .limit(1),
);
