import type { Migrations } from '../../lib/sql.ts';
import { shelvesStep } from './shelves-step.ts';

/** How the tables of the memory came to be as they are. */
export const migrations: Migrations = {
  slice: 'memory',
  steps: {
    '001-memory': {
      async up(db) {
        const { schema } = db;
        await schema
          .createTable('memory_homes')
          .addColumn('home', 'text', (column) => column.primaryKey())
          .addColumn('learns_since', 'bigint')
          .addColumn('shared', 'integer', (column) => column.notNull())
          .addColumn('noted', 'integer', (column) => column.notNull())
          .execute();
        await schema
          .createTable('memory_lanes')
          .addColumn('lane', 'text', (column) => column.primaryKey())
          .addColumn('home', 'text', (column) => column.notNull())
          .addColumn('place', 'text', (column) => column.notNull())
          .execute();
        await schema
          .createTable('memory_listeners')
          .addColumn('lane', 'text', (column) => column.notNull())
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addColumn('learned_to', 'bigint', (column) => column.notNull())
          .addColumn('read_to', 'bigint', (column) => column.notNull())
          .addPrimaryKeyConstraint('memory_listeners_key', ['lane', 'character_id'])
          .execute();
        await schema
          .createTable('memory_lines')
          .addColumn('message_id', 'text', (column) => column.primaryKey())
          .addColumn('lane', 'text', (column) => column.notNull())
          .addColumn('author_id', 'text', (column) => column.notNull())
          .addColumn('said_at', 'bigint', (column) => column.notNull())
          .execute();
        await schema
          .createTable('memory_revised')
          .addColumn('message_id', 'text', (column) => column.primaryKey())
          .addColumn('lane', 'text', (column) => column.notNull())
          .execute();
        await schema
          .createTable('memory_facts')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addColumn('lane', 'text', (column) => column.notNull())
          .addColumn('said_by', 'text', (column) => column.notNull())
          .addColumn('said_at', 'bigint', (column) => column.notNull())
          .addColumn('body', 'text', (column) => column.notNull())
          .execute();
        await schema
          .createTable('memory_subjects')
          .addColumn('fact_id', 'text', (column) => column.notNull())
          .addColumn('subject_id', 'text', (column) => column.notNull())
          .addColumn('called', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('memory_subjects_key', ['fact_id', 'subject_id'])
          .execute();
        await schema
          .createTable('memory_sources')
          .addColumn('fact_id', 'text', (column) => column.notNull())
          .addColumn('message_id', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('memory_sources_key', ['fact_id', 'message_id'])
          .execute();
        await schema
          .createTable('memory_changes')
          .addColumn('position', 'bigint', (column) => column.primaryKey())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addColumn('kind', 'text', (column) => column.notNull())
          .addColumn('fact_id', 'text', (column) => column.notNull())
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addColumn('lane', 'text', (column) => column.notNull())
          .addColumn('before', 'text')
          .addColumn('after', 'text')
          .addColumn('people', 'text', (column) => column.notNull())
          .addColumn('by_id', 'text')
          .addColumn('by_name', 'text')
          .addColumn('batch', 'text', (column) => column.notNull())
          .addColumn('undoes', 'text')
          .execute();
        await schema
          .createTable('memory_spending')
          .addColumn('day', 'text', (column) => column.primaryKey())
          .addColumn('tokens', 'bigint', (column) => column.notNull())
          .execute();
        for (const [table, columns] of indexes)
          await schema
            .createIndex(`${table}_${columns.join('_')}`)
            .on(table)
            .columns([...columns])
            .execute();
      },
    },
    '002-browsing': {
      async up(db) {
        const { schema } = db;
        for (const column of ['kind', 'words'] as const)
          await schema
            .alterTable('memory_facts')
            .addColumn(column, 'text', (type) => type.notNull().defaultTo(''))
            .execute();
        await schema.alterTable('memory_facts').addColumn('ended_at', 'bigint').execute();
        for (const columns of browsed)
          await schema
            .createIndex(`memory_facts_${columns.join('_')}`)
            .on('memory_facts')
            .columns([...columns])
            .execute();
      },
    },
    '003-over': {
      async up(db) {
        const { schema } = db;
        await schema
          .alterTable('memory_facts')
          .addColumn('over', 'integer', (type) => type.notNull().defaultTo(0))
          .execute();
        await schema.dropIndex('memory_facts_ended_at').execute();
        await schema.alterTable('memory_facts').dropColumn('ended_at').execute();
        await schema.createIndex('memory_facts_over').on('memory_facts').column('over').execute();
      },
    },
    '003-brought': {
      async up(db) {
        const { schema } = db;
        for (const column of ['brought_to', 'brought_read_to'] as const)
          await schema
            .alterTable('memory_listeners')
            .addColumn(column, 'bigint', (type) => type.notNull().defaultTo(0))
            .execute();
        await schema.alterTable('memory_lines').addColumn('brought', 'bigint').execute();
        await schema
          .createIndex('memory_lines_brought')
          .on('memory_lines')
          .columns(['lane', 'brought'])
          .execute();
      },
    },
    '004-shelves': shelvesStep,
    '005-rebuilds': {
      async up(db) {
        let table = db.schema
          .createTable('memory_rebuilds')
          .addColumn('home', 'text', (column) => column.primaryKey())
          .addColumn('id', 'text', (column) => column.notNull())
          .addColumn('place', 'text')
          .addColumn('lane', 'text', (column) => column.notNull())
          .addColumn('ended_at', 'bigint');
        for (const column of ['asked_at', 'total', 'reached', 'lines', 'facts'] as const)
          table = table.addColumn(column, 'bigint', (type) => type.notNull());
        await table.execute();
      },
    },
  },
};

const browsed = [['said_at', 'id'], ['kind'], ['ended_at'], ['lane']] as const;

const indexes = [
  ['memory_lanes', ['home']],
  ['memory_listeners', ['character_id']],
  ['memory_lines', ['lane', 'said_at']],
  ['memory_lines', ['author_id']],
  ['memory_facts', ['character_id', 'lane']],
  ['memory_facts', ['said_by']],
  ['memory_subjects', ['subject_id']],
  ['memory_subjects', ['called']],
  ['memory_sources', ['message_id']],
  ['memory_changes', ['fact_id']],
  ['memory_changes', ['batch']],
  ['memory_changes', ['lane', 'position']],
] as const;
