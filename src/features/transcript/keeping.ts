import { type Keeping, type Person, sumOf, type Taken } from '../../core/keeping.ts';
import { type Database, inside } from '../../lib/sql.ts';
import { placeOf, type TranscriptTables, toEntry } from './store.ts';

/** Lines that are taken out at once: a few milliseconds, also with what hangs on them. */
const batch = 50;
const own = 'lines of talk';
const toThem = 'answers in which your words may stand';

/** The lines that people said, and what characters said that may hold their words. */
export function createTranscriptKeeping(db: Database<TranscriptTables>): Keeping {
  return {
    async count(person) {
      const [said, heard] = await Promise.all([
        countOf(saidBy(db, person)),
        countOf(holdingWordsOf(db, person)),
      ]);
      return { [own]: said, [toThem]: heard };
    },
    async export(person) {
      const rows = await saidBy(db, person).selectAll().orderBy('said_at').execute();
      const answers = await holdingWordsOf(db, person).selectAll().orderBy('said_at').execute();
      return { [own]: rows.map(toEntry), [toThem]: answers.map(toEntry) };
    },
    async erase(transaction, person) {
      const tables = inside<TranscriptTables>(transaction);
      const said = await taken(tables, saidBy(tables, person), own);
      const heard = await taken(tables, holdingWordsOf(tables, person), toThem);
      return together(said, heard);
    },
    async expire(transaction, before, person) {
      const tables = inside<TranscriptTables>(transaction);
      if (person === undefined) {
        const old = tables.selectFrom('transcript').where('said_at', '<', before);
        return taken(tables, old, own);
      }
      const said = await taken(tables, saidBy(tables, person).where('said_at', '<', before), own);
      const heard = await taken(tables, holdingWordsOf(tables, person).where('said_at', '<', before), toThem);
      return together(said, heard);
    },
  };
}

type Lines = ReturnType<typeof saidBy>;

function saidBy(db: Database<TranscriptTables>, { host, id }: Person) {
  return db
    .selectFrom('transcript')
    .where('host', '=', host)
    .where('author_id', '=', id)
    .where('author_kind', '!=', 'character');
}

function holdingWordsOf(db: Database<TranscriptTables>, { host, id }: Person): Lines {
  const holding = db
    .selectFrom('transcript_words')
    .select('message_id')
    .where('host', '=', host)
    .where('person_id', '=', id);
  return db
    .selectFrom('transcript')
    .where('author_kind', '=', 'character')
    .where('message_id', 'in', holding);
}

async function countOf(lines: Lines): Promise<number> {
  const { count } = await lines
    .select((select) => select.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function taken(tables: Database<TranscriptTables>, lines: Lines, what: string): Promise<Taken> {
  const rows = await lines
    .select([
      'message_id',
      'said_at',
      'host',
      'guild_id',
      'channel_id',
      'parent_id',
      'place_kind',
      'place_name',
    ])
    .limit(batch)
    .execute();
  if (rows.length === 0) return { counts: {} };
  const ids = rows.map(({ message_id }) => message_id);
  await tables.deleteFrom('transcript').where('message_id', 'in', ids).execute();
  await tables.deleteFrom('transcript_words').where('message_id', 'in', ids).execute();
  const messages = rows.map((row) => ({ id: row.message_id, place: placeOf(row), at: row.said_at }));
  return { counts: { [what]: rows.length }, messages };
}

function together(one: Taken, other: Taken): Taken {
  return {
    counts: sumOf(one.counts, other.counts),
    messages: [...(one.messages ?? []), ...(other.messages ?? [])],
  };
}
