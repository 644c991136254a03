import { type Keeping, type Person, sumOf, type Taken } from '../../core/keeping.ts';
import { type Database, inside } from '../../lib/sql.ts';
import { expireNames, mentionsOf, namesOf, takeNames } from './names.ts';
import { placeOf, toEntry } from './rows.ts';
import type { TranscriptTables } from './tables.ts';

/** Lines that are taken out at once: a few milliseconds, also with what hangs on them. */
const batch = 20;
const disownedAtOnce = 100;
const own = 'lines of talk';
const toThem = 'answers in which your words may stand';
const names = 'names you spoke under';
const mentions = 'mentions of you';
const putAway = 'lines and answers that are archived';
const brought = 'lines that you brought in from files';

type Tables = Database<TranscriptTables>;
const tables = ['transcript', 'transcript_archive'] as const;
type Table = (typeof tables)[number];

/**
 * The lines that people said, and what characters said that may hold their words: in the talk, and put away where the
 * owner wants that for so long (`archiveMs`) after their time in the talk is over.
 */
export function createTranscriptKeeping(db: Tables, archiveMs: number): Keeping {
  return {
    async count(person) {
      const [said, heard, called, mentioned, ...archived] = await Promise.all([
        countOf(saidBy(db, person)),
        countOf(holdingWordsOf(db, person)),
        namesOf(db, person),
        mentionsOf(db, person),
        countOf(saidBy(db, person, 'transcript_archive')),
        countOf(holdingWordsOf(db, person, 'transcript_archive')),
      ]);
      const given = await Promise.all(tables.map((table) => countOf(broughtBy(db, person, table))));
      return {
        ...{ [own]: said, [toThem]: heard, [names]: called.length, [mentions]: mentioned.length },
        [putAway]: archived.reduce((sum, count) => sum + count, 0),
        [brought]: given.reduce((sum, count) => sum + count, 0),
      };
    },
    async export(person) {
      const archived = [
        ...(await entriesOf(saidBy(db, person, 'transcript_archive'))),
        ...(await entriesOf(holdingWordsOf(db, person, 'transcript_archive'))),
      ];
      return {
        [own]: await entriesOf(saidBy(db, person)),
        [toThem]: await entriesOf(holdingWordsOf(db, person)),
        [names]: await namesOf(db, person),
        [mentions]: await mentionsOf(db, person),
        ...(archived.length > 0 && { [putAway]: archived }),
        // What others said there is told by its ids alone.
        [brought]: (
          await Promise.all(
            tables.map((table) =>
              broughtBy(db, person, table).select(['message_id', 'said_at as at']).execute(),
            ),
          )
        ).flat(),
      };
    },
    async erase(transaction, person) {
      const inTurn: Tables = inside(transaction);
      const called = await takeNames(inTurn, person);
      return together(await takenOf(inTurn, person), {
        counts: {
          ...{ [names]: called.names, [mentions]: called.mentions },
          [brought]: await disown(inTurn, person),
        },
      });
    },
    async expire(transaction, before, person) {
      const tables: Tables = inside(transaction);
      await expireNames(tables, before, person);
      if (person !== undefined) return await takenOf(tables, person, before);
      const old = linesIn(tables, 'transcript').where('said_at', '<', before);
      const gone = archiveMs === 0 ? await taken(tables, old, own) : await archive(tables, old);
      const oldest = linesIn(tables, 'transcript_archive').where('said_at', '<', before - archiveMs);
      return together(gone, await takenFromArchive(tables, oldest));
    },
  };
}

function linesIn(db: Tables, table: Table) {
  return db.selectFrom(`${table} as line` as 'transcript as line');
}

type Lines = ReturnType<typeof linesIn>;

function saidBy(db: Tables, { host, id }: Person, table: Table = 'transcript'): Lines {
  return linesIn(db, table)
    .where('host', '=', host)
    .where('author_id', '=', id)
    .where('author_kind', '!=', 'character');
}

function holdingWordsOf(db: Tables, { host, id }: Person, table: Table = 'transcript'): Lines {
  const holding = db
    .selectFrom('transcript_words')
    .select('message_id')
    .where('host', '=', host)
    .where('person_id', '=', id);
  return linesIn(db, table).where('author_kind', '=', 'character').where('message_id', 'in', holding);
}

/** Lines of whomever that a person brought in. */
function broughtBy(db: Tables, { host, id }: Person, table: Table): Lines {
  return linesIn(db, table).where('host', '=', host).where('brought_by', '=', id);
}

/** The lines stay: they are others'. That this person brought them is forgotten. */
async function disown(db: Tables, person: Person): Promise<number> {
  let count = 0;
  for (const table of tables) {
    const rows = await broughtBy(db, person, table).select('message_id').limit(disownedAtOnce).execute();
    if (rows.length > 0)
      await db.updateTable(table).set({ brought_by: null }).where('message_id', 'in', idsOf(rows)).execute();
    count += rows.length;
  }
  return count;
}

async function countOf(lines: Lines): Promise<number> {
  const { count } = await lines
    .select((select) => select.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function entriesOf(lines: Lines) {
  return (await lines.selectAll().orderBy('said_at').execute()).map(toEntry);
}

/** Some of a person's lines and of the answers that hold their words, of before a time where one is given. */
async function takenOf(tables: Tables, person: Person, before = Number.MAX_SAFE_INTEGER): Promise<Taken> {
  const old = (lines: Lines) => lines.where('said_at', '<', before);
  return [
    await taken(tables, old(saidBy(tables, person)), own),
    await taken(tables, old(holdingWordsOf(tables, person)), toThem),
    await takenFromArchive(tables, old(saidBy(tables, person, 'transcript_archive'))),
    await takenFromArchive(tables, old(holdingWordsOf(tables, person, 'transcript_archive'))),
  ].reduce(together);
}

async function taken(tables: Tables, lines: Lines, what: string): Promise<Taken> {
  const rows = await lines.selectAll().limit(batch).execute();
  await remove(tables, 'transcript', rows);
  await removeWords(tables, rows);
  return told(rows, what);
}

/** Nothing was derived of what is put away any more, so nobody needs to be told. */
async function takenFromArchive(tables: Tables, lines: Lines): Promise<Taken> {
  const rows = await lines.select('message_id').limit(batch).execute();
  await remove(tables, 'transcript_archive', rows);
  await removeWords(tables, rows);
  return { counts: { [putAway]: rows.length } };
}

/** Puts lines away: whose words they hold stays known. */
async function archive(tables: Tables, lines: Lines): Promise<Taken> {
  const rows = await lines.selectAll().limit(batch).execute();
  if (rows.length > 0) await tables.insertInto('transcript_archive').values(rows).execute();
  await remove(tables, 'transcript', rows);
  return told(rows, 'lines put into the archive');
}

type Named = readonly { message_id: string }[];

function idsOf(rows: Named): string[] {
  return rows.map(({ message_id }) => message_id);
}

async function remove(tables: Tables, table: Table, rows: Named): Promise<void> {
  if (rows.length > 0) await tables.deleteFrom(table).where('message_id', 'in', idsOf(rows)).execute();
}

async function removeWords(tables: Tables, rows: Named): Promise<void> {
  if (rows.length === 0) return;
  for (const table of ['transcript_words', 'transcript_mentions'] as const)
    await tables.deleteFrom(table).where('message_id', 'in', idsOf(rows)).execute();
}

function told(rows: readonly TranscriptTables['transcript'][], what: string): Taken {
  const messages = rows.map((row) => ({ id: row.message_id, place: placeOf(row), at: row.said_at }));
  return { counts: { [what]: rows.length }, messages };
}

function together(one: Taken, other: Taken): Taken {
  return {
    counts: sumOf(one.counts, other.counts),
    messages: [...(one.messages ?? []), ...(other.messages ?? [])],
  };
}
