import { sql } from 'kysely';
import { laneOf, type Message, type Place } from '../../core/message.ts';
import { isMood } from '../../core/mood.ts';
import type {
  PlacedEntry,
  Transcript,
  TranscriptEntry,
  TranscriptReader,
} from '../../core/ports/transcript.ts';
import { type Database, inside, type Migrations } from '../../lib/sql.ts';

interface TranscriptRow {
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
}

export interface TranscriptTables {
  transcript: TranscriptRow;
  /** `words_of` for finding: whose words may stand in which line of a character. */
  transcript_words: { host: string; person_id: string; message_id: string };
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
  },
};

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
    .set({
      words_of: sql`(select json_group_array(person_id) from transcript_words where transcript_words.message_id = transcript.message_id)`,
    })
    .where('message_id', 'in', db.selectFrom('transcript_words').select('message_id'))
    .execute();
}

/**
 * A channel Acore has heard something in, and the newest message it heard there. What characters said does not
 * count: somebody may have spoken before them unheard.
 */
export interface KnownChannel {
  host: string;
  channelId: string;
  lastMessageId: string;
  lastAt: number;
}

export interface TranscriptStore extends Transcript, TranscriptReader {
  channels(host: string, since: number): Promise<KnownChannel[]>;
  /** How many lines of a place are kept. */
  count(place: Place): Promise<number>;
}

/** What of the transcript lies in the database. */
export type KeptTranscript = Omit<TranscriptStore, 'overhear'>;

export function createTranscriptStore(db: Database<TranscriptTables>): KeptTranscript {
  const positionOf = createPositions();
  return {
    async append(transaction, entries) {
      const rows = entries.map((entry) => toRow(entry, positionOf(entry.at)));
      await inside<TranscriptTables>(transaction)
        .insertInto('transcript')
        .values(rows)
        .onConflict((conflict) => conflict.column('message_id').doNothing())
        .execute();
      const words = entries.flatMap(wordsIn);
      if (words.length > 0) {
        await inside<TranscriptTables>(transaction)
          .insertInto('transcript_words')
          .values(words)
          .onConflict((conflict) => conflict.columns(['host', 'person_id', 'message_id']).doNothing())
          .execute();
      }
    },
    async revise(transaction, messageId, text, at) {
      await inside<TranscriptTables>(transaction)
        .updateTable('transcript')
        .set({ text, edited_at: at })
        .where('message_id', '=', messageId)
        .execute();
    },
    async retract(transaction, messageIds) {
      const gone = await inside<TranscriptTables>(transaction)
        .deleteFrom('transcript')
        .where('message_id', 'in', messageIds)
        .returning('said_at')
        .execute();
      await inside<TranscriptTables>(transaction)
        .deleteFrom('transcript_words')
        .where('message_id', 'in', messageIds)
        .execute();
      return gone.length === 0 ? undefined : Math.min(...gone.map(({ said_at }) => said_at));
    },
    async recent(place, limit) {
      const rows = await db
        .selectFrom('transcript')
        .selectAll()
        .where('lane', '=', laneOf(place))
        .orderBy('position', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().map(toEntry);
    },
    async find(messageId) {
      const row = await db
        .selectFrom('transcript')
        .selectAll()
        .where('message_id', '=', messageId)
        .executeTakeFirst();
      return row === undefined ? undefined : toEntry(row);
    },
    async lastAnswer(place, personId, since) {
      const row = await db
        .selectFrom('transcript as answer')
        .innerJoin('transcript as question', 'question.message_id', 'answer.reply_to')
        .selectAll('answer')
        .where('answer.lane', '=', laneOf(place))
        .where('answer.position', '>=', since * 1_000)
        .where('answer.author_kind', '=', 'character')
        .where('question.author_id', '=', personId)
        .orderBy('answer.position', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? undefined : toEntry(row);
    },
    async after(place, position, limit) {
      const rows = await db
        .selectFrom('transcript')
        .selectAll()
        .where('lane', '=', laneOf(place))
        .where('position', '>', position)
        .orderBy('position')
        .limit(limit)
        .execute();
      return rows.map(toPlaced);
    },
    async upTo(messageId, limit) {
      const last = db
        .selectFrom('transcript')
        .select(['lane', 'position'])
        .where('message_id', '=', messageId);
      const rows = await db
        .selectFrom('transcript')
        .innerJoin(last.as('last'), 'last.lane', 'transcript.lane')
        .selectAll('transcript')
        .whereRef('transcript.position', '<=', 'last.position')
        .orderBy('transcript.position', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().map(toPlaced);
    },
    async channels(host, since) {
      const newest = await db
        .selectFrom('transcript')
        .select((select) => ['lane', select.fn.max('position').as('position')])
        .where('host', '=', host)
        .where('author_kind', '!=', 'character')
        .where('position', '>=', since * 1_000)
        .groupBy('lane')
        .execute();
      return Promise.all(newest.map(({ lane, position }) => newestIn(lane, Number(position))));
    },
    async count(place) {
      const { count } = await db
        .selectFrom('transcript')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('lane', '=', laneOf(place))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };

  async function newestIn(lane: string, position: number): Promise<KnownChannel> {
    const row = await db
      .selectFrom('transcript')
      .select(['host', 'channel_id', 'message_id', 'said_at'])
      .where('lane', '=', lane)
      .where('position', '=', position)
      .executeTakeFirstOrThrow();
    return { host: row.host, channelId: row.channel_id, lastMessageId: row.message_id, lastAt: row.said_at };
  }
}

/** Positions that grow with time and never meet, whatever order lines of one millisecond come in. */
function createPositions(): (at: number) => number {
  let counter = 0;
  return (at) => {
    counter = (counter + 1) % 1_000;
    return at * 1_000 + counter;
  };
}

function toRow(entry: TranscriptEntry, position: number): TranscriptRow {
  const { place } = entry;
  return {
    message_id: entry.messageId,
    lane: laneOf(place),
    position,
    host: place.host,
    guild_id: place.guildId ?? null,
    channel_id: place.channelId,
    parent_id: place.parentId ?? null,
    place_kind: place.kind,
    place_name: place.name ?? null,
    author_id: entry.authorId,
    author_name: entry.authorName,
    author_kind: entry.kind,
    character_id: entry.characterId ?? null,
    text: entry.text,
    said_at: entry.at,
    reply_to: entry.replyTo ?? null,
    attachments: JSON.stringify(entry.attachments),
    edited_at: entry.editedAt ?? null,
    mood: entry.mood ?? null,
    words_of: entry.wordsOf === undefined ? null : JSON.stringify(entry.wordsOf),
  };
}

function wordsIn({
  place: { host },
  messageId: message_id,
  wordsOf = [],
}: TranscriptEntry): TranscriptTables['transcript_words'][] {
  return wordsOf.map((person_id) => ({ host, person_id, message_id }));
}

function toPlaced(row: TranscriptRow): PlacedEntry {
  return { ...toEntry(row), position: Number(row.position) };
}

/** Where a row was said. */
export function placeOf(
  row: Pick<TranscriptRow, 'host' | 'guild_id' | 'channel_id' | 'parent_id' | 'place_kind' | 'place_name'>,
): TranscriptEntry['place'] {
  return {
    host: row.host,
    guildId: row.guild_id ?? undefined,
    channelId: row.channel_id,
    parentId: row.parent_id ?? undefined,
    kind: row.place_kind,
    name: row.place_name ?? undefined,
  };
}

/** A row as the engine knows it. */
export function toEntry(row: TranscriptRow): TranscriptEntry {
  return {
    messageId: row.message_id,
    place: placeOf(row),
    authorId: row.author_id,
    authorName: row.author_name,
    kind: row.author_kind,
    characterId: row.character_id ?? undefined,
    text: row.text,
    at: row.said_at,
    replyTo: row.reply_to ?? undefined,
    attachments: JSON.parse(row.attachments),
    editedAt: row.edited_at ?? undefined,
    ...(isMood(row.mood) && { mood: row.mood }),
    ...(row.words_of !== null && { wordsOf: JSON.parse(row.words_of) as string[] }),
  };
}
