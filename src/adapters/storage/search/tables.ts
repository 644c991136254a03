import { type Generated, sql } from 'kysely';
import type { Migrations } from '../../../lib/sql.ts';

export interface RecallTables {
  recall_passages: {
    /** Grows with every passage that is shelved and is never used again. */
    seq: Generated<number>;
    id: string;
    shelf: string;
    text: string;
    speaker_id: string | null;
    speaker_name: string | null;
    at: number;
    alone: number;
    confined: number;
    /** People whose words they are: JSON. */
    words_of: string;
  };
  /** What was taken away lately, so that shelves in memory can follow. */
  recall_removals: { number: Generated<number>; shelf: string; seq: number };
  recall_vectors: {
    number: Generated<number>;
    seq: number;
    embedder: string;
    /** One byte for each number: the whole first, then its sentences. */
    vectors: Uint8Array;
  };
  /** What the self-test of each embedder said. */
  recall_embedders: {
    id: string;
    dimensions: number;
    score: number;
    tested_at: number;
    /** When every passage had its vectors; null before, and when another embedder took over. */
    completed_at: number | null;
  };
}

/** The tables behind the search. */
export const recallMigrations: Migrations = {
  slice: 'recall',
  steps: {
    '001-recall': {
      async up(db) {
        await db.schema
          .createTable('recall_passages')
          .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
          .addColumn('id', 'text', (column) => column.notNull().unique())
          .addColumn('shelf', 'text', (column) => column.notNull())
          .addColumn('text', 'text', (column) => column.notNull())
          .addColumn('speaker_id', 'text')
          .addColumn('speaker_name', 'text')
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addColumn('alone', 'integer', (column) => column.notNull())
          .addColumn('confined', 'integer', (column) => column.notNull())
          .execute();
        await db.schema
          .createIndex('recall_passages_shelf')
          .on('recall_passages')
          .columns(['shelf', 'seq'])
          .execute();
        await db.schema
          .createTable('recall_removals')
          .addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
          .addColumn('shelf', 'text', (column) => column.notNull())
          .addColumn('seq', 'integer', (column) => column.notNull())
          .execute();
        await db.schema
          .createTable('recall_vectors')
          .addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
          .addColumn('seq', 'integer', (column) => column.notNull())
          .addColumn('embedder', 'text', (column) => column.notNull())
          .addColumn('vectors', 'blob', (column) => column.notNull())
          .execute();
        await db.schema
          .createIndex('recall_vectors_passage')
          .unique()
          .on('recall_vectors')
          .columns(['seq', 'embedder'])
          .execute();
        await db.schema
          .createTable('recall_embedders')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('dimensions', 'integer', (column) => column.notNull())
          .addColumn('score', 'real', (column) => column.notNull())
          .addColumn('tested_at', 'bigint', (column) => column.notNull())
          .execute();
      },
    },
    '002-completed': {
      async up(db) {
        await db.schema.alterTable('recall_embedders').addColumn('completed_at', 'bigint').execute();
        // Before this step vectors of one embedder alone were used, whether complete or not.
        await sql`update recall_embedders set completed_at = tested_at
          where exists (select 1 from recall_vectors where embedder = recall_embedders.id)`.execute(db);
      },
    },
    '003-words-of': {
      async up(db) {
        await db.schema
          .alterTable('recall_passages')
          .addColumn('words_of', 'text', (column) => column.notNull().defaultTo('[]'))
          .execute();
        // Whose words stand in what was said before this step is not known, so they stay on this machine.
        await sql`update recall_passages set confined = 1 where speaker_id is not null`.execute(db);
      },
    },
  },
};
