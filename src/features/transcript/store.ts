import { importedMark, laneOf, type Place } from '../../core/message.ts';
import type {
  KnownNames,
  Transcript,
  TranscriptEntry,
  TranscriptReader,
} from '../../core/ports/transcript.ts';
import { type Database, inside } from '../../lib/sql.ts';
import { calledIn, forgetMentions, noteNames, reviseMentions, withMentions } from './names.ts';
import { toEntry, toPlaced, toRow, wordsIn } from './rows.ts';
import { addLines, addWords, answersTo, newestIn } from './statements.ts';
import type { TranscriptTables } from './tables.ts';

const forgottenAtOnce = 200;

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

export interface TranscriptStore extends Transcript, TranscriptReader, KnownNames {
  channels(host: string, since: number): Promise<KnownChannel[]>;
  /** How many lines of a place are kept, with those that were put away. */
  count(place: Place): Promise<number>;
  /** A line that was put away. */
  findArchived(messageId: string): Promise<TranscriptEntry | undefined>;
  /** The newest lines of a place that were put away, oldest first. */
  archived(place: Place, limit: number): Promise<TranscriptEntry[]>;
  /** Forgets some of them; says how many. */
  forgetArchived(place: Place): Promise<number>;
}

/** What of the transcript lies in the database. */
export type KeptTranscript = Omit<TranscriptStore, 'overhear'>;

export function createTranscriptStore(db: Database<TranscriptTables>): KeptTranscript {
  const positionOf = createPositions();
  return {
    calledIn: (place, text) => calledIn(db, place, text),
    async append(transaction, entries) {
      const rows = entries.map((entry) => toRow(entry, positionOf(entry.at)));
      await addLines(inside(transaction), rows);
      await addWords(inside(transaction), entries.flatMap(wordsIn));
      await noteNames(transaction, entries);
    },
    async revise(transaction, messageId, text, at, mentions) {
      for (const table of ['transcript', 'transcript_archive'] as const)
        await inside<TranscriptTables>(transaction)
          .updateTable(table)
          .set({ text, edited_at: at })
          .where('message_id', '=', messageId)
          .execute();
      if (mentions !== undefined) await reviseMentions(transaction, messageId, text, mentions);
    },
    async retract(transaction, messageIds) {
      const gone = await inside<TranscriptTables>(transaction)
        .deleteFrom('transcript')
        .where('message_id', 'in', messageIds)
        .returning('said_at')
        .execute();
      for (const table of ['transcript_archive', 'transcript_words'] as const)
        await inside<TranscriptTables>(transaction)
          .deleteFrom(table)
          .where('message_id', 'in', messageIds)
          .execute();
      await forgetMentions(transaction, messageIds);
      return gone.length === 0 ? undefined : Math.min(...gone.map(({ said_at }) => said_at));
    },
    recent: (place, limit) => newestOf('transcript', place, limit),
    find: (messageId) => lineIn('transcript', messageId),
    findArchived: (messageId) => lineIn('transcript_archive', messageId),
    async lastAnswer(place, personId, since) {
      const { rows } = await answersTo(db, {
        lane: laneOf(place),
        author_id: personId,
        position: since * 1_000,
      });
      return rows.map(toEntry)[0];
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
      return withMentions(db, rows.map(toPlaced));
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
      return withMentions(db, rows.reverse().map(toPlaced));
    },
    async channels(host, since) {
      const newest = await db
        .selectFrom('transcript')
        .select((select) => ['lane', select.fn.max('position').as('position')])
        .where('host', '=', host)
        .where('author_kind', '!=', 'character')
        // What came in from a file was heard on no host.
        .where('message_id', 'not like', `${importedMark}%`)
        .where('position', '>=', since * 1_000)
        .groupBy('lane')
        .execute();
      return Promise.all(newest.map(({ lane, position }) => lineAt(lane, Number(position))));
    },
    async count(place) {
      const counts = await Promise.all(
        (['transcript', 'transcript_archive'] as const).map((table) =>
          db
            .selectFrom(table)
            .select((select) => select.fn.countAll<number>().as('count'))
            .where('lane', '=', laneOf(place))
            .executeTakeFirstOrThrow(),
        ),
      );
      return counts.reduce((sum, { count }) => sum + Number(count), 0);
    },
    archived: (place, limit) => newestOf('transcript_archive', place, limit),
    async forgetArchived(place) {
      const rows = await db
        .selectFrom('transcript_archive')
        .select('message_id')
        .where('lane', '=', laneOf(place))
        .limit(forgottenAtOnce)
        .execute();
      const ids = rows.map(({ message_id }) => message_id);
      for (const table of ['transcript_archive', 'transcript_words', 'transcript_mentions'] as const)
        await db.deleteFrom(table).where('message_id', 'in', ids).execute();
      return ids.length;
    },
  };

  async function lineIn(
    table: 'transcript' | 'transcript_archive',
    messageId: string,
  ): Promise<TranscriptEntry | undefined> {
    const row = await db.selectFrom(table).selectAll().where('message_id', '=', messageId).executeTakeFirst();
    return row === undefined ? undefined : toEntry(row);
  }

  async function newestOf(
    table: 'transcript' | 'transcript_archive',
    place: Place,
    limit: number,
  ): Promise<TranscriptEntry[]> {
    const { rows } = await newestIn[table](db, { lane: laneOf(place), limit });
    return rows.toReversed().map(toEntry);
  }

  async function lineAt(lane: string, position: number): Promise<KnownChannel> {
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
