import { homeOf, type Message } from '../../core/message.ts';
import type { Database, Migrations } from '../../lib/sql.ts';
import { firstWord } from './name-words.ts';

/** A line as it lies in a table. */
export interface TranscriptRow {
  message_id: string;
  lane: string;
  /** Orders the lane: the time in milliseconds times 1,000, plus a counter for those of one millisecond. */
  position: number;
  host: string;
  guild_id: string | null;
  channel_id: string;
  parent_id: string | null;
  place_kind: Message['place']['kind'];
  place_name: string | null;
  author_id: string;
  author_name: string;
  author_kind: Message['author']['kind'];
  character_id: string | null;
  text: string;
  said_at: number;
  reply_to: string | null;
  /** JSON array. */
  attachments: string;
  edited_at: number | null;
  /** In which mood a character said it. */
  mood: string | null;
  /** JSON array of people whose words may stand in what a character said. */
  words_of: string | null;
  /** Who brought it in a file. */
  brought_by: string | null;
  /** The message of the same place that it came in from a file for. */
  copy_of: string | null;
}

export interface TranscriptTables {
  transcript: TranscriptRow;
  /** Lines that were put away: they are in no talk any more. */
  transcript_archive: TranscriptRow;
  /** `words_of` for finding: whose words may stand in which line of a character. */
  transcript_words: { host: string; person_id: string; message_id: string };
  /** Whom a line mentions, by the name that stands in it. */
  transcript_mentions: { host: string; person_id: string; message_id: string; name: string };
  /** Every name under which somebody spoke in a home: a server, a direct talk, or a host without servers. */
  transcript_names: {
    host: string;
    home: string;
    person_id: string;
    name: string;
    /** What the name begins with, folded, by which it is looked up; empty where words have no ends. */
    word: string;
    /** When they last spoke under it. */
    at: number;
  };
}

export const migrations: Migrations = {
  slice: 'transcript',
  steps: {
    '001-transcript': {
      async up(db) {
        await db.schema
          .createTable('transcript')
          .addColumn('message_id', 'text', (column) => column.primaryKey())
          .addColumn('lane', 'text', (column) => column.notNull())
          .addColumn('position', 'bigint', (column) => column.notNull())
          .addColumn('host', 'text', (column) => column.notNull())
          .addColumn('guild_id', 'text')
          .addColumn('channel_id', 'text', (column) => column.notNull())
          .addColumn('parent_id', 'text')
          .addColumn('place_kind', 'text', (column) => column.notNull())
          .addColumn('place_name', 'text')
          .addColumn('author_id', 'text', (column) => column.notNull())
          .addColumn('author_name', 'text', (column) => column.notNull())
          .addColumn('author_kind', 'text', (column) => column.notNull())
          .addColumn('character_id', 'text')
          .addColumn('text', 'text', (column) => column.notNull())
          .addColumn('said_at', 'bigint', (column) => column.notNull())
          .addColumn('reply_to', 'text')
          .addColumn('attachments', 'text', (column) => column.notNull())
          .addColumn('edited_at', 'bigint')
          .execute();
        await db.schema
          .createIndex('transcript_lane')
          .on('transcript')
          .columns(['lane', 'position'])
          .execute();
      },
    },
    '002-moods': {
      async up(db) {
        await db.schema.alterTable('transcript').addColumn('mood', 'text').execute();
      },
    },
    '003-whose-words': {
      async up(db) {
        await db.schema.alterTable('transcript').addColumn('words_of', 'text').execute();
        await db.schema
          .createTable('transcript_words')
          .addColumn('host', 'text', (column) => column.notNull())
          .addColumn('person_id', 'text', (column) => column.notNull())
          .addColumn('message_id', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('transcript_words_key', ['host', 'person_id', 'message_id'])
          .execute();
        await db.schema
          .createIndex('transcript_words_message')
          .on('transcript_words')
          .columns(['message_id'])
          .execute();
        await db.schema
          .createIndex('transcript_author')
          .on('transcript')
          .columns(['host', 'author_id', 'said_at'])
          .execute();
        await db.schema.createIndex('transcript_said').on('transcript').columns(['said_at']).execute();
        await fillWords(db);
      },
    },
    '004-archive': {
      async up(db) {
        await db.schema
          .createTable('transcript_archive')
          .as(db.selectFrom('transcript').selectAll().limit(0))
          .execute();
        for (const columns of archiveIndexes)
          await db.schema
            .createIndex(`transcript_archive_${columns.at(-1)}`)
            .on('transcript_archive')
            .columns([...columns])
            .execute();
      },
    },
    '005-names': {
      async up(db) {
        await db.schema
          .createTable('transcript_mentions')
          .addColumn('host', 'text', (column) => column.notNull())
          .addColumn('person_id', 'text', (column) => column.notNull())
          .addColumn('message_id', 'text', (column) => column.notNull())
          .addColumn('name', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('transcript_mentions_key', ['message_id', 'person_id'])
          .execute();
        await db.schema
          .createIndex('transcript_mentions_person')
          .on('transcript_mentions')
          .columns(['host', 'person_id'])
          .execute();
        await db.schema
          .createTable('transcript_names')
          .addColumn('host', 'text', (column) => column.notNull())
          .addColumn('home', 'text', (column) => column.notNull())
          .addColumn('person_id', 'text', (column) => column.notNull())
          .addColumn('name', 'text', (column) => column.notNull())
          .addColumn('word', 'text', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addPrimaryKeyConstraint('transcript_names_key', ['home', 'person_id', 'name'])
          .execute();
        await db.schema
          .createIndex('transcript_names_word')
          .on('transcript_names')
          .columns(['home', 'word'])
          .execute();
        await db.schema
          .createIndex('transcript_names_person')
          .on('transcript_names')
          .columns(['host', 'person_id'])
          .execute();
        await fillNames(db);
      },
    },
    '006-no-names-of-threads': {
      async up(db) {
        for (const table of ['transcript', 'transcript_archive'] as const)
          await db.updateTable(table).set({ place_name: null }).where('place_kind', '=', 'thread').execute();
      },
    },
    '007-who-brought-it': {
      async up(db) {
        for (const table of ['transcript', 'transcript_archive'] as const) {
          for (const column of ['brought_by', 'copy_of'] as const)
            await db.schema.alterTable(table).addColumn(column, 'text').execute();
          await db.schema
            .createIndex(`${table}_brought`)
            .on(table)
            .columns(['host', 'brought_by'])
            .where('brought_by', 'is not', null)
            .execute();
        }
      },
    },
  },
};

const archiveIndexes = [['message_id'], ['lane', 'position'], ['host', 'author_id', 'said_at']] as const;

/** Until now it was not written down whom a character answered, but for the message. */
async function fillWords(db: Database<TranscriptTables>): Promise<void> {
  await db
    .insertInto('transcript_words')
    .columns(['host', 'person_id', 'message_id'])
    .expression(
      db
        .selectFrom('transcript as answer')
        .innerJoin('transcript as question', 'question.message_id', 'answer.reply_to')
        .select(['answer.host', 'question.author_id', 'answer.message_id'])
        .where('answer.author_kind', '=', 'character'),
    )
    .execute();
  await db
    .updateTable('transcript')
    .set(({ selectFrom }) => ({
      words_of: selectFrom('transcript_words')
        .select(({ fn }) => fn<string>('json_group_array', ['person_id']).as('people'))
        .whereRef('transcript_words.message_id', '=', 'transcript.message_id'),
    }))
    .where('message_id', 'in', db.selectFrom('transcript_words').select('message_id'))
    .execute();
}

/** Until now the names stood in the lines alone. */
async function fillNames(db: Database<TranscriptTables>): Promise<void> {
  const rows = await db
    .selectFrom('transcript')
    .select(['host', 'guild_id', 'channel_id', 'place_kind', 'author_id', 'author_name'])
    .select((select) => select.fn.max('said_at').as('at'))
    .where('author_kind', 'in', ['person', 'proxied'])
    .where('message_id', 'not like', 'imported-%')
    .groupBy(['host', 'guild_id', 'channel_id', 'place_kind', 'author_id', 'author_name'])
    .orderBy('at')
    .execute();
  for (const { host, guild_id, channel_id, place_kind, author_id, author_name, at } of rows)
    await db
      .replaceInto('transcript_names')
      .values({
        host,
        home: homeOf({ host, guildId: guild_id ?? undefined, channelId: channel_id, kind: place_kind }),
        person_id: author_id,
        name: author_name,
        word: firstWord(author_name),
        at: Number(at),
      })
      .execute();
}
