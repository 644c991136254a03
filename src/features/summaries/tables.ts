import type { Migrations } from '../../lib/sql.ts';
import type { Level, Range, Summary } from './summary.ts';

export interface SummariesTables {
  /** What was said in a stretch of a lane, in short. */
  summaries: {
    id: string;
    lane: string;
    level: Level;
    after_position: number;
    to_position: number;
    from_at: number;
    to_at: number;
    line_count: number;
    text: string;
    made_by: string;
    made_at: number;
    language: string;
    /** 1 when it holds words of somebody whose words stay on this machine. */
    confined: number;
    /** The coarser summary that tells it. */
    part_of: string | null;
    /** 1 once it was looked whether it is to be found again, and it was shelved if so; 2 where all that it was made from may be. */
    shelved: number;
  };
  /** From which messages an episode was made. */
  summary_sources: { message_id: string; summary_id: string };
  /** Whose words a summary was made from: ids on the host of its lane. */
  summary_people: { summary_id: string; person_id: string };
  /** A stretch of a lane whose summary went, and which is to have a new one. */
  summary_holes: { lane: string; after_position: number; to_position: number };
  /** Tokens that the model was given and gave in a day. */
  summary_spending: { day: string; tokens: number };
}

export const migrations: Migrations = {
  slice: 'summaries',
  steps: {
    '001-summaries': {
      async up(db) {
        await db.schema
          .createTable('summaries')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('lane', 'text', (column) => column.notNull())
          .addColumn('level', 'text', (column) => column.notNull())
          .addColumn('after_position', 'bigint', (column) => column.notNull())
          .addColumn('to_position', 'bigint', (column) => column.notNull())
          .addColumn('from_at', 'bigint', (column) => column.notNull())
          .addColumn('to_at', 'bigint', (column) => column.notNull())
          .addColumn('line_count', 'bigint', (column) => column.notNull())
          .addColumn('text', 'text', (column) => column.notNull())
          .addColumn('made_by', 'text', (column) => column.notNull())
          .addColumn('made_at', 'bigint', (column) => column.notNull())
          .addColumn('language', 'text', (column) => column.notNull())
          .addColumn('confined', 'integer', (column) => column.notNull())
          .addColumn('part_of', 'text')
          .execute();
        await db.schema
          .createIndex('summaries_lane')
          .on('summaries')
          .columns(['lane', 'part_of', 'to_position'])
          .execute();
        await db.schema.createIndex('summaries_part_of').on('summaries').column('part_of').execute();
        await db.schema
          .createTable('summary_sources')
          .addColumn('message_id', 'text', (column) => column.notNull())
          .addColumn('summary_id', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('summary_sources_key', ['message_id', 'summary_id'])
          .execute();
        await db.schema
          .createIndex('summary_sources_summary')
          .on('summary_sources')
          .column('summary_id')
          .execute();
        await db.schema
          .createTable('summary_people')
          .addColumn('summary_id', 'text', (column) => column.notNull())
          .addColumn('person_id', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('summary_people_key', ['summary_id', 'person_id'])
          .execute();
        await db.schema
          .createIndex('summary_people_person')
          .on('summary_people')
          .column('person_id')
          .execute();
        await db.schema
          .createTable('summary_holes')
          .addColumn('lane', 'text', (column) => column.notNull())
          .addColumn('after_position', 'bigint', (column) => column.notNull())
          .addColumn('to_position', 'bigint', (column) => column.notNull())
          .addPrimaryKeyConstraint('summary_holes_key', ['lane', 'after_position'])
          .execute();
        await db.schema
          .createTable('summary_spending')
          .addColumn('day', 'text', (column) => column.primaryKey())
          .addColumn('tokens', 'bigint', (column) => column.notNull())
          .execute();
      },
    },
    '002-shelved': {
      async up(db) {
        await db.schema
          .alterTable('summaries')
          .addColumn('shelved', 'integer', (column) => column.notNull().defaultTo(0))
          .execute();
        await db.schema.createIndex('summaries_shelved').on('summaries').column('shelved').execute();
      },
    },
  },
};

export function toRange(row: { after_position: number; to_position: number }): Range {
  return { after: Number(row.after_position), to: Number(row.to_position) };
}

export function toSummary(row: SummariesTables['summaries']): Omit<Summary, 'people'> {
  return {
    ...toRange(row),
    id: row.id,
    lane: row.lane,
    level: row.level,
    fromAt: Number(row.from_at),
    toAt: Number(row.to_at),
    lines: Number(row.line_count),
    text: row.text,
    madeBy: row.made_by,
    madeAt: Number(row.made_at),
    language: row.language,
    confined: row.confined === 1,
    remembered: row.shelved === 2,
  };
}

export function toRow(summary: Summary): SummariesTables['summaries'] {
  return {
    id: summary.id,
    lane: summary.lane,
    level: summary.level,
    after_position: summary.after,
    to_position: summary.to,
    from_at: summary.fromAt,
    to_at: summary.toAt,
    line_count: summary.lines,
    text: summary.text,
    made_by: summary.madeBy,
    made_at: summary.madeAt,
    language: summary.language,
    confined: summary.confined ? 1 : 0,
    part_of: null,
    shelved: summary.remembered === true ? 2 : 1,
  };
}
