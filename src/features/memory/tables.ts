import type { Place } from '../../core/message.ts';
import { fold } from '../../lib/fold.ts';
import type { Database, Migrations } from '../../lib/sql.ts';
import { type Fact, type FactKind, hasEnd } from './fact.ts';
import type { ChangeKind } from './ledger.ts';
import { toFact } from './opened-fact.ts';

/** The tables of the memory. Everything in them is derived from the transcript or told by people. */
export interface MemoryTables {
  /** What holds in a server or a direct talk. */
  memory_homes: {
    home: string;
    /** Since when is learned, in milliseconds since 1970; null where it is not. */
    learns_since: number | null;
    /** 1: characters of this home tell each other what they remember. */
    shared: number;
    /** 1: it is said in the channel when something was noted. */
    noted: number;
  };
  /** A talk that is remembered. */
  memory_lanes: {
    lane: string;
    home: string;
    /** JSON of the place. */
    place: string;
  };
  /** Up to where a character has learned from a talk. */
  memory_listeners: {
    lane: string;
    character_id: string;
    learned_to: number;
    /** Up to where a model has read along. */
    read_to: number;
    /** The same two for lines that came in from files, by `brought`. */
    brought_to: number;
    brought_read_to: number;
  };
  /** A line of the transcript that can be recalled. */
  memory_lines: {
    message_id: string;
    lane: string;
    author_id: string;
    said_at: number;
    /** Where it stands among the lines of its lane that came in from files and are to be learned from; else null. */
    brought: number | null;
  };
  /** A message that says something else now, and is to be read again. */
  memory_revised: { message_id: string; lane: string };
  memory_facts: {
    id: string;
    character_id: string;
    lane: string;
    said_by: string;
    said_at: number;
    kind: FactKind;
    /** 1: it has ceased to be so, or will, whether or not anybody said when. */
    over: number;
    /** Its statement, folded. */
    words: string;
    /** JSON of the fact. */
    body: string;
  };
  /** `called` is the name, folded, by which people may speak of them. */
  memory_subjects: { fact_id: string; subject_id: string; called: string };
  memory_sources: { fact_id: string; message_id: string };
  memory_changes: {
    position: number;
    at: number;
    kind: ChangeKind;
    fact_id: string;
    character_id: string;
    lane: string;
    /** JSON of the fact, or null. */
    before: string | null;
    after: string | null;
    /** The ids of those whom the fact is about or from, each between line breaks. */
    people: string;
    by_id: string | null;
    by_name: string | null;
    batch: string;
    undoes: string | null;
  };
  /** What learning with a model took, per day. */
  memory_spending: { day: string; tokens: number };
}

/** A remembered talk. */
export interface Lane {
  lane: string;
  home: string;
  place: Place;
}

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
        await describeFacts(db);
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
  },
};

const browsed = [['said_at', 'id'], ['kind'], ['ended_at'], ['lane']] as const;

/** What facts are found by without being opened. */
export function descriptionOf(fact: Fact) {
  const { kind, statement, saidAt } = fact;
  return { kind, said_at: saidAt, over: hasEnd(fact) ? 1 : 0, words: fold(statement) };
}

/** Writes down anew what facts are found by; a moment that stands in no calendar is put right on the way. */
async function describeFacts(db: Database<MemoryTables>): Promise<void> {
  for (const { id, body } of await db.selectFrom('memory_facts').select(['id', 'body']).execute()) {
    const fact = toFact({ body });
    await db
      .updateTable('memory_facts')
      .set({ ...descriptionOf(fact), body: JSON.stringify(fact) })
      .where('id', '=', id)
      .execute();
  }
}

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
